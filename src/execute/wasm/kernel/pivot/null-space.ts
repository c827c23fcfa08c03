/**
 * What the dual form prepares where equalities are many: in the null space of A, which has d = n − e dimensions. By
 * elimination with the largest entry of each row as its pivot, e variables are basic, and with these first
 *
 *     A = B [I, W],   z = Y_z b + Z u,   Y_z = [B⁻¹; 0],   Z = [−W; I],
 *     X = (Q Z)_B = Q_BN − Q_BB W,   Zᵀ Q Z = Q_NN − Q_NB W − Wᵀ X = L Lᵀ,   F = C Z L⁻ᵀ,   K = F Fᵀ,
 *
 * which takes less than half of what A Q⁻¹ Aᵀ takes for e = n/2. In the struct of factors `LA` has B⁻¹, `Y` the rows of C
 * in the basic variables, `W` has [Wᵀ, Xᵀ], and `QB` has Q_BB. Q is cost · Q + R here. Rows of A that depend on each other
 * have no such basis: the lane is unusable then, and another batch solves it in the range space (prepare.ts).
 *
 * Source: Nocedal & Wright, Numerical Optimization, section 16.2.
 */
import { firstLane, unpackSymmetric } from "../common/interleave";
import { joinLanes, minusProduct, V128 } from "../common/lanes";
import { addProductOfRows, symmetricProduct } from "../dense/factor";
import { Factors, Shape } from "../layout.generated";
import { bandOf } from "./band";
import { factorIn, gramIn, solveIn } from "./making";
import { keepSquare, lanesOf, scaleRows, setScale } from "./scales";

/** A pivot of A below this share of its row's largest entry may be rounding. */
const DEPENDENT: f64 = 1e-6;
/** A pivot of Zᵀ Q Z below this share of its diagonal entry may be rounding. */
const SINGULAR: f64 = 1e-10;
/** What is left of a row of C in the null space, relative to its terms, where it is constant wherever Az = b. */
const CONSTANT: f64 = 1e-10;

/** Given Q, A and G, interleaved, and R. */
export function prepareNullSpace(shape: Shape, f: Factors): void {
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const d = n - e;
  const wide = 2 * e;
  const T = f.room;
  const U = T + <usize>(e * n) * V128;
  const places = U + <usize>(d * wide) * V128;
  memory.copy(T, f.A, <usize>(e * n) * V128);
  f.unusable |= eliminate(n, e, T, f);
  const largest = takeBasis(n, e, T, U, f);
  for (let lane = 0; lane < 2; lane++) takeHessian(n, e, lane, U, f);
  addRegularisation(n, e, f);
  const XT = f.W + <usize>e * V128;
  for (let i: usize = 0; i < <usize>d; i++) {
    memory.copy(XT + i * <usize>wide * V128, U + i * <usize>wide * V128, <usize>e * V128);
  }
  addProductOfRows(d, e, e, f.W, wide, f.QB, e, XT, wide, true);
  symmetricProduct(d, wide, U, f.W, wide, f.L, d, true);
  f.unusable |= lanesOf(factorIn(f, d, f.L, d, SINGULAR));
  for (let lane = 0; lane < 2; lane++) takeRows(shape, lane, places, f);
  for (let i: usize = 0; i < <usize>rows; i++) keepSquare(f, i, sizeOf(e, d, i, largest, f));
  addProductOfRows(rows, d, e, f.Y, e, f.W, wide, f.F, d, true);
  for (let i: usize = 0; i < <usize>rows; i++) dropConstant(d, i, f);
  solveIn(f, rows, d, f.L, d, f.F, f.F, d);
  gramIn(f, rows, d, f.F, d, f.room, rows, false);
  for (let i: usize = 0; i < <usize>rows; i++) {
    setScale(f, i, v128.load(f.room + i * <usize>(rows + 1) * V128));
  }
  unpackSymmetric(rows, f.room, rows, f.scale0, f.scale1, f.K0, f.K1);
  scaleRows(rows, d, f.F, f);
  scaleRows(rows, e, f.Y, f);
  f.band0 = bandOf(f.K0, rows);
  f.band1 = bandOf(f.K1, rows);
}

/** Keeps one lane of what was prepared in `pair`, but for what prepare.ts keeps likewise. */
export function unpackNullSpace(shape: Shape, f: Factors, pair: Factors): void {
  const n = shape.n;
  const e = shape.e;
  const d = n - e;
  firstLane(d * d, pair.L, f.L);
  firstLane(shape.rows * d, pair.F, f.F);
  firstLane(d * 2 * e, pair.W, f.W);
  firstLane(e * e, pair.QB, f.QB);
  memory.copy(f.order0, pair.order0, <usize>n * 4);
  f.share0 = f.share1 = pair.share0;
}

/**
 * T = A becomes [B⁻¹, W] in place, and the order of the variables the one with basic ones first. Returns the bits of
 * lanes whose rows depend on each other.
 */
function eliminate(n: i32, e: i32, T: usize, f: Factors): i32 {
  const bytes = <usize>n * V128;
  for (let j = 0; j < n; j++) {
    store<i32>(f.order0 + <usize>j * 4, j);
    store<i32>(f.order1 + <usize>j * 4, j);
  }
  const one = f64x2.splat(1);
  let shares = one;
  for (let k: usize = 0; k < <usize>e; k++) {
    const row = T + k * bytes;
    const at = k * V128;
    let most = f64x2.splat(-1);
    let place = i64x2.splat(0);
    for (let j = at; j < bytes; j += V128) {
      const size = f64x2.abs(v128.load(row + j));
      const larger = f64x2.gt(size, most);
      place = v128.bitselect(i64x2.splat(<i64>j), place, larger);
      most = v128.bitselect(size, most, larger);
    }
    exchangeColumns(e, bytes, T, at, <usize>i64x2.extract_lane(place, 0), f.order0);
    exchangeColumns(e, bytes, T + 8, at, <usize>i64x2.extract_lane(place, 1), f.order1);
    const share = f64x2.div(most, largestOf(f.A + k * bytes, bytes));
    // Not a number where the row is 0.
    shares = v128.bitselect(share, shares, v128.not(f64x2.ge(share, shares)));
    const reciprocal = f64x2.div(one, v128.load(row + at));
    v128.store(row + at, one);
    for (let j: usize = 0; j < bytes; j += V128) v128.store(row + j, f64x2.mul(v128.load(row + j), reciprocal));
    subtractMultiples(e, bytes, T, k);
  }
  f.share0 = f64x2.extract_lane(shares, 0);
  f.share1 = f64x2.extract_lane(shares, 1);
  return i64x2.bitmask(v128.not(f64x2.gt(shares, f64x2.splat(DEPENDENT))));
}

/** Exchanges two columns of one lane of `rows` rows, given by their bytes, and their variables. */
// @ts-ignore: decorator
@inline
function exchangeColumns(rows: i32, bytes: usize, T: usize, a: usize, b: usize, order: usize): void {
  if (a == b) return;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const value = load<f64>(T + a);
    store<f64>(T + a, load<f64>(T + b));
    store<f64>(T + b, value);
    T += bytes;
  }
  const variable = load<i32>(order + a / 4);
  store<i32>(order + a / 4, load<i32>(order + b / 4));
  store<i32>(order + b / 4, variable);
}

function largestOf(row: usize, bytes: usize): v128 {
  let most = f64x2.splat(0);
  for (let j: usize = 0; j < bytes; j += V128) most = f64x2.pmax(most, f64x2.abs(v128.load(row + j)));
  return most;
}

/** Row k, whose pivot has been divided by, takes column k out of the other rows, two at a time. */
function subtractMultiples(e: i32, bytes: usize, T: usize, k: usize): void {
  const pivot = T + k * bytes;
  const at = k * V128;
  const none = f64x2.splat(0);
  let left: usize = 0;
  for (let i: usize = 0; i < <usize>e; i++) {
    if (i == k) continue;
    const row = T + i * bytes;
    if (left == 0) {
      left = row;
      continue;
    }
    const a = v128.load(left + at);
    const b = v128.load(row + at);
    v128.store(left + at, none);
    v128.store(row + at, none);
    for (let j: usize = 0; j < bytes; j += V128) {
      const value = v128.load(pivot + j);
      v128.store(left + j, minusProduct(v128.load(left + j), a, value));
      v128.store(row + j, minusProduct(v128.load(row + j), b, value));
    }
    left = 0;
  }
  if (left == 0) return;
  const a = v128.load(left + at);
  v128.store(left + at, none);
  for (let j: usize = 0; j < bytes; j += V128) {
    v128.store(left + j, minusProduct(v128.load(left + j), a, v128.load(pivot + j)));
  }
}

/** B⁻¹, and Wᵀ in both its places; returns the largest entry of W. */
function takeBasis(n: i32, e: i32, T: usize, U: usize, f: Factors): v128 {
  const d = <usize>(n - e);
  const basic = <usize>e * V128;
  let largest = f64x2.splat(0);
  for (let k: usize = 0; k < <usize>e; k++) {
    const row = T + k * <usize>n * V128;
    memory.copy(f.LA + k * basic, row, basic);
    for (let j: usize = 0; j < d; j++) {
      const value = v128.load(row + basic + j * V128);
      largest = f64x2.pmax(largest, f64x2.abs(value));
      const to = j * 2 * basic + k * V128;
      v128.store(f.W + to, value);
      v128.store(U + basic + to, value);
    }
  }
  return largest;
}

/** One lane of Q_BB, of Q_NB, which goes to U beside Wᵀ, and of the lower triangle of Q_NN, which goes to L. */
function takeHessian(n: i32, e: i32, lane: i32, U: usize, f: Factors): void {
  const shift = <usize>lane * 8;
  const cost = lane == 0 ? f.cost0 : f.cost1;
  const order = lane == 0 ? f.order0 : f.order1;
  const d = n - e;
  for (let i = 0; i < n; i++) {
    const row = f.Q + <usize>(load<i32>(order + <usize>i * 4) * n) * V128 + shift;
    const to = (i < e ? f.QB + <usize>(i * e) * V128 : U + <usize>((i - e) * 2 * e) * V128) + shift;
    for (let j: usize = 0; j < <usize>e; j++) {
      store<f64>(to + j * V128, cost * load<f64>(row + <usize>load<i32>(order + j * 4) * V128));
    }
    const free = f.L + <usize>((i - e) * d) * V128 + shift;
    for (let j = e; j <= i; j++) {
      store<f64>(
        free + <usize>(j - e) * V128,
        cost * load<f64>(row + <usize>load<i32>(order + <usize>j * 4) * V128),
      );
    }
  }
}

function addRegularisation(n: i32, e: i32, f: Factors): void {
  if (f.singular0 == 0 && f.singular1 == 0) return;
  const d = <usize>(n - e);
  for (let i: usize = 0; i < <usize>n; i++) {
    const at = i < <usize>e ? f.QB + i * <usize>(e + 1) * V128 : f.L + (i - <usize>e) * (d + 1) * V128;
    const R0 = load<f64>(f.R + <usize>load<i32>(f.order0 + i * 4) * V128);
    const R1 = load<f64>(f.R + <usize>load<i32>(f.order1 + i * 4) * V128, 8);
    v128.store(at, f64x2.add(v128.load(at), f64x2.replace_lane(f64x2.splat(R0), 1, R1)));
  }
}

/** One lane of the rows of C, the basic variables apart. @param places room for n i32. */
function takeRows(shape: Shape, lane: i32, places: usize, f: Factors): void {
  const n = shape.n;
  const e = shape.e;
  const m = shape.m;
  const shift = <usize>lane * 8;
  const order = lane == 0 ? f.order0 : f.order1;
  const basic = f.Y + shift;
  const free = f.F + shift;
  const width = <usize>(n - e) * V128;
  for (let i: usize = 0; i < <usize>m; i++) {
    const row = f.G + i * <usize>n * V128 + shift;
    const toBasic = basic + i * <usize>e * V128;
    const toFree = free + i * width;
    for (let j: usize = 0; j < <usize>e; j++) {
      store<f64>(toBasic + j * V128, load<f64>(row + <usize>load<i32>(order + j * 4) * V128));
    }
    for (let j: usize = 0; j < width; j += V128) {
      store<f64>(toFree + j, load<f64>(row + <usize>load<i32>(order + (<usize>e + j / V128) * 4) * V128));
    }
  }
  if (m == shape.rows) return;
  for (let j = 0; j < n; j++) store<i32>(places + <usize>load<i32>(order + <usize>j * 4) * 4, j);
  for (let i = m; i < shape.rows; i++) {
    const place = load<i32>(places + <usize>load<i32>(shape.boxes + <usize>(i - m) * 4) * 4);
    const toBasic = basic + <usize>(i * e) * V128;
    const toFree = free + <usize>i * width;
    for (let j = 0; j < e; j++) store<f64>(toBasic + <usize>j * V128, j == place ? 1 : 0);
    for (let j = e; j < n; j++) store<f64>(toFree + <usize>(j - e) * V128, j == place ? 1 : 0);
  }
}

/** How large the terms are that C's row i is the sum of in the null space. */
function sizeOf(e: i32, d: i32, i: usize, largest: v128, f: Factors): v128 {
  const basic = f.Y + i * <usize>e * V128;
  let sum = f64x2.splat(0);
  for (let j: usize = 0; j < <usize>e * V128; j += V128) sum = f64x2.add(sum, f64x2.abs(v128.load(basic + j)));
  return f64x2.add(largestOf(f.F + i * <usize>d * V128, <usize>d * V128), f64x2.mul(sum, largest));
}

/** Where nothing but rounding is left of C's row i, it is 0 in the null space. Then nothing is relative to its terms. */
function dropConstant(d: i32, i: usize, f: Factors): void {
  const row = f.F + i * <usize>d * V128;
  const bytes = <usize>d * V128;
  const limit = f64x2.mul(f64x2.splat(CONSTANT), joinLanes(f.scale0 + i * 8, f.scale1 + i * 8));
  const left = f64x2.gt(largestOf(row, bytes), limit);
  keepSquare(f, i, f64x2.splat(0));
  if (i64x2.bitmask(left) == 3) return;
  for (let j: usize = 0; j < bytes; j += V128) v128.store(row + j, v128.and(v128.load(row + j), left));
}
