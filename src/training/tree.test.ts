import fc from "fast-check";
import { expect, test } from "vitest";
import { TreeSum } from "./tree.js";

/** The definition, without any order of coming. */
function byDefinition(leaves: readonly Float64Array[]): Float64Array {
  let level = leaves.map((leaf) => Float64Array.from(leaf));
  while (level.length > 1) {
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
      const [left, right] = [level[2 * i], level[2 * i + 1]];
      return right === undefined ? left : left.map((value, k) => value + right[k]);
    });
  }
  return level[0];
}

test("the sum does not depend on the order in which leaves come", () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 3,
    maxLength: 3,
  });
  const leaves = fc.array(numbers, { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(leaves, fc.infiniteStream(fc.nat()), (given, chance) => {
      const arrays = given.map((leaf) => Float64Array.from(leaf));
      const order = arrays
        .map((_, leaf) => ({ leaf, key: chance.next().value as number }))
        .sort((a, b) => a.key - b.key);
      const tree = new TreeSum(arrays.length);
      order.forEach(({ leaf }, i) => {
        expect(tree.sum).toBeUndefined();
        tree.add(leaf, Float64Array.from(arrays[leaf]));
        if (i < order.length - 1) expect(tree.sum).toBeUndefined();
      });
      expect(tree.sum).toEqual(byDefinition(arrays));
    }),
  );
});

test("rounding makes other orders other sums, which is why there is a tree", () => {
  const leaves = [1, 1e16, -1e16, 1].map((value) => Float64Array.of(value));
  const tree = new TreeSum(4);
  for (const leaf of [3, 0, 2, 1]) tree.add(leaf, Float64Array.from(leaves[leaf]));
  const inOrder = leaves.reduce((sum, [value]) => sum + value, 0);
  expect(tree.sum).toEqual(byDefinition(leaves));
  expect(tree.sum![0]).not.toBe(inOrder);
});
