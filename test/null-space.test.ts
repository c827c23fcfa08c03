/** Dense problems with so many equalities that they are solved in the null space of A (kernel/pivot/null-space.ts). */
import { describe, expect, test } from "vitest";
import type { ProblemInput, Solution } from "optnet";
import { QpSolver, solve } from "optnet";
import { expectClose } from "./support/expectations.js";
import { multiply } from "./support/qp.js";
import { Random } from "./support/random.js";

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;

interface Sizes {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  readonly bounded?: boolean;
}

type Arrays = Record<string, { readonly data: Float64Array; readonly shape: readonly number[] }>;

/** The same for the input of one problem, all of whose fields are arrays here. */
const arraysOf = (input: ProblemInput): Arrays => input as unknown as Arrays;
const inputOf = (arrays: Arrays): ProblemInput => arrays as unknown as ProblemInput;

interface Matrices {
  Q: number[][];
  A: number[][];
  G: number[][];
  readonly point: number[];
}

function draw(random: Random, { n, e, m }: Sizes): Matrices {
  const rows = (count: number): number[][] =>
    Array.from({ length: count }, () => Array.from({ length: n }, () => random.normal()));
  const L = rows(n);
  const Q = L.map((a, i) => L.map((b, j) => a.reduce((sum, x, k) => sum + x * b[k], i === j ? 1 : 0)));
  return { Q, A: rows(e), G: rows(m), point: Array.from({ length: n }, () => random.normal()) };
}

/** A batch whose elements have their own matrices. */
function batchOf(random: Random, elements: readonly Matrices[], { n, e, m, bounded }: Sizes): ProblemInput {
  const batch = elements.length;
  const stacked = (values: readonly number[], ...shape: number[]) => ({
    data: Float64Array.from(values),
    shape: [batch, ...shape],
  });
  return {
    Q: stacked(
      elements.flatMap(({ Q }) => Q.flat()),
      n,
      n,
    ),
    p: stacked(
      Array.from({ length: batch * n }, () => 3 * random.normal()),
      n,
    ),
    A: stacked(
      elements.flatMap(({ A }) => A.flat()),
      e,
      n,
    ),
    b: stacked(
      elements.flatMap(({ A, point }) => multiply(A, point)),
      e,
    ),
    ...(m > 0 && {
      G: stacked(
        elements.flatMap(({ G }) => G.flat()),
        m,
        n,
      ),
      h: stacked(
        elements.flatMap(({ G, point }) => multiply(G, point).map((value) => value + random.uniform())),
        m,
      ),
    }),
    ...(bounded && {
      lower: stacked(
        elements.flatMap(({ point }) => point.map((value) => value - random.uniform())),
        n,
      ),
      upper: stacked(
        elements.flatMap(({ point }) => point.map((value) => value + random.uniform())),
        n,
      ),
    }),
  };
}

function elementOf(input: ProblemInput, element: number, lead: readonly number[] = []): ProblemInput {
  return inputOf(
    Object.fromEntries(
      Object.entries(arraysOf(input)).map(([name, { data, shape }]) => {
        const size = data.length / shape[0];
        const part = data.slice(element * size, element * size + size);
        return [name, { data: part, shape: [...lead, ...shape.slice(1)] }];
      }),
    ),
  );
}

function gradientOf(solution: Solution) {
  const random = new Random(3);
  const like = (data: Float64Array) => ({
    data: data.map(() => random.normal()),
    shape: [solution.status.length, data.length / solution.status.length],
  });
  return solution.vjp({ z: like(solution.z), nu: like(solution.nu) });
}

function expectSame(input: ProblemInput, tolerance = 1e-9): void {
  const [fast, slow] = [solve(input), solve(input, { backend: "reference" })];
  fast.assertSolved();
  for (const name of OUTPUTS) expectClose(fast[name], slow[name], tolerance);
  const [ours, theirs] = [gradientOf(fast), gradientOf(slow)] as unknown as Record<
    string,
    { data: Float64Array }
  >[];
  for (const name of Object.keys(theirs)) {
    const scale = theirs[name].data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    expectClose(
      ours[name].data.map((value) => value / scale),
      theirs[name].data.map((value) => value / scale),
      tolerance,
    );
  }
}

const SIZES: readonly Sizes[] = [
  { n: 24, e: 10, m: 12 },
  { n: 27, e: 13, m: 0 },
  { n: 25, e: 24, m: 5 },
  { n: 30, e: 12, m: 9, bounded: true },
  { n: 26, e: 11, m: 0, bounded: true },
];

describe.each(SIZES)("$n variables, $e equalities, $m inequalities, bounds: $bounded", (sizes) => {
  const elements = (random: Random, count: number) =>
    Array.from({ length: count }, () => draw(random, sizes));

  test("answers and gradients are those of the reference", () => {
    const random = new Random(5);
    const input = batchOf(random, elements(random, 5), sizes);
    expectSame(input);
    expect(solve(input).solvedBy(0)).toBe("pivoting");
  });

  test("an element has the same bits alone, among others and in any place", () => {
    const random = new Random(6);
    const input = batchOf(random, elements(random, 5), sizes);
    const all = solve(input);
    const { n } = sizes;
    const gradients = (solution: Solution) =>
      solution.vjp({
        z: { data: new Float64Array(solution.z.length).fill(1), shape: [solution.status.length, n] },
      }) as unknown as Arrays;
    const ofAll = gradients(all);
    for (let element = 0; element < 5; element++) {
      const alone = solve(elementOf(input, element, [1]));
      for (const name of OUTPUTS) {
        const size = alone[name].length;
        expect(all[name].slice(element * size, element * size + size)).toEqual(alone[name]);
      }
      for (const [name, { data }] of Object.entries(gradients(alone))) {
        const size = data.length;
        expect(ofAll[name].data.slice(element * size, element * size + size)).toEqual(data);
      }
    }
    const backwards = [4, 2, 0, 3, 1];
    const turned = inputOf(
      Object.fromEntries(
        Object.entries(arraysOf(input)).map(([name, { data, shape }]) => {
          const size = data.length / shape[0];
          const parts = backwards.flatMap((element) => [
            ...data.slice(element * size, element * size + size),
          ]);
          return [name, { data: Float64Array.from(parts), shape }];
        }),
      ),
    );
    const other = solve(turned);
    backwards.forEach((element, i) => {
      expect(other.z.slice(i * n, i * n + n)).toEqual(all.z.slice(element * n, element * n + n));
    });
  });

  test("a kept solver that shares all but p, or all but p and b, answers as one call does", () => {
    const random = new Random(7);
    const [one] = elements(random, 1);
    const constants: Arrays = { ...arraysOf(elementOf(batchOf(random, [one], sizes), 0)) };
    delete constants.p;
    const solver = new QpSolver({
      variables: sizes.n,
      equalities: sizes.e,
      inequalities: sizes.m,
      ...constants,
    });
    for (let call = 0; call < 3; call++) {
      const p = {
        data: Float64Array.from({ length: 5 * sizes.n }, () => random.normal()),
        shape: [5, sizes.n],
      };
      const five = Array.from({ length: 5 }, () => [...constants.b.data]).flat();
      const own = { data: Float64Array.from(five), shape: [5, sizes.e] };
      const shared = solver.solve({ p });
      const each = solver.solve({ p, b: own });
      shared.assertSolved();
      for (const name of OUTPUTS) expect(each[name]).toEqual(shared[name]);
      expectSame(inputOf({ ...constants, p }));
    }
  });
});

const BASE: Sizes = { n: 24, e: 10, m: 12 };

test.each(["repeated", "nearly repeated", "zero"] as const)(
  "a %s row of A is solved in the range space",
  (kind) => {
    const random = new Random(8);
    const elements = Array.from({ length: 4 }, () => draw(random, BASE));
    for (const [i, { A }] of elements.entries()) {
      if (i % 2 === 0) continue;
      if (kind === "zero") A[3].fill(0);
      else A[7] = A[2].map((value) => 2 * value + (kind === "repeated" ? 0 : 1e-13 * random.normal()));
    }
    const input = batchOf(random, elements, BASE);
    const all = solve(input);
    all.assertSolved();
    const reference = solve(input, { backend: "reference" });
    expectClose(all.z, reference.z, 1e-8);
    for (let element = 0; element < 4; element++) {
      expect(all.solvedBy(element)).toBe("pivoting");
      const alone = solve(elementOf(input, element, [1]));
      expect(all.z.slice(element * BASE.n, (element + 1) * BASE.n)).toEqual(alone.z);
    }
  },
);

test("rows that are constant wherever A z = b cannot be active, and show where they are violated", () => {
  const random = new Random(9);
  const elements = Array.from({ length: 3 }, () => draw(random, BASE));
  for (const { A, G } of elements) G[4] = A[1].map((value, j) => value - 3 * A[6][j]);
  const input = batchOf(random, elements, BASE);
  expectSame(input);
  const { h } = input as { h: { data: Float64Array } };
  h.data[BASE.m + 4] -= 5;
  const { status } = solve(input);
  expect(status).toEqual(["solved", "primalInfeasible", "solved"]);
});

test("a Q that is singular is solved, definite or not where A z = 0", () => {
  const random = new Random(10);
  const elements = Array.from({ length: 4 }, () => draw(random, BASE));
  elements.forEach((element, i) => {
    // One direction, or more than the null space has, without curvature.
    const rank = i % 2 === 0 ? BASE.n - 1 : 6;
    const L = Array.from({ length: BASE.n }, () => Array.from({ length: rank }, () => random.normal()));
    element.Q = L.map((a) => L.map((b) => a.reduce((sum, x, k) => sum + x * b[k], 0)));
  });
  const input = batchOf(random, elements, { ...BASE, bounded: true });
  const [fast, slow] = [solve(input), solve(input, { backend: "reference" })];
  fast.assertSolved();
  const relative = ({ objective }: Solution) =>
    objective.map((value, i) => value / (1 + Math.abs(slow.objective[i])));
  expectClose(relative(fast), relative(slow), 1e-8);
});

test("a Q that is not convex is refused, even where it is convex wherever A z = 0", () => {
  const random = new Random(11);
  const element = draw(random, BASE);
  element.A[0] = Array.from({ length: BASE.n }, (_, j) => (j === 0 ? 1 : 0));
  for (let j = 0; j < BASE.n; j++) element.Q[0][j] = element.Q[j][0] = j === 0 ? 1 : 0;
  const base = batchOf(random, [element], BASE) as { Q: { data: Float64Array } };
  expect(() => solve(base as ProblemInput)).not.toThrow();
  // The first pivot is positive, the curvature along the first variable beside others is not.
  base.Q.data[1] = base.Q.data[BASE.n] = 10 * base.Q.data[BASE.n + 1];
  expect(() => solve(base as ProblemInput)).toThrow(/convex|semidefinite/);
});
