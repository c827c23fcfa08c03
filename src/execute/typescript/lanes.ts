/** Small sparse problems of one pattern side by side, for the kernels that work on four at a time. */
import { sameIndices } from "../../form/standard.js";
import { targetsOf } from "../../matrix/elimination-program.js";
import { predict } from "../../matrix/symbolic.js";
import type { InteriorNumbers } from "../wasm/interior-batch.js";
import { InteriorBatch } from "../wasm/interior-batch.js";
import { theInstance } from "../wasm/module.js";
import { LANES } from "../wasm/sparse-batch-factor.js";
import { kktValues, symbolicOf } from "./factors.js";
import type { InteriorProblem } from "./interior-problem.js";

/** Multiplications of a factorisation, and places of its table, beyond which one problem alone is done faster. */
const MOST_FLOPS = 2e6;
const MOST_TARGETS = 2e6;
/** Unknowns beyond which it is, too: vectors of four problems do not stay in a cache. */
const MOST_UNKNOWNS = 4000;

/** Whether the kernels solve problems of this size four at a time: that depends on the pattern alone. */
export function suitsLanes({ kkt }: InteriorProblem): boolean {
  return (
    kkt !== undefined &&
    kkt.diagonal.length <= MOST_UNKNOWNS &&
    predict(kkt.lower).flops <= MOST_FLOPS &&
    targetsOf(symbolicOf(kkt.lower)) <= MOST_TARGETS
  );
}

/** Whether two problems have the same pattern and bounds, and so may go side by side. */
export function isLike(a: InteriorProblem, b: InteriorProblem): boolean {
  return (
    a.kkt === b.kkt &&
    (a.Q === undefined) === (b.Q === undefined) &&
    sameIndices(a.lowerIndex, b.lowerIndex) &&
    sameIndices(a.upperIndex, b.upperIndex)
  );
}

function hasSameValues(a: InteriorProblem, b: InteriorProblem): boolean {
  return a.Q === b.Q && a.A === b.A && a.G === b.G && a.quadraticScale === b.quadraticScale;
}

/** Room for four problems, and what is in it. */
interface Room {
  readonly batch: InteriorBatch;
  readonly like: InteriorProblem;
  /** The problem whose numbers each lane has. */
  readonly inLane: (InteriorProblem | undefined)[];
}

/** The room that was used last, for whoever comes next with such problems, as a control loop does at each step. */
let idle: Room | undefined;
/** Bytes that it may take. */
const MOST_IDLE = 2 ** 23;

/** Room for problems of one pattern at a time, kept while they are alike. Dispose of it. */
export class Lanes {
  #room: Room | undefined;
  /** Values that were made last. */
  #values: { readonly of: InteriorProblem; readonly values: Float64Array } | undefined;

  /**
   * @param problems as many as there are lanes at most, all alike.
   * @returns undefined where there is no room, or there are no problems.
   */
  load(problems: readonly InteriorProblem[]): InteriorBatch | undefined {
    const room = problems.length === 0 ? undefined : this.#roomFor(problems[0]);
    if (room === undefined) return undefined;
    const numbersOf = (problem: InteriorProblem, lane: number): InteriorNumbers => {
      const before = room.inLane[lane];
      room.inLane[lane] = problem;
      const { p, b, d } = problem;
      return {
        values: this.#valuesFor(problem, before),
        p: before?.p === p ? undefined : p,
        b,
        d: before?.d === d ? undefined : d,
      };
    };
    const loaded = problems.map(numbersOf);
    // A lane without a problem has some other, whose numbers are numbers that processors are quick with.
    for (let lane = problems.length; lane < LANES; lane++) {
      if (room.inLane[lane] === undefined) loaded.push(numbersOf(problems[0], lane));
    }
    room.batch.load(loaded, problems.length);
    return room.batch;
  }

  /** The KKT matrix's values; undefined where the lane has them from before. */
  #valuesFor(problem: InteriorProblem, before: InteriorProblem | undefined): Float64Array | undefined {
    if (before && hasSameValues(before, problem)) return undefined;
    const known = this.#values;
    if (known && hasSameValues(known.of, problem)) return known.values;
    const values = kktValues(problem, problem.kkt!);
    this.#values = { of: problem, values };
    return values;
  }

  #roomFor(interior: InteriorProblem): Room | undefined {
    if (this.#room && isLike(interior, this.#room.like)) return this.#room;
    this.dispose();
    if (idle && isLike(interior, idle.like)) {
      this.#room = idle;
      idle = undefined;
      return this.#room;
    }
    const instance = theInstance();
    if (instance === undefined) return undefined;
    const { n, e, m, Q, lowerIndex, upperIndex, kkt } = interior;
    const { lower, diagonal } = kkt!;
    const batch = InteriorBatch.of(instance.kernels, instance.arena, {
      ...{ symbolic: symbolicOf(lower), diagonal, n, e, m },
      ...{ quadratic: Q !== undefined, lowerIndex, upperIndex },
    });
    this.#room = batch && { batch, like: interior, inLane: [] };
    return this.#room;
  }

  dispose(): void {
    const room = this.#room;
    this.#room = undefined;
    this.#values = undefined;
    if (room === undefined) return;
    const unused = room.batch.bytes <= MOST_IDLE ? idle : room;
    if (unused !== room) idle = room;
    unused?.batch.dispose();
  }
}
