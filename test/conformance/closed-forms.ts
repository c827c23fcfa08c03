import type { SettingsInput } from "optnet";
import { describe, it } from "vitest";
import { expectClose, isLegal, solveChecked } from "../support/expectations.js";
import { ORACLES } from "../support/oracles.js";
import type { Qp } from "../support/qp.js";
import { inner, multiply } from "../support/qp.js";
import { Random } from "../support/random.js";

interface ClosedForm {
  readonly name: string;
  readonly qp: Qp;
  readonly z: readonly number[];
}

const random = new Random(11);

/** Nearest point to y: minimise ½‖z − y‖². */
function nearest(y: readonly number[], constraints: Omit<Qp, "Q" | "p">): Qp {
  return { Q: y.map(() => 1), p: y.map((value) => -value), ...constraints };
}

function ontoBox(): ClosedForm {
  const y = random.vector(12, () => 2 * random.normal());
  return {
    name: "projection onto a box",
    qp: nearest(y, { lower: -1, upper: y.map((_, i) => 0.5 + 0.1 * i) }),
    z: y.map((value, i) => Math.min(Math.max(value, -1), 0.5 + 0.1 * i)),
  };
}

/** Source: Held, Wolfe & Crowder 1974: z = max(y − theta, 0) with theta from the sorted entries. */
function ontoSimplex(): ClosedForm {
  const y = random.vector(10);
  const sorted = [...y].sort((a, b) => b - a);
  let theta = 0;
  let sum = 0;
  sorted.forEach((value, i) => {
    sum += value;
    const candidate = (sum - 1) / (i + 1);
    if (value > candidate) theta = candidate;
  });
  return {
    name: "projection onto the simplex",
    qp: nearest(y, { lower: 0, A: [y.map(() => 1)], b: [1] }),
    z: y.map((value) => Math.max(value - theta, 0)),
  };
}

function ontoHalfSpace(side: "outside" | "inside"): ClosedForm {
  const y = random.vector(7);
  const g = random.vector(7);
  const h = inner(g, y) + (side === "outside" ? -2 : 2);
  const step = Math.max(0, inner(g, y) - h) / inner(g, g);
  return {
    name: `projection onto a half-space from ${side}`,
    qp: nearest(y, { G: [g], h: [h] }),
    z: y.map((value, i) => value - step * g[i]),
  };
}

/** z = Aᵀ(AAᵀ)⁻¹b, for two rows. */
function leastNorm(): ClosedForm {
  const A = random.matrix(2, 5);
  const b = random.vector(2);
  const [[aa, ab], [, bb]] = A.map((row) => A.map((other) => inner(row, other)));
  const determinant = aa * bb - ab * ab;
  const y = [(bb * b[0] - ab * b[1]) / determinant, (aa * b[1] - ab * b[0]) / determinant];
  return {
    name: "least norm under equalities",
    qp: nearest([0, 0, 0, 0, 0], { A, b }),
    z: A[0].map((value, i) => value * y[0] + A[1][i] * y[1]),
  };
}

function unconstrained(): ClosedForm {
  const z = random.vector(3);
  const Q = [
    [3, 1, -1],
    [1, 2, 0],
    [-1, 0, 4],
  ];
  return { name: "without constraints", qp: { Q, p: multiply(Q, z).map((value) => -value) }, z };
}

const CLOSED_FORMS: readonly ClosedForm[] = [
  ontoBox(),
  ontoSimplex(),
  ontoHalfSpace("outside"),
  ontoHalfSpace("inside"),
  leastNorm(),
  unconstrained(),
  { name: "diagonal Q without constraints", qp: { Q: [2, 4], p: [1, 2] }, z: [-1 / 2, -1 / 2] },
  { name: "one variable between bounds", qp: { Q: [[2]], p: [-8], lower: [1], upper: [3] }, z: [3] },
  {
    name: "a vertex of a linear program",
    qp: {
      p: [-3, -5],
      G: [
        [1, 0],
        [0, 2],
        [3, 2],
      ],
      h: [4, 12, 18],
      lower: 0,
    },
    z: [2, 6],
  },
  {
    name: "a vertex of a linear program over the simplex",
    qp: { p: [0.3, -0.2, 0.1], A: [[1, 1, 1]], b: [1], lower: 0 },
    z: [0, 1, 0],
  },
  {
    name: "a linear program with Q = 0 given as a matrix",
    qp: {
      Q: [
        [0, 0],
        [0, 0],
      ],
      p: [1, 1],
      A: [[1, -1]],
      b: [1],
      lower: [-2, 0],
    },
    z: [1, 0],
  },
  {
    name: "a vertex in corners of a box",
    qp: { p: [1, -2, 3], lower: -1, upper: 2 },
    z: [-1, 2, -1],
  },
  {
    name: "every variable fixed",
    qp: {
      Q: [
        [2, 0],
        [0, 2],
      ],
      p: [1, -7],
      lower: [3, -4],
      upper: [3, -4],
    },
    z: [3, -4],
  },
  {
    name: "as many equalities as variables",
    qp: {
      Q: [1, 1],
      p: [5, 5],
      A: [
        [1, 1],
        [1, -1],
      ],
      b: [3, 1],
    },
    z: [2, 1],
  },
];

export function describeClosedForms(settings: SettingsInput): void {
  describe("exact answers", () => {
    for (const oracle of ORACLES.filter(({ qp }) => isLegal(qp, settings))) {
      it(`oracle ${oracle.name}`, () => {
        const answer = solveChecked(oracle.qp, settings);
        expectClose(answer.z, oracle.z, 1e-9, "z");
        if (oracle.nu) expectClose(answer.nu, oracle.nu, 1e-9, "nu");
        if (oracle.lambda) expectClose(answer.lambda, oracle.lambda, 1e-9, "lambda");
        if (oracle.lambdaLower) expectClose(answer.lambdaLower, oracle.lambdaLower, 1e-9, "lambdaLower");
      });
    }
    for (const { name, qp, z } of CLOSED_FORMS.filter(({ qp }) => isLegal(qp, settings))) {
      it(name, () => {
        expectClose(solveChecked(qp, settings).z, z, 1e-7, "z");
      });
    }
  });
}
