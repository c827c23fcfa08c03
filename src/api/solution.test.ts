import { describe, expect, test } from "vitest";
import { OptNetError } from "../problem/errors.js";
import type { DenseArray } from "../problem/problem.js";
import type {
  Gradients,
  OutputTangents,
  SolutionData,
  SolutionSource,
  SolvedBy,
  Status,
} from "../problem/fields.js";
import { Solution } from "./solution.js";

function dataWith(...status: Status[]): SolutionData {
  const batch = status.length;
  const numbers = (): Float64Array => new Float64Array(batch).fill(0.5);
  return {
    shape: { batch, variables: 1, equalities: 1, inequalities: 1 },
    z: numbers(),
    nu: numbers(),
    lambda: numbers(),
    lambdaLower: numbers(),
    lambdaUpper: numbers(),
    slack: numbers(),
    objective: numbers(),
    status,
    primalResidual: numbers(),
    dualResidual: numbers(),
    dualityGap: numbers(),
    iterations: new Int32Array(batch).fill(3),
  };
}

/** A source that records what it was asked. */
class Recorder implements SolutionSource {
  readonly when = "now";
  readonly calls: unknown[][] = [];
  readonly gradients: Gradients = { p: { data: Float64Array.of(1), shape: [1] } };

  vjp(...args: unknown[]): Gradients {
    this.calls.push(["vjp", ...args]);
    return this.gradients;
  }
  jvp(...args: unknown[]): OutputTangents {
    this.calls.push(["jvp", ...args]);
    return { ...dataWith("solved"), shiftB: new Float64Array(1), shiftH: new Float64Array(1) };
  }
  jacobian(...args: unknown[]): DenseArray<Float64Array> {
    this.calls.push(["jacobian", ...args]);
    return { data: Float64Array.of(1), shape: [1] };
  }
  atRounding(element: number): boolean {
    this.calls.push(["atRounding", element]);
    return element === 1;
  }
  weaklyActive(): Int32Array {
    return Int32Array.of(2);
  }
  certificate(element: number): undefined {
    this.calls.push(["certificate", element]);
  }
  solvedBy(): SolvedBy {
    return "pivoting";
  }
  dispose(): void {
    this.calls.push(["dispose"]);
  }
}

describe("a solution", () => {
  test("shows its numbers and passes questions on", () => {
    const source = new Recorder();
    const data = dataWith("solved");
    const solution = new Solution(data, source);
    for (const [name, value] of Object.entries(data)) {
      expect(solution[name as keyof SolutionData]).toBe(value);
    }
    expect(solution.vjp({ z: [1] })).toBe(source.gradients);
    solution.vjp({ z: [1] }, { wrt: ["p"] });
    solution.jvp({ p: [1] });
    solution.jacobian("z", "p");
    solution.certificate();
    expect(solution.atRounding()).toBe(false);
    expect([...solution.weaklyActive]).toEqual([2]);
    expect(source.calls).toEqual([
      ["vjp", { z: [1] }, {}],
      ["vjp", { z: [1] }, { wrt: ["p"] }],
      ["jvp", { p: [1] }],
      ["jacobian", "z", "p"],
      ["certificate", 0],
      ["atRounding", 0],
    ]);
  });

  test("has a shift, which is 0 unless one is given", () => {
    const data = dataWith("solved", "solved");
    const { shiftB, shiftH } = new Solution(data, new Recorder());
    expect([[...shiftB], [...shiftH]]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const shift = { shiftB: Float64Array.of(1, 2), shiftH: Float64Array.of(3, 4) };
    expect(new Solution(data, new Recorder(), shift)).toMatchObject(shift);
  });

  test("after dispose has numbers but no derivatives", () => {
    const source = new Recorder();
    const solution = new Solution(dataWith("solved"), source);
    solution.dispose();
    solution[Symbol.dispose]();
    expect(source.calls).toEqual([["dispose"]]);
    expect([...solution.z]).toEqual([0.5]);
    for (const ask of [
      () => solution.vjp({}),
      () => solution.jvp({}),
      () => solution.jacobian("z", "p"),
      () => solution.weaklyActive,
      () => solution.certificate(0),
      () => solution.atRounding(0),
    ]) {
      expect(ask).toThrow(expect.objectContaining({ name: "OptNetError", field: "solution" }));
    }
  });

  test.each([-1, 2, 0.5, NaN])("has no certificate for element %s of two", (element) => {
    const solution = new Solution(dataWith("solved", "solved"), new Recorder());
    for (const ask of [() => solution.certificate(element), () => solution.atRounding(element)]) {
      expect(ask).toThrow(
        expect.objectContaining({
          field: "element",
          expected: "an integer from 0 to 1",
          got: String(element),
        }),
      );
    }
  });

  test("assertSolved returns it, or names the first element that is not", () => {
    const solved = new Solution(dataWith("solved", "solved"), new Recorder());
    expect(solved.assertSolved()).toBe(solved);
    const other = new Solution(dataWith("solved", "primalInfeasible", "maxIterations"), new Recorder());
    expect(() => other.assertSolved()).toThrow(OptNetError);
    expect(() => other.assertSolved()).toThrow(
      expect.objectContaining({ field: "status[1]", got: expect.stringContaining('"primalInfeasible"') }),
    );
  });
});
