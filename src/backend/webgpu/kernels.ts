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
  probe,
  realCompensated,
  realFloat32,
} from "./kernel.generated.js";

/** The arithmetic of the factorisation: float32, or pairs of float32 with 48 bits. */
export type Arithmetic = "float32" | "compensated";

export type EntryPoint = "solve" | "solve_adjoint" | "gradient_of_batch" | "gradient_of_shared";

/** Source text of a shader module: WGSL has no imports, so the files are put one after the other. */
export function moduleSource(arithmetic: Arithmetic, entryPoint: EntryPoint): string {
  const base = [pair, arithmetic === "float32" ? realFloat32 : realCompensated, memory, output];
  if (entryPoint === "solve") return [...base, kkt, equilibrate, outcome, interiorPoint].join("\n");
  if (entryPoint === "solve_adjoint") return [...base, kkt, adjoint].join("\n");
  return [...base, gradient].join("\n");
}

export const probeSource = [pair, probe].join("\n");
