/**
 * One element: iterated, finished where an iterate is near the answer, and where rounding stops that, tried again in
 * other units and another form.
 */
import { Finish, ROUNDING_REACH } from "./candidates.js";
import { resultOfKernels } from "./kernel-answer.js";
import type { Matrices } from "./matrices.js";
import { activeRows } from "./interior-problem.js";
import { prepareMatrices } from "./matrices.js";
import type { Certificate, Status } from "../../problem/fields.js";
import type { Emphasis, UnitsOfElement } from "../../form/units.js";
import { ElementSizes } from "../../form/units.js";
import { withDenseMatrices } from "../../problem/dense-copy.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { InteriorForm } from "../plan.js";
import type { ElementResult, Ending } from "./answer.js";
import { resultOf } from "./answer.js";
import { CertificateSearch, inconsistencyCertificate } from "./certificate.js";
import type { Element } from "./element.js";
import { makeElement, unitsOfElement } from "./element.js";
import type { InteriorPoint } from "../wasm/interior-batch.js";
import type { State } from "./state.js";
import { meanComplementarity, newState, resume } from "./state.js";
import { interiorPoint } from "./interior-point.js";
import { Progress } from "./progress.js";
import { relaxedProof } from "./relaxed.js";
import type { Begun } from "./together.js";

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
    // Nothing meets the constraints within the tolerance: the gain of a proof need not exceed it.
    const certificate = result.weakProof ?? relaxedProof(result.element, 0, settings.timeIsUp);
    if (certificate)
      return { ...result, answer: { ...result.answer, status: certificate.kind, certificate } };
  }
  const canonical = unitsOfElement(result.element);
  for (const { form, emphasis } of otherWays(problem, matrices, settings)) {
    const left = settings.maxIterations - result.answer.iterations;
    if (!isOpen(result, settings) || settings.form !== "auto" || left <= 0) return result;
    // A large answer that rounding keeps from an absolute tolerance: only the user's own units may still help.
    if (large && result.merit <= ROUNDING_REACH && emphasis !== "given") return result;
    const suited = form === "sparse" ? problem : withDenseMatrices(problem);
    const prepared = prepareMatrices(suited, index, matrices.free, form, emphasis);
    const rest = { ...settings, maxIterations: left };
    const judgedIn = emphasis === "all" ? undefined : canonical;
    result = better(result, solveOnScales(problem, index, prepared, rest, undefined, judgedIn));
  }
  return result;
}

/** Scales that are tried; each is 2^24 times larger than the one before, at least. */
const MOST_SCALES = 6;

/** Solves on one scale of the variables after the other, until the answer is one. */
function solveOnScales(
  problem: Problem,
  index: number,
  matrices: Matrices,
  settings: Settings,
  begun?: Begun,
  judgedIn?: UnitsOfElement,
): ElementResult {
  const sizes = begun?.sizes ?? new ElementSizes(problem, index, matrices);
  let scale = sizes.first();
  const { tolerance } = settings;
  const elementOn = (): Element => makeElement(problem, index, matrices, scale, tolerance, judgedIn);
  let result = begun ? finishOrSolve(begun, settings) : solveElement(elementOn(), settings);
  for (let tried = 1; ; tried++) {
    const left = settings.maxIterations - result.answer.iterations;
    const next = tried < MOST_SCALES ? sizes.after(scale) : undefined;
    // An answer that nearly is one, is one of this scale.
    const isNear = isLarge(matrices) && result.merit <= ROUNDING_REACH;
    if (!isOpen(result, settings) || isNear || next === undefined || left <= 0) return result;
    scale = next;
    result = better(result, solveElement(elementOn(), { ...settings, maxIterations: left }));
  }
}

/** From where the kernels brought an element: often to its answer. */
function finishOrSolve({ element, reached, found, rounds }: Begun, settings: Settings): ElementResult {
  const result = found && resultOfKernels(element, found, settings, reached ? reached.iterations : rounds);
  return result ?? solveElement(element, settings, reached);
}

/**
 * Whether another way may come further: where what rounding leaves is too much for those who set an absolute tolerance, and
 * where an answer has a gap that is no small part of its objective.
 */
function isOpen({ answer, isTight }: ElementResult, { absoluteTolerance }: Settings): boolean {
  if (answer.status !== "solved") return answer.status === "numericalError";
  if (!isTight) return true;
  const { primalResidual, dualResidual, signedGap } = answer;
  return !(Math.max(primalResidual, dualResidual, Math.abs(signedGap)) <= absoluteTolerance);
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

/** Iterations in which an answer may become one whose gap is small beside its objective, too. */
const MOST_WAITED = 10;

/** n² (n + e + m) up to which another dense form is worth a try where the sparse one, or the first dense one, was stopped. */
const SMALL_ENOUGH = { sparse: 1e8, dense: 1e10 };

/** Other units and the other dense form, to try where rounding stopped the first; the cheapest come first. */
function otherWays(
  { variables, equalities, inequalities, quadratic }: Problem,
  first: Matrices,
  { absoluteTolerance }: Settings,
): readonly Way[] {
  const ways: Way[] = [];
  const form = first.kkt ? "sparse" : "primal";
  // Of linear programs bounds may be all that says in which units variables are alike.
  if (absoluteTolerance < Infinity || (quadratic === "zero" && first.kkt))
    ways.push({ form, emphasis: "given" });
  const rows: Way = { form, emphasis: "rows" };
  if (quadratic !== "zero" && first.kkt) ways.push(rows);
  const dense = equalities > 0 && !first.reduced ? "nullSpace" : "primal";
  const work = variables ** 2 * (variables + equalities + inequalities);
  if (first.kkt ? work <= SMALL_ENOUGH.sparse : equalities > 0 && work <= SMALL_ENOUGH.dense)
    ways.push({ form: dense, emphasis: "all" });
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
  const isDifferent = firstIsSolved && status === "solved" && first.isTight !== second.isTight;
  const isBetter = isDifferent ? second.isTight : second.merit < first.merit;
  const [winner, loser] = decided || isBetter ? [second, first] : [first, second];
  loser.kkt?.dispose();
  const iterations = first.answer.iterations + second.answer.iterations;
  const late = status === "timeLimit" && !firstIsSolved;
  const weakProof = first.weakProof ?? second.weakProof;
  return { ...winner, weakProof, answer: { ...winner.answer, ...(late && { status }), iterations } };
}

/** Iterations from an iterate near the answer, of which each gains a digit or more: whoever needs others begins anew. */
const MOST_CONTINUED = 10;

/**
 * Solves one element: iterate, and finish where an iterate is near the answer or on its way to a contradiction.
 *
 * @param reached an iterate that may be near the answer already.
 */
export function solveElement(element: Element, settings: Settings, reached?: InteriorPoint): ElementResult {
  const { tolerance, maxIterations, timeIsUp } = settings;
  const state = newState(element.interior);
  let progress = new Progress(element.interior);
  const finish = new Finish(element, state.kkt, settings);
  const certificates = new CertificateSearch(element, tolerance);
  const report = reporter(element, finish, settings);
  const result = (ending: Ending, certificate?: Certificate): ElementResult => {
    const point = finish.nearest ?? finish.pointOf(progress.bestOr(state.iterate));
    const isTightThere = finish.isTightAt(point);
    return {
      ...resultOf(element, state, point, ending, certificate, isTightThere),
      weakProof: certificates.weak,
    };
  };

  const inconsistency = inconsistencyCertificate(element, tolerance);
  if (inconsistency) return result(inconsistency.kind, inconsistency);
  const iterate = (mostIterations: number, continued: boolean): ElementResult => {
    let waited = 0;
    const ended = (ending: Ending): ElementResult => {
      // Of the best one, whatever was left untried.
      const best = progress.bestOr(state.iterate);
      const isAnswer =
        state.kkt.isSparse && finish.accepts(best, activeRows(best), meanComplementarity(best), true);
      return result(isAnswer ? "solved" : ending);
    };
    for (const { iterate, iteration } of interiorPoint(state, continued)) {
      report?.(state);
      progress.note(state);
      const { active } = progress;
      const isAnswer =
        progress.isNear(state, tolerance, finish.tried) && finish.accepts(iterate, active, state.mu);
      if (isAnswer && (finish.isTight || waited++ === MOST_WAITED)) {
        finish.improve();
        return result("solved");
      }
      const certificate = certificates.find(state);
      if (certificate) return result(certificate.kind, certificate);
      if (progress.hasStalled(state)) return ended("stalled");
      if (iteration >= mostIterations) return ended("maxIterations");
      if (timeIsUp?.()) return result("timeLimit");
    }
    return ended("numericalError");
  };
  if (reached) {
    resume(state, reached);
    const active = activeRows(state.iterate);
    const isAnswer = finish.accepts(state.iterate, active, state.mu);
    if (isAnswer) finish.improve();
    if (finish.isDone && finish.isTight) return result("solved");
    const continued = iterate(Math.min(maxIterations, reached.iterations + MOST_CONTINUED), true);
    if (isEnd(continued, maxIterations)) return continued;
    if (!isAnswer) finish.correct(active);
    if (finish.isDone && finish.isTight) return result("solved");
    state.iteration = 0;
    progress = new Progress(element.interior);
  }
  return iterate(maxIterations, false);
}

/** Whether beginning anew would be of no use. */
function isEnd({ answer, merit, isTight }: ElementResult, maxIterations: number): boolean {
  if (answer.status === "solved") return merit <= 1 && isTight;
  return (
    answer.certificate !== undefined || answer.status === "timeLimit" || answer.iterations >= maxIterations
  );
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
