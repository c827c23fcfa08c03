/** Problems as a whole: what they become, duals, batches, files, what is said where there is no solution. */
import { describe, expect, test } from "vitest";
import { close } from "../../test/support/close.js";
import { solve } from "../index.js";
import {
  Problem,
  abs,
  box,
  concat,
  dot,
  max,
  norm1,
  parameter,
  soft,
  square,
  sum,
  sumSquares,
  tv1d,
  variable,
} from "./index.js";

describe("what it becomes", () => {
  test("bounds stay bounds, a diagonal stays one, and constant factors are folded", () => {
    const x = variable(3, { name: "x", nonneg: true });
    const c = parameter(3, "c");
    const problem = Problem.minimize(sumSquares(x.sub(c)).add(sum(square(x).mul([1, 2, 3])))).subjectTo([
      x.le(c),
      x.ge([0.1, 0, -1]),
      box(x, -5, 5),
      x.mul(-2).le(6),
    ]);
    const inputs = problem.inputs({ c: [1, 2, 3] });
    expect(Object.keys(inputs).sort()).toEqual(["Q", "lower", "p", "upper", "G", "h"].sort());
    expect(inputs.Q).toEqual(Float64Array.of(4, 6, 8));
    expect(inputs.lower).toEqual(Float64Array.of(0.1, 0, 0));
    expect(inputs.upper).toEqual(Float64Array.of(1, 2, 3));
    // Of two bounds of which one has a parameter, one is a row: their minimum is not affine in it.
    expect(inputs.h).toEqual(Float64Array.of(5, 5, 5));
  });

  test("factors with parameters become variables", () => {
    const [w, F] = [variable(6, "w"), parameter([6, 2], "F")];
    const problem = Problem.minimize(sumSquares(F.transpose().matmul(w)).add(sumSquares(w)));
    const inputs = problem.inputs({ F: new Float64Array(12).fill(1) });
    expect(inputs.Q).toHaveLength(8);
    expect(inputs.A).toMatchObject({ shape: [2, 8] });
    expect(problem.explain()).toContain("2 that atoms brought");
  });

  test("explain says where constraints went", () => {
    const x = variable(2, "x");
    const problem = Problem.minimize(norm1(x)).subjectTo([sum(x).eq(1).named("total"), x.ge(-1), x.ge(-2)]);
    expect(problem.explain()).toMatch(/total: `sum\(x\) == 1` → 1 rows of A/);
    expect(problem.explain()).toMatch(/`x >= -1` → 2 lower bounds/);
    expect(problem.explain()).toMatch(/`x >= -2` → nothing/);
    expect(problem.explain()).toMatch(/executor/);
  });

  test("inputs are those of solve", () => {
    const [x, c] = [variable(2, "x"), parameter(2, "c")];
    const problem = Problem.maximize(dot(c, x).sub(sumSquares(x))).subjectTo([sum(x).le(1)]);
    const solution = solve(problem.inputs({ c: [3, 1] }));
    close(solution.z, problem.solve({ c: [3, 1] }).value(x), 12);
  });
});

describe("what is said twice, or of one variable", () => {
  const [x, c] = [variable(4, "x"), parameter(2, "c")];
  const fixed = x.slice(0, 2).mul([2, -4]).eq(c).named("fixed");
  const total = sum(x).eq(1).named("total");
  const again = x.mul(-3).sum().eq(-3).named("again");
  const limit = dot([1, 2, 3, 4], x).le(1).named("limit");
  const looser = dot([2, 4, 6, 8], x).le(3).named("looser");
  const idle = x.index(0).le(100).named("idle");
  const all = [fixed, total, again, limit, looser, idle];
  const cost = sumSquares(x.sub([1, 2, 3, 4])).add(square(dot([1, 1, 0, -1], x)));
  const values = { c: [1, -2] };
  const make = () => Problem.minimize(cost).subjectTo(all);

  test("becomes equal bounds, and no rows", () => {
    const inputs = make().inputs(values);
    expect(inputs.A).toMatchObject({ shape: [1, 4] });
    expect(inputs.G).toMatchObject({ shape: [2, 4] });
    expect(Array.from(inputs.lower as Float64Array)).toEqual([0.5, 0.5, -Infinity, -Infinity]);
    expect(inputs.upper).toEqual(Float64Array.of(0.5, 0.5, Infinity, Infinity));
  });

  test("duals and gradients are those of rows", () => {
    const solution = make().solve(values);
    // The same with rows, as the closest feasible problem needs them.
    const rows = make().settings({ infeasible: "closestFeasible" }).solve(values);
    expect(rows.qp.shape.equalities).toBe(3);
    close(solution.value(x), rows.value(x));
    for (const constraint of [fixed, total, limit, looser, idle, again]) {
      close(solution.dual(constraint), rows.dual(constraint));
    }
    const cotangents = { x: [0.3, 0.2, 0.5, -1], fixed: [1, -0.5], limit: 2, total: 1 };
    close(solution.vjp(cotangents).c.data, rows.vjp(cotangents).c.data);
    close(solution.jvp({ c: [1, 2] }).fixed, rows.jvp({ c: [1, 2] }).fixed);
  });

  test("what fixes a variable and is said again has one multiplier", () => {
    const [z, d] = [variable(3, "z"), parameter([], "d")];
    const once = z.index(0).eq(d).named("once");
    const twice = z.index(0).mul(-3).eq(d.mul(-3)).named("twice");
    const problem = Problem.minimize(sumSquares(z.sub([3, 0, 1]))).subjectTo([once, twice, sum(z).le(2)]);
    const solution = problem.solve({ d: 1 });
    expect(problem.inputs({ d: 1 }).A).toBeUndefined();
    close(solution.dual(once), [4]);
    close(solution.dual(twice), [0]);
    close(solution.jacobian("once", "d").data, [-2]);
  });

  test("of bounds that move with a parameter the tightest says it all", () => {
    const [z, d] = [variable(2, "z"), parameter(2, "d")];
    const first = z.ge(d).named("first");
    const [twice, looser, tighter] = [
      z.mul(2).ge(d.mul(2)),
      z.ge(d.sub(1)),
      z.index(0).ge(d.index(0).add(0.5)),
    ];
    const problem = Problem.minimize(sumSquares(z)).subjectTo([first, twice, looser, tighter]);
    expect(problem.inputs({ d: [1, 2] }).G).toBeUndefined();
    const solution = problem.solve({ d: [1, 2] });
    close(solution.value(z), [1.5, 2]);
    close([...solution.dual(first), ...solution.dual(twice), ...solution.dual(looser)], [0, 4, 0, 0, 0, 0]);
    close(solution.dual(tighter), [3]);
    close(solution.jacobian("first", "d").data, [0, 0, 0, 2]);
  });

  test("contradicts as it did", () => {
    const two = Problem.minimize(cost).subjectTo([x.eq(1), x.ge(2), sum(x).eq(4)]);
    expect(two.solve().status).toEqual(["primalInfeasible"]);
    expect(two.solve().certificate()?.text).toMatch(/x == 1.*x >= 2/);
    const three = Problem.minimize(cost).subjectTo([x.ge(2), x.eq(1)]);
    expect(three.solve().status).toEqual(["primalInfeasible"]);
  });
});

describe("duals", () => {
  test("have the sign of the problem as written, and are what the optimum loses", () => {
    for (const sense of ["minimize", "maximize"] as const) {
      const x = variable(2, "x");
      const [a, b, c] = [parameter([], "a"), parameter(2, "b"), parameter([], "c")];
      const distance = sumSquares(x.sub([3, 1]));
      const constraints = {
        eq: sum(x).eq(a),
        le: x.mul(2).le(b),
        ge: dot([1, -1], x).ge(c),
      };
      const problem = sense === "minimize" ? Problem.minimize(distance) : Problem.maximize(distance.neg());
      problem.subjectTo(Object.values(constraints));
      const values = { a: 2, b: [2, 4], c: -0.5 };
      const solution = problem.solve(values);
      const sign = sense === "minimize" ? 1 : -1;
      const gradient = solution.vjp({ objective: 1 });
      close(
        solution.dual(constraints.eq),
        gradient.a.data.map((v) => -sign * v),
      );
      close(
        solution.dual(constraints.le),
        gradient.b.data.map((v) => -sign * v),
      );
      close(
        solution.dual(constraints.ge),
        gradient.c.data.map((v) => sign * v),
      );
      expect(
        Math.min(...solution.dual(constraints.le), ...solution.dual(constraints.ge)),
      ).toBeGreaterThanOrEqual(0);
      expect(solution.objective[0] * sign).toBeGreaterThan(0);
      const moved = (problem.solve({ ...values, a: 2 + 1e-5 }).objective[0] - solution.objective[0]) / 1e-5;
      expect(moved).toBeCloseTo(-sign * solution.dual(constraints.eq)[0], 3);
    }
  });

  test("of bounds, boxes and broadcast constraints", () => {
    const x = variable([2, 2], "x");
    const lower = x.mul(-2).le(2);
    const sides = box(x, -1.5, [0.5, 2]);
    const problem = Problem.minimize(
      sumSquares(
        x.sub([
          [5, -5],
          [0, 5],
        ]),
      ),
    ).subjectTo([lower, sides]);
    const solution = problem.solve();
    close(solution.value(x), [0.5, -1, 0, 2]);
    // −2x ≤ 2 at x = −1: 2(x + 5) = 2 · dual.
    close(solution.dual(lower), [0, 4, 0, 0]);
    close(solution.dual(sides), [9, 0, 0, 6]);
  });

  test("their gradients are those of differences", () => {
    const x = variable(3, "x");
    const [c, limit] = [parameter(3, "c"), parameter([], "limit")];
    const cap = x.mul(3).le(1.2).named("cap");
    const total = sum(abs(x)).le(limit).named("total");
    const problem = Problem.minimize(sumSquares(x.sub(c))).subjectTo([cap, total]);
    const values = { c: [2, -1, 0.5], limit: 1 };
    const weights = { cap: [1, 2, 3], total: -0.7, x: [0.3, 0.2, 0.1] };
    const loss = (at: typeof values): number => {
      const s = problem.solve(at);
      const pairs = [
        [s.dual(cap), weights.cap],
        [s.dual("total"), [weights.total]],
        [s.value(x), weights.x],
      ] as const;
      return pairs.reduce((t, [a, b]) => t + a.reduce((u, v, i) => u + v * b[i], 0), 0);
    };
    const solution = problem.solve(values);
    const gradient = solution.vjp(weights);
    const h = 1e-6;
    for (let i = 0; i < 3; i++) {
      const at = (by: number) => ({ ...values, c: values.c.map((v, k) => (k === i ? v + by : v)) });
      expect(gradient.c.data[i]).toBeCloseTo((loss(at(h)) - loss(at(-h))) / (2 * h), 6);
    }
    const at = (by: number) => ({ ...values, limit: 1 + by });
    expect(gradient.limit.data[0]).toBeCloseTo((loss(at(h)) - loss(at(-h))) / (2 * h), 6);
    const moved = solution.jvp({ limit: 1 });
    close(
      moved.total,
      [(problem.solve(at(h)).dual("total")[0] - problem.solve(at(-h)).dual("total")[0]) / (2 * h)],
      6,
    );
    const jacobian = solution.jacobian("total", "c");
    expect(jacobian.shape).toEqual([3]);
    close(jacobian.data, solution.vjp({ total: 1 }).c.data, 10);
    const wide = solution.jacobian(x, limit);
    expect(wide.shape).toEqual([3]);
    close(wide.data, moved.x, 10);
  });
});

test("warm starts, in place, and modes", () => {
  const [x, c] = [variable(3, "x"), parameter(3, "c")];
  const make = () => Problem.minimize(sumSquares(x.sub(c))).subjectTo([sum(x).eq(1), x.ge(0)]);
  const problem = make();
  const first = problem.solve({ c: [1, 2, 3] });
  const warm = problem.solve({ c: [1, 2, 3] }, { warmStart: true, inPlace: true });
  expect(warm.value(x)).toEqual(first.value(x));
  problem.solve({ c: [3, 2, 1] });
  expect(first.objective[0]).toBeCloseTo(warm.objective[0], 12);
  for (const gradient of ["smoothed", "leastSquares"] as const) {
    const other = make()
      .settings({ gradient })
      .solve({ c: [1, 2, 3] });
    expect(other.vjp({ x: [1, 0, 0] }).c.data.every(Number.isFinite)).toBe(true);
  }
});

describe("soft constraints", () => {
  test.each(["l1", "l2"] as const)("%s: a price for what is missing", (penalty) => {
    const [x, limit] = [variable(2, "x"), parameter(2, "limit")];
    const weight = parameter([], { name: "weight", nonneg: true });
    const cap = soft(x.le(limit), weight, penalty);
    const total = soft(sum(x).eq(3), 0.5, penalty);
    const problem = Problem.maximize(sumSquares(x.sub(4)).neg()).subjectTo([cap, total]);
    const solution = problem.solve({ limit: [1, 9], weight: 2 });
    const [a, b] = solution.value(x);
    const price = (v: number): number => (penalty === "l1" ? Math.abs(v) : v * v);
    const value = (p: number, q: number): number =>
      (p - 4) ** 2 +
      (q - 4) ** 2 +
      2 * (price(Math.max(0, p - 1)) + price(Math.max(0, q - 9))) +
      0.5 * price(p + q - 3);
    expect(solution.objective[0]).toBeCloseTo(-value(a, b), 7);
    for (const [p, q] of [
      [0.1, 0],
      [-0.1, 0],
      [0, 0.1],
      [0, -0.1],
      [0.1, -0.1],
    ]) {
      expect(value(a + p, b + q)).toBeGreaterThan(value(a, b) - 1e-9);
    }
    close(solution.violation(cap), [a - 1, 0]);
    close(solution.violation(total), [a + b - 3]);
    expect(solution.dual(cap)[0]).toBeGreaterThan(0);
  });
});

test("without an objective any point that meets the constraints will do", () => {
  const [x, total] = [variable(3, "x"), parameter([], "total")];
  const problem = Problem.minimize(0).subjectTo([sum(x).eq(total), x.box(0, 1)]);
  const solution = problem.solve({ total: [1, 2, 4] });
  expect(solution.status).toEqual(["solved", "solved", "primalInfeasible"]);
  close(Array.from(solution.value(sum(x))).slice(0, 2), [1, 2]);
});

describe("no solution", () => {
  test("which constraints contradict each other", () => {
    const x = variable(3, { name: "x", nonneg: true });
    const cap = x.le([0.2, 0.2, 0.2]).named("cap");
    const total = sum(x).eq(1).named("total");
    const idle = dot([1, -1, 0], x).le(5).named("idle");
    const solution = Problem.minimize(sumSquares(x)).subjectTo([cap, total, idle]).solve();
    expect(solution.status).toEqual(["primalInfeasible"]);
    const certificate = solution.certificate();
    expect(
      certificate?.kind === "primalInfeasible" && certificate.constraints.map((one) => one.constraint.name),
    ).toEqual(["cap", "total"]);
    expect(certificate?.text).toBe(
      "No point meets cap (`x <= [0.2, 0.2, 0.2]`) and total (`sum(x) == 1`) together.",
    );
    const negative = Problem.minimize(sumSquares(x))
      .subjectTo([sum(x).le(-1)])
      .solve()
      .certificate();
    expect(negative?.text).toBe("No point meets `sum(x) <= -1` and the sign of `x` together.");
  });

  test("where the objective has no end", () => {
    const [x, y] = [variable(2, "x"), variable([], "y")];
    const solution = Problem.maximize(sum(x).sub(square(y)))
      .subjectTo([x.index(0).le(1), y.ge(0)])
      .solve();
    expect(solution.status).toEqual(["dualInfeasible"]);
    const certificate = solution.certificate();
    expect(certificate?.text).toBe(
      "The objective grows for ever as `x` moves along the direction: bound it by a constraint.",
    );
  });

  test("the closest problem, and what it moved", () => {
    const x = variable(2, "x");
    const [low, high] = [sum(x).ge(3), dot([1, 1], x).le(1)];
    const problem = Problem.minimize(sumSquares(x))
      .subjectTo([low, high])
      .settings({ infeasible: "closestFeasible" });
    const solution = problem.solve();
    close(solution.value(x), [1, 1]);
    close(solution.shift(low), [1]);
    close(solution.shift(high), [1]);
  });

  test("a row that says something false of numbers", () => {
    const x = variable(2, "x");
    const solution = Problem.minimize(sumSquares(x))
      .subjectTo([x.mul([1, 0]).ge(1)])
      .solve();
    expect(solution.status).toEqual(["primalInfeasible"]);
  });
});

describe("files", () => {
  test("a problem that is written and read has the same bits", () => {
    const [x, c] = [variable([2, 3], { name: "x", nonpos: true }), parameter([2, 3], "c")];
    const gamma = parameter([], { name: "gamma", nonneg: true });
    const unnamed = variable(2);
    const problem = Problem.maximize(
      sumSquares(x.sub(c))
        .add(gamma.mul(x.tv2d()))
        .add(max(abs(unnamed.sub([1, 2]))))
        .add(sumSquares(unnamed))
        .neg(),
    )
      .subjectTo([
        concat([unnamed, x.index(0)])
          .le([1, 2, 3, 4, 5])
          .named("limits"),
        soft(box(unnamed, 0, 1), gamma.add(1), "l2"),
        x.index("all", [0, 2]).sum(-1).ge(-3),
        unnamed.take([1, 0]).diff().eq(0.25),
        tv1d(x.index(1)).le(4),
      ])
      .settings({ tolerance: 1e-9 });
    const text = JSON.stringify(problem);
    const again = Problem.fromJSON(JSON.parse(text));
    expect(JSON.stringify(again)).toBe(text);
    const values = {
      c: [
        [1, -2, 3],
        [-4, 5, -6],
      ],
      gamma: 0.3,
    };
    const [before, after] = [problem.solve(values), again.solve(values)];
    expect(before.status).toEqual(["solved"]);
    expect(after.value(again.variable("x"))).toEqual(before.value(x));
    expect(after.dual("limits")).toEqual(before.dual("limits"));
    expect(after.vjp({ objective: 1 })).toEqual(before.vjp({ objective: 1 }));
  });
});

test("without names objects are the keys", () => {
  const [x, c] = [variable(2), parameter(2)];
  const limit = sum(x).le(1);
  const problem = Problem.minimize(sumSquares(x.sub(c))).subjectTo([limit]);
  const solution = problem.solve(new Map([[c, [1, 2]]]));
  expect(problem.solve([[c, [1, 2]]]).value(x)).toEqual(solution.value(x));
  const gradients = solution.vjp([
    [x, [1, 0]],
    [limit, 1],
    ["objective", 2],
  ]);
  expect(gradients.get(c)?.shape).toEqual([2]);
  const moved = solution.jvp(new Map([[c, [1, 0]]]));
  expect(moved.get(limit)?.length).toBe(1);
});
