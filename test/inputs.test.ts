/** Everything that an input may be means the same, wherever it is solved. */
import { afterAll, describe, expect, test } from "vitest";
import type { ArrayInput, DenseArray, ProblemInput, SettingsInput, Solution, TypedNumbers } from "optnet";
import { explain, QpSolver, solve } from "optnet";
import { ThreadPool } from "../src/execute/threads/node.js";
import { complaint } from "./complaint.js";

/** Whole numbers, so that integer arrays can hold them. */
const problem = {
  Q: [[4, 1], [1, 2]], // prettier-ignore
  p: [[1, 1], [3, 2], [0, 5]], // prettier-ignore
  A: [[1, 1]],
  b: [[1], [2], [3]],
  G: [[[1, 0]], [[0, 1]], [[1, 1]]],
  h: [4],
  lower: [0, 1],
  upper: [[9, 9], [8, 8], [7, 7]], // prettier-ignore
} satisfies ProblemInput;

const KINDS = [
  ...[Float64Array, Float32Array, Int8Array, Uint8Array, Uint8ClampedArray],
  ...[Int16Array, Uint16Array, Int32Array, Uint32Array],
] as const;

const pool = new ThreadPool({ threads: 2 });
afterAll(() => pool.dispose());

type Nested = number | readonly Nested[];

const mapInputs = (change: (input: Nested) => unknown): ProblemInput =>
  Object.fromEntries(
    Object.entries(problem).map(([name, input]) => [name, change(input as Nested)]),
  ) as unknown as ProblemInput;

/** All numbers of a solution and its gradients. */
function numbersOf(solution: Solution): Record<string, unknown> {
  const { z, nu, lambda, lambdaLower, lambdaUpper, slack, objective, status } = solution;
  const gradients = solution.vjp({ z: [[1, -1], [2, 0], [0, 1]], objective: [1, 2, 3] }); // prettier-ignore
  const data = Object.entries(gradients).map(([name, gradient]) => [name, [...gradient.data]]);
  return { z, nu, lambda, lambdaLower, lambdaUpper, slack, objective, status, ...Object.fromEntries(data) };
}

const expected = numbersOf(solve(problem));

describe("the same numbers", () => {
  const shapeOf = (input: Nested): number[] =>
    Array.isArray(input) ? [input.length, ...shapeOf((input as Nested[])[0])] : [];
  const flat = (input: Nested): number[] => [input].flat(3 as 1) as number[];
  const rows = (input: Nested, row: (numbers: readonly number[]) => unknown): unknown =>
    typeof (input as Nested[])[0] === "number"
      ? row(input as number[])
      : (input as Nested[]).map((inner) => rows(inner, row));

  test.each(KINDS)("in { data, shape } of %o", (Kind) => {
    const input = mapInputs((given) => ({ data: Kind.from(flat(given)), shape: shapeOf(given) }));
    expect(numbersOf(solve(input))).toEqual(expected);
  });

  test.each(KINDS)("in rows of %o", (Kind) => {
    const input = mapInputs((given) => rows(given, (numbers) => Kind.from(numbers)));
    expect(numbersOf(solve(input))).toEqual(expected);
  });

  test("in { data, shape } with a plain array, as JSON has it", () => {
    const input = mapInputs((given) => ({ data: flat(given), shape: shapeOf(given) }));
    expect(numbersOf(solve(JSON.parse(JSON.stringify(input)) as ProblemInput))).toEqual(expected);
  });

  test("in rows of which only some are typed, and of another realm's kind", () => {
    let count = 0;
    const input = mapInputs((given) =>
      rows(given, (numbers) => (count++ % 2 ? Float32Array.from(numbers) : numbers)),
    );
    expect(numbersOf(solve(input))).toEqual(expected);
  });

  test("from threads, and from a kept solver", () => {
    const input = mapInputs((given) => rows(given, (numbers) => Int32Array.from(numbers)));
    expect(numbersOf(pool.solve(input))).toEqual(expected);
    const { p, b, ...constants } = input;
    const solver = new QpSolver({ variables: 2, equalities: 1, inequalities: 1, ...constants });
    for (let call = 0; call < 2; call++) expect(numbersOf(solver.solve({ p, b }))).toEqual(expected);
  });

  test("as cotangents and tangents", () => {
    const solution = solve(problem);
    const z = [[1, -1], [2, 0], [0, 1]]; // prettier-ignore
    const dp = solution.vjp({ z }).p;
    for (const same of [
      z.map((row) => Int16Array.from(row)),
      { data: Int8Array.from(z.flat()), shape: [3, 2] },
      { data: z.flat(), shape: [3, 2] },
    ]) {
      expect(solution.vjp({ z: same }).p).toEqual(dp);
      expect(solution.jvp({ p: same }).z).toEqual(solution.jvp({ p: z }).z);
    }
  });
});

describe("a batch of one serves all elements", () => {
  const several = solve(problem);
  const shared: Pick<ProblemInput, "Q" | "A" | "h" | "lower"> = {
    Q: [problem.Q],
    A: [problem.A],
    h: [problem.h],
    lower: [problem.lower],
  };

  test.each(["auto", "reference"] as const)("in backend %s", (backend) => {
    const one = solve({ ...problem, ...shared }, { backend });
    expect(numbersOf(one)).toEqual(numbersOf(solve(problem, { backend })));
  });

  test("and its gradient is the sum, in its own shape", () => {
    const one = solve({ ...problem, ...shared });
    const cotangents = { z: [[1, -1], [2, 0], [0, 1]] }; // prettier-ignore
    const gradients = one.vjp(cotangents);
    expect(gradients.Q).toEqual({ data: several.vjp(cotangents).Q!.data, shape: [1, 2, 2] });
    expect(gradients.h).toEqual({ data: several.vjp(cotangents).h!.data, shape: [1, 1] });
    expect(one.jvp({ h: [[1]], lower: [[1, 1]] })).toEqual(several.jvp({ h: [1], lower: [1, 1] }));
    for (const name of ["Q", "A", "h", "lower"] as const) {
      expect(one.jacobian("z", name)).toEqual(several.jacobian("z", name));
    }
  });

  test("for threads, a kept solver, and closest feasible points", () => {
    expect(numbersOf(pool.solve({ ...problem, ...shared }))).toEqual(expected);
    const solver = new QpSolver({ variables: 2, equalities: 1, inequalities: 1, ...shared });
    const { p, b, G, upper } = problem;
    const alone = solver.solve({ p: [p[0]], b: [b[0]], G: [G[0]], upper: [upper[0]] });
    expect(alone.shape.batch).toBe(1);
    expect(numbersOf(solver.solve({ p, b, G, upper }))).toEqual(expected);
    expect(solver.solve({ p: p[0], b: b[0], G: G[0], upper: upper[0] }).z).toEqual(alone.z);
    const contradiction = { p: [[0, 0], [1, 0]], A: [[[1, 1], [1, 1]]], b: [[1, 3]], Q: [1, 1] }; // prettier-ignore
    const plain = { ...contradiction, A: contradiction.A[0], b: contradiction.b[0] };
    const settings = { infeasible: "closestFeasible" } as const;
    const [one, two] = [solve(contradiction, settings), solve(plain, settings)];
    expect(one.z).toEqual(two.z);
    expect(one.jvp({ b: [[1, 0]], p: [[1, 1], [0, 0]] })).toEqual(two.jvp({ b: [1, 0], p: [[1, 1], [0, 0]] })); // prettier-ignore
    expect(one.jacobian("shiftB", "b")).toEqual(two.jacobian("shiftB", "b"));
    expect(one.vjp({ z: [[1, 0], [0, 1]] }).A!.data).toEqual(two.vjp({ z: [[1, 0], [0, 1]] }).A!.data); // prettier-ignore
  });

  test("and errors name its entries", () => {
    expect(complaint(() => solve({ ...problem, h: [[NaN]] })).got).toBe(
      "NaN at h[0][0] (element 0, entry 0)",
    );
  });
});

describe("diagonals", () => {
  const diagonals = [[1, 2], [3, 1], [2, 2]]; // prettier-ignore
  const { p, A, b } = problem;
  const wanted = diagonals.map((Q, i) => [...solve({ Q, p: p[i], A, b: b[i] }).z]);

  test.each<[string, ArrayInput]>([
    ["nested", diagonals],
    ["rows", diagonals.map((row) => Float64Array.from(row))],
    ["{ data, shape }", { data: diagonals.flat(), shape: [3, 2] }],
  ])("of three elements, %s", (_name, diagonal) => {
    const solution = solve({ Q: { diagonal }, p, A, b });
    expect([...solution.z]).toEqual(wanted.flat());
    const reshaped = solve({ Q: diagonals.map((row) => [row]), p, A, b });
    const cotangents = { z: [[1, 0], [0, 1], [1, 1]] }; // prettier-ignore
    expect(solution.vjp(cotangents).Q).toEqual({ data: reshaped.vjp(cotangents).Q!.data, shape: [3, 2] });
    expect(solution.jacobian("z", "Q").shape).toEqual([3, 2, 2]);
    expect(solution.jvp({ Q: { diagonal } })).toEqual(reshaped.jvp({ Q: diagonals.map((row) => [row]) }));
    expect(solution.jvp({ Q: diagonal })).toEqual(solution.jvp({ Q: { diagonal } }));
  });

  test("never depend on the size of the batch", () => {
    for (const B of [1, 2, 3, 4]) {
      const ones = Array.from({ length: B }, () => [1, 1]);
      const minusOnes = ones.map((row) => row.map((value) => -value));
      const z = [...solve({ Q: { diagonal: ones }, p: minusOnes }).z];
      expect(z).toEqual(ones.flat());
      expect([...solve({ Q: ones.map((row) => [row]), p: minusOnes }).z]).toEqual(z);
      // Two axes are one matrix, or are refused.
      if (B > 2) expect(complaint(() => solve({ Q: ones, p: minusOnes })).hint).toContain("{ diagonal: Q }");
    }
  });

  test("go with everything else", () => {
    const Q = { diagonal: diagonals };
    expect([...pool.solve({ Q, p, A, b }).z]).toEqual(wanted.flat());
    const solver = new QpSolver({ variables: 2, equalities: 1, Q, A });
    for (let call = 0; call < 2; call++) expect([...solver.solve({ p, b }).z]).toEqual(wanted.flat());
    expect([...solver.solve({ p, b, Q: { diagonal: [1, 2] } }).z].slice(0, 2)).toEqual(wanted[0]);
    // As many as there are variables.
    const two = { Q: { diagonal: diagonals.slice(0, 2) }, p: p.slice(0, 2), A, b: b.slice(0, 2) };
    const kept = new QpSolver({ variables: 2, equalities: 1, Q: two.Q, A });
    for (let call = 0; call < 2; call++) {
      expect([...kept.solve({ p: two.p, b: two.b }).z]).toEqual(wanted.slice(0, 2).flat());
    }
    expect(solve(two).vjp({ z: [[1, 0], [0, 1]] }).Q!.shape).toEqual([2, 2]); // prettier-ignore
    expect(explain(two)).toBe(explain({ ...two, Q: [[[1, 2]], [[3, 1]]] }));
  });
});

describe("a batch without elements", () => {
  const none = (...shape: number[]): DenseArray => ({ data: new Float64Array(0), shape: [0, ...shape] });
  const input = { ...problem, p: none(2), b: none(1), G: none(1, 2), upper: none(2) };

  function expectEmpty(solution: Solution): void {
    expect(solution.shape).toMatchObject({ batch: 0, variables: 2, equalities: 1, inequalities: 1 });
    for (const name of [
      "z",
      "nu",
      "lambda",
      "lambdaLower",
      "lambdaUpper",
      "slack",
      "objective",
      "shiftB",
      "shiftH",
    ] as const) {
      expect(solution[name]).toEqual(new Float64Array(0));
    }
    for (const name of ["primalResidual", "dualResidual", "dualityGap"] as const)
      expect(solution[name]).toHaveLength(0);
    expect(solution.iterations).toEqual(new Int32Array(0));
    expect(solution.status).toEqual([]);
    expect(solution.assertSolved()).toBe(solution);
    expect(solution.weaklyActive).toEqual(new Int32Array(0));
    expect(complaint(() => solution.certificate()).expected).toBe("a batch with elements");
    for (const cotangents of [
      {},
      { z: [], objective: [] },
      { z: none(2), nu: none(1) },
      { z: new Float64Array(0) },
    ]) {
      const gradients = solution.vjp(cotangents);
      expect(gradients.p).toEqual({ data: new Float64Array(0), shape: [0, 2] });
      expect(gradients.G).toEqual({ data: new Float64Array(0), shape: [0, 1, 2] });
      expect(gradients.Q).toEqual({ data: new Float64Array(4), shape: [2, 2] });
      expect(gradients.h).toEqual({ data: new Float64Array(1), shape: [1] });
    }
    const moved = solution.jvp({ p: [], h: [1], b: none(1) });
    expect(Object.values(moved).every((values: Float64Array) => values.length === 0)).toBe(true);
    expect(solution.jacobian("z", "b")).toEqual({ data: new Float64Array(0), shape: [0, 2, 1] });
    expect(solution.jacobian("objective", "Q")).toEqual({ data: new Float64Array(0), shape: [0, 2, 2] });
    expect(solution.jacobian("z", "G").shape).toEqual([0, 2, 1, 2]);
    expect(complaint(() => solution.vjp({ z: [1, 2] })).expected).toBe("[0,2]");
    solution.dispose();
  }

  const SETTINGS: SettingsInput[] = [
    {},
    { backend: "reference" },
    { form: "nullSpace" },
    { gradient: "smoothed" },
    { gradient: "leastSquares" },
    { infeasible: "closestFeasible" },
    { unsolvedGradient: "throw" },
  ];
  test.each(SETTINGS)("has empty outputs with %o", (settings) => {
    expectEmpty(solve(input, settings));
    expectEmpty(pool.solve(input, settings));
  });

  test("waits for nothing in threads", async () => {
    expectEmpty(await pool.solveAsync(input));
    expectEmpty(await pool.solveAsync(input, { infeasible: "closestFeasible" }));
  });

  test("goes between others in a kept solver", () => {
    const { Q, A, h, lower, ...values } = input;
    const solver = new QpSolver({ variables: 2, equalities: 1, inequalities: 1, Q, A, h, lower });
    expectEmpty(solver.solve(values));
    const { p, b, G, upper } = problem;
    for (const options of [{}, { warmStart: true }, { inPlace: true }, { warmStart: true, inPlace: true }]) {
      expectEmpty(solver.solve(values, options));
      expect(numbersOf(solver.solve({ p, b, G, upper }, options))).toEqual(expected);
      expectEmpty(solver.solve(values, options));
    }
    expect(solver.explain(values)).toBe(solver.explain({ b, G, upper }));
  });

  test("and a batch of one goes with it", () => {
    expect(solve({ ...input, h: [problem.h] }).shape.batch).toBe(0);
  });

  test("but numbers that all elements share are checked", () => {
    expect(complaint(() => solve({ ...input, h: [NaN] })).field).toBe("h");
  });
});

test("typed numbers are a type of their own", () => {
  const rows: TypedNumbers[] = [new Int32Array([1, 2])];
  expect(solve({ p: rows, lower: 0 }).z).toEqual(new Float64Array(2));
});
