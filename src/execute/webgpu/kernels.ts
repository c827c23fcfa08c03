/** The shader modules: texts put one after the other, because WGSL has no imports. */
import {
  adjoint,
  doubleSingle,
  equilibrate,
  gradient,
  interiorPoint,
  kkt,
  memory,
  outcome,
  prelude,
  probe,
  realCompensated,
  realFloat32,
  transpose,
  workgroup,
} from "./kernel.generated.js";
import type { Arithmetic } from "./layout.js";
import { startsSource, typesSource } from "./layout.js";

export type EntryPoint =
  "solve" | "solve_adjoint" | "gradient_of_batch" | "gradient_of_shared" | "transpose_matrices";

const REAL = { float32: realFloat32, compensated: realCompensated };

/** Source text of a shader module. */
export function moduleSource(arithmetic: Arithmetic, entryPoint: EntryPoint): string {
  const base = [prelude, typesSource, doubleSingle, REAL[arithmetic], startsSource, memory, workgroup];
  switch (entryPoint) {
    case "solve":
      return [...base, kkt, equilibrate, outcome, interiorPoint].join("\n");
    case "solve_adjoint":
      return [...base, kkt, adjoint].join("\n");
    case "transpose_matrices":
      return [prelude, typesSource, transpose].join("\n");
    default:
      return [...base, gradient].join("\n");
  }
}

export const probeSource = [prelude, typesSource, doubleSingle, probe].join("\n");

/** What the kernels bind, by the names that it has there. */
export type BindingName = "params" | "data" | "work" | "result" | "cotangents" | "adjoint" | "gradient";

/** The number of every binding, read from the declarations; a name has the same one in all modules. */
export const BINDINGS = Object.fromEntries(
  Array.from(
    [memory, adjoint, gradient].join("").matchAll(/@binding\((\d+)\) var<[^>]+> (\w+)/g),
    ([, number, name]) => [name, Number(number)],
  ),
) as Readonly<Record<BindingName, number>>;
