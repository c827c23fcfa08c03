import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edge } from "../../test/support/sparse.js";
import { anyPattern, arrow, grid, patternOf } from "../../test/support/sparse.js";
import { separatorStages } from "./dissection.js";
import { columnCounts, eliminationTree, lowerColumns, postorder } from "./elimination-tree.js";
import { minimumDegree } from "./ordering.js";
import type { Pattern } from "./pattern.js";
import { predict } from "./symbolic.js";

function cube(side: number): Pattern {
  const edges: Edge[] = [];
  for (let i = 0; i < side ** 3; i++) {
    if (i >= side * side) edges.push([i, i - side * side]);
    if (i % (side * side) >= side) edges.push([i, i - side]);
    if (i % side > 0) edges.push([i, i - 1]);
  }
  return patternOf(side ** 3, edges);
}

/** The Hessian of Σ (x_i + x_(2i − 1) + x_(3i − 1))², numbers of unknowns modulo n: that of CVXQP2. */
function farApart(n: number): Pattern {
  const edges: Edge[] = [];
  for (let i = 1; i <= n; i++) {
    const [a, b, c] = [i - 1, (2 * i - 1) % n, (3 * i - 1) % n];
    edges.push([a, b], [a, c], [b, c]);
  }
  return patternOf(n, edges);
}

function entriesIn(lower: Pattern, order: Int32Array): number {
  const place = new Int32Array(order.length);
  order.forEach((unknown, k) => (place[unknown] = k));
  const columns = lowerColumns(lower, place);
  const parent = eliminationTree(columns);
  return columnCounts(columns, parent, postorder(parent)).reduce((sum, rows) => sum + rows, 0);
}

/** How many unknowns the parts have that are left without those of these stages and above. */
function partsBelow({ rows, start, index }: Pattern, stages: Int32Array, stage: number): number[] {
  const parent = Int32Array.from({ length: rows }, (_, i) => i);
  const rootOf = (i: number): number => (parent[i] === i ? i : (parent[i] = rootOf(parent[i])));
  for (let i = 0; i < rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (stages[i] < stage && stages[index[k]] < stage) parent[rootOf(i)] = rootOf(index[k]);
    }
  }
  const sizes = new Map<number, number>();
  for (let i = 0; i < rows; i++) if (stages[i] < stage) sizes.set(rootOf(i), (sizes.get(rootOf(i)) ?? 0) + 1);
  return [...sizes.values()].sort((a, b) => b - a);
}

const count = (stages: Int32Array, stage: number): number => stages.filter((one) => one === stage).length;

describe("nested dissection", () => {
  test("halves a square by about a row, and goes on until parts are small", () => {
    const side = 60;
    const stages = separatorStages(grid(side));
    const last = Math.max(...stages);
    expect(count(stages, last)).toBeLessThanOrEqual(1.3 * side);
    const [first, second] = partsBelow(grid(side), stages, last);
    expect(first).toBeLessThanOrEqual(0.6 * side * side);
    expect(second).toBeGreaterThanOrEqual(0.3 * side * side);
    expect(partsBelow(grid(side), stages, 1)[0]).toBeLessThanOrEqual(200);
  });

  test("of parts that nothing connects needs no separator between them", () => {
    const edges: Edge[] = [];
    for (let i = 0; i < 400; i++) if (i % 200 > 0) edges.push([i, i - 1]);
    const stages = separatorStages(patternOf(400, edges));
    expect(Math.max(...stages)).toBe(0);
  });

  test("leaves small patterns alone, and dense unknowns for the end", () => {
    expect(Math.max(...separatorStages(grid(10)))).toBe(0);
    const stages = separatorStages(arrow(1000, 7));
    expect(stages[7]).toBe(Math.max(...stages));
    expect(separatorStages(patternOf(0, []))).toHaveLength(0);
  });

  test("keeps factors smaller than minimum degree does where unknowns far apart meet", () => {
    const lower = farApart(2000);
    const [dissected, byDegree] = [separatorStages(lower), undefined].map((stages) =>
      entriesIn(lower, minimumDegree(lower, stages)),
    );
    expect(dissected).toBeLessThan(0.9 * byDegree);
  });

  test("is taken where its factors are the smaller ones", () => {
    const lower = cube(16);
    const orders = [separatorStages(lower), undefined].map((stages) => minimumDegree(lower, stages));
    expect(predict(lower).flops).toBeGreaterThan(1000 * lower.index.length);
    expect(predict(lower).entries).toBe(Math.min(...orders.map((order) => entriesIn(lower, order))));
  });
});

describe("minimum degree by stages", () => {
  test("has every unknown once, whatever the stages", () => {
    fc.assert(
      fc.property(anyPattern(60), fc.array(fc.nat(4), { minLength: 60, maxLength: 60 }), (lower, stages) => {
        const order = minimumDegree(lower, Int32Array.from(stages).slice(0, lower.rows));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, i) => i));
      }),
    );
  });

  test("eliminates earlier stages first", () => {
    const lower = grid(12);
    const stages = Int32Array.from({ length: 144 }, (_, i) => (Math.floor(i / 12) === 6 ? 1 : 0));
    const order = minimumDegree(lower, stages);
    expect(Array.from(order.slice(132)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, k) => 72 + k),
    );
  });
});
