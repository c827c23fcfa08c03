/** What can be said about Q without factoring it. */
import { diagonalPlaces, symmetricPattern } from "../matrix/pattern.js";
import { readSafely } from "./read.js";
import { describe, OptNetError, entryName, positionOf } from "./errors.js";
import type { Operand, Problem, QuadraticKind } from "./problem.js";
import { sparsePosition } from "./sparse-operand.js";
import { kindOf } from "./typed-arrays.js";

/** Largest |Qij − Qji| / max|Q| that rounding to float32 explains. */
const ASYMMETRY = 1e-6;

/** Largest −Qii / max|Q| that rounding explains. */
const NEGATIVITY = 1e-9;

/** What is in `{ diagonal }`; undefined for everything else. */
export function diagonalIn(Q: unknown): unknown {
  if (typeof Q !== "object" || Q === null || Array.isArray(Q) || kindOf(Q) !== undefined) return undefined;
  return readSafely("Q", () => ("diagonal" in Q ? requireAlone(Q) : undefined));
}

function requireAlone(Q: { readonly diagonal?: unknown }): unknown {
  const { diagonal } = Q;
  const other = Object.keys(Q).find((name) => name !== "diagonal");
  if (other === undefined && diagonal !== undefined) return diagonal;
  throw new OptNetError({
    field: "Q",
    expected: "{ diagonal } with the numbers on the diagonal",
    got: describe(Q),
    hint: "A matrix is [n,n] or { data, shape }; a diagonal is { diagonal: [n] } or { diagonal: [B,n] }.",
  });
}

/**
 * Replaces Q, dense or sparse, by (Q + Qᵀ)/2 where they differ by rounding only.
 *
 * @throws OptNetError naming the worst pair of the first element that is not symmetric.
 */
export function symmetrise(Q: Operand, n: number, batched: boolean): void {
  const { data, pattern } = Q;
  const { mirror } = pattern ? symmetricPattern(pattern) : { mirror: undefined };
  for (let start = 0; start < data.length; start += Q.size) {
    if (!mirror && isSymmetric(data, start, n)) continue;
    const { worst, entry, opposite } = mirror
      ? averageEntries(data, start, mirror)
      : averageDense(data, start, n);
    // Averaging moves the largest entry by at most half of `worst`, which the tolerance does not notice.
    if (worst > 0 && worst > ASYMMETRY * largestOf(data, start, Q.size)) {
      throw asymmetric(Q, n, batched, entry, opposite, worst);
    }
  }
}

/** The pair of entries that differ most. */
interface WorstPair {
  readonly worst: number;
  readonly entry: number;
  readonly opposite: number;
}

function averageDense(data: Float64Array, start: number, n: number): WorstPair {
  let worst = 0;
  let worstRow = 0;
  let worstColumn = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const below = data[start + i * n + j];
      const above = data[start + j * n + i];
      if (below === above) continue;
      const difference = Math.abs(below - above);
      if (difference > worst) {
        worst = difference;
        worstRow = i;
        worstColumn = j;
      }
      // Halved first, so that entries near the largest float64 do not overflow.
      data[start + i * n + j] = data[start + j * n + i] = 0.5 * below + 0.5 * above;
    }
  }
  return { worst, entry: start + worstRow * n + worstColumn, opposite: start + worstColumn * n + worstRow };
}

/** Mostly it is. Four entries at a time take one question. */
function isSymmetric(data: Float64Array, start: number, n: number): boolean {
  for (let row = 0, last = start + n; row < n; row++, last += n) {
    let right = last - n + row + 1;
    let below = right + n - 1;
    for (; right + 4 <= last; right += 4, below += 4 * n) {
      const a = data[right] - data[below];
      const b = data[right + 1] - data[below + n];
      const c = data[right + 2] - data[below + 2 * n];
      const d = data[right + 3] - data[below + 3 * n];
      if (Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d) !== 0) return false;
    }
    for (; right < last; right++, below += n) if (data[right] !== data[below]) return false;
  }
  return true;
}

function averageEntries(data: Float64Array, start: number, mirror: Int32Array): WorstPair {
  let worst = 0;
  let at = 0;
  for (let k = 0; k < mirror.length; k++) {
    const other = mirror[k];
    const [below, above] = [data[start + k], data[start + other]];
    if (other <= k || below === above) continue;
    if (Math.abs(below - above) > worst) {
      worst = Math.abs(below - above);
      at = k;
    }
    data[start + k] = data[start + other] = 0.5 * below + 0.5 * above;
  }
  return { worst, entry: start + at, opposite: start + mirror[at] };
}

function asymmetric(
  Q: Operand,
  n: number,
  batched: boolean,
  entry: number,
  opposite: number,
  difference: number,
): OptNetError {
  const nameOf = (at: number): string => {
    // Without the words in parentheses.
    if (Q.pattern) return sparsePosition("Q", Q, batched, at).split(" ")[0];
    return entryName("Q", Q.shape, batched, at);
  };
  const diagonals = batched || Q.pattern ? "" : ` Diagonals of ${n} elements are { diagonal: Q }.`;
  const half = Q.pattern ? " A triangle is sparse.symmetric(Q)." : "";
  return new OptNetError({
    field: "Q",
    expected: "a symmetric matrix",
    got: `${nameOf(entry)} and ${nameOf(opposite)} that differ by ${difference}`,
    hint: `Only the symmetric part counts in ½zᵀQz: pass (Q + Qᵀ)/2.${diagonals}${half}`,
  });
}

/**
 * A necessary condition for positive semidefiniteness that costs nothing.
 *
 * @throws OptNetError naming the first negative diagonal entry.
 */
export function requirePositiveDiagonal(Q: Operand, n: number, kind: QuadraticKind, batched: boolean): void {
  const { data } = Q;
  const places = kind === "sparse" ? diagonalPlaces(Q.pattern!) : undefined;
  const step = kind === "dense" ? n + 1 : 1;
  for (let start = 0; start < data.length; start += Q.size) {
    let lowest = 0;
    let at = start;
    for (let i = 0; i < n; i++) {
      // A place of −1 is an entry that is not stored, and 0.
      const place = places ? places[i] : i * step;
      if (place < 0 || data[start + place] >= lowest) continue;
      at = start + place;
      lowest = data[at];
    }
    if (lowest === 0 || lowest >= -NEGATIVITY * largestOf(data, start, Q.size)) continue;
    throw new OptNetError({
      field: "Q",
      expected: "a positive semidefinite matrix",
      got: `${lowest} on the diagonal at ${(Q.pattern ?? Q.given) ? sparsePosition("Q", Q, batched, at) : positionOf("Q", Q.shape, batched, at)}`,
      hint: "The problem is not convex: check the sign of Q (this minimises), or add a multiple of the identity.",
    });
  }
}

function largestOf(data: Float64Array, start: number, length: number): number {
  let largest = 0;
  for (let i = start; i < start + length; i++) largest = Math.max(largest, Math.abs(data[i]));
  return largest;
}

interface Sizes {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly bounded: boolean;
  /** Whether Q is a diagonal, or absent. */
  readonly separable: boolean;
}

/** Rows beside bounds are few up to this share of the variables, … */
const SHARE = 0.3;
/** … and while a factor of theirs, which every round makes anew, costs at most so many times a look at n² numbers. */
const FACTOR_COST = 2;

/**
 * Whether Q is diagonal and rows of A and G are few beside bounds, as in projections on a simplex, knapsacks and transport.
 * For given active bounds the variables there are known and the others fall apart but for the rows: what is left is a
 * system of the size of the rows alone.
 */
export function hasFewRows({ variables: n, equalities, inequalities, bounded, separable }: Sizes): boolean {
  const rows = equalities + inequalities;
  return separable && bounded && rows <= SHARE * n && rows ** 3 <= FACTOR_COST * n * n;
}

/**
 * The first variable of an element without curvature; n where there is none. Mostly there is none, and finding that out
 * takes no view of the element's numbers.
 */
export function firstFlat({ Q, quadratic, variables: n }: Problem, element: number): number {
  if (!Q || quadratic === "zero") return 0;
  const start = element * Q.stride;
  const places = Q.pattern && diagonalPlaces(Q.pattern);
  const next = quadratic === "dense" ? n + 1 : 1;
  for (let j = 0; j < n; j++) {
    const place = places ? places[j] : j * next;
    if (place < 0 || !(Q.data[start + place] > 0)) return j;
  }
  return n;
}
