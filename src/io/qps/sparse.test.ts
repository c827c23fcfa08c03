/** A file's matrices are those of its entries, and nothing else. */
import { describe, expect, it } from "vitest";
import { solve } from "../../index.js";
import { SparseMatrix } from "../../problem/sparse-matrix.js";
import { readQps } from "./qps.js";

describe("readQps", () => {
  it("reads as many columns as there are, with nothing but their entries", () => {
    const n = 50_000;
    const columns = Array.from({ length: n }, (_, i) => ` C${i} C 1 R${i} 1\n C${i} R${(i + 1) % n} -1`);
    const rows = Array.from({ length: n }, (_, i) => ` L R${i}`).join("\n");
    const quadratic = Array.from({ length: n }, (_, i) => ` C${i} C${i} 2`).join("\n");
    const text = `ROWS\n N C\n${rows}\nCOLUMNS\n${columns.join("\n")}\nQUADOBJ\n${quadratic}\n C0 C1 1\nENDATA\n`;
    const { problem } = readQps(text, "long.qps");
    expect((problem.G as SparseMatrix).shape).toEqual([n, n]);
    expect((problem.G as SparseMatrix).data).toHaveLength(2 * n);
    expect((problem.Q as SparseMatrix).data).toHaveLength(n + 2);
  });

  it("keeps an entry of 0", () => {
    const { A } = readQps("ROWS\n N C\n E EQ\nCOLUMNS\n X C 1 EQ 0\n Y EQ 1\nENDATA\n", "f").problem;
    expect(A).toBeInstanceOf(SparseMatrix);
    expect((A as SparseMatrix).data).toEqual(Float64Array.of(0, 1));
  });

  it("a cost that is not convex is refused as such", () => {
    const { problem } = readQps(
      "ROWS\n N C\nCOLUMNS\n X C 1\n Y C 1\nQUADOBJ\n X X 1\n X Y 2\n Y Y 1\nENDATA\n",
      "f",
    );
    expect(() => solve(problem)).toThrow(/positive semidefinite/);
  });
});
