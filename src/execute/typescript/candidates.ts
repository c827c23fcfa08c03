/** The best answer that the iterates of an element come to: each is offered in several forms, and judged. */
import type { Iterate } from "./interior-problem.js";
import { activeRows, sameRows } from "./interior-problem.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Blocks } from "../../form/standard.js";
import { copyVectors, newUserVectors } from "../../form/standard.js";
import type { UnitsOfElement } from "../../form/units.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import { objectiveSize } from "../../form/residuals.js";
import { maxAbs, nonnegative } from "../../matrix/dense.js";
import { elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { CORRECTIONS, correctActiveSet } from "./active-set.js";
import type { Point } from "./answer.js";
import type { Element } from "./element.js";
import { completeFixed, expandSolution, putOnBounds, unitsOfElement } from "./element.js";
import { COMFORTABLE, leastMultipliers, polish } from "./finish.js";
import type { KktSystem } from "./kkt.js";
import { isNearTolerance } from "./progress.js";
import { roundWell } from "./rounding.js";

/** Answers this close to the tolerance, in units of it, may miss it by rounding alone. */
export const ROUNDING_REACH = 1e4;
/** The same for the solution of an active set, in units of what rounding excuses: its gap sums the rounding of every row. */
const ROUNDED_REACH = 1e3;
/** Gap, relative to the objective, with which an answer is one for those who look at nothing else. */
const SMALL_GAP = 1e-6;
/** Multipliers that are no larger are not what keeps residuals up. */
const LARGE_MULTIPLIERS = 1e4;
/** Complementarity, relative to that when an active set was tried, that makes it worth another try. */
const MUCH_NEARER = 1e-4;

/** Iterates that are so far from the tolerance, in units of it, are left alone while complementarity falls to this share. */
const FAR = 100;
const FAST = 0.2;
/** Below this share of the tolerance it is no longer complementarity that is far from an answer. */
const NEARLY_ZERO = 1e-4;
/** Iterates that are left alone after an active set that was none of an answer: one more each time, and no more than these. */
const MOST_RESTS = 3;

/**
 * Makes an answer of an iterate: polished on its active set, with the smallest multipliers, or as it is; each rounded
 * well where only rounding keeps it from the tolerance. Keeps the best.
 */
export class Finish {
  readonly #element: Element;
  /** The iteration's own: it rests meanwhile, and needs no factors of before. */
  readonly #kkt: KktSystem;
  readonly #settings: Settings;
  readonly #units: UnitsOfElement;
  /** The best answer so far; undefined before the first. */
  nearest: Point | undefined;
  /** The active set that was tried last, and those that were polished and corrected last. */
  tried: Uint8Array | undefined;
  #polished: Uint8Array | undefined;
  #corrected: Uint8Array | undefined;
  #triedMu = Infinity;
  /** Complementarity when an iterate was looked at last. */
  #lastMu = Infinity;
  /** Active sets that were none of an answer, and how many iterates are left alone now. */
  #failures = 0;
  /** Rows that were wrong in the last of them. */
  #wrongBefore = Infinity;
  #rests = 0;

  constructor(element: Element, kkt: KktSystem, settings: Settings) {
    this.#element = element;
    this.#kkt = kkt;
    this.#settings = settings;
    this.#units = unitsOfElement(element);
  }

  /**
   * Whether the iterate, in one of these forms, meets the tolerance in the user's units.
   *
   * @param isLast that no other will be looked at: whatever may help is tried.
   */
  accepts(iterate: Iterate, active: Uint8Array, mu: number, isLast = false): boolean {
    if (!this.#kkt.isSparse) return this.#acceptsPolished(iterate, active, mu);
    const isFast = mu <= FAST * this.#lastMu && mu > NEARLY_ZERO * this.#settings.tolerance;
    this.#lastMu = mu;
    const isNear = isNearTolerance(mu, this.#settings.tolerance);
    // What only rounding keeps from an answer is one of its many roundings away from it.
    const merit = isNear ? this.assess(this.expanded(iterate), false).roundingMerit : Infinity;
    if (!isLast && merit > 1 && this.#rests > 0) {
      this.#rests--;
      return this.isDone;
    }
    if (!sameRows(active, this.#corrected)) {
      this.tried = this.#corrected = active;
      this.correct(active, { isHasty: true });
      if (this.#bestMerit <= COMFORTABLE) return true;
      this.#rests = Math.min(++this.#failures, MOST_RESTS);
    }
    // The iteration costs less than what follows, and may show another set.
    if (!isLast && (!isNear || (isFast && merit > FAR))) return this.isDone;
    return this.#acceptsPolished(iterate, active, mu) || this.isDone;
  }

  #acceptsPolished(iterate: Iterate, active: Uint8Array, mu: number): boolean {
    if (!this.#wasTried(active, mu) && this.#kkt.factorActive(active)) {
      this.tried = this.#polished = active;
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

  /** Where it is an answer as it is, some rows are wrong: without them it is one to the last digit, with derivatives to match. */
  improve(): void {
    if (this.#kkt.isSparse && this.nearest?.polished === false) this.correct(this.nearest.active);
  }

  /** Whether the nearest point has a small gap. */
  get isTight(): boolean {
    return this.nearest !== undefined && this.isTightAt(this.nearest);
  }

  isTightAt(point: Point): boolean {
    return isTight(this.#element, point, this.#settings);
  }

  /**
   * Looks for an answer on the active set, with what is wrong in it corrected.
   *
   * @returns how many active sets it solved for.
   */
  correct(guess: Uint8Array, { mostRounds = CORRECTIONS, isHasty = false } = {}): number {
    const { interior } = this.#element;
    const { found, rounds, wrong } = correctActiveSet(
      interior,
      this.#kkt,
      guess,
      mostRounds,
      isHasty ? { wrongBefore: this.#wrongBefore } : undefined,
    );
    this.#wrongBefore = wrong;
    if (found === undefined) return rounds;
    const { active, point } = found;
    const answer = answerOn(this.#element, { active, ...point }, this.#settings);
    if (answer) {
      this.nearest = answer;
      return rounds;
    }
    const vectors = this.expanded(point);
    putOnBounds(this.#element, active, vectors.z);
    this.#offerRounded(vectors, active, true);
    polish(this.#element, this.#kkt, active, vectors, this.#settings);
    this.#offerRounded(vectors, active, true);
    return rounds;
  }

  /** Whether the nearest point is an answer. */
  get isDone(): boolean {
    return this.#bestMerit <= 1;
  }

  /** Of a singular system the answer depends on where it starts: from much nearer, a large one is tried again. */
  #wasTried(active: Uint8Array, mu: number): boolean {
    return sameRows(active, this.#polished) && !(this.#kkt.isSparse && mu < MUCH_NEARER * this.#triedMu);
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

  expanded(iterate: Blocks): KktVectors {
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
    if (this.#kkt.isSparse && !(this.#largestMultiplier(polished) > LARGE_MULTIPLIERS)) return false;
    if (!(this.assess(polished, true).merit <= ROUNDING_REACH)) return false;
    const vectors = this.#copyOf(polished);
    if (!leastMultipliers(this.#element, active, vectors)) return false;
    return this.#offerRounded(vectors, active, true);
  }

  /** In the iteration's units, in which the objective's numbers are near 1. */
  #largestMultiplier({ nu, lambda }: KktVectors): number {
    const { units, costScale } = this.#element;
    let largest = 0;
    for (let i = 0; i < nu.length; i++) largest = Math.max(largest, Math.abs(nu[i] / units.A[i]));
    for (let i = 0; i < lambda.length; i++) largest = Math.max(largest, lambda[i] / units.G[i]);
    return largest * costScale;
  }

  /** Offers an answer, and where only rounding keeps it from the tolerance, a better rounding of it. */
  #offerRounded(vectors: KktVectors, active: Uint8Array, polished: boolean): boolean {
    const plain = this.assess(vectors, false);
    // Plain sums of huge terms may cancel to nothing: no point is kept on their word.
    const worthExactness = plain.merit <= ROUNDING_REACH || plain.merit < this.#bestMerit;
    const assessment = worthExactness ? this.assess(vectors, true) : plain;
    if (this.#offer({ vectors, assessment, active, polished })) return true;
    const isGapJudged = this.#settings.absoluteTolerance < Infinity || !this.#kkt.isSparse;
    const reach = polished && isGapJudged ? ROUNDED_REACH : 1;
    if (!worthExactness || !(assessment.roundingMerit <= reach)) return false;
    const rounded = this.#copyOf(vectors);
    roundWell(this.#element, rounded, assessment);
    return this.#offer({ vectors: rounded, assessment: this.assess(rounded, true), active, polished });
  }

  /** Keeps the point if it is the best so far; true if it solves the problem. */
  #offer(point: Point): boolean {
    if (this.nearest === undefined || isNearer(point, this.nearest)) this.nearest = point;
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

/** The answer that the solution of an active set is, if it is one with digits to spare. */
export function answerOn(
  element: Element,
  { active, ...solution }: Blocks & { readonly active: Uint8Array },
  settings: Settings,
): Point | undefined {
  const { problem, index } = element;
  const vectors = newUserVectors(problem);
  // Those that are negative are 0 to rounding.
  const lambda = nonnegative(solution.lambda);
  expandSolution(element, { ...solution, lambda }, vectors);
  putOnBounds(element, active, vectors.z);
  const assessment = assess(problem, index, vectors, unitsOfElement(element), settings, true);
  return assessment.merit <= COMFORTABLE ? { vectors, assessment, active, polished: true } : undefined;
}

/**
 * Whether the gap is a small part of the objective. The verdict measures every row in its own terms, and these may be
 * large multipliers that cancel. Dense forms are not asked.
 */
export function isTight(
  { problem, index, interior }: Element,
  { vectors, assessment }: Point,
  { tolerance }: Settings,
): boolean {
  if (interior.kkt === undefined) return true;
  const p = elementOf(problem.p, index);
  let terms = 0;
  for (let j = 0; j < p.length; j++) terms += Math.abs(p[j] * vectors.z[j]);
  return isSmallGap(assessment.dualityGap, objectiveSize(problem, index, vectors.z), terms, tolerance);
}

/**
 * Whether a gap is a small part of an objective of this size.
 *
 * @param terms of pᵀz, the sum of their sizes: an objective near 0 may be what large ones leave of each other.
 */
export function isSmallGap(gap: number, size: number, terms: number, tolerance: number): boolean {
  return gap <= Math.max(SMALL_GAP, 100 * tolerance) * Math.max(size, SMALL_GAP * terms);
}

/** Growth of the multipliers from one answer to another beyond which rounding excuses nothing. */
const GROWN = 1e3;

/**
 * Whether one answer is nearer to the solution than another: what rounding does not excuse comes first. Where rows are
 * measured in next to nothing, an answer to the last digit may miss more of its limits than one that is far from it.
 * Multipliers that grow without end would excuse everything; those are judged without.
 */
function isNearer(one: Point, other: Point): boolean {
  const [first, second] = [unexcused(one), unexcused(other)];
  if (first !== second) {
    const [excused, strict] = first < second ? [one, other] : [other, one];
    if (largestMultiplier(excused) <= GROWN * largestMultiplier(strict)) return first < second;
  }
  return one.assessment.merit < other.assessment.merit;
}

function unexcused({ assessment }: Point): number {
  return Math.max(1, assessment.roundingMerit);
}

function largestMultiplier({ vectors: { nu, lambda, lambdaLower, lambdaUpper } }: Point): number {
  return Math.max(maxAbs(nu), maxAbs(lambda), maxAbs(lambdaLower), maxAbs(lambdaUpper));
}
