/**
 * The plan that costs least, as a quadratic program: states x₁ … x_HORIZON, step by step, then forces u₀ … u_HORIZON₋₁.
 * Costs are Q's diagonal; the state at the start enters through b alone.
 */
import { linearised, MOST_FORCE, STATES } from "./cart-pole.js";

/** Steps that a plan looks ahead. */
export const HORIZON = 20;
/** Numbers of the planned states; the first force is behind them. */
export const PLANNED_STATES = HORIZON * STATES;
export const VARIABLES = PLANNED_STATES + HORIZON;

/** States are free; forces are within the most. */
export const UPPER: readonly number[] = Array.from({ length: VARIABLES }, (_, i) =>
  i < PLANNED_STATES ? Infinity : MOST_FORCE,
);
export const LOWER: readonly number[] = UPPER.map((bound) => -bound);

/** xₖ − A xₖ₋₁ − B uₖ₋₁ = 0, with A x₀ on the other side for k = 1. */
export function dynamicsRows({ A, B }: ReturnType<typeof linearised>): number[][] {
  const rows: number[][] = [];
  for (let k = 0; k < HORIZON; k++) {
    for (let i = 0; i < STATES; i++) {
      const row = new Array<number>(VARIABLES).fill(0);
      row[k * STATES + i] = 1;
      if (k > 0) A[i].forEach((value, j) => (row[(k - 1) * STATES + j] = -value));
      row[PLANNED_STATES + k] = -B[i];
      rows.push(row);
    }
  }
  return rows;
}
