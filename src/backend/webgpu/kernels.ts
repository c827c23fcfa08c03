import adjoint from "./kernel/adjoint.wgsl";
import equilibrate from "./kernel/equilibrate.wgsl";
import gradient from "./kernel/gradient.wgsl";
import interiorPoint from "./kernel/interior-point.wgsl";
import kkt from "./kernel/kkt.wgsl";
import memory from "./kernel/memory.wgsl";
import outcome from "./kernel/outcome.wgsl";
import output from "./kernel/output.wgsl";
import pair from "./kernel/pair.wgsl";
import probe from "./kernel/probe.wgsl";
import realCompensated from "./kernel/real-compensated.wgsl";
import realFloat32 from "./kernel/real-float32.wgsl";

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
