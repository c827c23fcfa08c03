/**
 * Small sparse elements of a batch that look alike are iterated four at a time by the kernels, one in each lane, before
 * each is finished on its own. What comes of an element is what would come of it alone, to the bit; where that is no
 * answer, its own iteration begins anew.
 */
import { sameIndices } from "../../form/standard.js";
import { ElementSizes } from "../../form/units.js";
import { targetsOf } from "../../matrix/elimination-program.js";
import { predict } from "../../matrix/symbolic.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { InteriorPoint } from "../wasm/interior-batch.js";
import { InteriorBatch } from "../wasm/interior-batch.js";
import { theInstance } from "../wasm/module.js";
import { LANES } from "../wasm/sparse-batch-factor.js";
import type { Element } from "./element.js";
import { makeElement } from "./element.js";
import { kktValues, symbolicOf } from "./factors.js";
import type { InteriorProblem } from "./interior-problem.js";
import type { Matrices } from "./matrices.js";

/** An element in its first units, and where the kernels brought its iteration; undefined where they did not. */
export interface Begun {
  readonly matrices: Matrices;
  readonly sizes: ElementSizes;
  readonly element: Element;
  readonly reached: InteriorPoint | undefined;
}

/** Multiplications of a factorisation, and places of its table, beyond which one problem alone is done faster. */
const MOST_FLOPS = 2e6;
const MOST_TARGETS = 2e6;
/** Residuals and complementarity, in the iteration's units, at which the active set is worth finishing on. */
const REACH = 1e-8;
/** Whoever takes longer has difficulties that need more care. */
const MOST_ITERATIONS = 30;

/** Begins elements of a batch in the order in which they are asked for, some of them ahead of time. */
export class Together {
  readonly #problem: Problem;
  readonly #settings: Settings;
  readonly #matricesOf: (index: number) => Matrices;
  readonly #begun = new Map<number, Begun>();
  #like: InteriorProblem | undefined;
  #batch: InteriorBatch | undefined;

  constructor(problem: Problem, settings: Settings, matricesOf: (index: number) => Matrices) {
    this.#problem = problem;
    this.#settings = settings;
    this.#matricesOf = matricesOf;
  }

  /**
   * @param isOpen whether an element after this one will be begun too; all are unless it says no.
   * @throws what its matrices throw.
   */
  begin(index: number, isOpen?: (other: number) => boolean): Begun {
    const known = this.#begun.get(index);
    if (known) {
      this.#begun.delete(index);
      return known;
    }
    const first = this.prepare(index);
    if (!this.#suits(first)) return first;
    const group = [first, ...this.#alike(first, isOpen)];
    const batch = this.#batchFor(first.element.interior);
    if (batch === undefined) return first;
    const numbers = group.map(({ element: { interior } }) => ({
      ...{ values: kktValues(interior, interior.kkt!), p: interior.p, b: interior.b, d: interior.d },
    }));
    const most = Math.min(MOST_ITERATIONS, this.#settings.maxIterations);
    const [own, ...others] = batch
      .iterate(numbers, REACH, most)
      .map((reached, i): Begun => ({ ...group[i], reached }));
    for (const other of others) this.#begun.set(other.element.index, other);
    return own;
  }

  /** An element before its iteration. */
  prepare(index: number): Begun {
    const matrices = this.#matricesOf(index);
    const sizes = new ElementSizes(this.#problem, index, matrices);
    const { tolerance } = this.#settings;
    const element = makeElement(this.#problem, index, matrices, sizes.first(), tolerance);
    return { matrices, sizes, element, reached: undefined };
  }

  #suits({ element: { interior } }: Begun): boolean {
    const { backend, onIteration, timeIsUp } = this.#settings;
    // Who watches is shown an iteration, and who has no time gets none.
    if (interior.kkt === undefined || backend === "reference" || onIteration || timeIsUp?.()) return false;
    return (
      predict(interior.kkt.lower).flops <= MOST_FLOPS &&
      targetsOf(symbolicOf(interior.kkt.lower)) <= MOST_TARGETS
    );
  }

  /** The elements after this one, as many as there are lanes for, that have its pattern and bounds. */
  #alike(first: Begun, isOpen?: (other: number) => boolean): Begun[] {
    const { index, interior } = first.element;
    const found: Begun[] = [];
    for (let i = index + 1; i < this.#problem.batch && found.length < LANES - 1; i++) {
      if (isOpen?.(i) === false) continue;
      if (this.#begun.has(i)) break;
      let next: Begun;
      try {
        next = this.prepare(i);
      } catch (error) {
        // It throws again when it is asked for.
        if (error instanceof OptNetError) break;
        throw error;
      }
      if (!isLike(next.element.interior, interior)) break;
      found.push(next);
    }
    return found;
  }

  #batchFor(interior: InteriorProblem): InteriorBatch | undefined {
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

function isLike(a: InteriorProblem, b: InteriorProblem): boolean {
  return (
    a.kkt === b.kkt &&
    (a.Q === undefined) === (b.Q === undefined) &&
    sameIndices(a.lowerIndex, b.lowerIndex) &&
    sameIndices(a.upperIndex, b.upperIndex)
  );
}
