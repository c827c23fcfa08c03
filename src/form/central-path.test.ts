import { expect, test } from "vitest";
import { BOUNDS_KINDS, drawFeasible, plant, QUADRATIC_KINDS } from "../../test/support/draw.js";
import { Random } from "../../test/support/random.js";
import { solve } from "../index.js";
import { validateProblem } from "../problem/validate.js";
import { CentralPoint } from "./central-path.js";
import { DensePath } from "./dense-path.js";
import { Constraints } from "./standard.js";
import { ProblemUnits } from "./units.js";

test.each([10, 1e-2, 1e-4, 1e-8, 1e-15])("is found from the solution, near and far: mu = %s", (mu) => {
  let seen = 0;
  for (const quadratic of QUADRATIC_KINDS) {
    for (const bounds of BOUNDS_KINDS) {
      for (let seed = 0; seed < 8; seed++) {
        const random = new Random(seed);
        const family = { variables: 12, equalities: 4, inequalities: 10, quadratic, bounds };
        const weak = seed % 2 === 0;
        const qp = weak ? plant(random, family, { active: 12, weak: 0.2 }).qp : drawFeasible(random, family);
        const solution = solve(qp);
        if (solution.status[0] !== "solved") continue;
        const problem = validateProblem(qp);
        const constraints = new Constraints(problem, 0);
        const system = new DensePath(constraints, new ProblemUnits(problem).of(0), solution);
        const { found, point } = new CentralPoint(constraints, solution, mu, system);
        expect(found, `${quadratic} Q, bounds ${bounds}, seed ${seed}`).toBe(true);
        // There the slacks are mu / lambda, to the accuracy of the equations and of the definition's delta.
        const value = new Float64Array(constraints.inequalities);
        constraints.addC(point.z, value);
        value.forEach((Cz, row) => {
          const slack = constraints.d[row] - Cz;
          const size = 1 + Math.abs(slack) + Math.abs(constraints.d[row]) + point.lambda[row];
          expect(Math.abs(slack - mu / point.lambda[row])).toBeLessThan(1e-6 * size);
        });
        seen++;
      }
    }
  }
  expect(seen).toBeGreaterThan(100);
});
