/**
 * Portfolios between risk and return: w = argmin ½ aversion wᵀΣw − muᵀw + cost Σ|wᵢ − heldᵢ|, Σw = 1, 0 ≤ w ≤ most.
 *
 * What is bought and sold are variables of their own, w = held + bought − sold. All aversions are one batch.
 */
import { solve } from "optnet";

export interface Holdings {
  readonly covariance: readonly (readonly number[])[];
  readonly expected: readonly number[];
  readonly held: readonly number[];
}

export interface Wishes {
  /** Price of buying or selling one unit. */
  readonly cost: number;
  /** Largest share of one asset. */
  readonly most: number;
}

export interface Portfolio {
  readonly shares: readonly number[];
  readonly expected: number;
  /** Standard deviation. */
  readonly risk: number;
  /** Σ|w − held|. */
  readonly turnover: number;
  /** The multiplier of each limit. */
  readonly limits: readonly number[];
}

export const AVERSIONS: readonly number[] = Array.from({ length: 40 }, (_, i) => 0.5 * 1.18 ** i);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

export function frontier(holdings: Holdings, { cost, most }: Wishes, aversions = AVERSIONS): Portfolio[] {
  const { covariance, expected, held } = holdings;
  const n = held.length;
  const size = 3 * n;
  const Q = new Float64Array(aversions.length * size * size);
  aversions.forEach((aversion, k) => {
    covariance.forEach((row, i) =>
      row.forEach((value, j) => (Q[(k * size + i) * size + j] = aversion * value)),
    );
  });
  const A = Array.from({ length: n + 1 }, () => new Array<number>(size).fill(0));
  for (let i = 0; i < n; i++) {
    A[0][i] = A[i + 1][i] = A[i + 1][2 * n + i] = 1;
    A[i + 1][n + i] = -1;
  }
  using solution = solve({
    Q: { data: Q, shape: [aversions.length, size, size] },
    p: [...expected.map((value) => -value), ...new Array<number>(2 * n).fill(cost)],
    A,
    b: [1, ...held],
    lower: 0,
    upper: [...new Array<number>(n).fill(most), ...new Array<number>(2 * n).fill(Infinity)],
  });
  solution.assertSolved();
  return aversions.map((_, k) => {
    const shares = [...solution.z.subarray(k * size, k * size + n)];
    return {
      shares,
      expected: dot(expected, shares),
      risk: Math.sqrt(
        Math.max(
          0,
          dot(
            covariance.map((row) => dot(row, shares)),
            shares,
          ),
        ),
      ),
      turnover: shares.reduce((sum, share, i) => sum + Math.abs(share - held[i]), 0),
      limits: [...solution.lambdaUpper.subarray(k * size, k * size + n)],
    };
  });
}

/** A curve through points in the order of x; null outside of them. Points of one x are one place of the curve. */
export function curveAt(points: readonly (readonly [x: number, y: number])[], x: number): number | null {
  const next = points.findIndex(([other]) => other >= x);
  if (next < 0 || (next === 0 && points[0][0] > x)) return null;
  const [[x1, y1], [x2, y2]] = [points[Math.max(0, next - 1)], points[next]];
  return x2 === x1 ? y2 : y1 + ((x - x1) / (x2 - x1)) * (y2 - y1);
}

/** Six assets, in yearly numbers, and what is held of them now. */
export const SIX: Holdings & { readonly names: readonly string[] } = {
  names: ["Cash", "Bonds", "Property", "Shares", "Small firms", "Gold"],
  expected: [0.015, 0.03, 0.05, 0.075, 0.095, 0.035],
  covariance: covarianceOf(
    [0.005, 0.05, 0.12, 0.17, 0.24, 0.16],
    [
      [1, 0.2, 0, 0, 0, 0],
      [0.2, 1, 0.3, 0.1, 0.05, 0.2],
      [0, 0.3, 1, 0.55, 0.5, 0.1],
      [0, 0.1, 0.55, 1, 0.85, 0.05],
      [0, 0.05, 0.5, 0.85, 1, 0.05],
      [0, 0.2, 0.1, 0.05, 0.05, 1],
    ],
  ),
  held: [0.1, 0.5, 0.1, 0.2, 0, 0.1],
};

function covarianceOf(
  deviations: readonly number[],
  correlations: readonly (readonly number[])[],
): number[][] {
  return correlations.map((row, i) => row.map((value, j) => value * deviations[i] * deviations[j]));
}
