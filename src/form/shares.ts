/**
 * How much of a slack and of a multiplier is there, without units: the slack as a share of its row's norm times the
 * largest variable, the multiplier as its largest share in a row of stationarity. Near 0 either is none.
 */
import type { Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";
import type { Constraints } from "./constraints.js";
import type { UserVectors } from "./products.js";
import type { UnitsOfElement } from "./sizes.js";
import { sizesOf } from "./sizes.js";

/** One of each per row of {@link Constraints}' C. */
export interface Shares {
  readonly slack: Float64Array;
  readonly multiplier: Float64Array;
}

export function sharesOf(
  problem: Problem,
  element: number,
  constraints: Constraints,
  solution: UserVectors,
  units: UnitsOfElement,
): Shares {
  const sizes = sizesOf(problem, element, solution, units);
  const { n, rowsOfG, inequalities, d } = constraints;
  const blocks = constraints.newBlocks();
  constraints.gather(solution, solution, blocks);
  const value = new Float64Array(inequalities);
  constraints.addC(solution.z, value);
  const slack = new Float64Array(inequalities);
  const multiplier = new Float64Array(inequalities);
  const G = problem.G && elementOf(problem.G, element);
  for (let row = 0; row < inequalities; row++) {
    const size =
      row < rowsOfG ? sizes.inequalityRounding[row] : sizes.boundRounding(constraints.boundedBy(row));
    slack[row] = shareOf(d[row] - value[row], size);
    const load = blocks.lambda[row];
    if (!(load > 0)) continue;
    if (row >= rowsOfG) multiplier[row] = shareOf(load, sizes.dualTerms[constraints.boundedBy(row)]);
    else {
      for (let j = 0; j < n; j++) {
        const share = shareOf(Math.abs(G![row * n + j]) * load, sizes.dualTerms[j]);
        if (share > multiplier[row]) multiplier[row] = share;
      }
    }
  }
  return { slack, multiplier };
}

function shareOf(part: number, whole: number): number {
  return part > 0 ? part / whole : 0;
}

/** Slack, as a share, that counts as none. */
const NO_SLACK = 1e-7;

/** Rows whose multiplier exceeds their slack, or whose slack is 0 to working accuracy. */
export function activeRows({ slack, multiplier }: Shares): Int32Array {
  const active: number[] = [];
  slack.forEach((share, row) => {
    if (share <= NO_SLACK || share < multiplier[row]) active.push(row);
  });
  return Int32Array.from(active);
}
