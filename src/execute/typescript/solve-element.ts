/**
 * One element: iterated, finished where an iterate is near the answer, and where rounding stops that, tried again in
 * other units and another form.
 */
import type { Iterate } from "./interior-problem.js";
import type { Matrices } from "./matrices.js";
import { activeRows, sameRows } from "./interior-problem.js";
import { prepareMatrices } from "./matrices.js";
import { boundResiduals, objectiveOf } from "../../form/residuals.js";
import type { Certificate, KktVectors, SolvedBy, Status } from "../../problem/fields.js";
import { copyVectors, newUserVectors } from "../../form/standard.js";
import type { Emphasis, UnitsOfElement } from "../../form/units.js";
import { ElementSizes } from "../../form/units.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import { maxAbs } from "../../matrix/dense.js";
import { withDenseMatrices } from "../../problem/dense-copy.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { InteriorForm } from "../plan.js";
import { CertificateSearch, inconsistencyCertificate } from "./certificate.js";
import type { Element } from "./element.js";
import {
  MULTIPLIERS_OF,
  completeFixed,
  expandSolution,
  forEachBound,
  makeElement,
  unitsOfElement,
} from "./element.js";
import { leastMultipliers, polish } from "./finish.js";
import type { InteriorPoint } from "../wasm/interior-batch.js";
import type { State } from "./interior-point.js";
import { interiorPoint, newState, resume } from "./interior-point.js";
import type { KktSystem } from "./kkt.js";
import { Progress } from "./progress.js";
import { relaxedProof } from "./relaxed.js";
import { roundWell } from "./rounding.js";
import type { Begun } from "./together.js";

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
  readonly element: Element;
  readonly kkt: KktSystem;
  readonly active: Uint8Array;
}

/** Solves one element with everything that may help: other scales of its variables, and the other KKT form. */
export function solveThoroughly(
  problem: Problem,
  index: number,
  begun: Begun,
  settings: Settings,
): ElementResult {
  const { matrices } = begun;
  const large = isLarge(matrices);
  let result = solveOnScales(problem, index, matrices, settings, begun);
  if (result.answer.status === "numericalError") {
    const certificate = relaxedProof(result.element, settings.tolerance, settings.timeIsUp);
    if (certificate)
      return { ...result, answer: { ...result.answer, status: certificate.kind, certificate } };
  }
  for (const { form, emphasis } of otherWays(problem, matrices, settings)) {
    const left = settings.maxIterations - result.answer.iterations;
    if (!isOpen(result, settings) || settings.form !== "auto" || left <= 0) return result;
    // A large answer that rounding keeps from an absolute tolerance: only the user's own units may still help.
    if (large && result.merit <= ROUNDING_REACH && emphasis !== "given") return result;
    const suited = form === "sparse" ? problem : withDenseMatrices(problem);
    const prepared = prepareMatrices(suited, index, matrices.free, form, emphasis);
    result = better(result, solveOnScales(problem, index, prepared, { ...settings, maxIterations: left }));
  }
  return result;
}

/** Solves on one scale of the variables after the other, until the answer is one. */
function solveOnScales(
  problem: Problem,
  index: number,
  matrices: Matrices,
  settings: Settings,
  begun?: Begun,
): ElementResult {
  const sizes = begun?.sizes ?? new ElementSizes(problem, index, matrices);
  let scale = sizes.first();
  const elementOn = (): Element => makeElement(problem, index, matrices, scale, settings.tolerance);
  let result = solveElement(begun?.element ?? elementOn(), settings, begun?.reached);
  for (;;) {
    const left = settings.maxIterations - result.answer.iterations;
    const next = sizes.after(scale);
    // An answer that nearly is one, is one of this scale.
    const isNear = isLarge(matrices) && result.merit <= ROUNDING_REACH;
    if (!isOpen(result, settings) || isNear || next === undefined || left <= 0) return result;
    scale = next;
    result = better(result, solveElement(elementOn(), { ...settings, maxIterations: left }));
  }
}

/** Whether another way may come further: where what rounding leaves is too much for those who set an absolute tolerance. */
function isOpen({ answer, merit }: ElementResult, { absoluteTolerance }: Settings): boolean {
  if (answer.status === "solved" && absoluteTolerance < Infinity) return merit > 1;
  return answer.status === "numericalError";
}

interface Way {
  readonly form: InteriorForm;
  readonly emphasis: Emphasis;
}

/** Unknowns from which ways that seldom help are not tried. */
const LARGE = 4000;

function isLarge({ kkt }: Matrices): boolean {
  return kkt !== undefined && kkt.diagonal.length > LARGE;
}

/** n² (n + e + m) up to which a dense form is worth a try where the sparse one was stopped. */
const SMALL_ENOUGH = 1e8;

/** Other units and the other dense form, to try where rounding stopped the first; the cheapest come first. */
function otherWays(
  { variables, equalities, inequalities, quadratic }: Problem,
  first: Matrices,
  { absoluteTolerance }: Settings,
): readonly Way[] {
  const ways: Way[] = [];
  const form = first.kkt ? "sparse" : "primal";
  if (absoluteTolerance < Infinity) ways.push({ form, emphasis: "given" });
  const rows: Way = { form, emphasis: "rows" };
  if (quadratic !== "zero" && first.kkt) ways.push(rows);
  const dense = equalities > 0 && !first.reduced ? "nullSpace" : "primal";
  const affordable = variables ** 2 * (variables + equalities + inequalities) <= SMALL_ENOUGH;
  if (first.kkt ? affordable : equalities > 0) ways.push({ form: dense, emphasis: "all" });
  if (quadratic !== "zero" && !first.kkt) ways.push(rows);
  return ways;
}

/**
 * Chooses between two answers. The KKT forms lose accuracy in opposite places (the null-space form where many bounds
 * are active, the primal form where few are and Q is singular), so that where rounding stops one, the other is worth
 * a try.
 */
function better(first: ElementResult, second: ElementResult): ElementResult {
  const { status } = second.answer;
  const firstIsSolved = first.answer.status === "solved";
  const undecided: readonly Status[] = ["numericalError", "maxIterations", "timeLimit"];
  const decided = !undecided.includes(status) && !firstIsSolved;
  const [winner, loser] = decided || second.merit < first.merit ? [second, first] : [first, second];
  loser.kkt.dispose();
  const iterations = first.answer.iterations + second.answer.iterations;
  const late = status === "timeLimit" && !firstIsSolved;
  return { ...winner, answer: { ...winner.answer, ...(late && { status }), iterations } };
}

/** Answers this close to the tolerance, in units of it, may miss it by rounding alone. */
const ROUNDING_REACH = 1e4;
/** Complementarity, relative to that when an active set was tried, that makes it worth another try. */
const MUCH_NEARER = 1e-4;
/** Equilibrated slack and multiplier below this count as zero after an exact active-set step. */
const WEAK = 1e-8;

/**
 * Solves one element: iterate, and finish where an iterate is near the answer or on its way to a contradiction.
 *
 * @param reached an iterate that may be near the answer already.
 */
export function solveElement(element: Element, settings: Settings, reached?: InteriorPoint): ElementResult {
  const { tolerance, maxIterations, timeIsUp } = settings;
  const state = newState(element.interior);
  const progress = new Progress(element.interior);
  const finish = new Finish(element, state.kkt, settings);
  const certificates = new CertificateSearch(element, tolerance);
  const report = reporter(element, finish, settings);
  const result = (ending: Ending, certificate?: Certificate): ElementResult => {
    const point = finish.nearest ?? finish.pointOf(progress.bestOr(state.iterate));
    return resultOf(element, state, point, ending, certificate);
  };

  const inconsistency = inconsistencyCertificate(element, tolerance);
  if (inconsistency) return result(inconsistency.kind, inconsistency);
  if (reached) {
    resume(state, reached);
    if (finish.accepts(state.iterate, activeRows(state.iterate), state.mu)) return result("solved");
    state.iteration = 0;
  }
  for (const { iterate, iteration } of interiorPoint(state)) {
    report?.(state);
    progress.note(state);
    const { active } = progress;
    if (progress.isNear(state, tolerance, finish.tried) && finish.accepts(iterate, active, state.mu))
      return result("solved");
    const certificate = certificates.find(state);
    if (certificate) return result(certificate.kind, certificate);
    if (progress.hasStalled(state)) return result("stalled");
    if (iteration === maxIterations) return result("maxIterations");
    if (timeIsUp?.()) return result("timeLimit");
  }
  return result("numericalError");
}

/** Why an iteration ended. */
type Ending = Certificate["kind"] | "solved" | "stalled" | "maxIterations" | "timeLimit" | "numericalError";

/** A candidate answer in the user's units. */
interface Point {
  readonly vectors: KktVectors;
  readonly assessment: Assessment;
  readonly active: Uint8Array;
  readonly polished: boolean;
}

/**
 * Makes an answer of an iterate: polished on its active set, with the smallest multipliers, or as it is; each rounded
 * well where only rounding keeps it from the tolerance. Keeps the best.
 */
class Finish {
  readonly #element: Element;
  /** The iteration's own: it rests meanwhile, and needs no factors of before. */
  readonly #kkt: KktSystem;
  readonly #settings: Settings;
  readonly #units: UnitsOfElement;
  /** The best answer so far; undefined before the first. */
  nearest: Point | undefined;
  /** The active set that was polished last. */
  tried: Uint8Array | undefined;
  #triedMu = Infinity;

  constructor(element: Element, kkt: KktSystem, settings: Settings) {
    this.#element = element;
    this.#kkt = kkt;
    this.#settings = settings;
    this.#units = unitsOfElement(element);
  }

  /** Whether the iterate, in one of these forms, meets the tolerance in the user's units. */
  accepts(iterate: Iterate, active: Uint8Array, mu: number): boolean {
    if (!this.#wasTried(active, mu) && this.#kkt.factorActive(active)) {
      this.tried = active;
      this.#triedMu = mu;
      const vectors = this.expanded(iterate);
      polish(this.#element, this.#kkt, active, vectors, this.#settings);
      if (this.#hasNoObjective) this.#dropMultipliers(vectors);
      if (this.#offerRounded(vectors, active, true)) return true;
      if (this.#offerLeastMultipliers(vectors, active)) return true;
    }
    const vectors = this.expanded(iterate);
    if (this.#hasNoObjective) this.#dropMultipliers(vectors);
    return this.#offerRounded(vectors, active, false);
  }

  /** Of a singular system the answer depends on where it starts: from much nearer, a large one is tried again. */
  #wasTried(active: Uint8Array, mu: number): boolean {
    return sameRows(active, this.tried) && !(this.#kkt.isSparse && mu < MUCH_NEARER * this.#triedMu);
  }

  /** The iterate as it is. */
  pointOf(iterate: Iterate): Point {
    const vectors = this.expanded(iterate);
    return { vectors, assessment: this.assess(vectors, true), active: activeRows(iterate), polished: false };
  }

  assess(vectors: KktVectors, exact: boolean): Assessment {
    const { problem, index } = this.#element;
    return assess(problem, index, vectors, this.#units, this.#settings, exact);
  }

  expanded(iterate: Iterate): KktVectors {
    const vectors = newUserVectors(this.#element.problem);
    expandSolution(this.#element, iterate, vectors);
    return vectors;
  }

  /** Every feasible point is optimal, and needs no multipliers: nothing says how small theirs would have to be. */
  get #hasNoObjective(): boolean {
    return this.#element.matrices.curvature === 0 && maxAbs(this.#element.equilibrated.p) === 0;
  }

  #dropMultipliers(vectors: KktVectors): void {
    for (const multipliers of [vectors.nu, vectors.lambda, vectors.lambdaLower, vectors.lambdaUpper]) {
      multipliers.fill(0);
    }
    completeFixed(this.#element, vectors);
  }

  /** The same z with the smallest multipliers, where it is their size that keeps the residuals up. */
  #offerLeastMultipliers(polished: KktVectors, active: Uint8Array): boolean {
    if (!(this.assess(polished, true).merit <= ROUNDING_REACH)) return false;
    const vectors = this.#copyOf(polished);
    if (!leastMultipliers(this.#element, active, vectors)) return false;
    return this.#offerRounded(vectors, active, true);
  }

  /** Offers an answer, and where only rounding keeps it from the tolerance, a better rounding of it. */
  #offerRounded(vectors: KktVectors, active: Uint8Array, polished: boolean): boolean {
    const plain = this.assess(vectors, false);
    // Plain sums of huge terms may cancel to nothing: no point is kept on their word.
    const worthExactness = plain.merit <= ROUNDING_REACH || plain.merit < this.#bestMerit;
    const assessment = worthExactness ? this.assess(vectors, true) : plain;
    if (this.#offer({ vectors, assessment, active, polished })) return true;
    if (!worthExactness || !(assessment.roundingMerit <= 1)) return false;
    const rounded = this.#copyOf(vectors);
    roundWell(this.#element, rounded, assessment);
    return this.#offer({ vectors: rounded, assessment: this.assess(rounded, true), active, polished });
  }

  /** Keeps the point if it is the best so far; true if it solves the problem. */
  #offer(point: Point): boolean {
    if (point.assessment.merit < this.#bestMerit) this.nearest = point;
    return point.assessment.merit <= 1;
  }

  get #bestMerit(): number {
    return this.nearest?.assessment.merit ?? Infinity;
  }

  #copyOf(vectors: KktVectors): KktVectors {
    const copy = newUserVectors(this.#element.problem);
    copyVectors(vectors, copy);
    return copy;
  }
}

/** What tells the user of every iterate; undefined where nobody listens. */
function reporter(
  element: Element,
  finish: Finish,
  { onIteration }: Settings,
): ((state: State) => void) | undefined {
  const { problem, index } = element;
  return (
    onIteration &&
    ((state) => {
      const { iterate, iteration, mu, sigma, alphaPrimal, alphaDual, kkt } = state;
      const { primalResidual, dualResidual, dualityGap } = finish.assess(finish.expanded(iterate), false);
      onIteration({
        element: problem.positions?.[index] ?? index,
        iteration,
        ...{ primalResidual, dualResidual, dualityGap, mu, sigma, alphaPrimal, alphaDual },
        rho: kkt.rho,
        delta: kkt.delta,
      });
    })
  );
}

function resultOf(
  element: Element,
  state: State,
  point: Point,
  ending: Ending,
  certificate: Certificate | undefined,
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
    solvedBy: state.kkt.isSparse ? "sparse interior point" : "interior point",
  };
  return { answer, merit, element, kkt: state.kkt, active };
}

/** Rows whose slack and multiplier are both 0 to the accuracy at hand, in the equilibrated problem. */
function weaklyActive(element: Element, { mu }: State, { vectors, assessment, polished }: Point): number {
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
