import { grad, jit, jvp, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { beforeAll, describe, expect, test } from "vitest";
import { expectClose, f64, startJax, type Numbers } from "../../../test/support/jax.js";
import type { FieldName, ProblemInput, Solution } from "../../index.js";
import { solve } from "../../index.js";
import type { JaxInput, QpInput } from "./index.js";
import { linearise, qp, qpAt } from "./index.js";

beforeAll(startJax);

/** Two elements that differ in p and b; everything else is shared. */
const PROBLEM = {
  Q: [[4, 1, 0], [1, 3, 1], [0, 1, 2]],
  p: [[1, -2, 0.5], [-3, 0.2, 1]],
  A: [[1, 2, -1]],
  b: [[0.5], [1]],
  G: [[-1, 0.5, 2], [1, 1, 1]],
  h: [0.3, 0.8],
  lower: [-0.4, -1, -Infinity],
  upper: 1.5,
} as const; // prettier-ignore

const WEIGHTS = [[1, -2, 3], [0.5, 1, -1]]; // prettier-ignore
const NAMES = Object.keys(PROBLEM) as FieldName[];

const arrays = (): Record<FieldName, np.Array> =>
  Object.fromEntries(NAMES.map((name) => [name, f64(PROBLEM[name] as unknown as Numbers)])) as Record<
    FieldName,
    np.Array
  >;

const expected = solve(PROBLEM as unknown as ProblemInput).vjp({ z: WEIGHTS });

const loss = (input: QpInput): np.Array => qp(input).mul(f64(WEIGHTS)).sum();

describe("qp", () => {
  test("has the solution's value", () => {
    const z = qp(arrays());
    expect([z.shape, z.dtype]).toEqual([[2, 3], np.float64]);
    expectClose(z.dataSync() as Float64Array, solve(PROBLEM as unknown as ProblemInput).z, 1e-12);
  });

  test.each(NAMES)("has the exact gradient by %s", (name) => {
    const { [name]: own, ...others } = arrays();
    const gradient = grad((x: np.Array) => loss({ ...tree.ref(others), [name]: x } as QpInput))(own);
    expectClose(gradient.dataSync() as Float64Array, expected[name]!.data);
    tree.dispose(others);
  });

  test("has all of them at once, and agrees with differences", () => {
    const gradients = grad((input: Record<FieldName, np.Array>) => loss(input))(arrays());
    for (const name of NAMES) {
      const { data } = expected[name]!;
      expectClose(gradients[name].dataSync() as Float64Array, data);
    }
    const step = 1e-5;
    const value = (h: number): number => {
      const G = PROBLEM.G.map((row, i) => row.map((entry, j) => entry + (i === 0 && j === 1 ? h : 0)));
      const { z } = solve({ ...PROBLEM, G } as unknown as ProblemInput);
      return WEIGHTS.flat().reduce((sum, weight, i) => sum + weight * z[i], 0);
    };
    expect(Math.abs((value(step) - value(-step)) / (2 * step) - expected.G!.data[1])).toBeLessThan(1e-6);
  });

  test("has forward mode", () => {
    const { b, ...others } = arrays();
    const db = [[1], [-2]];
    const [z, dz] = jvp((b: np.Array) => qp({ ...tree.ref(others), b }), [b], [f64(db)]);
    z.dispose();
    const wanted = solve(PROBLEM as unknown as ProblemInput).jvp({ b: db }).z;
    expectClose(dz.dataSync() as Float64Array, wanted);
    tree.dispose(others);
  });

  const kinds: [string, Omit<QpInput, "p">, number[]][] = [
    ["diagonal Q", { Q: [1, 2], A: [[1, 1]], b: [1] }, [0.3, -1]],
    [
      "typed arrays",
      { Q: Float64Array.of(2, 1, 1, 3), A: Float64Array.of(1, 1), b: Float64Array.of(1) },
      [1, 0],
    ],
    ["data and shape", { G: { data: Float64Array.of(1, 2), shape: [1, 2] }, h: [1], lower: 0 }, [-1, -3]],
    ["a scalar bound", { Q: [1, 1], lower: 0, upper: 0.4 }, [0.3, -1]],
    ["infinite bounds", { Q: [1, 1], lower: -Infinity, upper: [Infinity, 0.5] }, [0.3, -1]],
    ["no constraints", { Q: [[2, 1], [1, 2]] }, [1, 2]], // prettier-ignore
  ];
  test.each(kinds)("takes %s", (_name, rest, p) => {
    const weights = [1, -0.5];
    const value = (p: np.Array): np.Array =>
      qp({ ...rest, p })
        .mul(f64(weights))
        .sum();
    const solution = solve({ ...(rest as ProblemInput), p });
    expectClose(qp({ ...rest, p: f64(p) }).dataSync() as Float64Array, solution.z, 1e-12);
    const { data } = solution.vjp({ z: weights }).p!;
    expectClose(grad(value)(f64(p)).dataSync() as Float64Array, data);
  });

  test("a scalar bound gets the sum of its gradients", () => {
    const value = (lower: np.Array): np.Array => qp({ Q: [1, 1, 1], p: [1, 2, -3], lower }).sum();
    expectClose([grad(value)(f64(0)).item()], [2]);
  });

  test("float32 arrays give float32", () => {
    const p = np.array([0.3, -1]);
    const [value, gradient] = valueAndGrad((p: np.Array) => qp({ Q: [1, 2], p, lower: 0 }).sum())(p);
    expect([value.dtype, gradient.dtype]).toEqual([np.float32, np.float32]);
    expectClose([value.item()], [0.5], 1e-6);
    expectClose(gradient.dataSync() as Float32Array, [0, -0.5], 1e-6);
  });

  test("elements without a solution have gradient 0, and say so", () => {
    let status: Solution["status"] = [];
    const value = (b: np.Array): np.Array =>
      qp({ Q: [1, 1], p: [0, 0], A: [[1, 1]], b, lower: 0, upper: 1 }, {}, (solution) => {
        status = solution.status;
      }).sum();
    expectClose(grad(value)(f64([[1], [5]])).dataSync() as Float64Array, [1, 0]);
    expect(status).toEqual(["solved", "primalInfeasible"]);
  });

  test.each([
    ["gradient", { gradient: "smoothed" }],
    ["infeasible", { infeasible: "closestFeasible" }],
  ])("refuses the setting %s", (name, settings) => {
    expect(() => qp({ p: [1], lower: 0 }, settings as object)).toThrow(
      expect.objectContaining({ name: "OptNetError", field: `settings.${name}` }),
    );
  });

  test("refuses integers, and tracers without numbers", () => {
    const field = (name: string) => expect.objectContaining({ name: "OptNetError", field: name });
    expect(() => qp({ p: np.array([1, 2], { dtype: np.int32 }), lower: 0 })).toThrow(field("p"));
    expect(() => jit((p: np.Array) => qp({ p, lower: 0 }))(f64([1, 2]))).toThrow(field("p"));
  });
});

describe("linearise and qpAt", () => {
  test("give the same value and gradients under jit", () => {
    const step = jit((input: Record<FieldName, np.Array>, at: ReturnType<typeof linearise>) => {
      const [value, gradients] = valueAndGrad((input: Record<FieldName, np.Array>) =>
        qpAt(input, tree.ref(at)).mul(f64(WEIGHTS)).sum(),
      )(input);
      tree.dispose(at);
      return { value, gradients };
    });
    for (let call = 0; call < 2; call++) {
      const input = arrays();
      const at = linearise(tree.ref(input));
      const { value, gradients } = step(input, at);
      expectClose([value.item()], [loss(arrays()).item()], 1e-12);
      for (const name of NAMES) {
        expectClose(gradients[name].dataSync() as Float64Array, expected[name]!.data);
      }
    }
    step.dispose();
  });

  test("near where it was made it is right to first order", () => {
    const p = [0.3, -1];
    const input: Record<string, JaxInput> = { Q: [2, 1], A: [[1, 1]], b: [1] };
    const at = linearise({ ...input, p: f64(p) } as QpInput);
    const near = p.map((value) => value + 1e-3);
    const moved = qpAt({ ...input, p: f64([near[0], p[1]]) } as QpInput, at);
    // With equalities alone the solution is linear in p.
    const exact = solve({ Q: [2, 1], A: [[1, 1]], b: [1], p: [near[0], p[1]] }).z;
    expectClose(moved.dataSync() as Float64Array, exact, 1e-12);
  });
});

describe("ownership", () => {
  test("arrays are consumed once, and a kept reference stays alive", () => {
    const input = arrays();
    const kept = tree.ref(input);
    expect(input.p.refCount).toBe(2);
    qp(input).dispose();
    for (const name of NAMES) expect(kept[name].refCount, name).toBe(1);
    const at = linearise(tree.ref(kept));
    for (const name of NAMES) expect(kept[name].refCount, name).toBe(1);
    const before = Object.values(at).map((array) => array.refCount);
    qpAt(tree.ref(kept), tree.ref(at)).dispose();
    for (const name of NAMES) expect(kept[name].refCount, name).toBe(1);
    expect(Object.values(at).map((array) => array.refCount)).toEqual(before);
    tree.dispose(at);
    tree.dispose(kept);
  });
});
