import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  OptNetError,
  Solution,
  solve,
  type DenseArray,
  type FieldName,
  type ProblemInput,
} from "../../index.js";
import { qp, type QpInput } from "./qp.js";

const TIGHT = { tolerance: 1e-11 };
const NAMES = ["Q", "p", "A", "b", "G", "h", "lower", "upper"] as const;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

type Tensors = Record<FieldName, tf.Tensor>;

/** n = 4, e = 1, m = 3, with active inequalities and bounds; batched where `batched` says so. */
function randomProblem(batch: number, batched: (name: FieldName) => boolean): Tensors {
  const [n, e, m] = [4, 1, 3];
  const shapes = { Q: [n, n], p: [n], A: [e, n], b: [e], G: [m, n], h: [m], lower: [n], upper: [n] };
  return tf.tidy(() => {
    const random = (name: FieldName) =>
      tf.randomNormal(
        batched(name) ? [batch, ...shapes[name]] : shapes[name],
        0,
        1,
        "float32",
        7 + NAMES.indexOf(name),
      );
    const factor = random("Q");
    return {
      Q: tf.matMul(factor, factor, false, true).add(tf.eye(n)),
      p: random("p").mul(3),
      A: random("A"),
      b: random("b").mul(0.1),
      G: random("G"),
      h: random("h").abs().mul(0.3).add(0.05),
      lower: random("lower").abs().mul(-0.3).sub(0.2),
      upper: random("upper").abs().mul(0.3).add(0.2),
    };
  });
}

function numbers(tensors: Partial<Tensors>): ProblemInput {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      { data: Float64Array.from(tensor.dataSync()), shape: tensor.shape },
    ]),
  ) as unknown as ProblemInput;
}

/** Gradients of Σ dz∘z for every tensor, through TensorFlow.js. */
function tensorGradients(tensors: Tensors, dz: tf.Tensor): Tensors {
  const gradients = tf.grads((...inputs) =>
    qp(Object.fromEntries(NAMES.map((name, i) => [name, inputs[i]])) as unknown as QpInput, TIGHT),
  )(
    NAMES.map((name) => tensors[name]),
    dz,
  );
  return Object.fromEntries(NAMES.map((name, i) => [name, gradients[i]])) as Tensors;
}

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative: number,
  what = "",
): void {
  expect(actual.length, what).toBe(expected.length);
  const difference = Array.from(actual, (value, i) => value - expected[i]);
  expect(largest(difference), what).toBeLessThanOrEqual(relative * Math.max(largest(expected), 1e-3));
}

describe("values", () => {
  it("solves one problem without a batch axis", () => {
    const z = qp({
      Q: tf.tensor2d([
        [4, 1],
        [1, 2],
      ]),
      p: tf.tensor1d([1, 1]),
      G: [[1, 1]],
      h: [-1],
    });
    expect(z.shape).toEqual([2]);
    expect(z.dtype).toBe("float32");
    expectClose(z.dataSync(), [-0.25, -0.75], 1e-7);
  });

  it("keeps the axis of a batch of one, wherever it comes from", () => {
    expect(qp({ Q: [1, 1], p: [[1, 2]] }).shape).toEqual([1, 2]);
    expect(qp({ Q: [[1, 1]], p: [1, 2] }).shape).toEqual([1, 2]);
    expect(qp({ Q: [1, 1], p: [1, 2], lower: tf.zeros([1, 2]) }).shape).toEqual([1, 2]);
    expect(qp({ Q: [1, 1], p: [1, 2], G: [[[1, 1]]], h: [0] }).shape).toEqual([1, 2]);
    expect(qp({ Q: [[1]], p: [1] }).shape).toEqual([1]);
    expect(qp({ Q: new Float64Array([1, 1]), p: [1, 2], A: [[1, 1]], b: [0] }).shape).toEqual([2]);
  });

  it("takes scalar and integer tensors", () => {
    const z = qp({ Q: tf.tensor1d([1, 2], "int32"), p: [1, -2], lower: tf.scalar(0), upper: tf.scalar(0.5) });
    expectClose(z.dataSync(), [0, 0.5], 1e-6);
  });

  it("solves in float64: what onSolution sees meets a tolerance that float32 cannot", () => {
    const tensors = randomProblem(3, (name) => name === "p");
    let solution: Solution | undefined;
    const z = qp(tensors, { ...TIGHT, onSolution: (one) => (solution = one) });
    expect(solution!.status).toEqual(["solved", "solved", "solved"]);
    expect(largest(solution!.primalResidual)).toBeLessThanOrEqual(1e-11);
    expect(Array.from(z.dataSync())).toEqual(Array.from(new Float32Array(solution!.z)));
  });
});

describe("gradients", () => {
  const cases: [string, (name: FieldName) => boolean][] = [
    ["with p per element and the rest shared", (name) => name === "p"],
    ["with everything per element", () => true],
    ["of shared p under constraints per element", (name) => name !== "p" && name !== "Q"],
  ];
  it.each(cases)("%s agree with solution.vjp and with central differences", (_, batched) => {
    const tensors = randomProblem(3, batched);
    const dz = tf.randomNormal([3, 4], 0, 1, "float32", 99);
    const gradients = tensorGradients(tensors, dz);
    const cotangent = { data: Float64Array.from(dz.dataSync()), shape: dz.shape };

    const problem = numbers(tensors);
    const exact = solve(problem, TIGHT).assertSolved().vjp({ z: cotangent });
    const loss = () => {
      using solution = solve(problem, TIGHT).assertSolved();
      return solution.z.reduce((sum, value, i) => sum + value * cotangent.data[i], 0);
    };
    for (const name of NAMES) {
      expect(gradients[name].shape).toEqual(tensors[name].shape);
      expect(largest(exact[name]!.data), `${name} matters`).toBeGreaterThan(1e-2);
      expectClose(gradients[name].dataSync(), exact[name]!.data, 1e-6, name);

      const { data, shape } = problem[name] as DenseArray;
      const differences = Array.from(data, (value, i) => {
        // Q stays symmetric: moving both halves of a pair gives twice the (symmetric) gradient of one.
        const [row, column] = [Math.floor(i / 4) % 4, i % 4];
        const twin = name === "Q" ? i + (column - row) * 4 + (row - column) : i;
        const moved = (step: number) => {
          data[i] += step;
          if (twin !== i) data[twin] += step;
          const result = loss();
          data[i] = data[twin] = value;
          return result;
        };
        const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
        return twin === i ? slope : slope / 2;
      });
      expect(shape).toEqual(tensors[name].shape);
      expectClose(gradients[name].dataSync(), differences, 2e-5, `${name} by differences`);
    }
  });

  it("of a shared input is the sum over explicit copies", () => {
    const shared = randomProblem(3, (name) => name === "p");
    const copies = Object.fromEntries(
      NAMES.map((name) => [
        name,
        name === "p" ? shared.p : tf.stack([shared[name], shared[name], shared[name]]),
      ]),
    ) as Tensors;
    const dz = tf.randomNormal([3, 4], 0, 1, "float32", 5);
    const sums = tensorGradients(shared, dz);
    const parts = tensorGradients(copies, dz);
    for (const name of NAMES) {
      const expected = name === "p" ? parts.p : parts[name].sum(0);
      expectClose(sums[name].dataSync(), expected.dataSync(), 1e-6, name);
    }
  });

  it("of a scalar bound is the sum over its variables", () => {
    const slope = tf.grad((lower) => qp({ Q: [1, 1], p: [1, 2], lower }).sum());
    expectClose(slope(tf.scalar(0.5)).dataSync(), [2], 1e-6);
  });

  it("flow through integer tensors and casts as TensorFlow.js has them", () => {
    const [dp] = tf.grads((p: tf.Tensor) => qp({ Q: [2, 4], p }).sum())([tf.tensor1d([1, 2], "int32")]);
    expectClose(dp.dataSync(), [-0.5, -0.25], 1e-6);
  });

  it("serve variableGrads and optimizers", () => {
    const p = tf.variable(tf.tensor1d([1, 1]));
    const target = tf.tensor1d([0.3, 0.7]);
    const loss = () =>
      qp({ Q: [1, 1], p, A: [[1, 1]], b: [1], lower: 0 })
        .sub(target)
        .square()
        .sum()
        .asScalar();
    expect(Object.keys(tf.variableGrads(loss).grads)).toEqual([p.name]);
    const optimizer = tf.train.sgd(0.5);
    const first = loss().dataSync()[0];
    for (let step = 0; step < 30; step++) optimizer.minimize(loss, false, [p]);
    expect(loss().dataSync()[0]).toBeLessThan(1e-6 * first);
  });

  it("compose with operations before and after", () => {
    const theta = tf.tensor1d([0.2, -0.1]);
    const slope = tf.grad((x: tf.Tensor) =>
      qp({ Q: [2, 2], p: x.square() })
        .exp()
        .sum(),
    )(theta);
    const expected = Array.from(theta.dataSync(), (x) => Math.exp((-x * x) / 2) * -x);
    expectClose(slope.dataSync(), expected, 1e-6);
  });

  it("of second order are refused, not silently zero", () => {
    const inner = tf.grad((p: tf.Tensor) =>
      qp({ Q: [1, 2], p })
        .square()
        .sum(),
    );
    const p = tf.tensor1d([1, 2]);
    expect(() => tf.grad((x: tf.Tensor) => inner(x).sum())(p)).toThrow(OptNetError);
    expect(() => tf.grad((x: tf.Tensor) => inner(x).sum())(p)).toThrow(/second-order/i);
    // A first-order gradient inside a recorded function is fine where it does not depend on the variable.
    const q = tf.tensor1d([3, 4]);
    const outer = tf.grad((x: tf.Tensor) =>
      qp({ Q: [1, 2], p: x })
        .sum()
        .add(inner(q).sum()),
    );
    expectClose(outer(p).dataSync(), [-1, -0.5], 1e-6);
  });
});

describe("elements without a solution", () => {
  /** The second element asks for z = 1 and z = 2 at once. */
  const input = (p: tf.Tensor): QpInput => ({
    Q: [1],
    p,
    A: [[1], [1]],
    b: [
      [1, 1],
      [1, 2],
      [3, 3],
    ],
    lower: [-5],
  });
  const p = tf.tensor2d([[1], [1], [1]]);

  it("leave their neighbours alone and have zero gradients", () => {
    let status: readonly string[] = [];
    const z = qp(input(p), { onSolution: (solution) => (status = solution.status) });
    expect(status).toEqual(["solved", "primalInfeasible", "solved"]);
    const values = z.dataSync();
    expectClose([values[0], values[2]], [1, 3], 1e-6);
    const db = tf.grad((b: tf.Tensor) => qp({ ...input(p), b }).sum())(
      tf.tensor2d([
        [1, 1],
        [1, 2],
        [3, 3],
      ]),
    );
    const gradient = Array.from(db.dataSync());
    expect(gradient.slice(2, 4)).toEqual([0, 0]);
    expect(gradient[0] + gradient[1]).toBeCloseTo(1, 5);
    expect(gradient[4] + gradient[5]).toBeCloseTo(1, 5);
  });

  it("follow unsolvedGradient", () => {
    const gradient = (unsolvedGradient: "nan" | "throw") =>
      tf.grad((x: tf.Tensor) => qp(input(x), { unsolvedGradient }).sum())(p);
    expect(Array.from(gradient("nan").dataSync(), Number.isNaN)).toEqual([false, true, false]);
    expect(() => gradient("throw")).toThrow(OptNetError);
  });
});

describe("memory", () => {
  it("loses no tensors", () => {
    const tensors = randomProblem(3, (name) => name === "p");
    const dz = tf.ones([3, 4]);
    const before = tf.memory().numTensors;
    qp(tensors).dispose();
    tf.tidy(() => void qp(tensors));
    tf.dispose(tensorGradients(tensors, dz));
    tf.dispose(tf.valueAndGrad((p: tf.Tensor) => qp({ ...tensors, p }))(tensors.p, dz));
    expect(tf.memory().numTensors).toBe(before);
    expect(() => qp({ Q: [1], p: tensors.p })).toThrow(OptNetError);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("disposes of the solution as soon as no gradient can follow", () => {
    const seen: Solution[] = [];
    const onSolution = (solution: Solution) => {
      expect(solution.vjp({ z: [1, 1] }).p!.data).toHaveLength(2);
      seen.push(solution);
    };
    const p = tf.tensor1d([1, 2]);
    qp({ Q: [1, 1], p }, { onSolution });
    tf.grad((x: tf.Tensor) => qp({ Q: [1, 1], p: x }, { onSolution }))(p);
    expect(seen).toHaveLength(2);
    for (const solution of seen) expect(() => solution.vjp({ z: [1, 1] })).toThrow(/disposed/);
  });

  it("disposes of a solution whose recorded gradient is never taken", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    let released = false;
    const onSolution = (solution: Solution) => {
      solution.dispose = () => void (released = true);
    };
    tf.grad((x: tf.Tensor) => {
      qp({ Q: [1, 1], p: x }, { onSolution });
      return x.square();
    })(tf.tensor1d([1, 2]));
    expect(released).toBe(false);
    for (let attempt = 0; attempt < 50 && !released; attempt++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(released).toBe(true);
  });
});

describe("misuse", () => {
  it.each([
    ["shapes that disagree", "h", { Q: [1, 1], p: [1, 1], G: [[1, 1]], h: tf.tensor1d([1, 2]) }],
    ["NaN", "p", { Q: [1, 1], p: tf.tensor1d([1, NaN]) }],
    ["text", "p", { Q: [1, 1], p: tf.tensor1d(["a", "b"]) }],
  ])("%s are an error naming the input", (_, field, input) => {
    expect(() => qp(input)).toThrow(expect.objectContaining({ name: "OptNetError", field }));
  });

  it("unknown settings are an error", () => {
    expect(() => qp({ p: [1] }, { tolerence: 1 } as object)).toThrow(OptNetError);
  });
});

describe("other backends", () => {
  afterAll(() => tf.setBackend("cpu"));

  it("gives the same on wasm", async ({ skip }) => {
    const name = "@tensorflow/tfjs-backend-wasm";
    const installed = await import(name).then(
      () => true,
      () => false,
    );
    if (!installed) skip(`${name} is not installed`);
    const tensors = randomProblem(3, (field) => field === "p");
    const dz = tf.ones([3, 4]);
    const expected = tensorGradients(tensors, dz).G.arraySync();
    await tf.setBackend("wasm");
    expect(tensorGradients(tensors, dz).G.arraySync()).toEqual(expected);
  });
});
