import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { PartialProgram } from "../backend.js";
import { Arena } from "./arena.js";
import { dualShapeOf } from "./dual/shape.js";
import { factorBytes } from "./dual/factors.js";
import type { Kernels } from "./module.js";
import { instantiateKernels } from "./module.js";
import { WasmProgram } from "./program.js";

/** The kernels and their memory; made when first needed. */
let instance: { kernels: Kernels; arena: Arena } | undefined;

/** Problems whose factors take more than this are too large for lane pairs. */
const LARGEST = 2 ** 29;

/**
 * Solves in WebAssembly what the dual form suits, in float64; leaves the rest, and whatever it does not finish,
 * to another backend. Undefined where the problem's kind is not for it.
 *
 * @param earlier whose factors serve again where Q, A and G are the same operands.
 * @param warmStart whether to start from its active sets.
 */
export function solveWithWasm(
  problem: Problem,
  settings: Settings,
  earlier?: PartialProgram,
  warmStart = false,
): PartialProgram | undefined {
  if (problem.Q === undefined) return undefined;
  const shape = dualShapeOf(problem);
  const { kept, scratch } = factorBytes(shape);
  if (kept + scratch > LARGEST) return undefined;
  if (!instance) {
    const kernels = instantiateKernels();
    instance = { kernels, arena: new Arena(kernels) };
  }
  const { kernels, arena } = instance;
  const known = earlier instanceof WasmProgram ? earlier : undefined;
  return new WasmProgram(kernels, arena, shape, problem, settings, known, warmStart);
}
