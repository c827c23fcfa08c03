/** Small sparse problems of one pattern side by side, for the kernels that work on four at a time. */
import { sameIndices } from "../../form/standard.js";
import { targetsOf } from "../../matrix/elimination-program.js";
import { predict } from "../../matrix/symbolic.js";
import { InteriorBatch } from "../wasm/interior-batch.js";
import { theInstance } from "../wasm/module.js";
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

/** Room for problems of one pattern at a time, kept while they are alike. Dispose of it. */
export class Lanes {
  #like: InteriorProblem | undefined;
  #batch: InteriorBatch | undefined;

  /**
   * @param problems as many as there are lanes at most, all alike.
   * @returns undefined where there is no room, or there are no problems.
   */
  load(problems: readonly InteriorProblem[]): InteriorBatch | undefined {
    if (problems.length === 0) return undefined;
    const batch = this.#roomFor(problems[0]);
    batch?.load(
      problems.map((problem) => {
        const { p, b, d } = problem;
        return { values: kktValues(problem, problem.kkt!), p, b, d };
      }),
    );
    return batch;
  }

  #roomFor(interior: InteriorProblem): InteriorBatch | undefined {
    if (this.#like && isLike(interior, this.#like)) return this.#batch;
    this.dispose();
    const instance = theInstance();
    if (instance === undefined) return undefined;
    const { n, e, m, Q, lowerIndex, upperIndex, kkt } = interior;
    const { lower, diagonal } = kkt!;
    this.#like = interior;
    this.#batch = InteriorBatch.of(instance.kernels, instance.arena, {
      ...{ symbolic: symbolicOf(lower), diagonal, n, e, m },
      ...{ quadratic: Q !== undefined, lowerIndex, upperIndex },
    });
    return this.#batch;
  }

  dispose(): void {
    this.#batch?.dispose();
    this.#batch = undefined;
    this.#like = undefined;
  }
}
