/** A solver after dispose, and one that is called from within its own call. */
import { describe, expect, test } from "vitest";
import type { IterationObserver, Solution } from "../index.js";
import { OptNetError, QpSolver, solve } from "../index.js";

const constants = { Q: [1, 2], lower: -1, upper: 1 };
const shape = { variables: 2, ...constants };
const answerTo = (p: number[]): number[] => [...solve({ ...constants, p }).z];
const answer = answerTo([0.5, -0.5]);

function complaintOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(OptNetError);
    const { field, got } = error as OptNetError;
    return `${field}: ${got}`;
  }
  return "none";
}

describe("a solver after dispose", () => {
  test.each([{}, { inPlace: true }, { warmStart: true }, { inPlace: true, warmStart: true }])(
    "refuses to solve with %j, and to explain",
    (options) => {
      const solver = new QpSolver(shape);
      const before = solver.solve({ p: [0.5, -0.5] }, options);
      solver.dispose();
      solver.dispose();
      expect(complaintOf(() => solver.solve({ p: [1, 1] }, options))).toBe(
        "solver: one that was disposed of",
      );
      expect(complaintOf(() => solver.solve({ Q: [1, 1], p: [1, 1] }))).toBe(
        "solver: one that was disposed of",
      );
      expect(complaintOf(() => solver.explain())).toBe("solver: one that was disposed of");
      expect([...before.z]).toEqual(answer);
      expect(before.vjp({ z: [1, 0] }).p!.data[0]).toBeCloseTo(-1, 12);
    },
  );

  test("a solver that is disposed of in its own call ends the call, and then refuses", () => {
    const solver: QpSolver = new QpSolver(shape, { onIteration: () => solver.dispose() });
    expect([...solver.solve({ p: [0.5, -0.5] }).z]).toEqual(answer);
    expect(complaintOf(() => solver.solve({ p: [1, 1] }))).toBe("solver: one that was disposed of");
  });
});

describe("a call from within onIteration", () => {
  /** Solves with an observer that does something once, in the midst of the second call. */
  function observed(inPlace: boolean, act: (solver: QpSolver, first: Solution) => unknown) {
    let found: string | undefined;
    const watched: { solution?: Solution } = {};
    const onIteration: IterationObserver = () => {
      const { solution } = watched;
      if (solution) found ??= complaintOf(() => act(solver, solution));
    };
    const solver = new QpSolver(shape, { onIteration });
    const first = solver.solve({ p: [0.1, 0.2] }, { inPlace });
    watched.solution = first;
    const second = solver.solve({ p: [0.5, -0.5] }, { inPlace });
    return { found, first, second, solver };
  }

  test.each([true, false])(
    "of the same solver is refused, and the outer answer is its own (%s)",
    (inPlace) => {
      for (const inner of [{ inPlace: true }, { inPlace: false }, { warmStart: true }]) {
        const { found, second } = observed(inPlace, (solver) => solver.solve({ p: [9, 9] }, inner));
        expect(found).toBe("solver: a call from within another one, by onIteration");
        expect([...second.z]).toEqual(answer);
        expect(second.status).toEqual(["solved"]);
      }
    },
  );

  test("may use another solver, and solve", () => {
    const other = new QpSolver({ variables: 3, Q: [1, 1, 1] });
    const { found, second } = observed(true, () => {
      expect(other.solve({ p: [1, 2, 3] }).z[2]).toBeCloseTo(-3, 12);
      const large = new Float64Array(300).fill(-1);
      expect(solve({ Q: large.map(() => 1), p: large, lower: 0 }).z[299]).toBeCloseTo(1, 12);
    });
    expect(found).toBe("none");
    expect([...second.z]).toEqual(answer);
  });

  test.each([
    ["vjp", (solution: Solution) => solution.vjp({ z: [1, 1] })],
    ["jvp", (solution: Solution) => solution.jvp({ p: [1, 1] })],
    ["jacobian", (solution: Solution) => solution.jacobian("z", "p")],
    ["weaklyActive", (solution: Solution) => solution.weaklyActive],
    ["certificate", (solution: Solution) => solution.certificate(0)],
  ])("%s of a solution that is half overwritten is refused", (_name, derive) => {
    const { found, second } = observed(true, (_solver, first) => derive(first));
    expect(found).toBe("solution: one that is being solved again in place, in onIteration");
    expect(derive(second)).toEqual(derive(solve({ ...constants, p: [0.5, -0.5] })));
  });

  test("a solution that is disposed of there stays whole, and the next call makes another", () => {
    const { found, first, second, solver } = observed(true, (_solver, place) => place.dispose());
    expect(found).toBe("none");
    expect(second).toBe(first);
    expect([...second.z]).toEqual(answer);
    expect(complaintOf(() => second.vjp({ z: [1, 1] }))).toBe("solution: one that was disposed of");
    const third = solver.solve({ p: [0.3, 0.4] }, { inPlace: true });
    expect(third).not.toBe(second);
    expect([...third.z]).toEqual(answerTo([0.3, 0.4]));
    expect([...second.z]).toEqual(answer);
  });

  test("an observer that throws leaves no element solved, and the solver goes on", () => {
    let calls = -Infinity;
    const onIteration = (): void => {
      if (calls++ === 3) throw new Error("enough");
    };
    const solver = new QpSolver({ ...shape }, { onIteration });
    const batch = (at: number) => ({ p: { data: new Float64Array(12).fill(at), shape: [6, 2] } });
    const solution = solver.solve(batch(0.1), { inPlace: true });
    calls = 0;
    expect(() => solver.solve(batch(0.5), { inPlace: true })).toThrow("enough");
    calls = -Infinity;
    expect(solution.status).not.toContain("solved");
    expect(solver.solve(batch(0.3), { inPlace: true })).toBe(solution);
    expect(solution.status).toEqual(new Array(6).fill("solved"));
    expect([...solution.z]).toEqual([...solve({ ...constants, ...batch(0.3) }).z]);
  });
});
