/**
 * The door of the executor in WebAssembly. Behind it, from top to bottom: batch.ts goes through the batch chunk by
 * chunk (stage.ts) and pair by pair, pair.ts pivots round by round, kernel/pivot/ takes one round, with
 * kernel/dense/. Derivatives begin in kkt-batch.ts. layout.ts says what TypeScript and kernels agree on, memory.ts and
 * module.ts where it all is.
 */
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Executor, Reuse } from "../executor.js";
import { WasmBatch } from "./batch.js";
import type { DualShape } from "./dual-shape.js";
import { dualShapeOf } from "./dual-shape.js";
import { factorBytes } from "./factors-layout.js";
import { theInstance } from "./module.js";

export { whyRefused } from "./module.js";
export { outerProducts } from "./outer.js";

/** Problems whose factors take more than this are too large for pairs of elements. */
const LARGEST = 2 ** 29;

/**
 * Solves in WebAssembly what the dual form suits, in float64; leaves the rest, and whatever it does not finish,
 * to another executor. Undefined where the problem's kind is not for it, or the engine does not run the kernels.
 */
export const wasmExecutor: Executor<WasmBatch | undefined> = {
  solve(problem, settings, { earlier: given, warmStart, into } = {}) {
    const earlier = given instanceof WasmBatch ? given : undefined;
    return begin(problem, settings, dualShapeOf(problem), { earlier, warmStart, into });
  },
};

/**
 * The same for elements whose equalities depend on each other, which the null space of A is not for: in its range space,
 * where rows may drop out. Undefined also where that is what they have been tried in.
 */
export const rangeSpaceExecutor: Executor<WasmBatch | undefined> = {
  solve(problem, settings) {
    if (!dualShapeOf(problem).nullSpace) return undefined;
    return begin(problem, settings, dualShapeOf(problem, false, true), { earlier: undefined });
  },
};

function begin(
  problem: Problem,
  settings: Settings,
  shape: DualShape,
  reuse: Omit<Reuse, "earlier"> & { readonly earlier: WasmBatch | undefined },
  caps?: Float64Array,
): WasmBatch | undefined {
  const { kept, interleaved, room } = factorBytes(shape);
  if (kept + interleaved + room > LARGEST) return undefined;
  const instance = theInstance();
  if (instance === undefined) return undefined;
  const { kernels, regions } = instance;
  const { earlier, warmStart } = reuse;
  const batch = new WasmBatch(kernels, regions, shape, problem, settings, reuse, caps);
  batch.solve(warmStart === true && earlier !== undefined && batch.takeActiveSets(earlier));
  return batch;
}

/**
 * Solves a problem with soft rows (kernel/pivot/soft.ts): `caps` are the upper bounds of the multipliers of rows of G,
 * `[batch, m]`. An element is `solved` where pivoting has ended; whether it is a solution of what was asked is for the
 * caller to say. Undefined as with {@link wasmExecutor}.
 */
export function solveSoft(
  problem: Problem,
  caps: Float64Array,
  settings: Settings,
  { earlier: given, warmStart }: Pick<Reuse, "earlier" | "warmStart">,
): WasmBatch | undefined {
  const earlier = given instanceof WasmBatch ? given : undefined;
  const shape = dualShapeOf(problem, true);
  return begin(problem, settings, shape, { earlier, warmStart }, caps);
}
