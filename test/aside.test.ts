/** Batches with elements that no solver is needed for: contradictory bounds, and numbers that are no problem. */
import type { ProblemInput, SettingsInput, Solution } from "optnet";
import { OptNetError, QpSolver, solve } from "optnet";
import { describe, expect, test } from "vitest";
import { certificateFaults } from "./support/certificates.js";
import { drawFeasible } from "./support/draw.js";
import { OUTPUTS } from "./support/differences.js";
import type { Qp } from "./support/qp.js";
import { stack } from "./support/qp.js";
import { Random } from "./support/random.js";

const FAMILY = { variables: 4, equalities: 1, inequalities: 3, quadratic: "dense", bounds: "both" } as const;

type Solve = (input: ProblemInput, settings?: SettingsInput) => Solution;

const EXECUTORS: readonly { name: string; run: Solve }[] = [
  { name: "wasm", run: (input, settings) => solve(input, { ...settings, backend: "wasm" }) },
  { name: "reference", run: (input, settings) => solve(input, { ...settings, backend: "reference" }) },
  {
    name: "a kept solver",
    run: (input, settings) =>
      new QpSolver({ variables: 4, equalities: 1, inequalities: 3 }, settings).solve(input),
  },
];

function draw(seed: number): Qp & { lower: number[]; upper: number[] } {
  return drawFeasible(new Random(seed), FAMILY) as Qp & { lower: number[]; upper: number[] };
}

/** Curvature is negative between the axes. */
function indefinite(qp: Qp): void {
  const Q = qp.Q as number[][];
  Q[0][1] = Q[1][0] = 2 * Math.max(Q[0][0], Q[1][1]);
}

function rowOf(data: Float64Array | Int32Array, element: number, batch: number): number[] {
  const length = data.length / batch;
  return [...data.subarray(element * length, (element + 1) * length)];
}

/** Elements besides these are as they are alone, to the bit, and so are their gradients. */
function expectUndisturbed(
  run: Solve,
  elements: readonly Qp[],
  solution: Solution,
  odd: readonly number[],
  settings: SettingsInput = {},
): void {
  const batch = elements.length;
  const z = elements[0].p.map((_, j) => Math.cos(j));
  const all = elements.flatMap(() => z);
  const gradients = solution.vjp({ z: { data: Float64Array.from(all), shape: [batch, z.length] } });
  elements.forEach((qp, i) => {
    if (odd.includes(i)) {
      for (const gradient of Object.values(gradients)) {
        expect(rowOf(gradient.data, i, batch).every((value) => value === 0)).toBe(true);
      }
      return;
    }
    const alone = run(qp, settings);
    expect(solution.status[i]).toBe(alone.status[0]);
    for (const name of OUTPUTS) expect(rowOf(solution[name], i, batch)).toEqual([...alone[name]]);
    const single = alone.vjp({ z });
    for (const [name, gradient] of Object.entries(gradients)) {
      expect(rowOf(gradient.data, i, batch), name).toEqual([...single[name as "p"]!.data]);
    }
  });
}

describe.each(EXECUTORS)("contradictory bounds, $name", ({ run }) => {
  const elements = Array.from({ length: 300 }, (_, i) => draw(i));
  const odd = [0, 3, 4, 150, 299];
  for (const i of odd) {
    const { lower, upper } = elements[i];
    // A hair, and far.
    lower[1] = i === 3 ? upper[1] + Math.abs(upper[1]) * Number.EPSILON : upper[1] + 1 + i;
  }

  test("are a status of their elements, with a proof", () => {
    const solution = run(stack(elements));
    elements.forEach((qp, i) => {
      if (!odd.includes(i)) return;
      expect(solution.status[i]).toBe("primalInfeasible");
      expect(certificateFaults(qp, solution.certificate(i), 1e-9)).toEqual([]);
    });
    expectUndisturbed(run, elements, solution, odd);
    solution.dispose();
  });

  test("of all elements", () => {
    const solution = run({ ...stack(elements.slice(0, 3)), lower: 1, upper: 0 });
    expect([...solution.status]).toEqual(["primalInfeasible", "primalInfeasible", "primalInfeasible"]);
    expect([...solution.vjp({ z: { data: new Float64Array(12).fill(1), shape: [3, 4] } }).p!.data]).toEqual(
      new Array(12).fill(0),
    );
  });

  test("are not relaxed", () => {
    const solution = run(stack(elements.slice(0, 6)), { infeasible: "closestFeasible" });
    expect(solution.status.map((status) => status === "primalInfeasible")).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => odd.includes(i)),
    );
  });
});

describe("contradictory bounds of every size", () => {
  test.each([
    [5e-324, 0],
    [1 + Number.EPSILON, 1],
    [1e308, -1e308],
    [1e-300, -1e-300],
  ])("%d above %d", (lower, upper) => {
    const solution = solve({ Q: [1, 1], p: [1, 2], lower: [0, lower], upper: [1, upper] });
    expect(solution.status[0]).toBe("primalInfeasible");
    const proof = solution.certificate(0);
    expect(proof?.kind === "primalInfeasible" && proof.lambdaLower[1]).toBeGreaterThan(0);
    expect(proof).toMatchObject({ lambdaLower: (proof as { lambdaUpper: Float64Array }).lambdaUpper });
  });

  test("in place", () => {
    const solver = new QpSolver({ variables: 2, Q: [1, 1], p: [1, 1] });
    const at = (lower: number[], upper: number[]) =>
      solver.solve({ lower, upper }, { inPlace: true, warmStart: true });
    const first = at([0, 0], [1, 1]);
    expect([...first.z]).toEqual([0, 0]);
    expect(at([0, 2], [1, 1]).status[0]).toBe("primalInfeasible");
    const again = at([0.5, 0], [1, 1]);
    expect([...again.z]).toEqual([0.5, 0]);
    expect(again.status[0]).toBe("solved");
  });
});

describe.each(EXECUTORS)("numbers that are no problem, $name", ({ run }) => {
  const good = Array.from({ length: 300 }, (_, i) => draw(1000 + i));
  const spoilt = (): Qp[] => {
    const elements = good.map((qp) => structuredClone(qp));
    elements[1].p[0] = NaN;
    (elements[2].Q as number[][])[1][1] = -5;
    (elements[5].Q as number[][])[0][1] += 3;
    indefinite(elements[7]);
    elements[6].b![0] = Infinity;
    elements[150].G![1][2] = NaN;
    elements[299].lower = [NaN, 0, 0, 0];
    return elements;
  };
  const odd = [1, 2, 5, 6, 7, 150, 299];

  test("are an error that names the element", () => {
    expect(() => run(stack(spoilt()))).toThrow(OptNetError);
  });

  test("or a status of their elements", () => {
    const elements = spoilt();
    const settings = { invalid: "status" } as const;
    const solution = run(stack(elements), settings);
    for (const i of odd) {
      expect(solution.status[i]).toBe("invalid");
      expect(solution.certificate(i)).toBeUndefined();
      for (const name of OUTPUTS) {
        expect(rowOf(solution[name], i, elements.length).every(Number.isNaN), name).toBe(true);
      }
    }
    expect(solution.status.filter((status) => status === "invalid")).toHaveLength(odd.length);
    expectUndisturbed(run, elements, solution, odd, settings);
  });

  test("do not poison what the batch shares", () => {
    const shared = ["Q", "A", "G", "h", "upper"] as const;
    const elements = good.map((qp, i) => ({
      ...good[0],
      p: qp.p.map((value) => (i % 7 === 3 ? NaN : value)),
      b: good[0].b,
    }));
    const settings = { invalid: "status" } as const;
    const clean = elements.filter((_, i) => i % 7 !== 3);
    const [with_, without] = [elements, clean].map((some) => {
      const solution = run(stack(some, [...shared, "b", "lower"]), settings);
      const z = { data: new Float64Array(some.length * 4).fill(1), shape: [some.length, 4] };
      const objective = new Float64Array(some.length).fill(1);
      return solution.vjp({ z, objective });
    });
    for (const name of shared) {
      const [a, b] = [with_[name]!.data, without[name]!.data];
      a.forEach((value, k) => expect(value).toBeCloseTo(b[k], 8));
    }
  });

  test("of shared inputs make every element invalid", () => {
    const elements = good.slice(0, 4).map(({ p }) => ({ ...good[0], p }));
    const input = structuredClone(stack(elements, ["Q", "A", "b", "G", "h", "lower", "upper"]));
    (input.h as number[])[0] = NaN;
    const solution = run(input, { invalid: "status" });
    expect([...solution.status]).toEqual(new Array(4).fill("invalid"));
    expect(solution.vjp({ objective: [1, 1, 1, 1] }).Q!.data.every((value) => value === 0)).toBe(true);
  });

  test("beside infeasible ones that are relaxed", () => {
    const elements = spoilt().slice(0, 4);
    elements[3] = {
      ...elements[3],
      G: elements[3].G!.map((row, i) => (i < 2 ? [1, 0, 0, 0].map((x) => (i === 0 ? x : -x)) : row)),
      h: [-1, -1, 50],
    };
    const solution = run(stack(elements), { invalid: "status", infeasible: "closestFeasible" });
    expect(solution.status.slice(0, 3)).toEqual(["solved", "invalid", "invalid"]);
  });
});
