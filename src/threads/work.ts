/** What every thread does with a job: it solves chunks until there are none, and keeps their programs. */
import type { KktVectors, Program } from "../backend/backend.js";
import { addGradients } from "../differentiate.js";
import { moveSolutionData } from "../problem/solution-data.js";
import { runProgram } from "../solve.js";
import { checkOwn } from "./intake.js";
import type { GradientRequest, Job } from "./protocol.js";
import { writeText } from "./memory.js";
import { CONTROL, describeError, DONE, partOf, rowsOf, solutionOf, STATUSES } from "./protocol.js";

/** The chunks that one thread solved. */
export class Share {
  readonly #job: Job;
  readonly #chunks = new Map<number, Program>();

  constructor(job: Job) {
    this.#job = job;
  }

  /**
   * Takes part in the job until all chunks are taken. What goes wrong is in the job's `failures`.
   *
   * @param owner this thread's number.
   */
  work(owner: number): void {
    const { bounds, owners, control, failures } = this.#job;
    const chunks = owners.length;
    for (;;) {
      const chunk = Atomics.add(control, CONTROL.next, 1);
      if (chunk >= chunks) return;
      const last = bounds[chunk + 1];
      for (let ready; (ready = Atomics.load(control, CONTROL.ready)) < last;) {
        Atomics.wait(control, CONTROL.ready, ready);
      }
      // Chunks are taken in their order: after one has failed, those that are taken are of no use.
      if (Atomics.load(control, CONTROL.failed) === 0) {
        try {
          this.#solve(chunk, bounds[chunk], last);
          owners[chunk] = owner + 1;
        } catch (error) {
          writeText(failures[owner].reason, describeError(error));
          failures[owner].chunk[0] = chunk + 1;
          Atomics.store(control, CONTROL.failed, 1);
        }
      }
      if (Atomics.add(control, CONTROL.finished, 1) !== chunks - 1) continue;
      Atomics.store(control, CONTROL.signal, DONE);
      Atomics.notify(control, CONTROL.signal);
    }
  }

  #solve(chunk: number, first: number, last: number): void {
    const { problem, settings, checked, out } = this.#job;
    const part = partOf(problem, first, last);
    if (!checked) checkOwn(part, settings.invalid);
    const into = rowsOf(out, problem.batch, first, last);
    const [program] = this.#chunks.values();
    const solved = runProgram(part, { ...settings, onIteration: undefined }, { program, into });
    this.#chunks.set(chunk, solved);
    moveSolutionData(solved.data, into);
    into.weaklyActive.set(solved.weaklyActive());
    const { status } = solved.data;
    for (let i = 0; i < status.length; i++) {
      if (status[i] !== STATUSES[0]) into.status[i] = STATUSES.indexOf(status[i]);
    }
  }

  /** As `Program.solveKkt`, for the elements of its chunks. */
  solveKkt(right: KktVectors, out: KktVectors): void {
    const { problem, bounds } = this.#job;
    for (const [chunk, program] of this.#chunks) {
      const rows = (vectors: KktVectors): KktVectors =>
        rowsOf(vectors, problem.batch, bounds[chunk], bounds[chunk + 1]);
      program.solveKkt(rows(right), rows(out));
    }
  }

  /** Adds the gradients of its chunks' own inputs, and of shared ones that nobody else takes. */
  addGradients({ u, objective, own, shared, next, targets }: GradientRequest): void {
    const { problem, bounds, out, settings } = this.#job;
    for (const [chunk, program] of this.#chunks) {
      const [first, last] = [bounds[chunk], bounds[chunk + 1]];
      const rows = <Arrays extends object>(arrays: Arrays): Arrays =>
        rowsOf(arrays, problem.batch, first, last);
      const part = partOf(problem, first, last);
      const data = { ...rows(out), status: program.data.status };
      const weights = objective?.subarray(first, last);
      const ownTargets = Object.fromEntries(own.map((name) => [name, targets[name]!]));
      addGradients(part, data, rows(u), weights, settings, own, rows(ownTargets));
    }
    for (let field; (field = Atomics.add(next, 0, 1)) < shared.length;) {
      addGradients(problem, solutionOf(this.#job), u, objective, settings, [shared[field]], targets);
    }
  }

  certificate(element: number): ReturnType<Program["certificate"]> {
    const { bounds } = this.#job;
    const chunk = chunkOf(bounds, element);
    return this.#chunks.get(chunk)?.certificate(element - bounds[chunk]);
  }

  dispose(): void {
    for (const program of this.#chunks.values()) program.dispose();
    this.#chunks.clear();
  }
}

export function chunkOf(bounds: Int32Array, element: number): number {
  return bounds.findIndex((first, chunk) => element >= first && element < bounds[chunk + 1]);
}
