import {
  adjoint,
  equilibrate,
  gradient,
  interiorPoint,
  kkt,
  memory,
  outcome,
  output,
  pair,
  prelude,
  probe,
  realCompensated,
  realFloat32,
  turn,
  workgroup,
} from "./kernel.generated.js";

/** The arithmetic of the factorisation: float32, or pairs of float32 with 48 bits. */
export type Arithmetic = "float32" | "compensated";

export type EntryPoint =
  "solve" | "solve_adjoint" | "gradient_of_batch" | "gradient_of_shared" | "turn_matrices";

/** Source text of a shader module: WGSL has no imports, so the files are put one after the other. */
export function moduleSource(arithmetic: Arithmetic, entryPoint: EntryPoint): string {
  const real = arithmetic === "float32" ? realFloat32 : realCompensated;
  const base = [prelude, pair, real, memory, workgroup, output];
  switch (entryPoint) {
    case "solve":
      return [...base, kkt, equilibrate, outcome, interiorPoint].join("\n");
    case "solve_adjoint":
      return [...base, kkt, adjoint].join("\n");
    case "turn_matrices":
      return [prelude, turn].join("\n");
    default:
      return [...base, gradient].join("\n");
  }
}

export const probeSource = [prelude, pair, probe].join("\n");
