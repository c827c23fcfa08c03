import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { AddOuterProducts, PartialProgram, Reuse } from "../backend.js";
import { Arena } from "./arena.js";
import { dualShapeOf } from "./dual/shape.js";
import { factorBytes } from "./dual/factors.js";
import { Cursor, NUMBER } from "./dual/structs.js";
import type { Kernels } from "./module.js";
import { instantiateKernels } from "./module.js";
import { WasmProgram } from "./program.js";
import { KeptRegions } from "./region.js";

/** The kernels and their memory; made when first needed. */
let instance: { kernels: Kernels; arena: Arena; regions: KeptRegions } | undefined;

function theInstance(): NonNullable<typeof instance> {
  if (instance) return instance;
  const kernels = instantiateKernels();
  const arena = new Arena(kernels);
  instance = { kernels, arena, regions: new KeptRegions(arena) };
  return instance;
}

/** Problems whose factors take more than this are too large for lane pairs. */
const LARGEST = 2 ** 29;

/**
 * Solves in WebAssembly what the dual form suits, in float64; leaves the rest, and whatever it does not finish,
 * to another backend. Undefined where the problem's kind is not for it.
 *
 * @param reuse of its own programs.
 */
export function solveWithWasm(
  problem: Problem,
  settings: Settings,
  {
    program,
    warmStart,
    into,
  }: Omit<Reuse, "program"> & { readonly program?: PartialProgram | undefined } = {},
): PartialProgram | undefined {
  const shape = dualShapeOf(problem);
  const { kept, scratch } = factorBytes(shape);
  if (kept + scratch > LARGEST) return undefined;
  const { kernels, regions } = theInstance();
  const earlier = program instanceof WasmProgram ? program : undefined;
  return new WasmProgram(kernels, regions, shape, problem, settings, { earlier, warmStart, into });
}

export const addOuterProducts: AddOuterProducts = (target, products, rows) => {
  const { kernels, arena } = theInstance();
  const [left, right] = products[0];
  const bytes = (target.length + left.length + right.length + 6) * NUMBER;
  const at = arena.allocate(bytes);
  if (at === undefined) return false;
  const cursor = new Cursor(at);
  const C = cursor.take(target.length, NUMBER);
  const L = cursor.take(left.length, NUMBER);
  const R = cursor.take(right.length, NUMBER);
  const { heap } = arena;
  heap.set(target, C / NUMBER);
  for (const [l, r] of products) {
    heap.set(l, L / NUMBER);
    heap.set(r, R / NUMBER);
    kernels.addOuterProducts(rows, left.length / rows, right.length / rows, L, R, C);
  }
  target.set(heap.subarray(C / NUMBER, C / NUMBER + target.length));
  arena.release(at, bytes);
  return true;
};
