import fc from "fast-check";
import { expect, test } from "vitest";
import { nodesOf, TreeSum } from "./tree.js";

/** Numbers whose sums depend on the order. */
const leavesOf = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e10, max: 1e10 }), {
  minLength: 1,
  maxLength: 70,
});

function sumOf(numbers: readonly number[]): number {
  const tree = new TreeSum(numbers.length);
  numbers.forEach((value, index) => tree.add({ level: 0, index }, Float64Array.of(value)));
  const [{ sum }, ...others] = tree.nodes;
  expect(others).toEqual([]);
  return sum[0];
}

test("is a sum", () => {
  expect(sumOf([1, 2, 3, 4, 5])).toBe(15);
  expect(sumOf([7])).toBe(7);
});

test("is the same in any order, and from any parts", () => {
  fc.assert(
    fc.property(leavesOf, fc.array(fc.nat(70), { maxLength: 8 }), fc.nat(), (numbers, cuts, seed) => {
      const leaves = numbers.length;
      const bounds = [...new Set([0, leaves, ...cuts.map((cut) => cut % leaves)])].sort((a, b) => a - b);
      // Each part is summed by itself, in an order of its own; then the parts, in another.
      const parts = bounds.slice(1).flatMap((end, i) => {
        const part = new TreeSum(leaves);
        const indices = Array.from({ length: end - bounds[i] }, (_, k) => bounds[i] + k);
        indices.sort((a, b) => ((a * 7919 + seed) % 13) - ((b * 7919 + seed) % 13));
        for (const index of indices) part.add({ level: 0, index }, Float64Array.of(numbers[index]));
        expect(part.nodes.map(({ node }) => node)).toEqual(nodesOf(bounds[i], end, leaves));
        return part.nodes;
      });
      const all = new TreeSum(leaves);
      for (const { node, sum } of parts.reverse()) all.add(node, sum);
      expect(all.nodes.length).toBe(1);
      expect(all.nodes[0].sum[0]).toBe(sumOf(numbers));
    }),
  );
});

test("takes few nodes, however many leaves", () => {
  expect(nodesOf(0, 2 ** 40, 2 ** 40)).toEqual([{ level: 40, index: 0 }]);
  expect(nodesOf(1, 2 ** 40 - 1, 2 ** 40).length).toBe(78);
  expect(nodesOf(3, 3, 10)).toEqual([]);
});
