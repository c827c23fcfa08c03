/** What a call of a kept solver allocates, in the package as it is installed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InstalledPackage } from "./installed-package.js";
import { installPackage, runModule } from "./installed-package.js";

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

/** Prints the bytes of a call on the heap, and those of its arrays; the new space is so large that nothing is collected. */
const PROGRAM = `
import { QpSolver } from "optnet";

const n = Number(process.argv[2]);
let state = 7;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
const solver = new QpSolver({
  variables: n,
  inequalities: n,
  Q: new Float64Array(n).fill(1),
  G: Float64Array.from({ length: n * n }, uniform),
  lower: -1,
});
const sequence = Array.from({ length: 100 }, (_, step) => ({
  p: Float64Array.from({ length: n }, (_, i) => 3 * Math.sin(step / 16 + i)),
  h: Float64Array.from({ length: n }, (_, i) => 1 + Math.cos(step / 16 + i) / 2),
}));
const options = { warmStart: true, inPlace: true };
const solution = solver.solve(sequence[0], options);
const rounds = (count) => {
  for (let round = 0; round < count; round++) {
    for (let step = 0; step < 100; step++) solver.solve(sequence[step], options);
    if (solution.status[0] !== "solved") throw new Error(solution.status[0]);
  }
};
rounds(60);
await new Promise((resolve) => setTimeout(resolve, 50));
globalThis.gc();
globalThis.gc();
const before = process.memoryUsage();
rounds(10);
const after = process.memoryUsage();
console.log((after.heapUsed - before.heapUsed) / 1000, (after.arrayBuffers - before.arrayBuffers) / 1000);
`;

test("a call in place allocates no arrays, and next to nothing besides", () => {
  writeFileSync(join(installed.project, "in-place.mjs"), PROGRAM);
  const measure = (size: number): number[] =>
    runModule(installed.project, `in-place.mjs`, ["--expose-gc", "--min-semi-space-size=64"], [String(size)])
      .trim()
      .split(" ")
      .map(Number);
  const [small, large] = [measure(16), measure(200)];
  console.log(`bytes per call: ${small[0].toFixed(0)} at n = 16, ${large[0].toFixed(0)} at n = 200`);
  expect(small[1]).toBeLessThanOrEqual(0);
  expect(large[1]).toBeLessThanOrEqual(0);
  // The arrays of a solution with 200 variables and inequalities are 12 kB alone.
  expect(small[0]).toBeLessThan(6000);
  expect(large[0]).toBeLessThan(6000);
});
