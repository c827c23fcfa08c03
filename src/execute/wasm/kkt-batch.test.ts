/** Derivatives of batches in which some elements need a second look, or have none. */
import { describe, expect, test } from "vitest";
import { solve } from "../../api/solve.js";
import { Random } from "../../../tools/random.js";

const [n, m] = [4, 6];

/** Odd many elements: of the matrices that all share, or each of its own. */
function batchOf(batch: number, shared: boolean) {
  const random = new Random(11);
  const normal = (count: number) => Array.from({ length: count }, () => random.normal());
  const matrices = Array.from({ length: batch }, () => ({
    Q: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 2 + i : 0.3))),
    // The last row is the first again: where both are active the system is singular.
    G: ((rows) => [...rows, rows[0]])(Array.from({ length: m - 1 }, () => normal(n))),
  }));
  const p = Array.from({ length: batch }, () => normal(n));
  const h = Array.from({ length: batch }, () => Array.from({ length: m }, () => 1 + random.uniform()));
  h.forEach((row) => (row[m - 1] = row[0] + 1));
  return { matrices: shared ? matrices.map(() => matrices[0]) : matrices, p, h };
}

describe.each([true, false])("matrices shared: %s", (shared) => {
  // Which elements are infeasible, and which have twice the same active row.
  test.each([
    { batch: 7, infeasible: [], twice: [] },
    { batch: 7, infeasible: [0], twice: [] },
    { batch: 7, infeasible: [3, 6], twice: [] },
    { batch: 8, infeasible: [2], twice: [5] },
    { batch: 9, infeasible: [], twice: [0, 8] },
    { batch: 9, infeasible: [1, 2], twice: [3, 4] },
  ])("$batch, $infeasible infeasible, $twice singular: as alone, to the bit", (which) => {
    const { batch } = which;
    const { matrices, p, h } = batchOf(batch, shared);
    for (const i of which.twice) {
      h[i][m - 1] = h[i][0] = -1;
      // The first row is violated without it.
      p[i] = matrices[i].G[0].map((value) => -3 * value);
    }
    for (const i of which.infeasible) h[i] = h[i].map(() => -1e9);
    const inputs = (i: number) => ({ Q: matrices[i].Q, p: p[i], G: matrices[i].G, h: h[i] });
    const own = { lower: -100, upper: 100 };
    const whole = solve({
      ...own,
      Q: shared ? matrices[0].Q : matrices.map(({ Q }) => Q),
      G: shared ? matrices[0].G : matrices.map(({ G }) => G),
      p,
      h,
    });
    const z = Array.from({ length: batch }, () => [1, -2, 3, 0.5]);
    const gradients = whole.vjp({ z });
    for (let i = 0; i < batch; i++) {
      const alone = solve({ ...own, ...inputs(i) });
      expect(whole.status[i]).toBe(alone.status[0]);
      expect(whole.status[i]).toBe(which.infeasible.includes(i as never) ? "primalInfeasible" : "solved");
      // Both rows hold, and one of them is not needed.
      if (which.twice.includes(i as never))
        expect(Math.max(alone.slack[0], alone.slack[m - 1])).toBeLessThan(1e-9);
      const mine = alone.vjp({ z: z[0] });
      expect(gradients.p!.data.slice(i * n, i * n + n)).toEqual(mine.p!.data);
      expect(gradients.h!.data.slice(i * m, i * m + m)).toEqual(mine.h!.data);
      if (shared) continue;
      const [Q, G] = [gradients.Q!.data as Float64Array, gradients.G!.data as Float64Array];
      expect(Q.slice(i * n * n, i * n * n + n * n)).toEqual(mine.Q!.data);
      expect(G.slice(i * m * n, i * m * n + m * n)).toEqual(mine.G!.data);
    }
  });
});
