import {
  adjoint,
  equilibrate,
  gradient,
  interiorPoint,
  kkt,
  memory,
  outcome,
  output,
  doubleSingle,
  prelude,
  probe,
  realCompensated,
  realFloat32,
  transpose,
  workgroup,
} from "./kernel.generated.js";

/** The arithmetic of the factorisation: float32, or pairs of float32 with 48 bits. */
export type Arithmetic = "float32" | "compensated";

export type EntryPoint =
  "solve" | "solve_adjoint" | "gradient_of_batch" | "gradient_of_shared" | "transpose_matrices";

/** Source text of a shader module: WGSL has no imports, so the files are put one after the other. */
export function moduleSource(arithmetic: Arithmetic, entryPoint: EntryPoint): string {
  const real = arithmetic === "float32" ? realFloat32 : realCompensated;
  const base = [prelude, doubleSingle, real, memory, workgroup, output];
  switch (entryPoint) {
    case "solve":
      return [...base, kkt, equilibrate, outcome, interiorPoint].join("\n");
    case "solve_adjoint":
      return [...base, kkt, adjoint].join("\n");
    case "transpose_matrices":
      return [prelude, transpose].join("\n");
    default:
      return [...base, gradient].join("\n");
  }
}

export const probeSource = [prelude, doubleSingle, probe].join("\n");
