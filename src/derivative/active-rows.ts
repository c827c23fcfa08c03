import type { Constraints } from "../form/constraints.js";
import { ScaledRows } from "../form/active-system.js";
import type { UserVectors } from "../form/products.js";

/** Slack, relative to the size of the row, that counts as none. */
const ACTIVE = 1e-7;

/**
 * The rows of C that hold with equality: those whose multiplier exceeds their slack, or whose slack is 0 to working
 * accuracy. Slacks and multipliers are measured in canonical units, relative to the largest there are, so that no
 * scaling of a row, of a variable or of the objective makes a row appear or vanish.
 */
export function activeRows(constraints: Constraints, solution: UserVectors): number[] {
  const { n, inequalities, d } = constraints;
  const scaled = new ScaledRows(constraints);
  const { lambda, nu } = gathered(constraints, solution);
  const z = solution.z.map((value, j) => value / scaled.z[j]);
  const value = new Float64Array(inequalities);
  constraints.addC(solution.z, value);
  const primal = largest(z);
  const cost = new Float64Array(n);
  constraints.addQ(solution.z, cost);
  let dual = Math.max(
    largest(cost.map((slope, j) => slope * scaled.z[j])),
    largest(constraints.p.map((slope, j) => slope * scaled.z[j])),
    largest(nu.map((multiplier, row) => multiplier / scaled.equality(row).scale)),
  );
  const rows = Array.from(lambda, (multiplier, row) => {
    const { numbers, scale } = scaled.inequality(row);
    const size = Math.max(
      Math.abs(d[row]) * scale,
      ...numbers.map((entry, j) => Math.abs(entry * z[j])),
      largest(numbers) * primal,
    );
    dual = Math.max(dual, multiplier / scale);
    return { slack: (d[row] - value[row]) * scale, size, multiplier: multiplier / scale };
  });
  const active: number[] = [];
  rows.forEach(({ slack, size, multiplier }, row) => {
    if (slack <= ACTIVE * size || slack * dual < multiplier * size) active.push(row);
  });
  return active;
}

function gathered(constraints: Constraints, solution: UserVectors) {
  const blocks = constraints.newBlocks();
  constraints.gather(solution, solution, blocks);
  return blocks;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
