import { grad, jit, jvp, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { beforeAll, describe, expect, test } from "vitest";
import { complaint } from "../../../test/complaint.js";
import { expectClose, f64, startJax, type Numbers } from "../../../test/support/jax.js";
import { problemWith, SETTINGS, WEIGHTS as OF_SETTINGS } from "../../../test/support/model-settings.js";
import type { ModelSolution } from "../../model/index.js";
import { Problem, dot, parameter, quadForm, sum, sumSquares, variable } from "../../model/index.js";
import { lineariseModel, model, modelAt, qp, type ModelValues } from "./index.js";

beforeAll(startJax);

const z = variable(3, "z");
const [Q, p] = [parameter([3, 3], { name: "Q", psd: true }), parameter(3, "p")];
const [A, b] = [parameter([1, 3], "A"), parameter(1, "b")];
const [G, h] = [parameter([2, 3], "G"), parameter(2, "h")];
const PROBLEM = Problem.minimize(quadForm(z, Q).mul(0.5).add(dot(p, z))).subjectTo([
  ...[A.matmul(z).eq(b), G.matmul(z).le(h).named("below"), z.ge(-1)],
]);

/** Two elements that differ in p and b; everything else is shared. */
const INPUT = {
  Q: [[4, 1, 0], [1, 3, 1], [0, 1, 2]],
  p: [[1, -2, 0.5], [-3, 0.2, 1]],
  A: [[1, 2, -1]],
  b: [[0.5], [1]],
  G: [[-1, 0.5, 2], [1, 1, 1]],
  h: [0.3, 0.8],
}; // prettier-ignore
type Name = keyof typeof INPUT;
const NAMES = Object.keys(INPUT) as Name[];
const WEIGHTS = [[1, -2, 3], [0.5, 1, -1]]; // prettier-ignore

const arrays = (): Record<Name, np.Array> =>
  Object.fromEntries(NAMES.map((name) => [name, f64(INPUT[name] as Numbers)])) as Record<Name, np.Array>;

const loss = (values: ModelValues): np.Array => model(PROBLEM, values)["z"].mul(f64(WEIGHTS)).sum();

describe("model", () => {
  test("has the value and the gradients of the same program by qp", () => {
    const viaQp = (values: Record<Name, np.Array>): np.Array =>
      qp({ ...values, lower: -1 })
        .mul(f64(WEIGHTS))
        .sum();
    const wanted = grad(viaQp)(arrays());
    const found = grad(loss as typeof viaQp)(arrays());
    expectClose([loss(arrays()).item()], [viaQp(arrays()).item()]);
    for (const name of NAMES) {
      expect(found[name].shape).toEqual(wanted[name].shape);
      expectClose(found[name].dataSync() as Float64Array, wanted[name].dataSync() as Float64Array);
    }
  });

  test("takes one array among plain numbers, and returns what is asked for", () => {
    const options = { outputs: ["below", "objective", "z"] };
    const found = model(PROBLEM, { ...INPUT, h: f64(INPUT.h) }, options);
    expect(Object.keys(found)).toEqual(options.outputs);
    expect([found["below"].shape, found["objective"].shape, found["z"].shape]).toEqual([[2, 2], [2], [2, 3]]);
    const value = (h: np.Array): np.Array => model(PROBLEM, { ...INPUT, h }, options)["below"].sum();
    const exact = PROBLEM.solve(INPUT).vjp({ below: { data: new Float64Array(4).fill(1), shape: [2, 2] } });
    expectClose(grad(value)(f64(INPUT.h)).dataSync() as Float64Array, exact["h"].data);
    tree.dispose(found);
  });

  test("has forward mode", () => {
    const { b, ...others } = arrays();
    const db = [[1], [-2]];
    const [z, dz] = jvp((b: np.Array) => model(PROBLEM, { ...tree.ref(others), b })["z"], [b], [f64(db)]);
    z.dispose();
    expectClose(dz.dataSync() as Float64Array, PROBLEM.solve(INPUT).jvp({ b: db })["z"]);
    tree.dispose(others);
  });

  test("takes scalars and gives them; float32 gives float32", () => {
    const t = variable([], "t");
    const w = variable(2, "w");
    const total = parameter([], "total");
    const problem = Problem.minimize(sumSquares(w).add(sumSquares(t.sub(total)))).subjectTo([
      sum(w).eq(total),
    ]);
    const value = (total: np.Array): np.Array => {
      const { t, w } = model(problem, { total });
      expect([t.shape, w.shape]).toEqual([[], [2]]);
      return w.sum().add(t);
    };
    const [found, slope] = valueAndGrad(value)(np.array(3));
    expect([found.dtype, slope.dtype, slope.shape]).toEqual([np.float32, np.float32, []]);
    expectClose([found.item(), slope.item()], [6, 2], 1e-5);
  });

  test("elements without a solution have gradient 0, and say so", () => {
    const w = variable(2, "w");
    const total = parameter([], "total");
    const problem = Problem.minimize(sumSquares(w)).subjectTo([sum(w).eq(total), w.box(0, 1)]);
    let status: ModelSolution["status"] = [];
    const onSolution = (solution: ModelSolution): void => void (status = solution.status);
    const value = (total: np.Array): np.Array => model(problem, { total }, { onSolution })["w"].sum();
    expectClose(grad(value)(f64([1, 5])).dataSync() as Float64Array, [1, 0]);
    expect(status).toEqual(["solved", "primalInfeasible"]);
  });

  test.each(SETTINGS)("takes the settings of its problem: %s", (_what, settings) => {
    const { problem, values, exact } = problemWith(settings);
    const value = (given: { total: np.Array; mu: np.Array }): np.Array =>
      model(problem, given)["w"].mul(f64(OF_SETTINGS)).sum();
    const gradients = grad(value)({ total: f64(values.total), mu: f64(values.mu) });
    expectClose(gradients.total.dataSync() as Float64Array, exact["total"].data);
    expectClose(gradients.mu.dataSync() as Float64Array, exact["mu"].data);
  });

  test("refuses options that there are not, and what is no problem", () => {
    const field = (call: () => unknown): string => complaint(call).field;
    const [y, c] = [variable(2, "y"), parameter(2, "c")];
    const problem = Problem.minimize(sumSquares(y.sub(c)));
    expect(field(() => model(problem, { c: [1, 2] }, { output: ["y"] } as object))).toBe("options.output");
    expect(field(() => model(problem, undefined as never))).toBe("values");
    expect(field(() => model(undefined as never, { c: [1, 2] }))).toBe("problem");
  });

  test("refuses outputs that there are not", () => {
    const refused = expect.objectContaining({ name: "OptNetError", field: "outputs" });
    expect(() => model(PROBLEM, INPUT, { outputs: ["x"] })).toThrow(refused);
  });

  test("refuses tracers without numbers, and other values than those of the linearisation", () => {
    const field = (name: string) => expect.objectContaining({ name: "OptNetError", field: name });
    expect(() => jit((h: np.Array) => model(PROBLEM, { ...INPUT, h })["z"])(f64(INPUT.h))).toThrow(
      field("h"),
    );
    const at = lineariseModel(PROBLEM, { ...INPUT, h: f64(INPUT.h) });
    expect(() => modelAt(INPUT, at)).toThrow(field("h"));
  });
});

describe("lineariseModel and modelAt", () => {
  test("give the same value and gradients under jit", () => {
    const step = jit((values: Record<Name, np.Array>, at: ReturnType<typeof lineariseModel>) => {
      const [value, gradients] = valueAndGrad((values: Record<Name, np.Array>) =>
        modelAt(values, tree.ref(at))["z"].mul(f64(WEIGHTS)).sum(),
      )(values);
      tree.dispose(at);
      return { value, gradients };
    });
    const exact = grad(loss as (values: Record<Name, np.Array>) => np.Array)(arrays());
    const wanted = NAMES.map((name) => exact[name].dataSync() as Float64Array);
    for (let call = 0; call < 2; call++) {
      const values = arrays();
      const at = lineariseModel(PROBLEM, tree.ref(values));
      const { value, gradients } = step(values, at);
      expectClose([value.item()], [loss(arrays()).item()], 1e-12);
      NAMES.forEach((name, i) => expectClose(gradients[name].dataSync() as Float64Array, wanted[i]));
    }
    step.dispose();
  });

  test("arrays are consumed once, and a kept reference stays alive", () => {
    const input = arrays();
    const kept = tree.ref(input);
    tree.dispose(model(PROBLEM, input));
    for (const name of NAMES) expect(kept[name].refCount, name).toBe(1);
    const at = lineariseModel(PROBLEM, tree.ref(kept), { outputs: ["z", "below"] });
    for (const name of NAMES) expect(kept[name].refCount, name).toBe(1);
    tree.dispose(modelAt(tree.ref(kept), tree.ref(at)));
    for (const name of NAMES) expect(kept[name].refCount, name).toBe(1);
    expect(at.at["h"].refCount).toBe(1);
    tree.dispose(at);
    tree.dispose(kept);
  });
});
