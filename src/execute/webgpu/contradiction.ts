/** Elements whose bounds contradict each other, of which float32 may see nothing. */
import { contradictionCertificate } from "../../form/certificate.js";
import { contradictions } from "../../problem/batch.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import type { SolutionData, Status } from "../../problem/fields.js";
import type { GpuProblem } from "./gpu-problem.js";
import { isOnGpu } from "./gpu-problem.js";

/** Elements by the variable that shows it. Bounds in GPU memory are not looked at. */
export function contradictionsOf(problem: GpuProblem): ReadonlyMap<number, number> {
  const { lower, upper } = problem;
  if (!lower || !upper || isOnGpu(lower) || isOnGpu(upper)) return new Map();
  return contradictions({ ...problem, lower, upper });
}

/** The problem with lower bounds that are nowhere above the upper ones: what the GPU makes of them is of no use. */
export function withBoundsInOrder(problem: GpuProblem, elements: ReadonlyMap<number, number>): GpuProblem {
  if (elements.size === 0) return problem;
  const { batch, variables: n } = problem;
  const [lower, upper] = [problem.lower as Operand, problem.upper as Operand];
  const shared = lower.stride === 0 && upper.stride === 0;
  const data = new Float64Array((shared ? 1 : batch) * n);
  for (let i = 0; i < data.length; i++) {
    const [element, variable] = [Math.floor(i / n), i % n];
    data[i] = Math.min(boundAt(lower, element, variable, 0), boundAt(upper, element, variable, 0));
  }
  const stride = shared ? 0 : n;
  return { ...problem, lower: { data, size: n, stride, shape: shared ? [n] : [batch, n] } };
}

/** Says of these elements that they are infeasible; their multipliers are the proof. */
export function markContradictions<Data extends SolutionData & { readonly weaklyActive: Int32Array }>(
  problem: GpuProblem,
  elements: ReadonlyMap<number, number>,
  data: Data,
): Data {
  const status: Status[] = [...data.status];
  for (const [element, variable] of elements) {
    status[element] = "primalInfeasible";
    const proof = contradictionCertificate(problem as Problem, element, variable);
    for (const name of ["nu", "lambda", "lambdaLower", "lambdaUpper"] as const) {
      data[name].set(proof[name], element * proof[name].length);
    }
    data.weaklyActive[element] = 0;
    const { lower, upper } = problem as Problem;
    const gap = boundAt(lower, element, variable, 0) - boundAt(upper, element, variable, 0);
    data.primalResidual[element] = Math.max(data.primalResidual[element], 0.5 * gap);
  }
  return { ...data, status };
}
