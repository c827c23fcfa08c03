/** The block elimination of the KKT matrix that the dual form is: z and nu go before, and come back after. */
import {
  clearVector,
  copyVector,
  Interleaved,
  minusProduct,
  multiplyEntries,
  scaleVector,
  Shared,
  step,
  V128,
} from "../common/lanes";
import { listFrom } from "../dense/entries";
import { rowIn } from "../dense/rows";
import { Factors, Pair, Shape, Vectors } from "../layout.generated";
import { boxEntry } from "./few-rows";
import { multiplyAll } from "./mirrored";
import { multiply, multiplyTransposed, solveTransposedWith, solveWith } from "./multiply";
import { expandFromNullSpace, reduceToNullSpace } from "./null-space-vectors";
import { variableOf } from "./prepare";
import { scaleOf } from "./scales";

/**
 * Eliminates z and nu from the right-hand side, in rows of C that are scaled to K_ii = 1 and with the objective times
 * the lane's cost, a power of two:
 *
 *     t = L⁻¹ cost · rightZ,   g = L_A⁻¹ (F_A t − rightNu),   v = F_C t − Y g.
 *
 * @param all whether v is wanted in all rows, or only in those that are active.
 */
export function reduce(pair: Pair, x: Vectors, all: bool): void {
  if (pair.shape.shared) reduceWith<Shared>(pair, pair.shape, pair.factors, x, all);
  else reduceWith<Interleaved>(pair, pair.shape, pair.factors, x, all);
}

function reduceWith<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors, all: bool): void {
  if (shape.nullSpace) return reduceToNullSpace<T>(pair, shape, f, x, all);
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const list: usize = all ? 0 : pair.working;
  const count = all ? rows : pair.workingCount;
  const FC = rowsOfC<T>(f.F, e, n);
  const isShared = sizeof<T>() == sizeof<Shared>();
  scaleVector(n, x.rightZ, x.t, pair.report.cost);
  if (shape.diagonal) multiplyEntries<T>(n, f.L, x.t);
  else solveWith<T>(pair, n, f.L, n, x.t);
  clearVector(rows, x.v);
  const made = shape.fewRows ? (all ? shape.m : pair.workingOfG) : count;
  if (all && isShared) multiplyAll<T>(pair, listFrom(f.entriesF, e), f.starts, made, n, FC, x.t, x.v);
  else multiply<T>(pair, listFrom(f.entriesF, e), list, made, n, FC, n, x.t, x.v, 1);
  for (let k = <usize>made; k < <usize>count; k++) {
    const i = rowIn(list, k);
    v128.store(x.v + i * V128, f64x2.mul(boxEntry<T>(shape, f, i), v128.load(x.t + variableOf(shape, i) * V128)));
  }
  if (e == 0) return;
  copyVector(e, x.rightNu, x.g, -1);
  multiply<T>(pair, f.entriesF, 0, e, n, f.F, n, x.t, x.g, 1);
  solveWith<T>(pair, e, f.LA, e, x.g);
  multiply<T>(pair, 0, list, count, e, f.Y, e, x.g, x.v, -1);
}

/**
 * Recovers nu = L_A⁻ᵀ (g − Yᵀw), z = L⁻ᵀ (t − F_Aᵀnu − F_Cᵀw) and y from the scaled multipliers w of the rows that are
 * active.
 */
export function expand(pair: Pair, x: Vectors): void {
  if (pair.shape.shared) expandWith<Shared>(pair, pair.shape, pair.factors, x);
  else expandWith<Interleaved>(pair, pair.shape, pair.factors, x);
}

function expandWith<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors): void {
  if (shape.nullSpace) {
    expandFromNullSpace<T>(pair, shape, f, x);
    return scaleMultipliers(pair, x);
  }
  const n = shape.n;
  const e = shape.e;
  const list = pair.working;
  const count = pair.workingCount;
  copyVector(n, x.t, x.z, 1);
  const made = shape.fewRows ? pair.workingOfG : count;
  multiplyTransposed<T>(pair, listFrom(f.entriesF, e), list, made, n, rowsOfC<T>(f.F, e, n), n, x.w, x.z, -1);
  for (let k = <usize>made; k < <usize>count; k++) {
    const i = rowIn(list, k);
    const at = x.z + variableOf(shape, i) * V128;
    v128.store(at, minusProduct(v128.load(at), boxEntry<T>(shape, f, i), v128.load(x.w + i * V128)));
  }
  if (e > 0) {
    copyVector(e, x.g, x.nu, 1);
    multiplyTransposed<T>(pair, 0, list, count, e, f.Y, e, x.w, x.nu, -1);
    solveTransposedWith<T>(pair, e, f.LA, e, x.nu);
    multiplyTransposed<T>(pair, f.entriesF, 0, e, n, f.F, n, x.nu, x.z, -1);
  }
  if (shape.diagonal) multiplyEntries<T>(n, f.L, x.z);
  else solveTransposedWith<T>(pair, n, f.L, n, x.z);
  scaleVector(e, x.nu, x.nu, f64x2.div(f64x2.splat(1), pair.report.cost));
  scaleMultipliers(pair, x);
}

/** y from w, in the rows of the working set. */
export function scaleMultipliers(pair: Pair, x: Vectors): void {
  const list = pair.working;
  const count = pair.workingCount;
  const unit = f64x2.div(f64x2.splat(1), pair.report.cost);
  clearVector(pair.shape.rows, x.y);
  for (let k: usize = 0; k < <usize>count; k++) {
    const i = <usize>load<i32>(list + k * 4);
    const scale = f64x2.mul(unit, scaleOf(pair.factors, i));
    // Adding 0 leaves no −0, whose sign would depend on how many rows the other lane has.
    v128.store(x.y + i * V128, f64x2.add(f64x2.mul(scale, v128.load(x.w + i * V128)), f64x2.splat(0)));
  }
}

// @ts-ignore: decorator
@inline
function rowsOfC<T>(F: usize, e: i32, n: i32): usize {
  return F + <usize>e * <usize>n * step<T>();
}
