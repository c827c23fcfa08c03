import type { Certificate } from "../../index.js";
import type { GpuProblem } from "../../backend/webgpu/arrays.js";
import { isOnGpu } from "../../backend/webgpu/arrays.js";
import type { Operand } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { SolutionData } from "../../problem/solution.js";

/** The iterate of an element without a solution points along its proof; here it is given length 1. */
export function certificateOf(
  problem: GpuProblem,
  data: SolutionData,
  element: number,
): Certificate | undefined {
  const status = data.status[element];
  if (status !== "primalInfeasible" && status !== "dualInfeasible") return undefined;
  // With inputs in GPU memory the length is unknown.
  if (FIELD_NAMES.some((name) => problem[name] && isOnGpu(problem[name]))) return undefined;
  const { variables: n, equalities: e, inequalities: m } = problem;
  const row = (values: Float64Array, length: number): Float64Array =>
    values.slice(element * length, element * length + length);
  const along = (name: "p" | "b" | "h" | "lower" | "upper", values: Float64Array): number => {
    const operand = problem[name] as Operand | undefined;
    if (operand === undefined) return 0;
    const start = element * operand.stride;
    const step = operand.size === values.length ? 1 : 0;
    return values.reduce(
      (sum, value, i) => (value === 0 ? sum : sum + value * operand.data[start + i * step]),
      0,
    );
  };
  if (status === "dualInfeasible") {
    const z = row(data.z, n);
    const descent = -along("p", z);
    return { kind: status, z: z.map((value) => value / descent) };
  }
  const nu = row(data.nu, e);
  const lambda = row(data.lambda, m);
  const lambdaLower = row(data.lambdaLower, n);
  const lambdaUpper = row(data.lambdaUpper, n);
  const gain =
    along("lower", lambdaLower) - along("upper", lambdaUpper) - along("b", nu) - along("h", lambda);
  const scaled = (values: Float64Array): Float64Array => values.map((value) => value / gain);
  return {
    kind: status,
    nu: scaled(nu),
    lambda: scaled(lambda),
    lambdaLower: scaled(lambdaLower),
    lambdaUpper: scaled(lambdaUpper),
  };
}
