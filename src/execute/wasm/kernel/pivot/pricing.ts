/** Which violated row enters, where rows enter one at a time (dual-step.ts). */
import { Lcp, LOWER, STATE, UPPER, V } from "../layout.generated";
import { padded, stateOf, vector, violationOf } from "./lcp";

/** Makes the most violated row the entering one; false where no bound is violated by more than `limit`. */
export function enterWorst(lcp: Lcp, rows: i32, limit: f64): bool {
  const values = vector(lcp, rows, V);
  const lowers = vector(lcp, rows, LOWER);
  const uppers = vector(lcp, rows, UPPER);
  const states = vector(lcp, rows, STATE);
  const end = padded(rows) * 8;
  let worst = f64x2.splat(limit);
  let group = i64x2.splat(-1);
  let here = i64x2.splat(0);
  for (let i: usize = 0; i < end; i += 32) {
    const first = violations(values + i, lowers + i, uppers + i, states + i);
    const second = violations(values + i + 16, lowers + i + 16, uppers + i + 16, states + i + 16);
    const most = f64x2.pmax(first, second);
    group = v128.bitselect(here, group, f64x2.gt(most, worst));
    worst = f64x2.pmax(worst, most);
    here = i64x2.add(here, i64x2.splat(4));
  }
  // Lane 0 has the even rows, lane 1 the odd ones. Of equal violations the first counts.
  const even = f64x2.extract_lane(worst, 0);
  const odd = f64x2.extract_lane(worst, 1);
  const most = max(even, odd);
  lcp.entering = -1;
  if (!(most > limit)) return false;
  let row = <i32>(odd > even ? i64x2.extract_lane(group, 1) : i64x2.extract_lane(group, 0));
  if (odd == even) row = min(row, <i32>i64x2.extract_lane(group, 1));
  while (!(stateOf(lcp, rows, row) == 0 && violationOf(lcp, rows, row) == most)) row++;
  lcp.entering = row;
  lcp.value = load<f64>(values + <usize>row * 8);
  lcp.multiplier = 0;
  return true;
}

/** How far two numbers of v are outside their bounds; negative inside, and 0 in active rows. */
// @ts-ignore: decorator
@inline
function violations(v: usize, lower: usize, upper: usize, states: usize): v128 {
  const value = v128.load(v);
  const outside = f64x2.pmax(f64x2.sub(value, v128.load(upper)), f64x2.sub(v128.load(lower), value));
  return v128.and(outside, f64x2.eq(v128.load(states), f64x2.splat(0)));
}
