/**
 * Canonical units: powers of two for the variables, the rows and the objective, decided by Q, A and G alone, such that
 * a problem in other units has the same numbers in these. Every threshold of the solver is meant in canonical units.
 *
 * Equilibration by itself does not do this, because its result depends on where it starts. So it starts from a
 * representative that all scalings of a problem by powers of two share (equilibrate.ts). Bounds need no units of their
 * own: their rows are unit vectors. docs/method/units.md has the definitions.
 *
 * Two powers of two an element has of its own: the size of its variables, in the units that the matrices decide, and
 * that of its objective. With them the interior point sees numbers near 1 whatever the right-hand sides.
 *
 * Bounds that are far away must not decide: an upper bound of 1e12 on a variable of size 1 often means that there is
 * none. They are brought near, to `reach`; where the answer then meets the true bounds with the right
 * complementarity, it is the answer. Where it does not, the variables are as large as the nearest bound that was
 * brought near, and the element is solved again on that scale.
 */
import { maxAbs } from "../matrix/dense.js";
import type { Matrix } from "../matrix/operator.js";
import type { Operand, Problem } from "../problem/problem.js";
import { boundAt, isShared, sharesMatrices } from "../problem/problem.js";
import { balance } from "./balance.js";
import type { Parts, Scales } from "./equilibrate.js";
import {
  connectedParts,
  entriesOfQ,
  equilibrate,
  exponentOf,
  gaugeOf,
  largestCurvature,
  rowEntriesOf,
} from "./equilibrate.js";
import {
  diagonalOf,
  fixedValues,
  freeColumns,
  freeQuadratic,
  freeVariables,
  gradientAt,
  rightSide,
  sameIndices,
} from "./standard.js";

/** Multiply canonical variables by `z` to get the user's, the user's rows by `A` and `G` to get canonical ones. */
export interface Units {
  readonly z: Float64Array;
  readonly A: Float64Array;
  readonly G: Float64Array;
  /** Multiplies the user's objective where Q is not 0; a linear objective has its unit from p. */
  readonly objective: number;
  readonly parts: Parts;
}

/**
 * What the units of the variables are to balance: Q and the rows, or the rows alone, which may suit where Q does not.
 * `given` starts from the user's units, for answers that are also measured in them: these are not canonical.
 */
export type Emphasis = "all" | "rows" | "given";

/** Weight of Q in the equilibration: rows decide first, and Q where they are small or few. */
const Q_WEIGHT = 2 ** -6;

export function unitsOf(
  n: number,
  Q: Matrix | undefined,
  A: Matrix | undefined,
  G: Matrix | undefined,
  emphasis: Emphasis = "all",
): Units {
  const pattern = rowEntriesOf(n, A, G);
  const { e, m } = pattern;
  const entries = entriesOfQ(n, Q);
  const parts = connectedParts(pattern, Q);
  const inUnits = (scales: Pick<Scales, "z" | "rows">, objective: number): Units => ({
    z: scales.z,
    A: scales.rows.slice(0, e),
    G: scales.rows.slice(e),
    objective,
    parts,
  });
  if (emphasis === "given") {
    const ones = (length: number): Float64Array => new Float64Array(length).fill(1);
    return inUnits(equilibrate(entries, pattern, { z: ones(n), rows: ones(e + m), objective: 1 }), 1);
  }
  const gauge = gaugeOf(entries, pattern);
  const without = emphasis === "rows" ? entriesOfQ(n, undefined) : entries;
  const balanced = balance(without, pattern, gauge);
  if (emphasis === "rows") return inUnits(balanced, balanced.objective);
  const start = { ...balanced, objective: Q_WEIGHT * balanced.objective };
  return inUnits(equilibrate(entries, pattern, start), balanced.objective);
}

export interface ElementScale {
  /** Multiplies the matrices' units of the variables. */
  readonly primal: number;
  /** Bounds with more room than this, in units of the primal scale, are brought to it. */
  readonly reach: number;
  /** The smallest size of variables that right-hand sides speak of, in the matrices' units. */
  readonly smallest: number;
  /** The size to try next, if bounds were brought near or the objective pulls further. */
  readonly next: number | undefined;
}

/** Room, in units of the primal scale, that is still worth its own number. */
const REACH = 2 ** 24;

/** Room of which a multiple may be no number: nothing is measured in it. */
export const ENDLESS = 2 ** 900;

/** The share of rooms that are smaller than the one that an element is first measured by. */
const SMALL = 0.1;

/** What an element's size depends on besides its right-hand sides. */
export interface ScaledMatrices {
  /** The variables that bounds do not fix. */
  readonly free: Int32Array;
  readonly units: Units;
  /** The largest entry of Q in these units of the variables. */
  readonly curvature: number;
}

/** What the right-hand sides say of an element's size, in the matrices' units. */
export class ElementSizes {
  /** The largest of what forces z away from 0: b, negative h, positive lower and negative upper bounds. */
  readonly #forcing: number;
  /** Where z would be without constraints; Infinity where Q is 0 and p is not. */
  readonly #pull: number;
  /** The part of it that bounds and h have, and the positive room around 0 that they leave, ascending. */
  readonly #rooms: Rooms;
  readonly #fixed: Float64Array;

  /** @param like those of another element of the problem that has the same matrices and bounds, where there is one. */
  constructor(problem: Problem, element: number, matrices: ScaledMatrices, like?: ElementSizes) {
    const { free, units } = matrices;
    this.#fixed = like === undefined ? fixedValues(problem, element) : like.#fixed;
    const fixed = this.#fixed;
    this.#pull = like && isShared(problem.p) ? like.#pull : elementPull(problem, element, fixed, matrices);
    const b = rightSide(problem, element, "A", "b", fixed);
    let forcing = 0;
    for (let i = 0; i < b.length; i++) forcing = Math.max(forcing, Math.abs(b[i] * units.A[i]));
    this.#rooms = like && isShared(problem.h) ? like.#rooms : roomsOf(problem, element, fixed, free, units);
    this.#forcing = Math.max(forcing, this.#rooms.forcing);
  }

  /**
   * The smallest size that the right-hand sides give a reason for, 1 where there is none: below a small part of it,
   * everything is rounding.
   */
  get smallest(): number {
    const room = this.#rooms.positive[0] ?? 0;
    const known = [this.#forcing, this.#pull, room].filter((size) => size > 0 && size < Infinity);
    return known.length > 0 ? Math.min(...known) : 1;
  }

  /** The scale to try first. */
  first(): ElementScale {
    const rooms = this.#rooms.positive;
    const room = rooms.length > 0 ? rooms[Math.floor(SMALL * rooms.length)] : Infinity;
    const free = Math.min(this.#pull, room);
    // Without curvature only what forces z says where it is; room is there to be used where nothing else is known.
    const known = this.#pull < Infinity || this.#forcing === 0;
    const size = Math.max(this.#forcing, known && free < Infinity ? free : 0);
    return this.#scaleFor(size > 0 ? size : 1);
  }

  /** The scale after one whose answer was not the answer. */
  after({ next }: ElementScale): ElementScale | undefined {
    return next === undefined ? undefined : this.#scaleFor(next);
  }

  #scaleFor(size: number): ElementScale {
    const primal = 2 ** exponentOf(size);
    const { positive } = this.#rooms;
    const far = positive[countUpTo(positive, REACH * primal)] ?? Infinity;
    const pull = this.#pull > REACH * primal ? this.#pull : Infinity;
    const next = Math.min(far, pull);
    return { primal, reach: REACH, smallest: this.smallest, next: next < Infinity ? next : undefined };
  }
}

function elementPull(
  problem: Problem,
  element: number,
  fixed: Float64Array,
  { free, units, curvature }: ScaledMatrices,
): number {
  const gradient = gradientAt(problem, element, fixed);
  const diagonalOfQ = diagonalOf(problem, element);
  const p = new Float64Array(free.length);
  for (let i = 0; i < free.length; i++) p[i] = gradient[free[i]] * units.z[i];
  return pullOf(p, curvature, (i) => diagonalOfQ(free[i]) * units.z[i] ** 2);
}

/** How many of ascending numbers are at most this one. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Rooms {
  readonly forcing: number;
  readonly positive: Float64Array;
}

function roomsOf(
  problem: Problem,
  element: number,
  fixed: Float64Array,
  free: Int32Array,
  units: Units,
): Rooms {
  const { inequalities: m } = problem;
  const rooms = new Float64Array(m + 2 * free.length);
  let count = 0;
  let forcing = 0;
  const note = (room: number): void => {
    if (room < 0) forcing = Math.max(forcing, -room);
    else if (room > 0 && room < ENDLESS) rooms[count++] = room;
  };
  const h = rightSide(problem, element, "G", "h", fixed);
  for (let i = 0; i < m; i++) if (units.parts.G[i] >= 0) note(h[i] * units.G[i]);
  for (let i = 0; i < free.length; i++) {
    note(-boundAt(problem.lower, element, free[i], -Infinity) / units.z[i]);
    note(boundAt(problem.upper, element, free[i], Infinity) / units.z[i]);
  }
  return { forcing, positive: rooms.subarray(0, count).sort() };
}

/** The share of the largest entry of Q that a variable has at least whose cost says where it would be. */
const CURVED = 2 ** -10;

/**
 * Where p would take z if Q alone held it back. Of variables that have curvature: what others cost, as those that stand for
 * absolute values do, says nothing of how large any are, but where it is all that is known.
 *
 * @param diagonalOfQ of a free variable, in the units of p.
 */
function pullOf(p: Float64Array, curvature: number, diagonalOfQ: (i: number) => number): number {
  const cost = maxAbs(p);
  if (cost === 0) return 0;
  if (curvature === 0) return Infinity;
  let pull = 0;
  for (let i = 0; i < p.length; i++) {
    const own = diagonalOfQ(i);
    if (p[i] !== 0 && own >= CURVED * curvature) pull = Math.max(pull, Math.abs(p[i]) / own);
  }
  return pull > 0 ? Math.min(pull, cost / curvature) : cost / curvature;
}

/** Brings the largest entry of the objective's Q and p near 1. */
export function costScaleOf(curvature: number, cost: number): number {
  const size = Math.max(curvature, cost);
  return size > 0 ? 2 ** -exponentOf(size) : 1;
}

/** Canonical units of one element, which has only the variables `free`; bounds fix the others. */
export interface UnitsOfElement {
  readonly free: Int32Array;
  readonly units: Units;
  /** The smallest size of the variables that right-hand sides speak of, in these units. */
  readonly smallest: number;
}

/** Units kept for being asked again may take this many numbers. */
const RECENT_NUMBERS = 2 ** 18;

/** Of matrices that a batch shares, which are the same operands when they are solved with again: by one of them. */
const sharedUnits = new WeakMap<Operand, UnitsOfShared>();

interface UnitsOfShared extends Pick<Problem, "Q" | "A" | "G"> {
  readonly known: Map<number, ScaledMatrices>;
}

function unitsOfShared({ Q, A, G }: Problem): Map<number, ScaledMatrices> {
  const key = G ?? A ?? Q;
  const before = key && sharedUnits.get(key);
  if (before && before.Q === Q && before.A === A && before.G === G) return before.known;
  const known = new Map<number, ScaledMatrices>();
  if (key) sharedUnits.set(key, { Q, A, G, known });
  return known;
}

/** The canonical units of every element: decided once where the batch shares its matrices and what is fixed. */
export class ProblemUnits {
  readonly #problem: Problem;
  /** Of the elements asked for lately; under 0 where all share them. Made with the first: most problems ask for none. */
  #known: Map<number, ScaledMatrices> | undefined;
  #shared = false;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  get #recent(): Map<number, ScaledMatrices> {
    if (this.#known === undefined) {
      this.#shared = sharesMatrices(this.#problem);
      this.#known = this.#shared ? unitsOfShared(this.#problem) : new Map<number, ScaledMatrices>();
    }
    return this.#known;
  }

  of(element: number): UnitsOfElement {
    const matrices = this.matrices(element);
    return {
      free: matrices.free,
      units: matrices.units,
      smallest: new ElementSizes(this.#problem, element, matrices).smallest,
    };
  }

  /** What the matrices alone decide. */
  matrices(element: number): ScaledMatrices {
    const problem = this.#problem;
    const free = freeVariables(problem, element);
    // Bounds may have changed in place, and with them what is fixed.
    const recent = this.#recent;
    const known = recent.get(this.#shared ? 0 : element);
    if (known && sameIndices(known.free, free)) return known;
    const { equalities: e, inequalities: m } = problem;
    const Q = freeQuadratic(problem, element, free);
    const A = freeColumns(problem, "A", element, free);
    const G = freeColumns(problem, "G", element, free);
    const units = unitsOf(free.length, Q, A, G);
    const matrices = { free, units, curvature: largestCurvature(entriesOfQ(free.length, Q), units.z) };
    if (this.#recent.size * (free.length + e + m) > RECENT_NUMBERS) this.#recent.clear();
    this.#recent.set(this.#shared ? 0 : element, matrices);
    return matrices;
  }
}
