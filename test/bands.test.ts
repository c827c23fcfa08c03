/**
 * Rows that join variables side by side, whose Schur complement is zero but near its diagonal: orders, trends and
 * differences of signals. Pivoting works on the band alone, as long as rows are given in their order.
 */
import { describe, expect, test } from "vitest";
import { solve } from "optnet";
import { expectClose, expectSolution } from "./support/expectations.js";
import type { Qp } from "./support/qp.js";
import { stack } from "./support/qp.js";
import { Random } from "./support/random.js";

const OUTPUTS = ["z", "lambda", "objective"] as const;

/** Rows of differences of the order given, of a signal that mostly falls where it should rise. */
function draw(seed: number, n: number, order: 1 | 2 | 3, kind: "one-sided" | "both sides"): Qp {
  const random = new Random(seed);
  const stencil = [[], [1, -1], [-1, 2, -1], [1, -3, 3, -1]][order];
  const rows = Array.from({ length: n - order }, (_, i) => {
    const row = new Array<number>(n).fill(0);
    stencil.forEach((entry, k) => (row[i + k] = entry * (kind === "one-sided" ? 1 : random.uniform(0.5, 2))));
    return row;
  });
  const G = kind === "one-sided" ? rows : rows.flatMap((row) => [row, row.map((entry) => -entry)]);
  return {
    Q: random.vector(n, () => random.uniform(0.5, 2)),
    p: random.vector(n, () => 3 * random.normal()),
    G,
    h: random.vector(G.length, () => (random.chance(0.5) ? 0 : random.uniform(0, 0.5))),
  };
}

/** The same problem with its rows in another order, in which nothing is near the diagonal. */
function shuffled(qp: Qp, seed: number): { other: Qp; places: number[] } {
  const places = new Random(seed).permutation(qp.G!.length);
  const [G, h] = [places.map((i) => qp.G![i]), places.map((i) => qp.h![i])];
  return { other: { ...qp, G, h }, places };
}

describe.each([
  [30, 1],
  [101, 1],
  [64, 2],
  [75, 3],
] as const)("%d variables, differences of order %d", (n, order) => {
  test.each(["one-sided", "both sides"] as const)("answers and gradients, rows %s", (kind) => {
    for (let seed = 1; seed <= 8; seed++) {
      const qp = draw(seed, n, order, kind);
      const { other, places } = shuffled(qp, seed);
      const [mine, theirs] = [solve(qp), solve(other)];
      expectSolution(qp, mine);
      expect(mine.solvedBy(0)).toBe("pivoting");
      expectClose(mine.z, theirs.z, 1e-9);
      if (kind === "one-sided") {
        const lambda = places.map((i) => mine.lambda[i]);
        expectClose(Float64Array.from(lambda), theirs.lambda, 1e-7);
      }
      if (mine.weaklyActive[0] > 0 || theirs.weaklyActive[0] > 0) continue;
      const z = { data: Float64Array.from(new Random(seed + 50).vector(n)), shape: [1, n] };
      expectClose(mine.vjp({ z }).p!.data, theirs.vjp({ z }).p!.data, 1e-8);
    }
  });

  test.each(["shared", "each its own", "beside one without a band"] as const)(
    "the same bits alone and at any place, matrices %s",
    (matrices) => {
      const elements = [1, 2, 3, 4, 5].map((seed) => {
        const own = draw(seed, n, order, "one-sided");
        if (matrices === "shared") return { ...draw(1, n, order, "one-sided"), p: own.p };
        return matrices === "each its own" || seed % 2 === 0 ? own : shuffled(own, seed).other;
      });
      const together = solve(stack(elements, matrices === "shared" ? ["Q", "G", "h"] : []));
      elements.forEach((qp, k) => {
        const alone = solve(qp);
        for (const name of OUTPUTS) {
          const width = alone[name].length;
          expect(together[name].slice(k * width, k * width + width)).toEqual(alone[name]);
        }
      });
    },
  );
});
