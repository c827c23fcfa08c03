/**
 * Small sparse elements of a batch that look alike are iterated four at a time by the kernels, one in each lane, before
 * each is finished on its own. What comes of an element is what would come of it alone, to the bit; where that is no
 * answer, its own iteration begins anew.
 */
import { ElementSizes } from "../../form/units.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { ActivePoint, InteriorPoint } from "../wasm/interior-batch.js";
import { LANES } from "../wasm/sparse-batch-factor.js";
import type { Element } from "./element.js";
import { makeElement } from "./element.js";
import { CORRECTIONS } from "./active-set.js";
import { Lanes, isLike, suitsLanes } from "./lanes.js";
import type { Matrices } from "./matrices.js";
import type { ActiveStart, Started } from "./warm-start.js";
import { roundsWithin, suits } from "./warm-start.js";

/** An element in its first units, and what the kernels brought it to, as far as they did. */
export interface Begun {
  readonly matrices: Matrices;
  readonly sizes: ElementSizes;
  readonly element: Element;
  readonly reached: InteriorPoint | undefined;
  /** The solution of an active set in which no row is wrong. */
  readonly found: ActivePoint | undefined;
}

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
  readonly #started = new Map<number, Started>();
  readonly #lanes = new Lanes();

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
    const known = take(this.#begun, index);
    if (known) return known;
    const first = this.#prepare(index);
    const group = this.#group(first, this.#begun, (other) => isOpen?.(other) !== false);
    const batch = this.#lanes.load(group.map(({ element: { interior } }) => interior));
    if (batch === undefined) return first;
    const reached = batch.iterate(REACH, Math.min(MOST_ITERATIONS, this.#settings.maxIterations));
    batch.guessFromIterates();
    const corrected = batch.correct((lane) => reached[lane] !== undefined, CORRECTIONS);
    group.forEach((begun, i) => {
      this.#begun.set(begun.element.index, { ...begun, reached: reached[i], found: corrected[i].found });
    });
    return take(this.#begun, index)!;
  }

  /**
   * An element, and where the kernels bring the active set that it starts from; those of elements after it go with it.
   *
   * @param startOf what an element may start from, if anything.
   */
  start(index: number, startOf: (element: number) => ActiveStart | undefined): Started {
    const known = take(this.#started, index);
    if (known) return known;
    const first = this.#prepare(index);
    const group = this.#group(first, this.#started, (other) => startOf(other) !== undefined);
    const batch = this.#lanes.load(group.map(({ element: { interior } }) => interior));
    if (batch === undefined) return { element: first.element, corrected: undefined };
    const { interior } = first.element;
    const none = new Uint8Array(interior.d.length);
    const guesses = group.map(({ element }) => {
      const start = startOf(element.index);
      return start && suits(start, interior) ? start.active : undefined;
    });
    batch.guess(guesses.map((guess) => guess ?? none));
    const corrected = batch.correct((lane) => guesses[lane] !== undefined, roundsWithin(this.#settings));
    group.forEach(({ element }, i) => {
      this.#started.set(element.index, { element, corrected: corrected[i] });
    });
    return take(this.#started, index)!;
  }

  /** An element before its iteration. */
  #prepare(index: number): Begun {
    const matrices = this.#matricesOf(index);
    const sizes = new ElementSizes(this.#problem, index, matrices);
    const { tolerance } = this.#settings;
    const element = makeElement(this.#problem, index, matrices, sizes.first(), tolerance);
    return { matrices, sizes, element, reached: undefined, found: undefined };
  }

  #suits({ element: { interior } }: Begun): boolean {
    const { backend, onIteration, timeIsUp } = this.#settings;
    // Who watches is shown an iteration, and who has no time gets none.
    return backend !== "reference" && !onIteration && !timeIsUp?.() && suitsLanes(interior);
  }

  /** This element, and as many after it as there are lanes for that have its pattern and bounds; none if the kernels do not suit it. */
  #group(first: Begun, done: ReadonlyMap<number, unknown>, isWanted: (other: number) => boolean): Begun[] {
    if (!this.#suits(first)) return [];
    const { index, interior } = first.element;
    const found = [first];
    for (let i = index + 1; i < this.#problem.batch && found.length < LANES; i++) {
      if (!isWanted(i)) continue;
      if (done.has(i)) break;
      let next: Begun;
      try {
        next = this.#prepare(i);
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

  dispose(): void {
    this.#lanes.dispose();
  }
}

function take<Value>(from: Map<number, Value>, index: number): Value | undefined {
  const value = from.get(index);
  from.delete(index);
  return value;
}
