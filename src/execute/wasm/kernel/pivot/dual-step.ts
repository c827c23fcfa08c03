/**
 * One row at a time, on the side of the dual: multipliers always have the right sign, and the dual objective
 * rises with every row that enters, so that no active set comes twice.
 *
 * For a violated row q, y_q grows from 0 while the active rows stay at their bounds: y_A falls by r = K_AA⁻¹ K_Aq
 * for each unit. Either v_q reaches its bound, and q is active; or a multiplier reaches 0 first, and its row
 * leaves. Where neither ever happens the bounds contradict each other. Multipliers of soft rows (soft.ts) may also reach
 * their caps: then the row is saturated, the entering one too.
 *
 * Source: Goldfarb & Idnani 1983, algorithm 1 in steps 1 and 2, in the dual form's unknowns.
 */
import { Lcp, LOWER, Pair, STATE, UPPER, V, Y } from "../layout.generated";
import { V128 } from "../common/lanes";
import { activate, activeRow, deactivate, isEquality, lcpOf, padded, stateOf, vector } from "./lcp";
import { curvatureAlong, diagonalOf, moveAlong } from "./schur";
import { activateSoft, capOf, saturate, turnOver } from "./soft";

// What becomes of a step.
export const STEP_TAKEN: i32 = 0;
export const STEP_FAILED: i32 = 1;
/** The bounds contradict each other; Y then holds the multipliers that show it, in the direction of the step. */
export const STEP_CONTRADICTION: i32 = 2;

/** Curvature below this share of K_qq is 0 but for rounding: the row depends on the active ones. */
const FLAT: f64 = 1e-10;

/** Makes the most violated row the entering one; false where no bound is violated by more than `limit`. */
export function enterWorst(lcp: Lcp, rows: i32, limit: f64): bool {
  const end = padded(rows) * 8;
  let worst = f64x2.splat(limit);
  for (let i: usize = 0; i < end; i += 16) worst = f64x2.pmax(worst, violations(lcp, rows, i));
  const most = Math.max(f64x2.extract_lane(worst, 0), f64x2.extract_lane(worst, 1));
  let entering = -1;
  if (most > limit) {
    let at: usize = 0;
    let found = 0;
    for (; found == 0; at += 16) found = i64x2.bitmask(f64x2.eq(violations(lcp, rows, at), f64x2.splat(most)));
    entering = <i32>(at >> 3) - (found & 1 ? 2 : 1);
  }
  lcp.entering = entering;
  return entering >= 0;
}

/** How far v is outside its bounds in two rows; negative inside, and 0 in active rows. */
// @ts-ignore: decorator
@inline
function violations(lcp: Lcp, rows: i32, i: usize): v128 {
  const v = v128.load(vector(lcp, rows, V) + i);
  const over = f64x2.sub(v, v128.load(vector(lcp, rows, UPPER) + i));
  const under = f64x2.sub(v128.load(vector(lcp, rows, LOWER) + i), v);
  const free = f64x2.eq(v128.load(vector(lcp, rows, STATE) + i), f64x2.splat(0));
  return v128.and(f64x2.pmax(over, under), free);
}

/**
 * Takes one step for the entering row; `r` holds K_AA⁻¹ K_Aq, interleaved, for every active row.
 *
 * @returns what became of it.
 */
export function dualStep(pair: Pair, lane: i32, r: usize): i32 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const soft = pair.shape.soft != 0;
  const count = <usize>lcp.activeCount;
  const q = <usize>lcp.entering;
  const y = vector(lcp, rows, Y);
  const value = load<f64>(vector(lcp, rows, V) + q * 8);
  const over = value - load<f64>(vector(lcp, rows, UPPER) + q * 8);
  const under = load<f64>(vector(lcp, rows, LOWER) + q * 8) - value;
  const sign: f64 = over > under ? 1 : -1;
  let length: f64 = Infinity;
  let leaving: i32 = -1;
  let fills = false;
  for (let i: usize = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    if (isEquality(lcp, rows, row)) continue;
    // The multiplier of an upper bound is positive and falls by sign · r; of a lower bound, the reverse.
    const side = stateOf(lcp, rows, row);
    const rate = side * sign * load<f64>(r + i * V128);
    const filling = soft && rate < 0;
    if (!(rate > 0) && !filling) continue;
    const room = filling ? capOf(lcp, rows, row) - load<f64>(y + row * 8) : side * load<f64>(y + row * 8);
    const until = Math.max(0, room) / Math.abs(rate);
    if (until < length) {
      length = until;
      leaving = <i32>row;
      fills = filling;
    }
  }
  const curvature = curvatureAlong(pair, lane, q, r);
  const full = curvature > FLAT * diagonalOf(pair, lane, q) ? Math.max(over, under) / curvature : Infinity;
  const arrives = full <= length;
  if (arrives) length = full;
  const room = soft ? Math.max(0, capOf(lcp, rows, q) - Math.abs(load<f64>(y + q * 8))) : Infinity;
  const turns = room < length;
  if (turns) length = room;
  if (!(length < Infinity)) {
    if (length != Infinity) return STEP_FAILED;
    memory.fill(y, 0, <usize>rows * 8);
    for (let i: usize = 0; i < count; i++) {
      store<f64>(y + activeRow(lcp, rows, i) * 8, -sign * load<f64>(r + i * V128));
    }
    store<f64>(y + q * 8, sign);
    return STEP_CONTRADICTION;
  }
  for (let i: usize = 0; i < count; i++) {
    const at = y + activeRow(lcp, rows, i) * 8;
    store<f64>(at, load<f64>(at) - sign * length * load<f64>(r + i * V128));
  }
  store<f64>(y + q * 8, load<f64>(y + q * 8) + sign * length);
  moveAlong(pair, lane, q, r, sign * length);
  if (turns) {
    turnOver(pair, lane, q);
    store<f64>(y + q * 8, 0);
    lcp.entering = -1;
  } else if (arrives) {
    if (soft) activateSoft(pair, lane, q, sign);
    else activate(lcp, rows, q, sign);
    lcp.entering = -1;
  } else {
    if (fills) saturate(pair, lane, <usize>leaving);
    else deactivate(lcp, rows, <usize>leaving);
    store<f64>(y + <usize>leaving * 8, 0);
  }
  return STEP_TAKEN;
}
