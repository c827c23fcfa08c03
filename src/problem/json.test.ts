import { describe, expect, test } from "vitest";
import { solve } from "../index.js";

const through = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const batch = {
  Q: [2, 2],
  p: [[-2, -4], [1, 1]], // prettier-ignore
  A: [[1, 1]],
  b: [[1], [-1]],
  G: [[1, 0]],
  h: [5],
  lower: 0,
};

describe("JSON.stringify", () => {
  const solution = solve(batch);

  test("writes a solution's numbers as arrays, and its statuses", () => {
    const json = through(solution) as Record<string, unknown>;
    expect(json).toMatchObject({
      shape: { batch: 2, variables: 2, equalities: 1, inequalities: 1 },
      status: ["solved", "primalInfeasible"],
      shiftB: [0, 0],
      shiftH: [0, 0],
    });
    for (const name of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const) {
      expect(json[name], name).toEqual(through([...solution[name]]));
    }
    for (const name of ["primalResidual", "dualResidual", "dualityGap", "iterations"] as const) {
      expect(json[name], name).toEqual(through([...solution[name]]));
    }
    expect(Object.keys(json)).toHaveLength(15);
  });

  test("writes gradients, Jacobians, movements and certificates too", () => {
    const gradients = solution.vjp({ z: [[1, 0], [0, 1]] }); // prettier-ignore
    expect(through(gradients)).toEqual(
      Object.fromEntries(
        Object.entries(gradients).map(([name, { data, shape }]) => [name, { data: [...data], shape }]),
      ),
    );
    const jacobian = solution.jacobian("z", "b");
    expect(through(jacobian)).toEqual({ data: [...jacobian.data], shape: [2, 2, 1] });
    const moved = solution.jvp({ b: [[1], [0]] });
    expect(through(moved)).toEqual(
      Object.fromEntries(
        Object.entries(moved).map(([name, values]) => [name, [...(values as Float64Array)]]),
      ),
    );
    const proof = solution.certificate(1);
    expect(through(proof)).toMatchObject({
      kind: "primalInfeasible",
      nu: [...(proof as { nu: Float64Array }).nu],
    });
    expect(JSON.stringify(solution.certificate(0))).toBeUndefined();
  });

  test("what it writes of a gradient is an input", () => {
    const { p } = solution.vjp({ z: [[1, 0], [0, 1]] }, { wrt: ["p"] }); // prettier-ignore
    const read = through(p) as { data: number[]; shape: number[] };
    expect(solve({ ...batch, p: read }).z).toEqual(solve({ ...batch, p }).z);
  });

  test("writes NaN as null, and a solution that was disposed of", () => {
    const failed = solve(batch, { unsolvedGradient: "nan" });
    const { p } = failed.vjp({ z: [[1, 0], [0, 1]] }, { wrt: ["p"] }); // prettier-ignore
    expect((through(p) as { data: unknown[] }).data.slice(2)).toEqual([null, null]);
    failed.dispose();
    expect(through(failed)).toMatchObject({ status: ["solved", "primalInfeasible"] });
  });

  test("writes a batch without elements", () => {
    const none = solve({ ...batch, p: { data: [], shape: [0, 2] }, b: { data: [], shape: [0, 1] } });
    expect(through(none)).toMatchObject({ z: [], status: [], iterations: [], shape: { batch: 0 } });
  });
});
