/**
 * Two elements at a time: rounds of pivoting to their active sets, proximal steps where Q is singular, refinement,
 * and the verdict.
 *
 * Where Q is singular, z ← argmin ½zᵀ(Q + R)z + (p − R z̄)ᵀz from the last z̄, R diagonal, again and again, each step
 * started from the active set of the one before. For linear and quadratic programs they end after finitely many.
 *
 * Source: Rockafellar 1976.
 */
import type { KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { IterationObserver, Settings } from "../../problem/settings.js";
import type { DualShape } from "./dual-shape.js";
import type { Address, FieldOf } from "./layout.js";
import { PerSizes, shapeBytes } from "./dual-shape.js";
import { placePair } from "./pair-memory.js";
import { CODES, Cursor, LAYOUT, NUMBER, RHO_ZERO } from "./layout.js";
import type { Arena, Factors } from "./memory.js";
import type { Kernels } from "./module.js";
import type { Verdicts } from "./verdicts.js";

/** Rounds of pivoting before an element is left to another method: rounding can make it cycle. */
const MAX_ROUNDS = { fixed: 60, perRow: 3 };
/** What an element may take. */
export function mostRoundsOf({ rows }: DualShape, maxIterations: number): number {
  return Math.min(maxIterations, MAX_ROUNDS.fixed + MAX_ROUNDS.perRow * rows);
}

const BOTH_ENDED = 3 * CODES.HAS_ENDED;

/** Refinements of a solution. */
const MAX_REFINEMENTS = 3;
/** A solution is refined until its residuals are below this share of their limits: gradients profit. */
export const REFINE = 1e-3;
/** Refinements of the multipliers of a contradiction. */
const PROOF_REFINEMENTS = 2;

/** Proximal steps end where the residuals of stationarity are below this share of the tolerance, … */
const PROXIMAL = 0.1;
/** … or after this many. */
const MAX_STEPS = 40;
/** A step that leaves more than this share of the residual is one of the last. */
const PROGRESS = 0.5;
/** The steps after which a direction that they all go in may be one of endless descent. */
const LOOKS: readonly number[] = [8, 20, MAX_STEPS];

export type Lane = 0 | 1;
export const LANES = [0, 1] as const;
/** Lanes whose answers count, where a batch of an odd size ends. */
export const FIRST_LANE = [0] as const;

/** Parts of the objective that the first steps of a linear program with soft rows are taken with: of RHO_ZERO's size. */
const REACHES: readonly number[] = [2 ** -24, 2 ** -20];
/** Times that what soft rows came to is solved for again. */
const MAX_PASSES = 3;

/** Bits of the lanes whose value is above the limit or no number. */
export function lanesAbove(limit: number, value0: number, value1: number): number {
  return (value0 <= limit ? 0 : 1) | (value1 <= limit ? 0 : 2);
}

/** By where a pair is, its shape before it: memory that was given back is handed out again. */
const PLACED = new PerSizes((shape, at) => placePair(shape, at - shapeBytes(shape), new Cursor(at)));

/** Solves two elements at a time. Holds its working memory, so that one instance serves a whole batch. */
export class PairSolver {
  /** Where its struct is. */
  readonly at: Address;
  /** The elements of the batch that it solves. */
  readonly elements: [number, number] = [0, 0];
  /** The rounds that each lane has taken. */
  readonly rounds: [number, number] = [0, 0];
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #problem: Problem;
  readonly shape: DualShape;
  /** Where its arrays are, and those of its solution. */
  readonly arrays: ReturnType<typeof placePair>["pair"];
  readonly solution: ReturnType<typeof placePair>["solution"];
  #factors!: Factors;
  /** The rounds of the pivoting that is going on, or was last, and bits of the lanes whose rounds count now. */
  readonly #taken: [number, number] = [0, 0];
  #counted = 0;
  /** The rounds before the proximal step that is being taken; −1 where a lane has arrived. */
  readonly #before: [number, number] = [0, 0];

  static bytes(shape: DualShape): number {
    return PLACED.of(shape).end;
  }

  constructor(kernels: Kernels, arena: Arena, problem: Problem, shape: DualShape, at: Address) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#problem = problem;
    this.shape = shape;
    this.at = at;
    const { pair, solution, structs } = PLACED.of(shape, at);
    this.arrays = pair;
    this.solution = solution;
    const { words } = arena;
    for (const struct of structs) words.set(struct.words, struct.at / 4);
  }

  /** Two elements of the batch, the same twice at the end of an odd one. */
  setElements(element0: number, element1: number): void {
    const { words } = this.#arena;
    const { offsets } = LAYOUT.Pair;
    const twins = element0 === element1;
    this.elements[0] = element0;
    this.elements[1] = element1;
    words[(this.at + offsets.twins) / 4] = Number(twins);
    const isOne = twins && !this.shape.soft;
    const { lcp0, secondLcp } = this.arrays;
    words[(this.at + offsets.lcp1) / 4] = isOne ? lcp0 : secondLcp;
    // Its part of the factor of active rows is lost.
    if (isOne) words[(secondLcp + LAYOUT.Lcp.offsets.factored) / 4] = 0;
  }

  setFactors(factors: Factors): void {
    if (factors === this.#factors) return;
    this.#factors = factors;
    const { words } = this.#arena;
    const { lcp0, secondLcp } = this.arrays;
    words[(this.at + LAYOUT.Pair.offsets.factors) / 4] = factors.at;
    // What is factored of active rows is of other factors.
    for (const lcp of [lcp0, secondLcp]) words[(lcp + LAYOUT.Lcp.offsets.factored) / 4] = 0;
  }

  /**
   * Solves the elements, whose right-hand sides, bounds and states are set.
   *
   * @param warm whether the states are those of an earlier solution.
   * @returns bits of the lanes that the verdict accepts; undefined where the time was up in the midst of proximal steps,
   *   and neither lane is left as it should be.
   */
  solve(settings: Settings, verdicts: Verdicts, warm: boolean): number | undefined {
    const { tolerance, absoluteTolerance } = settings;
    this.#before.fill(0);
    const linear = this.#problem.quadratic === "zero";
    const begun = this.shape.soft && linear && !warm;
    if (begun) this.#reachOut(settings);
    let solved: number | undefined = this.#pivot(begun, settings);
    for (const lane of LANES) this.rounds[lane] = this.#before[lane] + this.#taken[lane];
    if (solved & this.#factors.singular) solved = this.#takeProximalSteps(solved, settings, verdicts);
    if (solved === undefined) return undefined;
    const usable = solved & ~this.#factors.unusable;
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const lanes = usable & this.#lanesAbove(REFINE * tolerance, REFINE * absoluteTolerance);
      if (lanes === 0) break;
      if (step === 0) this.#kernels.aimAtBounds(this.at);
      this.#kernels.refineSolution(this.at, lanes);
    }
    // With soft rows this is not the problem that the verdict is about.
    if (this.shape.soft) return usable & ~lanesAbove(settings.maxIterations, ...this.rounds);
    let passed = usable & ~this.#lanesAbove(tolerance, absoluteTolerance);
    for (const lane of LANES) {
      if (!(usable & ~passed & (1 << lane))) continue;
      const found = verdicts.accepts(this.elements[lane], this.#vectors(lane), settings);
      if (!found) continue;
      passed |= 1 << lane;
      // What is reported is what was judged: in sums of large terms the kernel's own are rounding.
      this.#note(lane, "primal", found.primalResidual);
      this.#note(lane, "dual", found.dualResidual);
      this.#note(lane, "gap", found.dualityGap);
    }
    return passed;
  }

  /**
   * Pivots to the active sets for the right-hand sides and bounds that are set: eliminates z and nu, exchanges rows
   * round by round, recovers z and nu, and finds out the residuals.
   *
   * @param again whether to go on from where the last call ended, for other right-hand sides.
   * @returns bits of the lanes that were solved.
   */
  #pivot(again: boolean, settings: Settings): number {
    this.#taken.fill(0);
    this.#counted = 3;
    for (let pass = 0; ; pass++) {
      const outcome = this.#exchange(again || pass > 0, settings);
      let turned = 0;
      for (const lane of LANES) {
        if (!(this.#counted & (1 << lane))) continue;
        this.#taken[lane] += this.#roundsOf(lane);
        if (this.shape.soft && this.#lcpWord(lane, "turned") !== 0) turned |= 1 << lane;
      }
      // Bits must not depend on the way: what soft rows came to is solved for again where they have turned over.
      this.#counted = turned;
      if (turned === 0 || pass === MAX_PASSES) return outcome & (3 * CODES.IS_SOLVED);
    }
  }

  #exchange(again: boolean, { maxIterations, onIteration, timeIsUp }: Settings): number {
    const kernels = this.#kernels;
    kernels.beginPivoting(this.at, again);
    const mostRounds = mostRoundsOf(this.shape, maxIterations);
    let outcome = 0;
    if (onIteration) {
      kernels.endPivoting(this.at);
      this.#observe(LANES, onIteration);
    }
    if (onIteration ?? timeIsUp) {
      while (outcome < BOTH_ENDED && !timeIsUp?.()) {
        const before = LANES.map((lane) => this.#roundsOf(lane));
        outcome = kernels.pivotRound(this.at, mostRounds);
        if (!onIteration) continue;
        kernels.endPivoting(this.at);
        const lanes = LANES.filter((lane) => this.#roundsOf(lane) > before[lane]);
        this.#observe(lanes, onIteration);
      }
    } else outcome = kernels.pivot(this.at, mostRounds);
    if (!onIteration) kernels.endPivoting(this.at);
    return outcome;
  }

  /**
   * Brings soft rows of a linear program near their states by proximal steps that reach less far: in one that goes all
   * the way, most of them are far from their bounds on one side or the other, which says nothing.
   */
  #reachOut(settings: Settings): void {
    let last = 1;
    for (const reach of REACHES) {
      this.#kernels.scaleObjective(this.at, reach / last);
      this.#pivot(last < 1, settings);
      for (const lane of LANES) this.#before[lane] += this.#taken[lane];
      last = reach;
    }
    this.#kernels.scaleObjective(this.at, 1 / last);
  }

  /** @returns bits of the lanes that are solved still; undefined where the time was up. */
  #takeProximalSteps(solved: number, settings: Settings, verdicts: Verdicts): number | undefined {
    const { tolerance, absoluteTolerance, maxIterations, timeIsUp } = settings;
    const limit = PROXIMAL * tolerance;
    let moving = solved & this.#factors.singular;
    const centres = LANES.map(() => new Float64Array(this.shape.n));
    const residuals: [number, number] = [Infinity, Infinity];
    for (let step = 0; ; step++) {
      for (const lane of LANES) this.#loadCost(lane, centres[lane], false);
      if (this.shape.soft) this.#kernels.holdSaturated(this.at);
      this.#kernels.assess(this.at);
      const isAbove = (lane: Lane): boolean =>
        (moving & (1 << lane)) !== 0 && !(this.report(lane, "relativeDual") <= limit);
      if (LANES.some(isAbove)) this.#kernels.assessTerms(this.at);
      for (const lane of LANES) {
        const bit = 1 << lane;
        if (!(moving & bit)) continue;
        // The rest is rounding, which further steps do not mend: that is for the refinement of the solution.
        const residual = this.report(lane, "relativeDual");
        const stalled = residual > PROGRESS * residuals[lane];
        residuals[lane] = residual;
        let arrived = residual <= limit || (stalled && residual <= tolerance);
        // These questions cost more than a step.
        if (!arrived && LOOKS.includes(step) && !this.shape.soft) {
          const element = this.elements[lane];
          const limits = { tolerance: limit, absoluteTolerance };
          arrived = verdicts.accepts(element, this.#vectors(lane), limits) !== undefined;
          if (!arrived && verdicts.provesDescent(element, this.#stepFrom(centres[lane], lane), tolerance)) {
            solved &= ~bit;
            moving &= ~bit;
          }
        }
        if (arrived || step === MAX_STEPS) moving &= ~bit;
      }
      if (moving === 0) return solved;
      for (const lane of LANES) {
        // A lane that has arrived takes its last step again, to the same bits.
        if (moving & (1 << lane)) this.#copyZ(lane, centres[lane]);
        this.#loadCost(lane, centres[lane], true);
        this.#before[lane] = moving & (1 << lane) ? this.rounds[lane] : -1;
      }
      const arrived = this.#pivot(true, settings);
      // Not even a lane that has arrived took its last step again.
      if (arrived !== 3 && timeIsUp?.()) return undefined;
      for (const lane of LANES) {
        const bit = 1 << lane;
        if (!(moving & bit)) continue;
        this.rounds[lane] += this.#taken[lane];
        if (arrived & bit && this.rounds[lane] <= maxIterations) continue;
        solved &= ~bit;
        moving &= ~bit;
      }
    }
  }

  /** Sets one lane's right-hand side of stationarity to −p, or for a proximal step to R · centre − p. */
  #loadCost(lane: Lane, centre: Float64Array, proximal: boolean): void {
    const { heap, words } = this.#arena;
    const { data, stride } = this.#problem.p;
    const from = this.elements[lane] * stride;
    const right = (this.shape.soft ? this.arrays.ownRightZ : this.solution.rightZ) / NUMBER + lane;
    for (let i = 0; i < centre.length; i++) heap[right + 2 * i] = -data[from + i];
    if (!proximal || !(this.#factors.singular & (1 << lane))) return;
    const [next, shift] = this.shape.shared ? [1, 0] : [2, lane];
    const R = words[(this.#factors.at + LAYOUT.Factors.offsets.R) / 4] / NUMBER + shift;
    const cost = this.report(lane, "cost");
    for (let i = 0; i < centre.length; i++) heap[right + 2 * i] += (heap[R + i * next] / cost) * centre[i];
  }

  /** Bits of the lanes that the verdict (src/form/verdict.ts) does not accept within these limits. */
  #lanesAbove(relative: number, absolute: number): number {
    let lanes = lanesAbove(relative, this.report(0, "relative"), this.report(1, "relative"));
    if (lanes !== 0) {
      this.#kernels.assessTerms(this.at);
      lanes = lanesAbove(relative, this.report(0, "relative"), this.report(1, "relative"));
    }
    if (absolute === Infinity) return lanes;
    const worst = (lane: Lane): number => this.report(lane, "largest") + this.report(lane, "rounding");
    return lanes | lanesAbove(absolute, worst(0), worst(1));
  }

  /** Makes contradictions of the lanes given into certificates, as far as they hold. Overwrites the solution. */
  proveContradictions(lanes: number, tolerance: number, verdicts: Verdicts): void {
    const contradicted = LANES.filter((lane) => lanes & (1 << lane) && this.isContradicted(lane));
    if (contradicted.length === 0) return;
    this.#kernels.beginProof(this.at);
    for (let step = 0; step < PROOF_REFINEMENTS; step++) this.#kernels.refineKkt(this.at, 3);
    for (const lane of contradicted) {
      verdicts.provesContradiction(this.elements[lane], this.#vectors(lane), tolerance);
    }
  }

  /** What was last found out about one lane. */
  report(lane: Lane, what: FieldOf<"Report">): number {
    return this.#arena.heap[(this.arrays.report + LAYOUT.Report.offsets[what]) / NUMBER + lane];
  }

  #note(lane: Lane, what: FieldOf<"Report">, value: number): void {
    this.#arena.heap[(this.arrays.report + LAYOUT.Report.offsets[what]) / NUMBER + lane] = value;
  }

  /** Whether one lane ended because its bounds contradict each other. */
  isContradicted(lane: Lane): boolean {
    return this.#lcpWord(lane, "phase") === CODES.CONTRADICTED;
  }

  #roundsOf(lane: Lane): number {
    return this.#lcpWord(lane, "rounds");
  }

  #lcpWord(lane: Lane, field: "phase" | "rounds" | "turned"): number {
    const { words } = this.#arena;
    const lcp = words[(this.at + LAYOUT.Pair.offsets[lane === 0 ? "lcp0" : "lcp1"]) / 4];
    return words[(lcp + LAYOUT.Lcp.offsets[field]) / 4];
  }

  /** One lane's solution, as users have it. */
  #vectors(lane: Lane): KktVectors {
    const { n, e, m, rows, boxes } = this.shape;
    const { solution } = this;
    const y = this.#read(solution.y, rows, lane);
    const lambdaLower = new Float64Array(n);
    const lambdaUpper = new Float64Array(n);
    boxes.forEach((variable, i) => {
      lambdaLower[variable] = Math.max(0, -y[m + i]);
      lambdaUpper[variable] = Math.max(0, y[m + i]);
    });
    const [z, nu] = [this.#read(solution.z, n, lane), this.#read(solution.nu, e, lane)];
    return { z, nu, lambda: y.slice(0, m), lambdaLower, lambdaUpper };
  }

  /** How far one lane's z is from `centre`. */
  #stepFrom(centre: Float64Array, lane: Lane): Float64Array {
    return this.#read(this.solution.z, centre.length, lane).map((value, i) => value - centre[i]);
  }

  #copyZ(lane: Lane, to: Float64Array): void {
    const { heap } = this.#arena;
    const z = this.solution.z / NUMBER + lane;
    for (let i = 0; i < to.length; i++) to[i] = heap[z + 2 * i];
  }

  #read(from: Address, count: number, lane: Lane): Float64Array {
    const { heap } = this.#arena;
    return Float64Array.from({ length: count }, (_, i) => heap[from / NUMBER + 2 * i + lane]);
  }

  /** Tells the observer of the rounds that lanes have just taken, or are about to take. */
  #observe(lanes: readonly Lane[], observer: IterationObserver): void {
    const [element0, element1] = this.elements;
    for (const lane of lanes) {
      if (lane === 1 && element0 === element1) continue;
      if (this.#before[lane] < 0 || !(this.#counted & (1 << lane))) continue;
      const before = this.#before[lane] + this.#taken[lane];
      const round = this.#roundsOf(lane);
      if (round === 0 && before > 0) continue;
      const element = this.elements[lane];
      observer({
        element: this.#problem.positions?.[element] ?? element,
        iteration: before + round,
        primalResidual: this.report(lane, "primal"),
        dualResidual: this.report(lane, "dual"),
        dualityGap: this.report(lane, "gap"),
        mu: 0,
        sigma: 0,
        alphaPrimal: round > 0 ? 1 : 0,
        alphaDual: round > 0 ? 1 : 0,
        rho: this.#factors.singular & (1 << lane) ? RHO_ZERO : 0,
        delta: 0,
      });
    }
  }
}
