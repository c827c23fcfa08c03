/** The sizes that the dual form has for a batch, and what depends on them alone. */
import type { Problem } from "../../problem/problem.js";
import { boundAt, sharesBounds, sharesMatrices } from "../../problem/problem.js";
import { hasFewRows } from "../../problem/quadratic.js";
import type { Address } from "./layout.js";
import { align, CODES, LAYOUT, writeStruct } from "./layout.js";

/**
 * Sizes of the dual form. All inequalities are rows of one system lower ≤ C z ≤ upper:
 *
 *     rows 0 … m−1   G z ≤ h
 *     then one row per bounded variable, lower ≤ z[i] ≤ upper
 */
export interface DualShape {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  /** m + boxes.length */
  readonly rows: number;
  /** Whether Q is a diagonal, or absent. */
  readonly diagonal: boolean;
  /** The variables that have a bound in any element of the batch. */
  readonly boxes: Int32Array;
  /** Whether Q, A and G are the same for the whole batch. */
  readonly shared: boolean;
  /** Whether rows are so many that K = P Pᵀ is cheaper left as that product (kernel/pivot/prepare.ts). */
  readonly lowRank: boolean;
  /** Whether, besides, they have upper bounds only, and are looked at in float32 (kernel/pivot/screen.ts). */
  readonly screened: boolean;
  /** Whether rows beside bounds are so few that K is not made at all (kernel/pivot/few-rows.ts). */
  readonly fewRows: boolean;
  /** Whether equalities are so many that working in the null space of A takes less (kernel/pivot/null-space.ts). */
  readonly nullSpace: boolean;
  /** How many rows may be active at once: independent ones are at most n, and so are variables that are fixed. */
  readonly mostActive: number;
  /** Whether multipliers of rows of G have upper bounds (kernel/pivot/soft.ts). */
  readonly soft: boolean;
}

/** Rows per variable above which K is kept in low-rank form. */
const LOW_RANK = 8;
/**
 * Rows with upper bounds only are screened from so many per variable on, where they enter one at a time (FAR_TOO_MANY in
 * kernel/pivot/pivot.ts), and up to so many variables. K, which is then not made, costs a batch of different matrices as
 * much as all the rest.
 */
const SCREENED = { rows: 3, variables: 64 };

/** Equalities per variable, and variables, from which on the null space of A is used: it takes more small steps. */
const NULL_SPACE = 0.4;
const FEWEST_VARIABLES = 24;

export function dualShapeOf(problem: Problem, soft = false, rangeSpace = false): DualShape {
  const { variables: n, equalities: e, inequalities: m, quadratic } = problem;
  const boxes = boundedVariables(problem);
  const shared = sharesMatrices(problem);
  const rows = m + boxes.length;
  // By what there can be of bounds: which of them are infinite in other elements must not change an element's bits.
  const { lower, upper } = problem;
  const bounded = lower !== undefined || upper !== undefined;
  const diagonal = quadratic !== "dense";
  const fewRows =
    !soft && hasFewRows({ variables: n, equalities: e, inequalities: m, bounded, separable: diagonal });
  const oneSided = !bounded && !soft && !fewRows;
  const screened = oneSided && m > CODES.SCREEN_BLOCK && m >= SCREENED.rows * n && n <= SCREENED.variables;
  const lowRank = screened || m + (bounded ? n : 0) > LOW_RANK * n;
  return {
    n,
    e,
    m,
    rows,
    diagonal,
    boxes,
    shared,
    lowRank,
    screened,
    fewRows,
    nullSpace:
      !rangeSpace && !diagonal && !soft && !lowRank && n >= FEWEST_VARIABLES && e >= NULL_SPACE * n && e < n,
    mostActive: Math.min(rows, 2 * n),
    soft,
  };
}

function boundedVariables(problem: Problem): Int32Array {
  const { lower, upper, variables: n } = problem;
  if (lower === undefined && upper === undefined) return new Int32Array(0);
  const elements = sharesBounds(problem) ? 1 : problem.batch;
  const bounded = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let element = 0; element < elements; element++) {
      const low = boundAt(lower, element, i, -Infinity);
      if (!(low > -Infinity || boundAt(upper, element, i, Infinity) < Infinity)) continue;
      bounded[count++] = i;
      break;
    }
  }
  return bounded.subarray(0, count);
}

export function sameShape(a: DualShape, b: DualShape): boolean {
  return sameSizes(a, b) && a.boxes.every((variable, i) => variable === b.boxes[i]);
}

/** How many sizes are remembered. */
const RECENT = 8;

/**
 * What depends on sizes alone, or on a number besides, for those that came last: programs solve many problems of few sizes.
 */
export class PerSizes<Value> {
  readonly #make: (shape: DualShape, key: number) => Value;
  readonly #recent: { readonly shape: DualShape; readonly key: number; readonly value: Value }[] = [];

  constructor(make: (shape: DualShape, key: number) => Value) {
    this.#make = make;
  }

  of(shape: DualShape, key = 0): Value {
    for (const known of this.#recent) {
      if (known.key === key && sameSizes(known.shape, shape)) return known.value;
    }
    const value = this.#make(shape, key);
    this.#recent.unshift({ shape, key, value });
    if (this.#recent.length > RECENT) this.#recent.pop();
    return value;
  }
}

function sameSizes(a: DualShape, b: DualShape): boolean {
  return (
    a.n === b.n &&
    a.e === b.e &&
    a.m === b.m &&
    a.rows === b.rows &&
    a.diagonal === b.diagonal &&
    a.shared === b.shared &&
    a.lowRank === b.lowRank &&
    a.screened === b.screened &&
    a.fewRows === b.fewRows &&
    a.nullSpace === b.nullSpace &&
    a.soft === b.soft
  );
}

export function shapeBytes({ boxes }: DualShape): number {
  return LAYOUT.Shape.bytes + align(4 * boxes.length);
}

export function writeShape(words: Int32Array, at: Address, shape: DualShape): void {
  const boxes = at + LAYOUT.Shape.bytes;
  words.set(shape.boxes, boxes / 4);
  const { n, e, m, rows, mostActive } = shape;
  writeStruct(words, at, "Shape", {
    n,
    e,
    m,
    rows,
    mostActive,
    diagonal: Number(shape.diagonal),
    shared: Number(shape.shared),
    lowRank: Number(shape.lowRank),
    screened: Number(shape.screened),
    fewRows: Number(shape.fewRows),
    nullSpace: Number(shape.nullSpace),
    soft: Number(shape.soft),
    boxes,
  });
}
