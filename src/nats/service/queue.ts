/** What waits for the one thread of a worker: problems, which are solved together where they may, and other work. */
import type { Problem } from "../../problem/problem.js";
import { Clock, type Settings } from "../../problem/settings.js";
import type { Solution } from "../../api/solution.js";
import { solveProblem } from "../../api/solve.js";
import type { ResolvedLimits } from "./limits.js";
import { groupsOf, mergeProblems, type Group } from "./merge.js";
import type { Metrics } from "./metrics.js";
import { Refused } from "./refused.js";

/** Some elements of a solved batch. */
export interface Solved {
  readonly solution: Solution;
  readonly first: number;
  readonly count: number;
  /** Whether the solution has these elements only; otherwise it is gone after this turn. */
  readonly alone: boolean;
  /** Of the whole solution. */
  readonly weaklyActive: Int32Array;
}

interface Waiting {
  readonly until: number;
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

  /**
   * Solves a problem, with others where that changes nothing.
   *
   * @param take what to do with the answer; called while the solution is there.
   * @throws Refused where the time is over; OptNetError as `solve`.
   */
  solve<Result>(
    problem: Problem,
    settings: Settings,
    { until, take }: { until: number; take: (solved: Solved) => Result },
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const settingsKey = JSON.stringify(settings);
      const done = (solved: Solved): void => {
        try {
          resolve(take(solved));
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#problems.push({ problem, settings, settingsKey, until, done, reject });
      this.#schedule();
    });
  }

  /** Does something else in its turn. */
  run<Result>(work: () => Result, until: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = (): void => {
        try {
          resolve(work());
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#works.push({ run, until, reject });
      this.#schedule();
    });
  }

  /**
   * Solves in the turn of a work. The thread is given back when nobody waits any more: what is not finished by then has
   * the status `timeLimit`, and is not answered.
   *
   * @param until when the last client stops waiting, by `performance.now()`.
   */
  solveNow(problem: Problem, settings: Settings, until: number): Solution {
    const start = performance.now();
    const clock = new Clock();
    clock.start(Math.min(settings.timeLimit, (until - start) / 1000));
    try {
      const solution = solveProblem(problem, { ...settings, timeIsUp: clock.isUp });
      this.#metrics.solved(solution.status, (performance.now() - start) / 1000);
      return solution;
    } finally {
      clock.stop();
    }
  }

  /** When nothing waits any more. */
  drained(): Promise<void> {
    if (this.waiting === 0 && !this.#running) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
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
    for (const { until, reject } of all.filter(isLate)) reject(lateRefusal(until));
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
    for (const { problem, settings, until, done, reject } of members) {
      try {
        const solution = this.solveNow(problem, settings, until);
        requireInTime(solution, settings, until);
        const { weaklyActive } = solution;
        done({ solution, first: 0, count: problem.batch, alone: true, weaklyActive });
      } catch (error) {
        reject(error);
      }
    }
  }

  #solveTogether(members: readonly WaitingProblem[]): void {
    const merged = mergeProblems(members.map(({ problem }) => problem));
    const last = Math.max(...members.map(({ until }) => until));
    const solution = this.solveNow(merged, members[0].settings, last);
    const { weaklyActive } = solution;
    let first = 0;
    for (const { problem, until, done, reject } of members) {
      const count = problem.batch;
      if (unfinishedIn(solution, first, count)) reject(lateRefusal(until));
      else done({ solution, first, count, alone: false, weaklyActive });
      first += count;
    }
    solution.dispose();
  }
}

/**
 * Whoever set a time limit hears what became of it; whoever set none is not told that there was one.
 *
 * @throws Refused where the client's patience ended before its own time limit.
 */
export function requireInTime(solution: Solution, { timeLimit }: Settings, until: number): void {
  if (timeLimit < Infinity || !unfinishedIn(solution, 0, solution.shape.batch)) return;
  solution.dispose();
  throw lateRefusal(until);
}

function unfinishedIn({ status }: Solution, first: number, count: number): boolean {
  for (let i = first; i < first + count; i++) if (status[i] === "timeLimit") return true;
  return false;
}

function lateRefusal(until: number): Refused {
  return new Refused("deadline", {
    field: "deadline",
    expected: "an answer before it",
    got: `none ${Math.max(0, Math.round(performance.now() - until))} ms after it`,
    hint: "Allow more time, or start more workers.",
  });
}

/** After what the host has ready now; timers would wait a millisecond. */
function nextTurn(work: () => void): void {
  const { setImmediate } = globalThis as { setImmediate?: (work: () => void) => unknown };
  if (setImmediate === undefined) setTimeout(work);
  else setImmediate(work);
}
