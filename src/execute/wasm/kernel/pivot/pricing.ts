/**
 * Which violated row enters, where rows enter one at a time (dual-step.ts). Any will do, and the most violated one
 * mostly makes for the fewest steps. Where rows are very many, and long, looking at all of them is most of a step. Then those
 * that were violated most are candidates, and the next rows to enter are the worst of these; all rows are looked at
 * again when none of them is violated much any more, and so whenever pivoting may have ended.
 *
 * Source: multiple pricing, as in the simplex method (Orchard-Hays 1968).
 */
import { dotsOfRows } from "../dense/rows";
import { CANDIDATE, LONG_ROWS, Lcp, LOWER, Pair, STATE, UPPER, V, V0 } from "../layout.generated";
import { lcpOf, padded, stateOf, vector } from "./lcp";
import { setDirection } from "./schur";

/** Candidates are violated by at least this share of the largest violation of all, … */
const CANDIDATES: f64 = 0.5;
/** … and enter while they are by at least this share of what it was. */
const WORTHWHILE: f64 = 0.25;

/** Makes the most violated row the entering one; false where no bound is violated by more than `limit`. */
export function enterWorst(pair: Pair, lane: i32, limit: f64): bool {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const values = vector(lcp, rows, V);
  const lowers = vector(lcp, rows, LOWER);
  const uppers = vector(lcp, rows, UPPER);
  const states = vector(lcp, rows, STATE);
  const end = padded(rows) * 8;
  let worst = f64x2.splat(limit);
  let place = i64x2.splat(0);
  let here = i64x2(0, 1);
  // Nothing here branches on the numbers: which row it is would be guessed wrongly nearly every time.
  for (let i: usize = 0; i < end; i += 16) {
    const most = violations(values + i, lowers + i, uppers + i, states + i);
    place = v128.bitselect(here, place, f64x2.gt(most, worst));
    worst = f64x2.pmax(worst, most);
    here = i64x2.add(here, i64x2.splat(2));
  }
  // Lane 0 has the even rows, lane 1 the odd ones. Of equal violations the first counts.
  const even = f64x2.extract_lane(worst, 0);
  const odd = f64x2.extract_lane(worst, 1);
  const ofEven = <i32>i64x2.extract_lane(place, 0);
  const ofOdd = <i32>i64x2.extract_lane(place, 1);
  const most = select<f64>(odd, even, odd > even);
  lcp.entering = -1;
  if (!(most > limit)) return false;
  const isOdd = (<i32>(odd > even)) | (<i32>(odd == even) & <i32>(ofOdd < ofEven));
  const row = select<i32>(ofOdd, ofEven, isOdd);
  lcp.entering = row;
  lcp.value = load<f64>(values + <usize>row * 8);
  lcp.multiplier = 0;
  lcp.violation = most;
  if (pair.shape.lowRank && !pair.shape.screened && pair.shape.n >= LONG_ROWS) listCandidates(pair, lcp);
  return true;
}

/** Lists the rows that are violated most, but for the one that enters, and no more than there can be active. */
function listCandidates(pair: Pair, lcp: Lcp): void {
  const rows = pair.shape.rows;
  const values = vector(lcp, rows, V);
  const lowers = vector(lcp, rows, LOWER);
  const uppers = vector(lcp, rows, UPPER);
  const states = vector(lcp, rows, STATE);
  const list = vector(lcp, rows, CANDIDATE);
  const limit = f64x2.splat(CANDIDATES * lcp.violation);
  const end = padded(rows) * 8;
  let count: usize = 0;
  for (let i: usize = 0; i < end; i += 32) {
    const first = f64x2.ge(violations(values + i, lowers + i, uppers + i, states + i), limit);
    const second = f64x2.ge(violations(values + i + 16, lowers + i + 16, uppers + i + 16, states + i + 16), limit);
    if (!v128.any_true(v128.or(first, second))) continue;
    let bits = i64x2.bitmask(first) | (i64x2.bitmask(second) << 2);
    for (; bits != 0; bits &= bits - 1) {
      store<i32>(list + count * 4, <i32>(i >> 3) + ctz(bits));
      count++;
    }
  }
  lcp.candidates = min(<i32>count, pair.shape.mostActive);
}

/**
 * Makes the most violated of the candidates the entering row, given the multipliers of the active rows; false where none
 * of them is violated much, nor by more than `limit`. Those that are not violated are candidates no more.
 */
export function enterCandidate(pair: Pair, lane: i32, limit: f64): bool {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const before = <usize>lcp.candidates;
  if (before == 0) return false;
  const list = vector(lcp, rows, CANDIDATE);
  const sums = pair.column;
  const P = lane == 0 ? pair.factors.K0 : pair.factors.K1;
  setDirection(pair, lane, pair.multipliers, 8);
  dotsOfRows(list, <i32>before, P, pair.shape.n, pair.direction, sums, 8);
  let most = Math.max(limit, WORTHWHILE * lcp.violation);
  let count: usize = 0;
  lcp.entering = -1;
  for (let i: usize = 0; i < before; i++) {
    const row = <usize>load<i32>(list + i * 4);
    const value = load<f64>(vector(lcp, rows, V0) + row * 8) + load<f64>(sums + i * 8);
    const over = value - load<f64>(vector(lcp, rows, UPPER) + row * 8);
    const under = load<f64>(vector(lcp, rows, LOWER) + row * 8) - value;
    const violation = over < under ? under : over;
    if (!(violation > limit) || stateOf(lcp, rows, row) != 0) continue;
    store<i32>(list + count * 4, <i32>row);
    count++;
    if (!(violation > most)) continue;
    most = violation;
    lcp.entering = <i32>row;
    lcp.value = value;
  }
  lcp.multiplier = 0;
  lcp.candidates = <i32>count;
  return lcp.entering >= 0;
}

/** How far two numbers of v are outside their bounds; negative inside, and 0 in active rows. */
// @ts-ignore: decorator
@inline
function violations(v: usize, lower: usize, upper: usize, states: usize): v128 {
  const value = v128.load(v);
  const outside = f64x2.pmax(f64x2.sub(value, v128.load(upper)), f64x2.sub(v128.load(lower), value));
  return v128.and(outside, f64x2.eq(v128.load(states), f64x2.splat(0)));
}
