/** The same problem said differently: in other units, in another order, with rows said twice. */
import type { Planted, Triple } from "./draw.js";
import { costFor } from "./draw.js";
import type { Qp } from "./qp.js";
import { boundOf, isDiagonal, multiply } from "./qp.js";
import type { Random } from "./random.js";

/** Units of variables and rows change by up to 10^±digits each, entries of Q, A and G by twice as many digits. */
export function rescaled(random: Random, { qp, triple }: Planted, digits: number): Planted {
  const scale = (): number => 10 ** random.uniform(-digits, digits);
  const { z } = triple;
  const unit = random.vector(z.length, scale);
  const equality = random.vector(triple.nu.length, scale);
  const inequality = random.vector(triple.lambda.length, scale);
  const cost = scale();
  const rows = (M: number[][] | undefined, factors: readonly number[]): number[][] | undefined =>
    M?.map((row, i) => row.map((value, j) => factors[i] * unit[j] * value));
  const bound = (values: Qp["lower"], absent: number): number[] | undefined =>
    values === undefined ? undefined : z.map((_, j) => boundOf(values, j, absent) / unit[j]);
  const moved: Triple = {
    z: z.map((value, j) => value / unit[j]),
    nu: triple.nu.map((value, i) => (cost * value) / equality[i]),
    lambda: triple.lambda.map((value, i) => (cost * value) / inequality[i]),
    lambdaLower: triple.lambdaLower.map((value, j) => cost * value * unit[j]),
    lambdaUpper: triple.lambdaUpper.map((value, j) => cost * value * unit[j]),
  };
  const { Q } = qp;
  const newQ =
    Q === undefined
      ? undefined
      : isDiagonal(Q)
        ? Q.map((value, j) => cost * unit[j] * unit[j] * value)
        : symmetric(Q.map((row, i) => row.map((value, j) => cost * unit[i] * unit[j] * value)));
  return settle({
    qp: {
      ...qp,
      Q: newQ,
      A: rows(qp.A, equality),
      b: qp.b?.map((value, i) => equality[i] * value),
      G: rows(qp.G, inequality),
      h: qp.h?.map((value, i) => inequality[i] * value),
      lower: bound(qp.lower, -Infinity),
      upper: bound(qp.upper, Infinity),
    },
    triple: moved,
  });
}

/** Keeps about `count` entries per row of Q, A and G, and moves the right-hand sides so that the solution stays. */
export function sparsified(random: Random, { qp, triple }: Planted, count: number): Planted {
  const share = Math.min(1, count / triple.z.length);
  const thin = (M: number[][]): number[][] =>
    M.map((row) => {
      const kept = row.map((value) => (random.chance(share) ? value : 0));
      kept[random.integer(0, row.length - 1)] = 1;
      return kept;
    });
  const slack = multiply(qp.G ?? [], triple.z).map((value, i) => qp.h![i] - value);
  const A = qp.A && thin(qp.A);
  const G = qp.G && thin(qp.G);
  const thinned: Qp = {
    ...qp,
    ...(qp.Q && !isDiagonal(qp.Q) && { Q: banded(qp.Q, count) }),
    ...(A && { A, b: multiply(A, triple.z) }),
    ...(G && { G, h: multiply(G, triple.z).map((value, i) => value + slack[i]) }),
  };
  return { qp: { ...thinned, p: costFor(thinned, triple) }, triple };
}

/** Blocks of Q along its diagonal: semidefinite where Q is. */
function banded(Q: number[][], size: number): number[][] {
  return Q.map((row, i) =>
    row.map((value, j) => (Math.floor(i / size) === Math.floor(j / size) ? value : 0)),
  );
}

export function permuted(random: Random, { qp, triple }: Planted): Planted {
  const columns = random.permutation(triple.z.length);
  const equalities = random.permutation(triple.nu.length);
  const inequalities = random.permutation(triple.lambda.length);
  const by = <Value>(order: readonly number[], values: readonly Value[]): Value[] =>
    order.map((i) => values[i]);
  const matrix = (order: readonly number[], M: number[][] | undefined): number[][] | undefined =>
    M && by(order, M).map((row) => by(columns, row));
  const bound = (values: Qp["lower"]): Qp["lower"] =>
    typeof values === "object" ? by(columns, values) : values;
  const { Q } = qp;
  return {
    qp: {
      Q: Q === undefined ? undefined : isDiagonal(Q) ? by(columns, Q) : matrix(columns, Q),
      p: by(columns, qp.p),
      A: matrix(equalities, qp.A),
      b: qp.b && by(equalities, qp.b),
      G: matrix(inequalities, qp.G),
      h: qp.h && by(inequalities, qp.h),
      lower: bound(qp.lower),
      upper: bound(qp.upper),
    },
    triple: {
      z: by(columns, triple.z),
      nu: by(equalities, triple.nu),
      lambda: by(inequalities, triple.lambda),
      lambdaLower: by(columns, triple.lambdaLower),
      lambdaUpper: by(columns, triple.lambdaUpper),
    },
  };
}

/** Repeats some rows; a power of two scales a copy exactly, so that it says the same to the last digit. */
export function duplicated(random: Random, { qp, triple }: Planted): Planted {
  const extra = (count: number): { row: number; scale: number }[] =>
    Array.from({ length: count }, (_, row) => ({ row, scale: 2 ** random.integer(-3, 3) })).filter(() =>
      random.chance(0.5),
    );
  const equalities = extra(triple.nu.length);
  const inequalities = extra(triple.lambda.length);
  const copies = (M: number[][], rows: typeof equalities): number[][] => [
    ...M,
    ...rows.map(({ row, scale }) => M[row].map((value) => scale * value)),
  ];
  const sides = (right: number[], rows: typeof equalities): number[] => [
    ...right,
    ...rows.map(({ row, scale }) => scale * right[row]),
  ];
  return {
    qp: {
      ...qp,
      ...(qp.A && { A: copies(qp.A, equalities), b: sides(qp.b!, equalities) }),
      ...(qp.G && { G: copies(qp.G, inequalities), h: sides(qp.h!, inequalities) }),
    },
    triple: {
      ...triple,
      nu: [...triple.nu, ...equalities.map(() => 0)],
      lambda: [...triple.lambda, ...inequalities.map(() => 0)],
    },
  };
}

/** Takes out what the change of units rounded away: the point meets its equalities, bounds and stationarity. */
function settle({ qp, triple }: Planted): Planted {
  const { z, lambda, lambdaLower, lambdaUpper } = triple;
  const activity = multiply(qp.G ?? [], z);
  const exact: Qp = {
    ...qp,
    ...(qp.A && { b: multiply(qp.A, z) }),
    ...(qp.h && { h: qp.h.map((value, i) => (lambda[i] > 0 ? activity[i] : Math.max(value, activity[i]))) }),
    ...(qp.lower !== undefined && {
      lower: z.map((value, j) =>
        lambdaLower[j] > 0 ? value : Math.min(value, boundOf(qp.lower, j, -Infinity)),
      ),
    }),
    ...(qp.upper !== undefined && {
      upper: z.map((value, j) =>
        lambdaUpper[j] > 0 ? value : Math.max(value, boundOf(qp.upper, j, Infinity)),
      ),
    }),
  };
  return { qp: { ...exact, p: costFor(exact, triple) }, triple };
}

function symmetric(Q: number[][]): number[][] {
  return Q.map((row, i) => row.map((value, j) => (j <= i ? value : Q[j][i])));
}
