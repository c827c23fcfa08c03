/** Problems in other units: rows, variables and the objective times powers of two. */
import type { Qp } from "./qp.js";
import { inner } from "./qp.js";
import type { Random } from "./random.js";

export const KINDS = ["strictly convex", "singular Q", "linear", "infeasible", "unbounded"] as const;
export type Kind = (typeof KINDS)[number];

export const SCALINGS = ["rows", "one variable", "all variables", "objective"] as const;
export type ScalingKind = (typeof SCALINGS)[number];

/** Small problems of a kind; some of their entries are 0. */
export function drawScalable(random: Random, kind: Kind): Qp {
  const n = random.integer(1, 6);
  const dense = random.chance(0.5);
  const row = (): number[] => random.vector(n).map((value) => (dense || random.chance(0.5) ? value : 0));
  const rows = (count: number): number[][] => Array.from({ length: count }, row);
  const z = random.vector(n);
  const A = rows(random.integer(0, n - 1));
  const G = rows(random.integer(0, 2 * n));
  const b = A.map((one) => inner(one, z));
  const h = G.map((one) => inner(one, z) + (random.chance(0.4) ? 0 : random.uniform(0, 2)));
  if (kind === "infeasible") {
    const one = random.vector(n);
    const at = inner(one, z);
    G.push(
      one,
      one.map((value) => -value),
    );
    h.push(at - 0.5, -at);
  }
  const boxed = kind === "linear" || (kind !== "unbounded" && random.chance(0.5));
  const quadratic = kind === "strictly convex" || kind === "singular Q" || kind === "infeasible";
  const rank = kind === "singular Q" ? random.integer(0, n) : n;
  const L = Array.from({ length: n }, () => row().slice(0, rank));
  const shift = kind === "strictly convex" ? 0.1 : 0;
  const Q = L.map((a, i) => L.map((other, j) => inner(a, other) + (i === j ? shift : 0)));
  return {
    ...(quadratic && { Q }),
    p: random.vector(n),
    ...(A.length > 0 && { A, b }),
    ...(G.length > 0 && { G, h }),
    ...(boxed && {
      lower: z.map((value) => value - (random.chance(0.3) ? 0 : random.uniform(0, 2))),
      upper: z.map((value) => value + random.uniform(0.1, 2)),
    }),
  };
}

/** The same problem in other units, and what its variables are to be multiplied by. */
export function scaled(
  random: Random,
  qp: Qp,
  kind: ScalingKind,
  most: number,
): { problem: Qp; units: number[] } {
  const n = qp.p.length;
  const extreme = (): number => 2 ** (random.chance(0.5) ? most : -most);
  const units: number[] = new Array<number>(n).fill(1);
  if (kind === "one variable") units[random.integer(0, n - 1)] = extreme();
  if (kind === "all variables") units.fill(extreme());
  const objective = kind === "objective" ? extreme() : 1;
  const factor = (): number => (kind === "rows" ? 2 ** random.integer(-most, most) : 1);
  const rows = (M: readonly number[][], right: readonly number[]) => {
    const factors = M.map(factor);
    return {
      matrix: M.map((row, i) => row.map((value, j) => value * factors[i] * units[j])),
      right: right.map((value, i) => value * factors[i]),
    };
  };
  const equalities = qp.A && rows(qp.A, qp.b!);
  const inequalities = qp.G && rows(qp.G, qp.h!);
  const bound = (values: Qp["lower"]) => (values as number[]).map((value, j) => value / units[j]);
  const Q = qp.Q as number[][] | undefined;
  const problem: Qp = {
    ...(Q && { Q: Q.map((row, i) => row.map((value, j) => value * units[i] * units[j] * objective)) }),
    p: qp.p.map((value, j) => value * units[j] * objective),
    ...(equalities && { A: equalities.matrix, b: equalities.right }),
    ...(inequalities && { G: inequalities.matrix, h: inequalities.right }),
    ...(qp.lower !== undefined && { lower: bound(qp.lower) }),
    ...(qp.upper !== undefined && { upper: bound(qp.upper) }),
  };
  return { problem, units };
}
