import type { FieldName } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { GpuProblem } from "./gpu-problem.js";
import type { Arithmetic, Lengths, OperandLayout, Params } from "./layout.js";
import { INFINITE, NONE, quadraticCode } from "./layout.js";

type NumericsName =
  | "stepRefinements"
  | "exactRefinements"
  | "rho"
  | "rhoFloor"
  | "delta"
  | "deltaFloor"
  | "activeRegularisation"
  | "smallestPivot"
  | "rhoTarget"
  | "stepAccuracy"
  | "exactAccuracy"
  | "weak"
  | "infeasibilityTolerance";

/** Constants of the method that depend on the arithmetic alone. */
const NUMERICS: Readonly<Record<Arithmetic, Readonly<Record<NumericsName, number>>>> = {
  float32: {
    stepRefinements: 3,
    exactRefinements: 100,
    rho: 1e-5,
    rhoFloor: 1e-7,
    delta: 1e-4,
    deltaFloor: 1e-4,
    activeRegularisation: 3e-4,
    smallestPivot: 1e-6,
    rhoTarget: 1e-8,
    stepAccuracy: 1e-4,
    exactAccuracy: 1e-7,
    weak: 1e-4,
    // The violation of a certificate, relative to its gain, that this arithmetic can tell from none.
    infeasibilityTolerance: 1e-4,
  },
  compensated: {
    stepRefinements: 10,
    exactRefinements: 25,
    rho: 1e-8,
    rhoFloor: 1e-10,
    delta: 1e-8,
    deltaFloor: 1e-10,
    activeRegularisation: 1e-7,
    smallestPivot: 1e-13,
    rhoTarget: 1e-13,
    stepAccuracy: 1e-9,
    exactAccuracy: 1e-11,
    weak: 1e-7,
    infeasibilityTolerance: 4e-9,
  },
};

/**
 * The tolerance that is aimed at even where less is asked for: it takes an iteration or two more, and finds the active
 * set that derivatives need.
 */
const AIM: Readonly<Record<Arithmetic, number>> = { float32: 1e-6, compensated: 1e-8 };

/** What one chunk of a batch says to the kernels; gradients add to it. */
export function paramsOf(
  problem: GpuProblem,
  settings: Settings,
  arithmetic: Arithmetic,
  lengths: Lengths,
  memory: Pick<Params, "batch" | "workStride" | "dataLow" | "resultLow">,
  operands: Readonly<Record<FieldName, OperandLayout>>,
): Params {
  const tolerance = Math.min(settings.tolerance, AIM[arithmetic]);
  return {
    ...operands,
    ...lengths,
    ...memory,
    ...NUMERICS[arithmetic],
    zero: 0,
    quadratic: quadraticCode(problem.quadratic),
    hasLower: Number(problem.lower !== undefined),
    hasUpper: Number(problem.upper !== undefined),
    first: 0,
    end: memory.batch,
    cotangentLow: 0,
    gradientLow: 0,
    gradientField: 0,
    gradientSize: 0,
    cotangentZ: NONE,
    cotangentNu: NONE,
    cotangentLambda: NONE,
    cotangentLambdaLower: NONE,
    cotangentLambdaUpper: NONE,
    cotangentObjective: NONE,
    unsolved: settings.unsolvedGradient === "nan" ? NaN : 0,
    tolerance,
    loose: settings.tolerance / tolerance,
    absoluteTolerance: Math.min(settings.absoluteTolerance, INFINITE),
    maxIterations: settings.maxIterations,
  };
}
