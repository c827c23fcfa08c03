/**
 * How fast sparse matrices are analysed, factored and solved: the kernels beside TypeScript, in turn, in CPU time.
 * Usage: npx tsx test/sparse-speed.ts
 */
import { theInstance } from "../src/execute/wasm/module.js";
import { LANES, SparseBatchFactor, sparseBatchBytes } from "../src/execute/wasm/sparse-batch-factor.js";
import { newSparseFactor } from "../src/execute/wasm/sparse-factor.js";
import type { SparseFactor } from "../src/matrix/multifrontal.js";
import { MultifrontalFactor } from "../src/matrix/multifrontal.js";
import type { Pattern } from "../src/matrix/pattern.js";
import { targetsOf } from "../src/matrix/elimination-program.js";
import type { Symbolic } from "../src/matrix/symbolic.js";
import { analyse, predict } from "../src/matrix/symbolic.js";
import { Random } from "./support/random.js";
import type { Edge } from "./support/sparse.js";
import { chain, grid, patternOf, quasidefinite } from "./support/sparse.js";

/** Control of `states` by `inputs` over `steps`: the KKT matrix in variables and dynamics, stage by stage. */
function control(states: number, inputs: number, steps: number): Pattern {
  const variables = (states + inputs) * steps;
  const edges: Edge[] = [];
  for (let t = 0; t < steps; t++) {
    for (let row = 0; row < states; row++) {
      const multiplier = variables + t * states + row;
      // x[t + 1] = A x[t] + B u[t]; stage t holds u[t], x[t + 1].
      const own = t * (states + inputs);
      edges.push([multiplier, own + inputs + row]);
      for (let j = 0; j < inputs; j++) edges.push([multiplier, own + j]);
      if (t > 0) for (let j = 0; j < states; j++) edges.push([multiplier, own - states + j]);
    }
  }
  return patternOf(variables + steps * states, edges);
}

function randomPattern(size: number, perUnknown: number, seed: number): Pattern {
  const random = new Random(seed);
  const edge = (): Edge => [random.integer(0, size - 1), random.integer(0, size - 1)];
  return patternOf(size, Array.from({ length: perUnknown * size }, edge));
}

const CASES: readonly (readonly [string, () => Pattern])[] = [
  ["double integrator, 50 steps", () => control(2, 1, 50)],
  ["4 masses, 50 steps", () => control(8, 3, 50)],
  ["quadrotor, 30 steps", () => control(12, 4, 30)],
  ["chain of 100,000", () => chain(100_000)],
  ["grid of 64 × 64", () => grid(64)],
  ["grid of 256 × 256", () => grid(256)],
  ["random, n = 1000", () => randomPattern(1000, 3, 1)],
  ["random, n = 5000", () => randomPattern(5000, 2, 1)],
  [
    "dense, n = 1000",
    () =>
      patternOf(
        1000,
        Array.from({ length: 1e6 }, (_, k) => [k % 1000, Math.floor(k / 1000)]),
      ),
  ],
];

const user = (): number => process.cpuUsage().user;

/** Microseconds of CPU time, the least of some runs. */
function timeOf(run: () => void, runs: number): number {
  let least = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = user();
    run();
    least = Math.min(least, user() - start);
  }
  return least;
}

/** Four at a time; undefined where the table is too large to be worth it. */
function inLanes(symbolic: Symbolic, values: Float64Array, signs: Int8Array): SparseFactor | undefined {
  const instance = theInstance();
  if (instance === undefined || targetsOf(symbolic) > 1e7) return undefined;
  const { kernels, arena } = instance;
  const bytes = sparseBatchBytes(symbolic);
  const at = arena.allocate(bytes)!;
  const lanes = new SparseBatchFactor(kernels, arena, symbolic, at, signs);
  values.forEach((value, k) => lanes.values.fill(value, LANES * k, LANES * k + LANES));
  lanes.x.fill(1);
  return {
    replaced: 0,
    factor: () => lanes.factor() === 0,
    solve: () => {
      lanes.solve();
    },
    dispose: () => {
      arena.release(at, bytes);
    },
  };
}

for (const [name, make] of CASES) {
  const lower = make();
  const start = user();
  const { flops, entries } = predict(lower);
  const ordered = user();
  const symbolic = analyse(lower)!;
  const analysed = user();
  const { values, signs } = quasidefinite(lower, new Random(1));
  const repeat = Math.max(1, Math.ceil(2e7 / (flops + 20 * entries)));
  const lanes = inLanes(symbolic, values, signs);
  const factors: readonly (readonly [string, SparseFactor, number])[] = [
    ["kernels", newSparseFactor(symbolic), 1],
    ["TypeScript", new MultifrontalFactor(symbolic), 1],
    ...(lanes === undefined ? [] : [["each of four", lanes, LANES] as const]),
  ];
  const { supernodes, panelStart, largestFront } = symbolic;
  console.log(
    `${name}: n ${lower.rows}, L ${entries} (${panelStart[supernodes.count]} kept), ${supernodes.count} supernodes, ` +
      `largest front ${largestFront}, ${flops.toExponential(2)} multiplications; ` +
      `order ${(ordered - start) / 1e3} ms, places ${(analysed - ordered) / 1e3} ms`,
  );
  for (const [who, factor, each] of factors) {
    const repeated = (run: () => void): number =>
      timeOf(() => {
        for (let k = 0; k < repeat; k++) run();
      }, 5) /
      (repeat * each);
    const micros = repeated(() => factor.factor(values, signs));
    const x = new Float64Array(lower.rows).fill(1);
    const solve = repeated(() => factor.solve(x));
    console.log(
      `  ${who}: factor ${micros.toFixed(1)} µs, ${((2 * flops) / micros).toFixed(0)} MFLOP/s; ` +
        `solve ${solve.toFixed(1)} µs, ${((4 * entries) / solve).toFixed(0)} MFLOP/s`,
    );
    factor.dispose();
  }
}
