/** Answers of the sparse kernels: judged by them where they see everything that the verdict does, and otherwise by it. */
import { objectiveOf } from "../../form/residuals.js";
import { newUserVectors } from "../../form/standard.js";
import { elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { ActivePoint, Judgement } from "../wasm/interior-batch.js";
import type { ElementResult } from "./answer.js";
import { resultOf } from "./answer.js";
import { answerOn, isSmallGap, isTight } from "./candidates.js";
import type { Element } from "./element.js";
import { expand } from "./element.js";
import { COMFORTABLE } from "./finish.js";

/** Below this tolerance the rounding of plain sums of many terms may be more than it leaves room for. */
const LEAST_TOLERANCE = 1e-10;

/**
 * @param iterations that led to it.
 * @returns undefined where it is no answer with digits to spare.
 */
export function resultOfKernels(
  element: Element,
  found: ActivePoint,
  settings: Settings,
  iterations: number,
): ElementResult | undefined {
  if (isJudged(element, found, settings)) return judgedResult(element, found, settings, iterations);
  const answer = answerOn(element, found, settings);
  if (answer === undefined || !isTight(element, answer, settings)) return undefined;
  return resultOf(element, { kkt: undefined, iteration: iterations, mu: 0 }, answer, "solved", undefined);
}

/** Whether the kernels' judgement is the verdict's, and accepts: they know neither fixed variables nor the user's units. */
function isJudged(
  element: Element,
  { active, judgement }: ActivePoint,
  { tolerance, absoluteTolerance }: Settings,
): boolean {
  const { problem, matrices, units, judgedIn } = element;
  const { worst, gap, quadratic, linear, linearTerms } = judgement;
  if (!(worst <= COMFORTABLE * tolerance) || tolerance < LEAST_TOLERANCE) return false;
  if (absoluteTolerance < Infinity || judgedIn || matrices.free.length < problem.variables) return false;
  if (hasConstantRow(units.parts.A) || hasConstantRow(units.parts.G)) return false;
  if (isOnFarRow(element, active)) return false;
  const size = Math.max(Math.abs(quadratic), Math.abs(linear));
  return isSmallGap(Math.abs(gap), size, linearTerms, tolerance);
}

/** Whether a row has no variables. */
function hasConstantRow(parts: Int32Array): boolean {
  for (const part of parts) if (part < 0) return true;
  return false;
}

/** Whether a row is active that was brought near (form/units.ts). */
function isOnFarRow({ equilibrated: { d }, scale: { reach } }: Element, active: Uint8Array): boolean {
  for (let i = 0; i < d.length; i++) if (d[i] >= reach && active[i] === 1) return true;
  return false;
}

/** Of a judgement that is the verdict's; all its numbers are in the iteration's units. */
function judgedResult(
  element: Element,
  found: ActivePoint,
  { tolerance }: Settings,
  iterations: number,
): ElementResult {
  const { problem, index, units, costScale } = element;
  const { worst, gap, weaklyActive, residual } = found.judgement;
  const vectors = newUserVectors(problem);
  expand(element, found, { z: NONE, right: NONE }, vectors);
  const { slack, violation } = slacksOf(element, residual.lambda);
  const answer = {
    status: "solved",
    ...{ iterations, vectors, slack, weaklyActive },
    objective: objectiveOf(problem, index, vectors.z),
    primalResidual: Math.max(violation, largestQuotient(residual.nu, units.A)),
    dualResidual: largestQuotient(residual.z, units.z) / costScale,
    signedGap: gap / costScale,
    certificate: undefined,
    solvedBy: "sparse interior point",
  } as const;
  return { answer, merit: worst / tolerance, isTight: true, element, kkt: undefined, active: found.active };
}

const NONE = new Float64Array(0);

function largestQuotient(values: Float64Array, scales: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]) / scales[i]);
  return largest;
}

/** h − Gz, and the largest by which that is negative; h may be larger than the kernels were told. */
function slacksOf(
  { problem, index, units, equilibrated: { d } }: Element,
  left: Judgement["residual"]["lambda"],
): { slack: Float64Array; violation: number } {
  const slack = new Float64Array(left.length);
  let violation = 0;
  if (problem.h === undefined) return { slack, violation };
  const h = elementOf(problem.h, index);
  for (let i = 0; i < slack.length; i++) {
    const isWhole = h[i] * units.G[i] === d[i];
    const value = isWhole ? left[i] / units.G[i] : h[i] - (d[i] - left[i]) / units.G[i];
    slack[i] = Math.max(0, value);
    violation = Math.max(violation, -value);
  }
  return { slack, violation };
}
