import { expect, test } from "vitest";
import { solve, sparse } from "../../index.js";
import { Random } from "../../../test/support/random.js";
import { ProblemUnits } from "../../form/units.js";
import { assess } from "../../form/verdict.js";
import type { KktVectors } from "../../problem/fields.js";
import type { ProblemInput } from "../../problem/problem.js";
import { validateProblem } from "../../problem/validate.js";
import type { Element } from "./element.js";
import { roundWell } from "./rounding.js";

/** Its terms are near 1, so that no residual outweighs the others. */
function sparseProblem(random: Random) {
  const n = 8;
  const [A, G, B] = [random.matrix(3, n), random.matrix(4, n), random.matrix(n, n)].map((M) =>
    M.map((row) => row.map((value) => (random.chance(0.5) ? value : 0))),
  );
  const Q = B.map((_, i) =>
    B.map((_, j) => B.reduce((sum, row) => sum + row[i] * row[j], i === j ? 0.5 : 0)),
  );
  const point = random.vector(n, () => random.normal());
  const times = (M: number[][]): number[] =>
    M.map((row) => row.reduce((sum, value, j) => sum + value * point[j], 0));
  return { Q, p: random.vector(n, () => random.normal()), A, b: times(A), G, h: times(G), lower: -9 };
}

function rounded(input: ProblemInput, candidate: KktVectors): KktVectors {
  const problem = validateProblem(input);
  const vectors = structuredClone(candidate);
  const tolerances = { tolerance: 1e-8, absoluteTolerance: 1e-18 };
  const assessment = assess(problem, 0, vectors, new ProblemUnits(problem).of(0), tolerances, true);
  roundWell({ problem, index: 0 } as Element, vectors, assessment);
  return vectors;
}

test("the best rounding does not depend on whether matrices are dense or sparse", () => {
  const random = new Random(5);
  for (let k = 0; k < 10; k++) {
    const dense = sparseProblem(random);
    const declared = {
      ...dense,
      Q: sparse.fromDense(dense.Q),
      A: sparse.fromDense(dense.A),
      G: sparse.fromDense(dense.G),
    };
    const { z, nu, lambda, lambdaLower, lambdaUpper } = solve(dense);
    const candidate = { z, nu, lambda, lambdaLower, lambdaUpper };
    const expected = rounded(dense, candidate);
    expect(expected).not.toEqual(candidate);
    expect(rounded(declared, candidate)).toEqual(expected);
  }
});
