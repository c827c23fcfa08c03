import type { Certificate } from "../../index.js";
import { solve } from "../../index.js";
import type { GpuProblem } from "./gpu-problem.js";
import { isOnGpu } from "./gpu-problem.js";
import { selectElements } from "../../problem/part.js";
import type { Problem } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { Status } from "../../problem/solution.js";
import { inputOf } from "./polish.js";

/**
 * The proof behind a status. What the GPU's arithmetic has found is none to the last digits, so that the CPU looks for
 * one that is, once it is asked for. Undefined where it finds none, and with inputs in GPU memory.
 */
export function certificateOf(problem: GpuProblem, status: Status, element: number): Certificate | undefined {
  if (status !== "primalInfeasible" && status !== "dualInfeasible") return undefined;
  if (FIELD_NAMES.some((name) => problem[name] && isOnGpu(problem[name]))) return undefined;
  const certificate = solve(inputOf(selectElements(problem as Problem, [element]))).certificate(0);
  return certificate?.kind === status ? certificate : undefined;
}
