/**
 * What the dual form prepares from Q, A and G alone, once for a batch that shares them, otherwise for every pair of
 * elements:
 *
 *     Q = L Lᵀ,   F = [A; C] L⁻ᵀ,   A Q⁻¹ Aᵀ = L_A L_Aᵀ,   Y = C Q⁻¹ Aᵀ L_A⁻ᵀ,
 *     K = C Q⁻¹ Cᵀ − Y Yᵀ,   and C's rows in F, Y and K scaled to K_ii = 1.
 *
 * K is the inverse of the KKT matrix's first two blocks, seen from the inequalities. It is what OptNet
 * prefactors too (Amos & Kolter 2017, appendix B.1). The diagonals of L and L_A hold reciprocals; for a diagonal Q, L
 * is the vector of 1/√Q. Where equalities are many null-space.ts makes K, and what goes with it. Rows that are constant
 * wherever Az = b have the scale 0: they can never be active.
 */
import {
  firstLane,
  interleave,
  interleaveScaled,
  scaleColumns,
  separate,
  separateTransposed,
  transpose,
  unpackSymmetric,
} from "../common/interleave";
import { joinLanes, V128 } from "../common/lanes";
import { listEntries } from "../dense/entries";
import { addProductOfRows } from "../dense/factor";
import { factorIn, gramIn, solveIn } from "./making";
import { Factors, RHO_ZERO, Shape, Stage } from "../layout.generated";
import { bandOf } from "./band";
import { findMirrored } from "./mirrored";
import { prepareNullSpace, unpackNullSpace } from "./null-space";
import { copyRow, keepSquare, lanesOf, scaleOf, scaleRows, setScale } from "./scales";
import { blocksOf, screenRows } from "./screen";

/** A pivot of a dense Q below this share of its diagonal entry needs regularisation; of A Q⁻¹ Aᵀ, it is rounding. */
const SINGULAR_Q: f64 = 1e-10;
const SINGULAR_A: f64 = 1e-12;
/** What is added to the diagonal of a singular Q, relative to its entries; to entries of 0, RHO_ZERO times weights. */
const RHO_RELATIVE: f64 = 1e-7;

/** Prepares elements `i0` and `i1` of the stage, interleaved. */
export function preparePair(shape: Shape, f: Factors, stage: Stage, i0: i32, i1: i32): void {
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const m = shape.m;
  f.twins = i0 == i1 ? 1 : 0;
  const weights0 = rowOf(stage.weights, stage.strideWeights, i0);
  const weights1 = rowOf(stage.weights, stage.strideWeights, i1);
  loadMatrices(shape, f, stage, i0, i1);
  if (shape.diagonal) {
    f.singular0 = invertRoots(n, f.Q, f.cost0, weights0, f.R, f.L);
    f.singular1 = invertRoots(n, f.Q + 8, f.cost1, weights1, f.R + 8, f.L + 8);
  } else {
    const L = rootOf(shape, f);
    const singular = lanesOf(factorIn(f, n, L, n, SINGULAR_Q));
    if (singular != 0) factorSingular(n, f, L, singular, weights0, weights1);
  }
  if (shape.nullSpace) return prepareNullSpace(shape, f);
  // Rows of bounds have one entry, and where there are few others nothing is made of them.
  const made = shape.fewRows ? m : rows;
  const boxRows = f.F + <usize>((e + m) * n) * V128;
  transform(shape, f, e + m, f.A, f.F);
  if (made > m) {
    writeBoxes(shape, boxRows);
    transform(shape, f, rows - m, boxRows, boxRows);
  }
  f.band0 = f.band1 = rows;
  if (shape.fewRows) factorFewRows(shape, f);
  else if (shape.lowRank) return factorLowRank(shape, f);
  else formGram(shape, f);
  scaleRows(made, n, f.F + <usize>(e * n) * V128, f);
}

/** Where cost · Q is factored: in the null space of A nobody needs the factor, but to know that Q is definite. */
// @ts-ignore: decorator
@inline
function rootOf(shape: Shape, f: Factors): usize {
  return shape.nullSpace ? f.room : f.L;
}

/** X = M L⁻ᵀ, row by row; X may be M. */
function transform(shape: Shape, f: Factors, rows: i32, M: usize, X: usize): void {
  const n = shape.n;
  if (shape.diagonal) scaleColumns(rows, n, M, X, f.L);
  else solveIn(f, rows, n, f.L, n, M, X, n);
}

/** Rows of C that stand for bounds, `[boxes, n]`. */
function writeBoxes(shape: Shape, to: usize): void {
  const n = shape.n;
  const boxes = shape.rows - shape.m;
  memory.fill(to, 0, <usize>(boxes * n) * V128);
  for (let i = 0; i < boxes; i++) {
    v128.store(to + <usize>(i * n + load<i32>(shape.boxes + <usize>i * 4)) * V128, f64x2.splat(1));
  }
}

/** Interleaves Q, A and G, chooses the unit of the objective, and takes Q in that unit for L. */
function loadMatrices(shape: Shape, f: Factors, stage: Stage, i0: i32, i1: i32): void {
  const n = shape.n;
  const e = shape.e;
  const Q0 = rowOf(stage.Q, stage.strideQ, i0);
  const Q1 = rowOf(stage.Q, stage.strideQ, i1);
  const next = <usize>(shape.diagonal ? 1 : n + 1) * 8;
  f.cost0 = costOf(n, Q0, next);
  f.cost1 = costOf(n, Q1, next);
  if (shape.diagonal) interleave(n, Q0, Q1, f.Q);
  else interleaveScaled(n * n, Q0, Q1, f.Q, costsOf(f), rootOf(shape, f));
  interleave(e * n, rowOf(stage.A, stage.strideA, i0), rowOf(stage.A, stage.strideA, i1), f.A);
  interleave(shape.m * n, rowOf(stage.G, stage.strideG, i0), rowOf(stage.G, stage.strideG, i1), f.G);
  f.singular0 = f.singular1 = 0;
  f.unusable = 0;
  memory.fill(f.R, 0, <usize>n * V128);
}

/** Keeps one lane of what was prepared in `pair`, for a batch that shares its matrices. */
export function unpackShared(shape: Shape, f: Factors, pair: Factors): void {
  f.singular0 = f.singular1 = pair.singular0;
  f.cost0 = f.cost1 = pair.cost0;
  f.unusable = pair.unusable & 1 ? 3 : 0;
  f.band0 = f.band1 = pair.band0;
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const height = shape.diagonal ? 1 : n;
  firstLane(height * n, pair.Q, f.Q);
  firstLane(e * n, pair.A, f.A);
  firstLane(shape.m * n, pair.G, f.G);
  if (shape.nullSpace) unpackNullSpace(shape, f, pair);
  else {
    firstLane(height * n, pair.L, f.L);
    firstLane((e + (shape.fewRows ? shape.m : rows)) * n, pair.F, f.F);
  }
  firstLane(e * e, pair.LA, f.LA);
  firstLane(rows * e, pair.Y, f.Y);
  const bytes = shape.fewRows ? 0 : <usize>(rows * (shape.lowRank ? n : rows)) * 8;
  memory.copy(f.K0, pair.K0, bytes);
  if (shape.screened) memory.copy(f.S0, pair.S0, <usize>n * blocksOf(rows) * 4);
  else if (shape.lowRank) memory.copy(f.T0, pair.T0, bytes);
  memory.copy(f.scale0, pair.scale0, <usize>rows * 8);
  firstLane(n, pair.R, f.R);
  f.entriesQ = shape.diagonal ? 0 : listEntries(n, n, f.Q, f.entriesQ);
  f.entriesA = listEntries(e, n, f.A, f.entriesA);
  f.entriesG = listEntries(shape.m, n, f.G, f.entriesG);
  findMirrored(shape, f);
  f.entriesF = shape.fewRows || shape.nullSpace ? 0 : listEntries(e + rows, n, f.F, f.entriesF);
}

// @ts-ignore: decorator
@inline
function rowOf(at: usize, stride: i32, element: i32): usize {
  return at + <usize>(stride * element) * 8;
}

/** L from cost · Q again, with R on the diagonal in the lanes where Q is singular. */
function factorSingular(n: i32, f: Factors, L: usize, lanes: i32, weights0: usize, weights1: usize): void {
  copyScaled(n * n, f.Q, L, costsOf(f));
  if (lanes & 1) f.singular0 = regularise(n, L, f.cost0, weights0, f.R);
  if (lanes & 2) f.singular1 = regularise(n, L + 8, f.cost1, weights1, f.R + 8);
  f.unusable = lanesOf(factorIn(f, n, L, n, SINGULAR_Q));
}

/**
 * The power of two that brings the first positive diagonal entry to [1, 2): a change of the objective's unit by a
 * power of two changes no bit of what is factored.
 */
function costOf(n: i32, Q: usize, next: usize): f64 {
  for (let i: usize = 0; i < <usize>n; i++) {
    const entry = load<f64>(Q + i * next);
    if (entry > 0) return inversePower(entry);
  }
  return 1;
}

/** 2^−e for 2^e ≤ x < 2^(e+1), x in the normal range. */
// @ts-ignore: decorator
@inline
function inversePower(x: f64): f64 {
  const exponent = <i64>((reinterpret<u64>(x) >> 52) & 0x7ff);
  return reinterpret<f64>((2046 - min(max(exponent, 523), 1523)) << 52);
}

// @ts-ignore: decorator
@inline
export function costsOf(f: Factors): v128 {
  return f64x2.replace_lane(f64x2.splat(f.cost0), 1, f.cost1);
}

function copyScaled(count: i32, from: usize, to: usize, factors: v128): void {
  for (let i: usize = 0; i < <usize>count * V128; i += V128) {
    v128.store(to + i, f64x2.mul(v128.load(from + i), factors));
  }
}

/**
 * Writes 1/√(cost · q + R) of one lane, with R only for variables without curvature: a small q is small in some unit
 * and large in another. Returns 1 where there are such variables.
 */
function invertRoots(n: i32, from: usize, cost: f64, weights: usize, R: usize, to: usize): f64 {
  let singular: f64 = 0;
  for (let j: usize = 0; j < <usize>n; j++) {
    let entry = cost * Math.max(0, load<f64>(from + j * V128));
    if (entry == 0) {
      entry = RHO_ZERO * cost * load<f64>(weights + j * 8);
      store<f64>(R + j * V128, entry);
      singular = 1;
    }
    store<f64>(to + j * V128, 1 / Math.sqrt(entry));
  }
  return singular;
}

/** Adds R to the diagonal of one lane of a dense cost · Q; returns 1. */
function regularise(n: i32, Q: usize, cost: f64, weights: usize, R: usize): f64 {
  const next = <usize>(n + 1) * V128;
  for (let j: usize = 0; j < <usize>n; j++) {
    const entry = load<f64>(Q + j * next);
    const added = entry > 0 ? RHO_RELATIVE * entry : RHO_ZERO * cost * load<f64>(weights + j * 8);
    store<f64>(R + j * V128, added);
    store<f64>(Q + j * next, entry + added);
  }
  return 1;
}

/** L_A, Y and K. They are made as one triangle, which is room that others use again. */
function formGram(shape: Shape, f: Factors): void {
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const all = e + rows;
  const M = f.room;
  const bytes = <usize>all * V128;
  const Y = M + <usize>e * bytes;
  const K = Y + <usize>e * V128;
  const below = bytes + V128;
  gramIn(f, all, n, f.F, n, M, all, false);
  for (let i: usize = 0; i < <usize>rows; i++) keepSquare(f, i, v128.load(K + i * below));
  if (e > 0) {
    // A row of A that depends on others drops out; whether its b agrees shows in the residual.
    factorIn(f, e, M, all, SINGULAR_A);
    solveIn(f, rows, e, M, all, Y, Y, all);
    gramIn(f, rows, e, Y, all, K, all, true);
  }
  for (let i: usize = 0; i < <usize>rows; i++) setScale(f, i, v128.load(K + i * below));
  for (let i: usize = 0; i < <usize>e; i++) memory.copy(f.LA + i * <usize>e * V128, M + i * bytes, (i + 1) * V128);
  for (let i: usize = 0; i < <usize>rows; i++) copyRow(e, Y + i * bytes, f.Y + i * <usize>e * V128, scaleOf(f, i));
  unpackSymmetric(rows, K, all, f.scale0, f.scale1, f.K0, f.K1);
  f.band0 = bandOf(f.K0, rows);
  f.band1 = bandOf(f.K1, rows);
}

/**
 * L_A, Y and P with K = P Pᵀ: F_A = L_A Z with orthonormal rows Z, Y = F_C Zᵀ, P = F_C − Y Z, where K would have far
 * more entries. P is kept by rows, and by columns, of which those of screened rows are in float32.
 */
function factorLowRank(shape: Shape, f: Factors): void {
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const FC = f.F + <usize>(e * n) * V128;
  const Z = f.room;
  // Where nothing is taken from F_C, P is F_C.
  const P = e > 0 ? Z + <usize>(n * e) * V128 : FC;
  if (e > 0) {
    for (let i: usize = 0; i < <usize>rows; i++) keepSquare(f, i, squareOf(FC + i * <usize>n * V128, n));
    memory.copy(P, FC, <usize>(rows * n) * V128);
    gramIn(f, e, n, f.F, n, f.LA, e, false);
    factorIn(f, e, f.LA, e, SINGULAR_A);
    transpose(e, n, f.F, Z);
    solveIn(f, n, e, f.LA, e, Z, Z, e);
    addProductOfRows(rows, e, n, FC, n, f.F, n, f.Y, e, false);
    solveIn(f, rows, e, f.LA, e, f.Y, f.Y, e);
    addProductOfRows(rows, n, e, f.Y, e, Z, e, P, n, true);
    for (let i: usize = 0; i < <usize>rows; i++) setScale(f, i, squareOf(P + i * <usize>n * V128, n));
    scaleRows(rows, n, P, f);
    scaleRows(rows, e, f.Y, f);
    scaleRows(rows, n, FC, f);
    separate(rows * n, P, f.K0, f.K1);
  } else normaliseRows(rows, n, FC, f);
  if (shape.screened) screenRows(rows, n, P, f.S0, f.S1);
  else separateTransposed(rows, n, P, f.T0, f.T1);
}

/** Scales interleaved rows to length 1, and writes them to K0 and K1, while they are in the processor's nearest cache. */
function normaliseRows(rows: i32, n: i32, M: usize, f: Factors): void {
  const bytes = <usize>n * V128;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const row = M + i * bytes;
    const square = squareOf(row, n);
    keepSquare(f, i, square);
    setScale(f, i, square);
    const scale = scaleOf(f, i);
    for (let j: usize = 0; j < bytes; j += V128) v128.store(row + j, f64x2.mul(v128.load(row + j), scale));
    separate(n, row, f.K0 + (i * bytes) / 2, f.K1 + (i * bytes) / 2);
  }
}

/** L_A and Y, where K is not made: entries of it are looked up one by one (schur.ts), if at all. */
function factorFewRows(shape: Shape, f: Factors): void {
  const n = shape.n;
  const e = shape.e;
  const m = shape.m;
  const rows = shape.rows;
  const FC = f.F + <usize>(e * n) * V128;
  memory.fill(f.Y, 0, <usize>(rows * e) * V128);
  for (let i: usize = 0; i < <usize>rows; i++) {
    const root = i < <usize>m ? f64x2.splat(0) : v128.load(f.L + variableOf(shape, i) * V128);
    keepSquare(f, i, i < <usize>m ? squareOf(FC + i * <usize>n * V128, n) : f64x2.mul(root, root));
    for (let k: usize = 0; i >= <usize>m && k < <usize>e; k++) {
      const entry = v128.load(f.F + (k * <usize>n + variableOf(shape, i)) * V128);
      v128.store(f.Y + (i * <usize>e + k) * V128, f64x2.mul(root, entry));
    }
  }
  if (e > 0) {
    memory.fill(f.LA, 0, <usize>(e * e) * V128);
    gramIn(f, e, n, f.F, n, f.LA, e, false);
    factorIn(f, e, f.LA, e, SINGULAR_A);
    addProductOfRows(m, e, n, FC, n, f.F, n, f.Y, e, false);
    solveIn(f, rows, e, f.LA, e, f.Y, f.Y, e);
  }
  for (let i: usize = 0; i < <usize>rows; i++) {
    const square = joinLanes(f.scale0 + i * 8, f.scale1 + i * 8);
    setScale(f, i, f64x2.sub(square, squareOf(f.Y + i * <usize>e * V128, e)));
  }
  scaleRows(rows, e, f.Y, f);
}

/** The variable that row i of C bounds. */
// @ts-ignore: decorator
@inline
export function variableOf(shape: Shape, i: usize): usize {
  return <usize>load<i32>(shape.boxes + (i - <usize>shape.m) * 4);
}

/** The sum of squares of n interleaved numbers. */
function squareOf(row: usize, n: i32): v128 {
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>n * V128; i += V128) {
    const value = v128.load(row + i);
    sum = f64x2.add(sum, f64x2.mul(value, value));
  }
  return sum;
}

