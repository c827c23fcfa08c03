/**
 * Small sparse elements of a batch that look alike are iterated, and their active sets corrected, four at a time by the
 * kernels, one in each lane, before each is judged on its own. What comes of an element is what would come of it alone, to the bit; where that is no
 * answer, its own iteration begins anew.
 */
import { ElementSizes } from "../../form/units.js";
import { OptNetError } from "../../problem/errors.js";
import type { SparseRows } from "../../matrix/sparse.js";
import type { Problem } from "../../problem/problem.js";
import { sharesBounds } from "../../problem/problem.js";
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
import type { InteriorProblem } from "./interior-problem.js";

/** An element in its first units, and what the kernels brought it to, as far as they did. */
export interface Begun {
  readonly matrices: Matrices;
  readonly sizes: ElementSizes;
  readonly element: Element;
  readonly reached: InteriorPoint | undefined;
  /** The solution of an active set in which no row is wrong, and how many sets were solved for where no iterate showed it. */
  readonly found: ActivePoint | undefined;
  readonly rounds: number;
}

/** Residuals and complementarity, in the iteration's units, at which the active set is worth finishing on. */
const REACH = 1e-8;
/** Whoever takes longer has difficulties that need more care. */
const MOST_ITERATIONS = 30;
/** Active sets that are solved for, from none on, before there is an iteration: each costs half as much as one of its steps. */
const COLD_ROUNDS = 12;
/** The share of the largest curvature that every variable has at least where that is tried. */
const CURVED = 2 ** -16;

/** Scales of elements that are kept for others on the same. */
const MOST_SCALES = 16;

interface Alike {
  readonly matrices: Matrices;
  readonly sizes: ElementSizes;
  readonly onScale: Map<number, Element>;
}

/** Begins elements of a batch in the order in which they are asked for, some of them ahead of time. */
export class Together {
  readonly #problem: Problem;
  readonly #settings: Settings;
  readonly #matricesOf: (index: number) => Matrices;
  readonly #begun = new Map<number, Begun>();
  readonly #started = new Map<number, Started>();
  readonly #lanes = new Lanes();
  /** What the elements made lately share that have the same matrices, where bounds are shared. */
  #alike: Alike | undefined;

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
    const { maxIterations } = this.#settings;
    batch.guessNone();
    const isCurved = curvedOf(group);
    const cold = batch.correct((lane) => isCurved[lane], Math.min(COLD_ROUNDS, maxIterations));
    const isLeft = (lane: number): boolean => cold[lane].found === undefined;
    const isDone = !cold.some((_, lane) => isLeft(lane));
    const reached = isDone ? [] : batch.iterate(isLeft, REACH, Math.min(MOST_ITERATIONS, maxIterations));
    batch.guessFromIterates();
    const corrected = isDone ? [] : batch.correct((lane) => reached[lane] !== undefined, CORRECTIONS);
    group.forEach((begun, i) => {
      const { found, rounds } = cold[i];
      const known = found ? { found, rounds } : { reached: reached[i], found: corrected[i].found };
      this.#begun.set(begun.element.index, { ...begun, ...known });
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
    const problem = this.#problem;
    const { tolerance } = this.#settings;
    const before = this.#alike?.matrices === matrices ? this.#alike : undefined;
    const sizes = new ElementSizes(problem, index, matrices, before?.sizes);
    const scale = sizes.first();
    const like = before?.onScale.get(scale.primal);
    const element = makeElement(problem, index, matrices, scale, tolerance, undefined, like);
    if (sharesBounds(problem)) {
      this.#alike = before ?? { matrices, sizes, onScale: new Map<number, Element>() };
      if (this.#alike.onScale.size < MOST_SCALES) this.#alike.onScale.set(scale.primal, like ?? element);
    }
    return { matrices, sizes, element, reached: undefined, found: undefined, rounds: 0 };
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

/** Of each element, found once for those that share Q. */
function curvedOf(group: readonly Begun[]): boolean[] {
  const curved = new Map<InteriorProblem["Q"], boolean>();
  return group.map(({ element: { interior } }) => {
    const known = curved.get(interior.Q) ?? hasCurvature(interior);
    curved.set(interior.Q, known);
    return known;
  });
}

/** Whether the objective curves along every variable, so that every active set has a solution that says where to go. */
function hasCurvature({ n, Q }: InteriorProblem): boolean {
  if (Q === undefined) return false;
  const diagonal = Q.kind === "sparse" ? diagonalOf(Q) : Q.value;
  if (diagonal.length < n) return false;
  let [least, most] = [Infinity, 0];
  for (let i = 0; i < n; i++) {
    if (diagonal[i] < least) least = diagonal[i];
    if (diagonal[i] > most) most = diagonal[i];
  }
  return least > CURVED * most;
}

/** @returns its diagonal, shorter than that where an entry is not stored. */
function diagonalOf({ rows, start, index, value }: SparseRows): number[] {
  const diagonal: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) if (index[k] === i) diagonal.push(value[k]);
  }
  return diagonal;
}

function take<Value>(from: Map<number, Value>, index: number): Value | undefined {
  const value = from.get(index);
  from.delete(index);
  return value;
}
