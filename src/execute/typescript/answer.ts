/** What comes of one element: its answer, and what derivatives need of how it was found. */
import { boundResiduals, objectiveOf } from "../../form/residuals.js";
import type { Assessment } from "../../form/verdict.js";
import type { Certificate, KktVectors, SolvedBy, Status } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { Element } from "./element.js";
import { MULTIPLIERS_OF, forEachBound } from "./element.js";
import type { State } from "./state.js";
import type { KktSystem } from "./kkt.js";

/** What is said of one element. */
export interface Answer {
  readonly status: Status;
  readonly iterations: number;
  readonly vectors: KktVectors;
  readonly slack: Float64Array;
  readonly objective: number;
  readonly primalResidual: number;
  readonly dualResidual: number;
  /** The duality gap with its sign. */
  readonly signedGap: number;
  readonly certificate: Certificate | undefined;
  readonly weaklyActive: number;
  readonly solvedBy: SolvedBy;
}

/** The answer, how good it is, and what derivatives need of how it was found. */
export interface ElementResult {
  readonly answer: Answer;
  /** The largest of all that is judged, in units of its limit. */
  readonly merit: number;
  /** Whether its gap is a small part of its objective. */
  readonly isTight: boolean;
  /** What proves, by less than the tolerance, that there is no solution: where there is no answer either, it says why. */
  readonly weakProof?: Certificate | undefined;
  readonly element: Element;
  /** Undefined where the kernels solved it, which keep no factors of single elements. */
  readonly kkt: KktSystem | undefined;
  readonly active: Uint8Array;
}

/** Why an iteration ended. */
export type Ending =
  Certificate["kind"] | "solved" | "stalled" | "maxIterations" | "timeLimit" | "numericalError";

/** A candidate answer in the user's units. */
export interface Point {
  readonly vectors: KktVectors;
  readonly assessment: Assessment;
  readonly active: Uint8Array;
  readonly polished: boolean;
}

/** Equilibrated slack and multiplier below this count as zero after an exact active-set step. */
const WEAK = 1e-8;

/** How an iteration came to its answer. */
type Reached = Pick<State, "iteration" | "mu"> & Pick<ElementResult, "kkt">;

export function resultOf(
  element: Element,
  state: Reached,
  point: Point,
  ending: Ending,
  certificate: Certificate | undefined,
  isTight = true,
): ElementResult {
  const { problem, index } = element;
  const { vectors, assessment, active } = point;
  const { primalResidual, dualResidual, signedGap, merit } = assessment;
  const answer: Answer = {
    status: statusOf(ending, assessment),
    iterations: state.iteration,
    vectors,
    slack: slackOf(problem, assessment),
    objective: objectiveOf(problem, index, vectors.z),
    ...{ primalResidual, dualResidual, signedGap, certificate },
    weaklyActive: weaklyActive(element, state, point),
    solvedBy: element.interior.kkt ? "sparse interior point" : "interior point",
  };
  return { answer, merit, isTight, element, kkt: state.kkt, active };
}

/** Of an answer that an earlier one led to. */
export function byPivoting(result: ElementResult): ElementResult {
  return { ...result, answer: { ...result.answer, solvedBy: "pivoting" } };
}

/** Rows whose slack and multiplier are both 0 to the accuracy at hand, in the equilibrated problem. */
function weaklyActive(element: Element, { mu }: Reached, { vectors, assessment, polished }: Point): number {
  const { problem, index, units, costScale } = element;
  const threshold = polished ? WEAK : Math.max(WEAK, 3 * Math.sqrt(mu));
  const weak = (slack: number, multiplier: number, scale: number): number =>
    slack * scale <= threshold && (multiplier * costScale) / scale <= threshold ? 1 : 0;
  let count = 0;
  for (let i = 0; i < vectors.lambda.length; i++) {
    count += weak(-assessment.residuals.inequality[i], vectors.lambda[i], units.G[i]);
  }
  forEachBound(element, (_, variable, place, side) => {
    const violation = boundResiduals(problem, index, variable, vectors.z[variable])[side];
    count += weak(-violation, vectors[MULTIPLIERS_OF[side]][variable], 1 / units.z[place]);
  });
  return count;
}

function statusOf(ending: Ending, assessment: Assessment): Status {
  if (ending === "primalInfeasible" || ending === "dualInfeasible") return ending;
  // More time would have led to another point, as good as this may be.
  if (ending === "timeLimit") return "timeLimit";
  if (assessment.merit <= 1 || assessment.roundingMerit <= 1) return "solved";
  return ending === "maxIterations" ? "maxIterations" : "numericalError";
}

/** h − Gz; a violation within the tolerance shows in the primal residual, not as a negative slack. */
function slackOf(problem: Problem, assessment: Assessment): Float64Array {
  const slack = new Float64Array(problem.inequalities);
  for (let i = 0; i < slack.length; i++) slack[i] = Math.max(0, -assessment.residuals.inequality[i]);
  return slack;
}
