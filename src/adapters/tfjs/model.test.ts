import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { complaint } from "../../../test/complaint.js";
import { problemWith, SETTINGS, WEIGHTS as OF_SETTINGS } from "../../../test/support/model-settings.js";
import type { ModelSolution } from "../../model/index.js";
import { Problem, dot, norm1, parameter, quadForm, sum, sumSquares, variable } from "../../model/index.js";
import { model, qp } from "./index.js";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

/** The quadratic program of the paper, in words. */
const z = variable(3, "z");
const [Q, p] = [parameter([3, 3], { name: "Q", psd: true }), parameter(3, "p")];
const [A, b] = [parameter([1, 3], "A"), parameter(1, "b")];
const [G, h] = [parameter([2, 3], "G"), parameter(2, "h")];
const equal = A.matmul(z).eq(b).named("equal");
const PROBLEM = Problem.minimize(quadForm(z, Q).mul(0.5).add(dot(p, z))).subjectTo([
  ...[equal, G.matmul(z).le(h).named("below"), z.ge(-1)],
]);

/** Two elements that differ in p and b; everything else is shared. */
const INPUT = {
  Q: [[4, 1, 0], [1, 3, 1], [0, 1, 2]],
  p: [[1, -2, 0.5], [-3, 0.25, 1]],
  A: [[1, 2, -1]],
  b: [[0.5], [1]],
  G: [[-1, 0.5, 2], [1, 1, 1]],
  h: [0.25, 0.75],
}; // prettier-ignore
const NAMES = Object.keys(INPUT) as (keyof typeof INPUT)[];
const WEIGHTS = [[1, -2, 3], [0.5, 1, -1]]; // prettier-ignore

const tensors = (): tf.Tensor[] => NAMES.map((name) => tf.tensor(INPUT[name] as number[][]));
const named = (values: tf.Tensor[]) => Object.fromEntries(NAMES.map((name, i) => [name, values[i]]));

function expectClose(found: tf.Tensor, wanted: tf.Tensor, digits = 5): void {
  expect(found.shape).toEqual(wanted.shape);
  const numbers = wanted.dataSync();
  found.dataSync().forEach((value, i) => expect(value).toBeCloseTo(numbers[i], digits));
}

describe("model", () => {
  test("has the value and the gradients of the same program by qp", () => {
    const loss = (z: tf.Tensor): tf.Scalar => z.mul(WEIGHTS).sum().asScalar();
    const mine = tf.valueAndGrads((...values: tf.Tensor[]) => loss(model(PROBLEM, named(values)).z))(
      tensors(),
    );
    const wanted = tf.valueAndGrads((...values: tf.Tensor[]) => {
      const { p, ...others } = named(values);
      return loss(qp({ ...others, p, lower: -1 }));
    })(tensors());
    expectClose(mine.value, wanted.value);
    NAMES.forEach((name, i) => {
      // Both give Q a symmetric gradient.
      expect(mine.grads[i].shape, name).toEqual(wanted.grads[i].shape);
      expectClose(mine.grads[i], wanted.grads[i], 4);
    });
    expect(wanted.grads.every((grad) => grad.abs().max().dataSync()[0] > 1e-3)).toBe(true);
  });

  test("returns multipliers and the objective too, with gradients", () => {
    const options = { outputs: ["below", "objective", "z"] };
    const one = model(PROBLEM, named(tensors()), options);
    expect(Object.keys(one)).toEqual(options.outputs);
    expect([one["below"].shape, one["objective"].shape, one["z"].shape]).toEqual([[2, 2], [2], [2, 3]]);
    const values = tensors();
    const at = (h: tf.Tensor): tf.Tensor => {
      const { below, objective } = model(PROBLEM, { ...named(values), h }, options);
      return below.mul([[1, 2], [3, 4]]).sum().add(objective.sum()); // prettier-ignore
    };
    const gradient = tf.grad(at)(values[5]);
    const solution = PROBLEM.solve(INPUT);
    const exact = solution.vjp({
      below: { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] },
      objective: { data: Float64Array.of(1, 1), shape: [2] },
    });
    gradient.dataSync().forEach((value, i) => expect(value).toBeCloseTo(exact["h"].data[i], 4));
  });

  test("has no batch axis where no value has one, and keeps one of length 1", () => {
    const single = { ...INPUT, p: INPUT.p[0], b: INPUT.b[0] };
    expect(model(PROBLEM, single)["z"].shape).toEqual([3]);
    expect(model(PROBLEM, { ...single, p: tf.tensor2d([INPUT.p[0]]) })["z"].shape).toEqual([1, 3]);
  });

  test("gives scalars, matrices and integers their shapes", () => {
    const X = variable([2, 2], "X");
    const t = variable([], "t");
    const weight = parameter([], { name: "weight", nonneg: true });
    const Y = parameter([2, 2], "Y");
    const problem = Problem.minimize(sumSquares(X.sub(Y)).add(norm1(X.reshape(4)).mul(weight)).add(sumSquares(t.sub(1)))); // prettier-ignore
    const values = { Y: tf.tensor2d([[3, -2], [0, 1]], [2, 2], "int32"), weight: tf.scalar(3) }; // prettier-ignore
    const found = model(problem, values);
    expect([found["X"].shape, found["t"].shape]).toEqual([[2, 2], []]);
    expectClose(found["X"], tf.tensor2d([[1.5, -0.5], [0, 0]])); // prettier-ignore
    const gradient = tf.grad((weight: tf.Tensor) => model(problem, { ...values, weight })["X"].sum())(
      values.weight,
    );
    expectClose(gradient, tf.scalar(0));
    const batch = model(problem, { ...values, weight: tf.tensor1d([0, 2]) });
    expect([batch["X"].shape, batch["t"].shape]).toEqual([[2, 2, 2], [2]]);
  });

  test("an element without a solution has gradient 0 and disturbs nobody", () => {
    const w = variable(2, "w");
    const [total, mu] = [parameter([], "total"), parameter(2, "mu")];
    const problem = Problem.minimize(sumSquares(w).sub(dot(mu, w))).subjectTo([
      sum(w).eq(total),
      w.box(0, 1),
    ]);
    let seen: ModelSolution | undefined;
    const value = (total: tf.Tensor): tf.Tensor =>
      model(problem, { total, mu: [1, 0] }, { onSolution: (solution) => (seen = solution) })["w"].sum();
    expectClose(tf.grad(value)(tf.tensor1d([1, 5, 0.5])), tf.tensor1d([1, 0, 1]));
    expect(seen!.status).toEqual(["solved", "primalInfeasible", "solved"]);
  });

  test("may be used twice on one tape, with values of other shapes and batches in between", () => {
    const values = named(tensors());
    const once = (factor: number) => (p: tf.Tensor) =>
      model(PROBLEM, { ...values, p: p.mul(factor) })
        ["z"].mul(WEIGHTS)
        .sum();
    const both = (p: tf.Tensor): tf.Tensor => {
      const first = once(1)(p);
      const second = once(-2)(p);
      model(PROBLEM, { ...INPUT, p: [7, 7, 7], b: [[1], [2], [3], [4]] });
      return first.add(second);
    };
    const [one, two, sum] = [once(1), once(-2), both].map((loss) => tf.grad(loss)(values["p"]));
    expectClose(sum, one.add(two));
    expect(one.sub(two).abs().max().dataSync()[0]).toBeGreaterThan(0.1);
  });

  test.each(SETTINGS)("takes the settings of its problem: %s", (_what, settings) => {
    const { problem, values, exact } = problemWith(settings);
    const gradients = tf.grads((total: tf.Tensor, mu: tf.Tensor) =>
      model(problem, { total, mu })["w"].mul(OF_SETTINGS).sum(),
    )([tf.tensor1d(values.total), tf.tensor1d(values.mu)]);
    expectClose(gradients[0], tf.tensor1d(Float32Array.from(exact["total"].data)));
    expectClose(gradients[1], tf.tensor1d(Float32Array.from(exact["mu"].data)));
  });

  test("leaves no tensors behind but its outputs", () => {
    const values = named(tensors());
    const before = tf.memory().numTensors;
    const outputs = model(PROBLEM, values, { outputs: ["z", "equal"] });
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose(outputs);
    tf.grad((h: tf.Tensor) => model(PROBLEM, { ...values, h })["z"].sum())(values["h"]).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("of a batch of none has gradients of none", () => {
    const [y, c] = [variable(2, "y"), parameter(2, "c")];
    const problem = Problem.minimize(sumSquares(y.sub(c)));
    const gradient = tf.grad((c: tf.Tensor) => model(problem, { c })["y"].sum())(tf.zeros([0, 2]));
    expect(gradient.shape).toEqual([0, 2]);
  });

  test("learns a parameter", () => {
    const w = variable(3, "w");
    const [mu, gamma] = [parameter(3, "mu"), parameter([], { name: "gamma", nonneg: true })];
    const problem = Problem.maximize(dot(mu, w).sub(sumSquares(w).mul(gamma))).subjectTo([
      sum(w).eq(1),
      w.ge(0),
    ]);
    const given = tf.tensor2d([[1, 0.5, 0], [0, 0.2, 0.8]]); // prettier-ignore
    const target = model(problem, { mu: given, gamma: 0.9 })["w"];
    const learned = tf.variable(tf.scalar(3));
    const optimizer = tf.train.adam(0.1);
    const loss = (): tf.Scalar => model(problem, { mu: given, gamma: learned.abs() })["w"].sub(target).square().sum().asScalar(); // prettier-ignore
    for (let step = 0; step < 150; step++) optimizer.minimize(loss);
    expect(learned.dataSync()[0]).toBeCloseTo(0.9, 2);
  });

  test("refuses what it cannot do, by name", () => {
    const field = (call: () => unknown): string => complaint(call).field;
    const values = named(tensors());
    expect(field(() => model(PROBLEM, values, { outputs: ["x"] }))).toBe("outputs");
    expect(field(() => model(PROBLEM, values, { outputs: [] }))).toBe("outputs");
    expect(field(() => model(PROBLEM, values, { outputs: ["z", "z"] }))).toBe("outputs");
    expect(field(() => model(PROBLEM, values, { output: ["z"] } as object))).toBe("options.output");
    expect(field(() => model(PROBLEM, values, null as never))).toBe("options");
    expect(field(() => model(PROBLEM, values, { onSolution: 1 } as never))).toBe("options.onSolution");
    expect(field(() => model(PROBLEM, undefined as never))).toBe("values");
    expect(field(() => model({} as never, values))).toBe("problem");
    expect(field(() => model(PROBLEM, { ...values, p: tf.tensor1d(["a", "b", "c"]) }))).toBe("p");
    const anonymous = Problem.minimize(sumSquares(variable(2).sub(parameter(2, "y"))));
    expect(field(() => model(anonymous, { y: [1, 2] }))).toBe("outputs");
    expect(model(anonymous, { y: [1, 2] }, { outputs: ["objective"] })["objective"].shape).toEqual([]);
    expect(field(() => model(PROBLEM, { Q: INPUT.Q, A: INPUT.A, b: INPUT.b, G: INPUT.G, h: INPUT.h }))).toBe(
      "p",
    );
    const twice = tf.grad((p: tf.Tensor) =>
      tf
        .grad((p: tf.Tensor) =>
          model(PROBLEM, { ...values, p })
            ["z"].square()
            .sum(),
        )(p)
        .sum(),
    );
    expect(() => twice(values["p"])).toThrow(expect.objectContaining({ field: "gradient" }));
  });
});
