/** Answers at tolerances near the last digit of the number format, and proofs that prove too little. */
import { solve } from "optnet";
import { describe, expect, it } from "vitest";
import { plant } from "./support/draw.js";
import { certificateFaults, PROMISED } from "./support/certificates.js";
import { residualsOf } from "./support/kkt.js";
import type { Qp } from "./support/qp.js";
import { answerOf, inner } from "./support/qp.js";
import { Random } from "./support/random.js";
import { costFor } from "./support/draw.js";

describe("a tolerance near rounding", () => {
  it("is met where the objective is 1e8, so that its last digit exceeds the tolerance", () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(900 + seed);
      const { qp, triple } = plant(random, {
        variables: 20,
        equalities: 6,
        inequalities: 10,
        quadratic: "dense",
        bounds: "both",
      });
      // z of about 1e4 with multipliers of about 1e3: terms of the gap are near 1e8, their last digit near 1e-8.
      const z = triple.z.map((value) => 1e4 * value);
      const scaled: Qp = {
        ...qp,
        Q: (qp.Q as number[][]).map((row) => row.map((value) => 0.1 * value)),
        b: qp.A!.map((row) => inner(row, z)),
        h: qp.h!.map((value, i) => inner(qp.G![i], z) + 1e4 * (value - inner(qp.G![i], triple.z))),
        lower: (qp.lower as number[]).map((value) => 1e4 * value),
        upper: (qp.upper as number[]).map((value) => 1e4 * value),
      };
      const large = {
        z,
        nu: triple.nu.map((value) => 1e3 * value),
        lambda: triple.lambda.map((value) => 1e3 * value),
        lambdaLower: triple.lambdaLower.map((value) => 1e3 * value),
        lambdaUpper: triple.lambdaUpper.map((value) => 1e3 * value),
      };
      const problem: Qp = { ...scaled, p: costFor(scaled, large) };
      const solution = solve(problem, { absoluteTolerance: 1e-9 });
      expect(solution.status, `seed ${seed}`).toEqual(["solved"]);
      const { primal, dual, gap } = residualsOf(problem, answerOf(solution));
      expect(Math.max(primal, dual, gap), `seed ${seed}`).toBeLessThanOrEqual(1e-9);
      expect(solution.dualityGap[0]).toBeCloseTo(gap, 12);
    }
  });
});

describe("a contradiction smaller than the tolerance", () => {
  it.each([5e-15, 1e-18])("a row 0 ≤ −%d beside rows of size 1 is met to rounding", (gap) => {
    const qp: Qp = {
      Q: [1, 1],
      p: [-1, -1],
      G: [
        [0, 0],
        [1, 1],
      ],
      h: [-gap, 1],
    };
    expect(solve(qp).status).toEqual(["solved"]);
    // Alone it has nothing to be small beside.
    const alone: Qp = { ...qp, G: [[0, 0]], h: [-gap] };
    const solution = solve(alone);
    expect(solution.status).toEqual(["primalInfeasible"]);
    expect(certificateFaults(alone, solution.certificate(0), PROMISED)).toEqual([]);
  });

  it("of the rows' own size is met, at a tolerance below it is a proof", () => {
    const qp: Qp = {
      Q: [1, 1],
      p: [-1, -1],
      G: [
        [1, 1],
        [-1, -1],
      ],
      h: [1, -1 - 1e-6],
    };
    expect(solve(qp, { tolerance: 1e-5 }).status).toEqual(["solved"]);
    const strict = solve(qp, { tolerance: 1e-8 });
    expect(strict.status).toEqual(["primalInfeasible"]);
    expect(certificateFaults(qp, strict.certificate(0), PROMISED)).toEqual([]);
  });
});
