/** What every thread does with a job: it solves chunks until there are none, and keeps what it solved. */
import type { KktVectors } from "../../problem/fields.js";
import { SOLVERS, STATUSES } from "../../problem/fields.js";
import type { SolvedBatch } from "../executor.js";
import { moveSolutionData, viewOfElements, viewOfRows } from "../../problem/batch.js";
import type { GradientRequest, Job } from "./protocol.js";
import { BROKEN, CONTROL, SKIPPED, SOLVED, solutionOf } from "./protocol.js";
import { addGradients } from "../../derivative/index.js";
import type { IterationObserver } from "../../problem/settings.js";
import { solveBatch } from "../solve-batch.js";
import { checkOwn } from "./shared-input.js";

/** How a thread goes about its part. */
export interface WorkOptions {
  /** Whether the time of the call is up, beside what the job's `stop` says. */
  readonly timeIsUp?: (() => boolean) | undefined;
  readonly onIteration?: IterationObserver | undefined;
  /** Whether to throw what goes wrong, instead of leaving a mark. */
  readonly throws?: boolean;
}

/** The chunks that one thread solved. */
export class ChunkSolver {
  #job: Job;
  readonly #owner: number;
  readonly #chunks = new Map<number, SolvedBatch>();

  /** @param owner this thread's number in the job. */
  constructor(job: Job, owner: number) {
    this.#job = job;
    this.#owner = owner;
  }

  /** Takes part until all chunks are taken; `job` may be the rest of an earlier one. */
  work(job: Job, { timeIsUp, onIteration, throws = false }: WorkOptions): void {
    this.#job = job;
    const { order, bounds, owners, states, control } = job;
    // What is solved lives on, and may have to solve again for a derivative, which has all the time that it needs.
    let working = true;
    const stopped = (): boolean => {
      if (!working) return false;
      if (Atomics.load(control, CONTROL.stop) !== 0) return true;
      if (!timeIsUp?.()) return false;
      Atomics.store(control, CONTROL.stop, 1);
      return true;
    };
    try {
      for (;;) {
        const place = Atomics.add(control, CONTROL.next, 1);
        if (place >= order.length) return;
        const chunk = order[place];
        // Whoever comes too late finds it taken away.
        if (Atomics.compareExchange(owners, chunk, 0, this.#owner + 1) !== 0) continue;
        const last = bounds[chunk + 1];
        for (let ready; (ready = Atomics.load(control, CONTROL.ready)) < last;) {
          Atomics.wait(control, CONTROL.ready, ready);
        }
        let state: number = SKIPPED;
        // Chunks are taken in their order: after one has broken, those that are taken are of no use.
        if (throws || Atomics.load(control, CONTROL.broken) === 0) {
          try {
            this.#solve(chunk, stopped, onIteration);
            state = SOLVED;
          } catch (error) {
            if (throws) throw error;
            Atomics.store(control, CONTROL.broken, 1);
            state = BROKEN;
          }
        }
        Atomics.store(states, chunk, state);
        Atomics.add(control, CONTROL.finished, 1);
        Atomics.notify(control, CONTROL.finished);
      }
    } finally {
      working = false;
    }
  }

  #solve(chunk: number, timeIsUp: () => boolean, onIteration: IterationObserver | undefined): void {
    const { problem, settings, checked, out } = this.#job;
    const [first, last] = this.#rangeOf(chunk);
    const part = viewOfElements(problem, first, last);
    if (!checked && settings.invalid === "throw") checkOwn(part);
    const into = viewOfRows(out, problem.batch, first, last);
    const [earlier] = this.#chunks.values();
    const solved = solveBatch(part, { ...settings, onIteration, timeIsUp }, { earlier, into });
    this.#chunks.set(chunk, solved);
    moveSolutionData(solved.data, into);
    into.weaklyActive.set(solved.weaklyActive());
    const { status } = solved.data;
    for (let i = 0; i < status.length; i++) {
      if (status[i] !== STATUSES[0]) into.status[i] = STATUSES.indexOf(status[i]);
      into.solvedBy[i] = SOLVERS.indexOf(solved.solvedBy(i));
    }
  }

  /** Solves a chunk again that is gone, for its factors: the numbers are there. */
  adopt(chunk: number): void {
    const { problem, settings, owners } = this.#job;
    const part = viewOfElements(problem, ...this.#rangeOf(chunk));
    this.#chunks.get(chunk)?.dispose();
    this.#chunks.set(chunk, solveBatch(part, { ...settings, onIteration: undefined }));
    Atomics.store(owners, chunk, this.#owner + 1);
  }

  /** As `SolvedBatch.solveKkt`, for the elements of its chunks. */
  solveKkt(right: KktVectors, out: KktVectors, wanted?: readonly number[]): void {
    const { problem } = this.#job;
    for (const [chunk, solved] of this.#chunks) {
      if (!this.#owns(chunk) || wanted?.includes(chunk) === false) continue;
      const [first, last] = this.#rangeOf(chunk);
      const rows = (vectors: KktVectors): KktVectors => viewOfRows(vectors, problem.batch, first, last);
      solved.solveKkt(rows(right), rows(out));
    }
  }

  /** Takes pieces of the work until there are none. */
  addGradients({ u, objective, own, shared, next, targets, out, unsolvedGradient }: GradientRequest): void {
    const { problem, bounds } = this.#job;
    const settings = { ...this.#job.settings, unsolvedGradient };
    const chunks = own.length > 0 ? bounds.length - 1 : 0;
    const ownTargets = Object.fromEntries(own.map((name) => [name, targets[name]!]));
    for (let piece; (piece = Atomics.add(next, 0, 1)) < shared.length + chunks;) {
      if (piece < shared.length) {
        addGradients(problem, solutionOf(out), u, objective, settings, [shared[piece]], targets);
        continue;
      }
      const [first, last] = this.#rangeOf(piece - shared.length);
      const rows = <Arrays extends object>(arrays: Arrays): Arrays =>
        viewOfRows(arrays, problem.batch, first, last);
      const part = viewOfElements(problem, first, last);
      const weights = objective?.subarray(first, last);
      const data = { ...solutionOf(rows(out)), shape: { ...out.shape, batch: last - first } };
      addGradients(part, data, rows(u), weights, settings, own, rows(ownTargets));
    }
  }

  certificate(element: number): ReturnType<SolvedBatch["certificate"]> {
    const { bounds } = this.#job;
    const chunk = chunkOf(bounds, element);
    return this.#chunks.get(chunk)?.certificate(element - bounds[chunk]);
  }

  dispose(): void {
    for (const solved of this.#chunks.values()) solved.dispose();
    this.#chunks.clear();
  }

  /** A chunk may have been taken away again from who was too slow. */
  #owns(chunk: number): boolean {
    return Atomics.load(this.#job.owners, chunk) === this.#owner + 1;
  }

  #rangeOf(chunk: number): [first: number, last: number] {
    const { bounds } = this.#job;
    return [bounds[chunk], bounds[chunk + 1]];
  }
}

export function chunkOf(bounds: Int32Array, element: number): number {
  return bounds.findIndex((first, chunk) => element >= first && element < bounds[chunk + 1]);
}
