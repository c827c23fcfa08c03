/** Batches, and random expressions. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { close } from "../../test/support/close.js";
import { Random } from "../../test/support/random.js";
import type { Expression } from "./index.js";
import {
  Problem,
  constant,
  huber,
  matmul,
  norm1,
  parameter,
  quadForm,
  square,
  sum,
  sumSquares,
  variable,
} from "./index.js";

describe("a batch", () => {
  const [x, y] = [variable(4, "x"), variable([], "y")];
  const [c, F] = [parameter(4, "c"), parameter([2, 4], "F")];
  const gamma = parameter([], { name: "gamma", nonneg: true });
  const S = parameter([4, 4], { name: "S", psd: true });
  const budget = sum(x).eq(y).named("budget");
  const problem = Problem.minimize(
    sumSquares(matmul(F, x).sub(1))
      .add(gamma.mul(norm1(x.sub(c))))
      .add(quadForm(x, S))
      .add(square(y.sub(1)))
      .add(sum(huber(x))),
  ).subjectTo([budget, x.le(c.add(1)), x.ge(-3)]);
  const random = new Random(3);
  const B = 5;
  const one = () => ({
    c: random.vector(4),
    F: random.matrix(2, 4),
    gamma: random.uniform(0.1, 1),
    S: (() => {
      const L = random.matrix(4, 2);
      return L.map((a) => L.map((b) => a[0] * b[0] + a[1] * b[1]));
    })(),
  });
  const all = Array.from({ length: B }, one);
  const together = {
    c: all.map((v) => v.c),
    F: all.map((v) => v.F),
    gamma: all.map((v) => v.gamma),
    S: all.map((v) => v.S),
  };

  test("has the bits of its elements alone", () => {
    const solution = problem.solve(together);
    expect(solution.batch).toBe(B);
    const weights = random.matrix(B, 4);
    const duals = random.vector(B);
    const gradients = solution.vjp({ x: weights, budget: duals, objective: duals });
    expect(gradients.F.shape).toEqual([B, 2, 4]);
    all.forEach((values, i) => {
      const alone = problem.solve(values);
      expect(alone.status[0]).toBe("solved");
      expect(solution.value(x).slice(4 * i, 4 * i + 4)).toEqual(alone.value(x));
      expect(solution.objective[i]).toBe(alone.objective[0]);
      expect(solution.dual(budget)[i]).toBe(alone.dual(budget)[0]);
      expect(solution.value(problem.objective)[i]).toBe(alone.value(problem.objective)[0]);
      const own = alone.vjp({ x: weights[i], budget: duals[i], objective: duals[i] });
      for (const name of ["c", "F", "gamma", "S"]) {
        const { length } = own[name].data;
        expect(gradients[name].data.slice(i * length, (i + 1) * length)).toEqual(own[name].data);
      }
    });
  });

  test("sums the gradients of what it shares", () => {
    const shared = { ...together, c: all[0].c, gamma: [0.5] };
    const solution = problem.solve(shared);
    const weights = random.matrix(B, 4);
    const gradients = solution.vjp({ x: weights, objective: [1, 1, 1, 1, 1] });
    expect(gradients.c.shape).toEqual([4]);
    expect(gradients.gamma.shape).toEqual([1]);
    const expected = new Float64Array(4);
    let gammas = 0;
    all.forEach((values, i) => {
      const own = problem.solve({ ...values, c: all[0].c, gamma: 0.5 }).vjp({ x: weights[i], objective: 1 });
      own.c.data.forEach((value, k) => (expected[k] += value));
      gammas += own.gamma.data[0];
    });
    close(gradients.c.data, expected, 10);
    close(gradients.gamma.data, [gammas], 10);
  });

  test("forward mode is the transpose of reverse mode, element by element", () => {
    const solution = problem.solve(together);
    const [dc, dF, dS] = [
      random.matrix(B, 4),
      all.map(() => random.matrix(2, 4)),
      all.map(() => random.matrix(4, 4)),
    ];
    const moved = solution.jvp({ c: dc, F: dF, S: dS });
    const [wx, wo] = [random.matrix(B, 4), random.vector(B)];
    const gradients = solution.vjp({ x: wx, objective: wo });
    const inner = (a: ArrayLike<number>, b: readonly number[]): number =>
      b.reduce((t, v, i) => t + v * a[i], 0);
    const forward = inner(moved.x, wx.flat()) + inner(moved.objective, wo);
    const reverse =
      inner(gradients.c.data, dc.flat()) +
      inner(gradients.F.data, dF.flat(2)) +
      inner(gradients.S.data, dS.flat(2));
    expect(forward).toBeCloseTo(reverse, 8);
    const jacobian = solution.jacobian(x, c);
    expect(jacobian.shape).toEqual([B, 4, 4]);
  });

  test("where parameters are in the objective's constant alone", () => {
    const t = parameter([], "t");
    const plain = Problem.minimize(
      sumSquares(x.sub([1, 2, 3, 4]))
        .add(square(t))
        .add(t),
    );
    const solution = plain.solve({ t: [1, 2] });
    close(solution.objective, [2, 6]);
    close(solution.vjp({ objective: [1, 1] }).t.data, [3, 5]);
    close(solution.jvp({ t: [1, 1] }).objective, [3, 5]);
  });

  test("where the batch is in the objective's constant alone, and the rest is shared", () => {
    const [c, t] = [parameter(4, "c"), parameter([], "t")];
    const plain = Problem.minimize(sumSquares(x.sub(c)).add(sum(x)).add(square(t)));
    const solution = plain.solve({ c: [1, 2, 3, 4], t: [1, 2, 3] });
    const weights = random.matrix(3, 4);
    const gradients = solution.vjp({ x: weights, objective: [1, 1, 1] });
    // x = c − ½, and the optimum is 4 · ¼ + Σ (c − ½) + t².
    close(
      gradients.c.data,
      weights[0].map((_, k) => 3 + weights.reduce((total, row) => total + row[k], 0)),
      10,
    );
    close(gradients.t.data, [2, 4, 6], 10);
    close(solution.jvp({ c: [1, 0, 0, 0], t: [1, 0, 0] }).objective, [3, 1, 1], 10);
  });

  test("a matrix that is not semidefinite is a status of its element", () => {
    const z = variable(2, "z");
    const M = parameter([2, 2], { name: "M", psd: true });
    const forms = Problem.minimize(quadForm(z, M).add(sum(z))).subjectTo([z.box(-1, 1)]);
    const solution = forms.solve({
      M: [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 2],
          [2, 1],
        ],
        [
          [1, 0],
          [0, -1],
        ],
      ],
    });
    expect(solution.status).toEqual(["solved", "invalid", "invalid"]);
    close(solution.vjp({ objective: [1, 1, 1] }).M.data.slice(4), new Float64Array(8));
  });
});

/** Random convex expressions of a variable: affine pieces, and what may be made of them. */
const pieces = fc.letrec<{ affine: (x: Expression) => Expression; convex: (x: Expression) => Expression }>(
  (tie) => ({
    affine: fc.oneof(
      { maxDepth: 3 },
      fc.constant((x: Expression) => x),
      fc.tuple(tie("affine"), fc.integer({ min: -3, max: 3 })).map(
        ([f, k]) =>
          (x: Expression) =>
            f(x).mul(k).add(1),
      ),
      tie("affine").map((f) => (x: Expression) => f(x).cumsum()),
      tie("affine").map((f) => (x: Expression) => f(x).sub(f(x).mean())),
      fc.tuple(tie("affine"), tie("affine")).map(
        ([f, g]) =>
          (x: Expression) =>
            f(x).add(g(x).neg()),
      ),
      tie("affine").map(
        (f) => (x: Expression) =>
          matmul(
            [
              [1, 2, 0],
              [0, -1, 1],
              [3, 0, 1],
            ],
            f(x),
          ),
      ),
    ),
    convex: fc.oneof(
      { maxDepth: 3 },
      tie("affine"),
      tie("affine").map((f) => (x: Expression) => f(x).square()),
      tie("affine").map((f) => (x: Expression) => f(x).abs()),
      tie("affine").map((f) => (x: Expression) => f(x).huber(0.7)),
      tie("affine").map((f) => (x: Expression) => f(x).pos().square()),
      tie("affine").map((f) => (x: Expression) => f(x).quantile(0.2)),
      fc.tuple(tie("affine"), tie("affine")).map(
        ([f, g]) =>
          (x: Expression) =>
            f(x).maximum(g(x), -1),
      ),
      tie("affine").map((f) => (x: Expression) => f(x).sumLargest(2)),
      fc.tuple(tie("convex"), tie("convex")).map(
        ([f, g]) =>
          (x: Expression) =>
            f(x).add(g(x).mul(0.5)),
      ),
      tie("convex").map((f) => (x: Expression) => f(x).sum()),
    ),
  }),
);

test("of random expressions the value at the solution is the objective, and no point around is lower", () => {
  const random = new Random(11);
  const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(pieces.convex, numbers, fc.boolean(), (piece, centre, limited) => {
      const x = variable(3, "x");
      const f = piece(x)
        .sum()
        .add(sumSquares(x.sub(constant(centre).div(10))));
      const problem = Problem.minimize(f).subjectTo(limited ? [norm1(x).le(1.5), x.ge(-1)] : []);
      const solution = problem.solve();
      expect(solution.status).toEqual(["solved"]);
      const lowest = solution.objective[0];
      const scale = 1 + Math.abs(lowest);
      expect(Math.abs(solution.value(f)[0] - lowest)).toBeLessThan(1e-6 * scale);
      const best = solution.value(x);
      for (let k = 0; k < 10; k++) {
        const near = Array.from(best, (v) => v + random.uniform(-0.3, 0.3));
        if (limited && (near.reduce((t, v) => t + Math.abs(v), 0) > 1.5 || Math.min(...near) < -1)) continue;
        const there = piece(constant(near))
          .sum()
          .add(sumSquares(constant(near).sub(constant(centre).div(10))));
        expect(solution.value(there)[0]).toBeGreaterThan(lowest - 1e-6 * scale);
      }
    }),
    { numRuns: 200, seed: 5 },
  );
});
