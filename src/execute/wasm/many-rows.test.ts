/** Many more rows than variables, which are looked at in float32 (kernel/pivot/screen.ts). */
import { expect, test } from "vitest";
import { Random } from "../../../test/support/random.js";
import { solve } from "../../index.js";

const BATCH = 5;

interface Kind {
  readonly name: string;
  readonly n: number;
  readonly m: number;
  /** What rows of G are multiplied by. */
  readonly unit?: (row: number) => number;
  readonly change?: (G: number[][], h: number[], random: Random) => void;
}

const KINDS: readonly Kind[] = [
  { name: "one variable", n: 1, m: 17 },
  { name: "three", n: 3, m: 40 },
  { name: "ten", n: 10, m: 100 },
  { name: "fourteen", n: 14, m: 113 },
  { name: "as few rows as can be", n: 6, m: 18 },
  { name: "twenty-one", n: 21, m: 64 },
  { name: "as many variables as can be", n: 64, m: 192 },
  { name: "rows in far units", n: 6, m: 70, unit: (row) => 10 ** ((row % 13) * 2 - 12) },
  { name: "numbers beyond float32", n: 6, m: 70, unit: () => 1e60 },
  {
    name: "rows that are there twice, or nearly",
    n: 5,
    m: 60,
    change: (G, h) => {
      for (let row = 0; row < 30; row++) {
        G[row + 30] = G[row].map((value) => value * (1 + (row % 3) * 2 ** -26));
        h[row + 30] = h[row];
      }
    },
  },
  {
    name: "rows without a limit",
    n: 5,
    m: 60,
    change: (_, h) => {
      for (let row = 0; row < 60; row += 2) h[row] = Infinity;
    },
  },
];

function drawn({ n, m, unit = () => 1, change }: Kind, random: Random) {
  const factor = random.matrix(n, n);
  const Q = factor.map((a, i) =>
    factor.map((b, j) => a.reduce((sum, value, k) => sum + value * b[k], 0) + Number(i === j)),
  );
  const point = random.vector(n);
  const G = random.matrix(m, n).map((row, i) => row.map((value) => value * unit(i)));
  const h = G.map((row, i) => row.reduce((sum, value, j) => sum + value * point[j], 0) + 0.1 * unit(i));
  change?.(G, h, random);
  return { Q, p: random.vector(n).map((value) => 10 * value), G, h };
}

test.each(KINDS)("$name: solved as the reference does, and to the same bits alone", (kind) => {
  const random = new Random(kind.n + kind.m);
  for (let round = 0; round < 5; round++) {
    const problems = Array.from({ length: BATCH }, () => drawn(kind, random));
    const together = solve({
      Q: problems.map(({ Q }) => Q),
      p: problems.map(({ p }) => p),
      G: problems.map(({ G }) => G),
      h: problems.map(({ h }) => h),
    });
    const [first] = problems;
    const shared = solve({ ...first, p: problems.map(({ p }) => p) });
    problems.forEach((problem, i) => {
      const alone = solve(problem);
      expect(together.status[i]).toBe("solved");
      const of = (data: Float64Array): number[] => [...data.subarray(i * kind.n, (i + 1) * kind.n)];
      expect(of(together.z)).toEqual([...alone.z]);
      expect(of(shared.z)).toEqual([...solve({ ...first, p: problem.p }).z]);
      const reference = solve(problem, { backend: "reference" });
      alone.z.forEach((value, j) => expect(value).toBeCloseTo(reference.z[j], 5));
    });
  }
});

test("rows that contradict each other are a status", () => {
  const problem = drawn({ name: "", n: 4, m: 50 }, new Random(1));
  const G = [...problem.G.slice(0, 48), [1, 1, 0, 0], [-1, -1, 0, 0]];
  const h = [...problem.h.slice(0, 48), -1, 0];
  expect(solve({ ...problem, G, h }).status).toEqual(["primalInfeasible"]);
});
