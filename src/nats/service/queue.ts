/** What waits for the one thread of a worker: problems, which are solved together where they may, and other work. */
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Solution } from "../../problem/solution.js";
import { solveProblem } from "../../solve.js";
import type { ResolvedLimits } from "./limits.js";
import { groupsOf, mergeProblems, type Group } from "./merge.js";
import type { Metrics } from "./metrics.js";
import { busyRefusal, Refused } from "./refused.js";

/** Some elements of a solved batch. */
export interface Solved {
  readonly solution: Solution;
  readonly first: number;
  readonly count: number;
  /** Whether the solution has these elements only; otherwise it is gone after this turn. */
  readonly alone: boolean;
}

interface Waiting {
  readonly until: number;
  readonly bytes: number;
  reject(error: unknown): void;
}

interface WaitingProblem extends Waiting {
  readonly problem: Problem;
  readonly settings: Settings;
  readonly settingsKey: string;
  /** Takes what it needs at once. */
  done(solved: Solved): void;
}

interface WaitingWork extends Waiting {
  run(): void;
}

export class Queue {
  readonly #limits: ResolvedLimits;
  readonly #metrics: Metrics;
  #problems: WaitingProblem[] = [];
  #works: WaitingWork[] = [];
  #bytes = 0;
  #scheduled = false;
  #idle: (() => void)[] = [];
  #running = false;

  constructor(limits: ResolvedLimits, metrics: Metrics) {
    this.#limits = limits;
    this.#metrics = metrics;
  }

  get waiting(): number {
    return this.#problems.length + this.#works.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Solves a problem, with others where that changes nothing.
   *
   * @param take what to do with the answer; called while the solution is there.
   * @throws Refused where the time is over or too much waits; OptNetError as `solve`.
   */
  solve<Result>(
    problem: Problem,
    settings: Settings,
    { until, bytes, take }: { until: number; bytes: number; take: (solved: Solved) => Result },
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#require(bytes);
      const settingsKey = JSON.stringify(settings);
      const done = (solved: Solved): void => {
        try {
          resolve(take(solved));
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#problems.push({ problem, settings, settingsKey, until, bytes, done, reject });
      this.#schedule();
    });
  }

  /** Does something else in its turn. */
  run<Result>(work: () => Result, { until, bytes }: { until: number; bytes: number }): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#require(bytes);
      const run = (): void => {
        try {
          resolve(work());
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#works.push({ run, until, bytes, reject });
      this.#schedule();
    });
  }

  /** Solves in the turn of a work. */
  solveNow(problem: Problem, settings: Settings): Solution {
    const start = performance.now();
    const solution = solveProblem(problem, settings);
    this.#metrics.solved(solution.status, (performance.now() - start) / 1000);
    return solution;
  }

  /** When nothing waits any more. */
  drained(): Promise<void> {
    if (this.waiting === 0 && !this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #require(bytes: number): void {
    const { maxWaiting, maxWaitingBytes } = this.#limits;
    if (this.waiting >= maxWaiting || (this.waiting > 0 && this.#bytes + bytes > maxWaitingBytes)) {
      throw new Refused("busy", busyRefusal(`${this.waiting} of them, with ${this.#bytes} bytes`));
    }
    this.#bytes += bytes;
  }

  /** A turn comes after all messages that are there have been read. */
  #schedule(): void {
    if (this.#running) return;
    const { maxBatch, maxDelay } = this.#limits;
    const isFull = this.#problems.reduce((sum, { problem }) => sum + problem.batch, 0) >= maxBatch;
    if (this.#scheduled && !(isFull && maxDelay > 0)) return;
    this.#scheduled = true;
    if (maxDelay > 0 && !isFull && this.#works.length === 0) setTimeout(() => void this.#turns(), maxDelay);
    else nextTurn(() => void this.#turns());
  }

  async #turns(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#scheduled = false;
    while (this.waiting > 0) {
      const [works, problems] = [this.#works, this.#problems];
      [this.#works, this.#problems] = [[], []];
      this.#bytes = 0;
      for (const work of this.#inTime(works)) {
        work.run();
        await new Promise<void>(nextTurn);
      }
      for (const group of groupsOf(this.#inTime(problems), this.#limits.maxBatch)) {
        this.#solveGroup({ ...group, members: this.#inTime(group.members) });
        await new Promise<void>(nextTurn);
      }
    }
    this.#running = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Those whose clients still wait; the others are told. */
  #inTime<Some extends Waiting>(all: readonly Some[]): Some[] {
    const now = performance.now();
    const isLate = ({ until }: Some): boolean => until < now;
    for (const { until, reject } of all.filter(isLate)) {
      reject(
        new Refused("deadline", {
          field: "deadline",
          expected: "a turn before it",
          got: `a turn ${Math.round(now - until)} ms after it`,
          hint: "Allow more time, or start more workers.",
        }),
      );
    }
    return all.filter((one) => !isLate(one));
  }

  #solveGroup({ members }: Group<WaitingProblem>): void {
    if (members.length > 1) {
      try {
        return this.#solveTogether(members);
      } catch {
        // One of them is refused, or all; each shall hear its own.
      }
    }
    for (const { problem, settings, done, reject } of members) {
      try {
        const solution = this.solveNow(problem, settings);
        done({ solution, first: 0, count: problem.batch, alone: true });
      } catch (error) {
        reject(error);
      }
    }
  }

  #solveTogether(members: readonly WaitingProblem[]): void {
    const merged = mergeProblems(members.map(({ problem }) => problem));
    const solution = this.solveNow(merged, members[0].settings);
    let first = 0;
    for (const { problem, done } of members) {
      done({ solution, first, count: problem.batch, alone: false });
      first += problem.batch;
    }
    solution.dispose();
  }
}

/** After what the host has ready now; timers would wait a millisecond. */
function nextTurn(work: () => void): void {
  const { setImmediate } = globalThis as { setImmediate?: (work: () => void) => unknown };
  if (setImmediate === undefined) setTimeout(work);
  else setImmediate(work);
}
