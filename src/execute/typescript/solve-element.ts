import { ElementSizes } from "../../form/element-scale.js";
import type { Iterate } from "../../form/interior-problem.js";
import { activeRows, sameRows } from "../../form/interior-problem.js";
import type { UserVectors } from "../../form/products.js";
import { copyVectors, newUserVectors } from "../../form/products.js";
import { boundResiduals } from "../../form/residuals.js";
import type { UnitsOfElement } from "../../form/sizes.js";
import type { Emphasis } from "../../form/units.js";
import type { Assessment } from "../../form/verdict.js";
import { assess, objectiveOf } from "../../form/verdict.js";
import { maxAbs } from "../../matrix/dense.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Certificate, Status } from "../../problem/solution.js";
import { findCertificate, inconsistencyCertificate, userCertificate } from "./certificate.js";
import type { Element } from "./element.js";
import { boundRowsOf, completeFixed, expandSolution, makeElement, unitsOfElement } from "./element.js";
import { leastMultipliers, polish, roundWell } from "./finish.js";
import type { Outcome, State, Verdict } from "./interior-point.js";
import { BestIterate, equilibratedMerit, interiorPoint, newState } from "./interior-point.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import type { ElementResult } from "./solved-element.js";

/** Everything that may help one element: other scales of its variables, and the other KKT form. */

export function solveThoroughly(
  problem: Problem,
  index: number,
  matrices: Matrices,
  settings: Settings,
): ElementResult {
  let result = solveOnScales(problem, index, matrices, settings);
  for (const { form, emphasis, flopLimit } of otherWays(problem, matrices, settings)) {
    const left = settings.maxIterations - result.iterations;
    if (!isOpen(result, settings) || settings.form !== "auto" || left <= 0) return result;
    const prepared = prepareMatrices(
      problem,
      index,
      matrices.free,
      form === "nullSpace",
      flopLimit,
      emphasis,
    );
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
): ElementResult {
  const sizes = new ElementSizes(problem, index, matrices);
  let scale = sizes.first();
  const elementOn = (): Element => makeElement(problem, index, matrices, scale, settings.tolerance);
  let result = solveElement(elementOn(), settings);
  for (;;) {
    const left = settings.maxIterations - result.iterations;
    const next = sizes.after(scale);
    if (!isOpen(result, settings) || next === undefined || left <= 0) return result;
    scale = next;
    result = better(result, solveElement(elementOn(), { ...settings, maxIterations: left }));
  }
}

/** Whether another way may come further: where what rounding leaves is too much for those who set an absolute tolerance. */
function isOpen({ status, assessment }: ElementResult, { absoluteTolerance }: Settings): boolean {
  if (status === "solved" && absoluteTolerance < Infinity) return assessment.merit > 1;
  return status === "numericalError";
}

interface Way {
  readonly form: "primal" | "nullSpace";
  readonly emphasis: Emphasis;
  /** What a sparse factorisation may take to be preferred. */
  readonly flopLimit: number;
}

/** Other units and the other dense form, to try where rounding stopped the first; the cheapest come first. */
function otherWays(
  { equalities, quadratic }: Problem,
  first: Matrices,
  { absoluteTolerance }: Settings,
): readonly Way[] {
  const ways: Way[] = [];
  const flopLimit = first.sparse ? Infinity : 0;
  if (absoluteTolerance < Infinity) ways.push({ form: "primal", emphasis: "given", flopLimit });
  const rows: Way = { form: "primal", emphasis: "rows", flopLimit };
  if (quadratic !== "zero" && first.sparse) ways.push(rows);
  const form = equalities > 0 && !first.reduced ? "nullSpace" : "primal";
  if (equalities > 0 || first.sparse) ways.push({ form, emphasis: "all", flopLimit: 0 });
  if (quadratic !== "zero" && !first.sparse) ways.push(rows);
  return ways;
}

/**
 * Chooses between two answers. The KKT forms lose accuracy in opposite places (the null-space form where many bounds
 * are active, the primal form where few are and Q is singular), so that where rounding stops one, the other is worth
 * a try.
 */
function better(first: ElementResult, second: ElementResult): ElementResult {
  const { status } = second;
  const undecided: readonly Status[] = ["numericalError", "maxIterations", "timeLimit"];
  const decided = !undecided.includes(status) && first.status !== "solved";
  const winner = decided || second.assessment.merit < first.assessment.merit ? second : first;
  const iterations = first.iterations + second.iterations;
  const late = status === "timeLimit" && first.status !== "solved";
  return { ...winner, status: late ? status : winner.status, iterations };
}

/** Exact residuals are computed once the mean complementarity is within this factor of the tolerance. */
const GATE = 100;
/** Equilibrated complementarity below which a settled active set is worth a try. */
const EARLY = 1e-3;
/** Iterations without a better iterate after which rounding, not the method, sets the limit. */
const PATIENCE = 20;
/** Growth of the complementarity, since the last time that it grew so, that counts as diverging. */
const DIVERGING = 2;
/** Answers this close to the tolerance, in units of it, may miss it by rounding alone. */
const ROUNDING_REACH = 1e4;
/** Equilibrated slack and multiplier below this count as zero after an exact active-set step. */
const WEAK = 1e-8;

/** Solves one element: iterate, verify in the user's units, polish, and report. */
export function solveElement(element: Element, settings: Settings): ElementResult {
  const state = newState(element.interior);
  const search = new Search(element, settings, state);
  const contradiction = inconsistencyCertificate(element, settings.tolerance);
  if (contradiction) return search.result("primalInfeasible", 0, contradiction);
  const outcome = interiorPoint(state, settings, (_, iteration) => search.check(iteration));
  return search.result(outcome.verdict, outcome.iterations, undefined);
}

/** A candidate answer in the user's units. */
interface Point {
  readonly vectors: UserVectors;
  readonly assessment: Assessment;
  readonly active: Uint8Array;
  readonly polished: boolean;
}

/** What is known of the best point of one element while its iteration runs. */
class Search {
  readonly #problem: Problem;
  readonly #index: number;
  readonly #element: Element;
  readonly #settings: Settings;
  readonly #state: State;
  readonly #best: BestIterate;
  readonly #candidate: UserVectors;
  readonly #units: UnitsOfElement;
  #nearest: Point | undefined;
  #active: Uint8Array = new Uint8Array(0);
  #tried: Uint8Array | undefined;
  #certificate: Certificate | undefined;
  #lastImprovement = 0;
  #largestMu = 0;

  constructor(element: Element, settings: Settings, state: State) {
    this.#problem = element.problem;
    this.#index = element.index;
    this.#element = element;
    this.#settings = settings;
    this.#state = state;
    this.#best = new BestIterate(element.interior);
    this.#candidate = newUserVectors(element.problem);
    this.#units = unitsOfElement(element);
  }

  check(iteration: number): Verdict {
    const { iterate } = this.#state;
    this.#report(iteration);
    const merit = equilibratedMerit(this.#state);
    const { mu } = this.#state;
    // Iterates that diverge are on their way to a certificate.
    if (merit < 0.99 * this.#best.merit || mu > DIVERGING * this.#largestMu) {
      this.#lastImprovement = iteration;
      this.#largestMu = Math.max(mu, this.#largestMu);
    }
    this.#best.offer(iterate, merit);
    if (this.#worthALook() && this.#accept(iterate)) return "solved";
    const direction = findCertificate(this.#state);
    if (direction !== undefined) {
      const { tolerance } = this.#settings;
      this.#certificate = userCertificate(this.#element, direction, tolerance);
      if (this.#certificate) return this.#certificate.kind;
    }
    return iteration - this.#lastImprovement > PATIENCE ? "stalled" : "continue";
  }

  /**
   * Whether an exact look may pay: complementarity is near the tolerance, or the active set has settled into one
   * that was not tried yet.
   */
  #worthALook(): boolean {
    const { iterate, mu } = this.#state;
    const active = activeRows(iterate);
    const settled = sameRows(active, this.#active);
    this.#active = active;
    if (mu <= GATE * this.#settings.tolerance) return true;
    return settled && mu <= EARLY && !sameRows(active, this.#tried);
  }

  /** Accepts the iterate if its polished form, or it itself, meets the tolerance in the user's units. */
  #accept(iterate: Iterate): boolean {
    const active = this.#active;
    const { kkt } = this.#state;
    if (!sameRows(active, this.#tried) && kkt.factorActive(active)) {
      this.#tried = active;
      const vectors = newUserVectors(this.#problem);
      expandSolution(this.#element, iterate, vectors);
      polish(this.#element, kkt, active, vectors, this.#settings);
      if (this.#hasNoObjective) this.#dropMultipliers(vectors);
      if (this.#offerRounded(vectors, active, true)) return true;
      if (this.#offerLeastMultipliers(vectors, active)) return true;
    }
    const vectors = newUserVectors(this.#problem);
    expandSolution(this.#element, iterate, vectors);
    if (this.#hasNoObjective) this.#dropMultipliers(vectors);
    return this.#offerRounded(vectors, active, false);
  }

  /** Every feasible point is optimal, and needs no multipliers: nothing says how small theirs would have to be. */
  get #hasNoObjective(): boolean {
    return this.#element.matrices.curvature === 0 && maxAbs(this.#element.equilibrated.p) === 0;
  }

  #dropMultipliers(vectors: UserVectors): void {
    for (const multipliers of [vectors.nu, vectors.lambda, vectors.lambdaLower, vectors.lambdaUpper]) {
      multipliers.fill(0);
    }
    completeFixed(this.#element, vectors);
  }

  /** The same z with the smallest multipliers, where it is their size that keeps the residuals up. */
  #offerLeastMultipliers(polished: UserVectors, active: Uint8Array): boolean {
    if (!(this.#assess(polished, true).merit <= ROUNDING_REACH)) return false;
    const vectors = newUserVectors(this.#problem);
    copyVectors(polished, vectors);
    if (!leastMultipliers(this.#element, active, vectors)) return false;
    return this.#offerRounded(vectors, active, true);
  }

  /** Offers an answer, and where only rounding keeps it from the tolerance, a better rounding of it. */
  #offerRounded(vectors: UserVectors, active: Uint8Array, polished: boolean): boolean {
    const plain = this.#assess(vectors, false);
    // Plain sums of huge terms may cancel to nothing: no point is kept on their word.
    const worthExactness = plain.merit <= ROUNDING_REACH || plain.merit < this.#bestMerit();
    const assessment = worthExactness ? this.#assess(vectors, true) : plain;
    if (this.#offer({ vectors, assessment, active, polished })) return true;
    if (!worthExactness || !(assessment.roundingMerit <= 1)) return false;
    const rounded = newUserVectors(this.#problem);
    copyVectors(vectors, rounded);
    roundWell(this.#element, rounded, assessment);
    return this.#offer({ vectors: rounded, assessment: this.#assess(rounded, true), active, polished });
  }

  #assess(vectors: UserVectors, exact: boolean): Assessment {
    return assess(this.#problem, this.#index, vectors, this.#units, this.#settings, exact);
  }

  /** Keeps the point if it is the best so far; true if it solves the problem. */
  #offer(point: Point): boolean {
    if (point.assessment.merit < this.#bestMerit()) this.#nearest = point;
    return point.assessment.merit <= 1;
  }

  #bestMerit(): number {
    return this.#nearest?.assessment.merit ?? Infinity;
  }

  #report(iteration: number): void {
    const { onIteration } = this.#settings;
    if (!onIteration) return;
    const { iterate, mu, sigma, alphaPrimal, alphaDual, kkt } = this.#state;
    expandSolution(this.#element, iterate, this.#candidate);
    const { primalResidual, dualResidual, dualityGap } = this.#assess(this.#candidate, false);
    onIteration({
      element: this.#problem.positions?.[this.#index] ?? this.#index,
      iteration,
      primalResidual,
      dualResidual,
      dualityGap,
      mu,
      sigma,
      alphaPrimal,
      alphaDual,
      rho: kkt.rho,
      delta: kkt.delta,
    });
  }

  result(
    verdict: Outcome["verdict"],
    iterations: number,
    inconsistent: Certificate | undefined,
  ): ElementResult {
    const point = this.#nearest ?? this.#bestPoint();
    return {
      status: statusOf(verdict, point.assessment),
      iterations,
      vectors: point.vectors,
      slack: slackOf(this.#problem, point.assessment),
      objective: objectiveOf(this.#problem, this.#index, point.vectors.z),
      assessment: point.assessment,
      certificate: inconsistent ?? this.#certificate,
      element: this.#element,
      kkt: this.#state.kkt,
      active: point.active,
      weaklyActive: this.#weaklyActive(point),
    };
  }

  #bestPoint(): Point {
    const iterate = this.#best.merit < Infinity ? this.#best.iterate : this.#state.iterate;
    const vectors = newUserVectors(this.#problem);
    expandSolution(this.#element, iterate, vectors);
    const assessment = this.#assess(vectors, true);
    return { vectors, assessment, active: activeRows(iterate), polished: false };
  }

  /** Rows whose slack and multiplier are both 0 to the accuracy at hand, in the equilibrated problem. */
  #weaklyActive({ vectors, assessment, polished }: Point): number {
    const threshold = polished ? WEAK : Math.max(WEAK, 3 * Math.sqrt(this.#state.mu));
    const { units, costScale } = this.#element;
    const weak = (slack: number, multiplier: number, scale: number): number =>
      slack * scale <= threshold && (multiplier * costScale) / scale <= threshold ? 1 : 0;
    let count = 0;
    for (let i = 0; i < vectors.lambda.length; i++) {
      count += weak(-assessment.residuals.inequality[i], vectors.lambda[i], units.G[i]);
    }
    for (const { place, variable, side, multipliers } of boundRowsOf(this.#element)) {
      const violation = boundResiduals(this.#problem, this.#index, variable, vectors.z[variable])[side];
      count += weak(-violation, vectors[multipliers][variable], 1 / units.z[place]);
    }
    return count;
  }
}

function statusOf(verdict: Outcome["verdict"], assessment: Assessment): Status {
  if (verdict === "primalInfeasible" || verdict === "dualInfeasible") return verdict;
  // More time would have led to another point, as good as this may be.
  if (verdict === "timeLimit") return "timeLimit";
  if (assessment.merit <= 1 || assessment.roundingMerit <= 1) return "solved";
  return verdict === "maxIterations" ? "maxIterations" : "numericalError";
}

/** h − Gz; a violation within the tolerance shows in the primal residual, not as a negative slack. */
function slackOf(problem: Problem, assessment: Assessment): Float64Array {
  const slack = new Float64Array(problem.inequalities);
  for (let i = 0; i < slack.length; i++) slack[i] = Math.max(0, -assessment.residuals.inequality[i]);
  return slack;
}
