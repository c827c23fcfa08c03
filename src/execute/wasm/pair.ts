/**
 * Two elements at a time: rounds of pivoting to their active sets, proximal steps where Q is singular, refinement,
 * and the verdict.
 *
 * Where Q is singular, z ← argmin ½zᵀ(Q + R)z + (p − R z̄)ᵀz from the last z̄, R diagonal, again and again, each step
 * started from the active set of the one before. For linear and quadratic programs they end after finitely many.
 *
 * Source: Rockafellar 1976.
 */
import { tryContradiction, tryDescent } from "../../form/certificate.js";
import { ProblemUnits } from "../../form/units.js";
import type { Certificate, KktVectors } from "../../problem/fields.js";
import { assess } from "../../form/verdict.js";
import type { Problem } from "../../problem/problem.js";
import type { IterationObserver, Settings } from "../../problem/settings.js";
import type { DualShape } from "./dual-shape.js";
import type { Address, FieldOf } from "./layout.js";
import { PerSizes } from "./dual-shape.js";
import { CODES, Cursor, LAYOUT, LCP_VECTORS, NUMBER, RHO_ZERO, V128, writeStruct } from "./layout.js";
import type { Arena, Factors } from "./memory.js";
import type { Kernels } from "./module.js";

/** Rounds of pivoting before an element is left to another method: rounding can make it cycle. */
const MAX_ROUNDS = { fixed: 60, perRow: 3 };
const BOTH_ENDED = 3 * CODES.HAS_ENDED;

/** Refinements of a solution. */
const MAX_REFINEMENTS = 3;
/** A solution is refined until its residuals are below this share of their limits: gradients profit. */
const REFINE = 1e-3;
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

/** Bits of the lanes whose value is above the limit or no number. */
export function lanesAbove(limit: number, value0: number, value1: number): number {
  return (value0 <= limit ? 0 : 1) | (value1 <= limit ? 0 : 2);
}

/** What the mathematics that all executors share says about the elements of a batch. */
export class Verdicts {
  readonly certificates = new Map<number, Certificate>();
  readonly #problem: Problem;
  #units: ProblemUnits | undefined;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  /** The whole verdict, which knows what kernels do not: canonical units, and rows whose terms are all rounding. */
  accepts(
    element: number,
    vectors: KktVectors,
    limits: Pick<Settings, "tolerance" | "absoluteTolerance">,
  ): boolean {
    this.#units ??= new ProblemUnits(this.#problem);
    // Plain sums of large terms may cancel to less than an absolute tolerance that they do not meet.
    const exact = limits.absoluteTolerance < Infinity;
    return assess(this.#problem, element, vectors, this.#units.of(element), limits, exact).merit <= 1;
  }

  /** Whether the objective falls for ever in a direction; then the element has a certificate. */
  provesDescent(element: number, direction: Float64Array, tolerance: number): boolean {
    return this.#keep(element, tryDescent(this.#problem, element, direction, tolerance));
  }

  /** Whether multipliers show that the bounds contradict each other; then the element has a certificate. */
  provesContradiction(element: number, multipliers: KktVectors, tolerance: number): boolean {
    return this.#keep(element, tryContradiction(this.#problem, element, multipliers, tolerance).certificate);
  }

  #keep(element: number, certificate: Certificate | undefined): boolean {
    if (certificate) this.certificates.set(element, certificate);
    return certificate !== undefined;
  }
}

const PAIR_BYTES = new PerSizes((shape) => placePair(shape, 0, new Cursor(0)).end);

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
  readonly #shape: DualShape;
  /** Where its arrays are, and those of its solution. */
  readonly arrays: ReturnType<typeof placePair>["pair"];
  readonly solution: ReturnType<typeof placePair>["solution"]["arrays"];
  #factors!: Factors;
  /** The rounds before the proximal step that is being taken; −1 where a lane has arrived. */
  readonly #before: [number, number] = [0, 0];

  static bytes(shape: DualShape): number {
    return PAIR_BYTES.of(shape);
  }

  constructor(
    kernels: Kernels,
    arena: Arena,
    problem: Problem,
    shape: DualShape,
    shapeAt: Address,
    at: Address,
  ) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#problem = problem;
    this.#shape = shape;
    this.at = at;
    const { pair, solution, correction } = placePair(shape, shapeAt, new Cursor(at));
    this.arrays = pair;
    this.solution = solution.arrays;
    writeStruct(arena.words, at, "Pair", pair);
    writeStruct(arena.words, solution.at, "Vectors", solution.arrays);
    writeStruct(arena.words, correction.at, "Vectors", correction.arrays);
  }

  /** Two elements of the batch, the same twice at the end of an odd one. */
  setElements(element0: number, element1: number): void {
    this.elements[0] = element0;
    this.elements[1] = element1;
  }

  setFactors(factors: Factors): void {
    this.#factors = factors;
    this.#arena.words[(this.at + LAYOUT.Pair.offsets.factors) / 4] = factors.at;
  }

  /**
   * Solves the elements, whose right-hand sides, bounds and states are set.
   *
   * @returns bits of the lanes that the verdict accepts; undefined where the time was up in the midst of proximal steps,
   *   and neither lane is left as it should be.
   */
  solve(settings: Settings, verdicts: Verdicts): number | undefined {
    const { tolerance, absoluteTolerance } = settings;
    this.#before.fill(0);
    let solved: number | undefined = this.#pivot(false, settings);
    for (const lane of LANES) this.rounds[lane] = this.#roundsOf(lane);
    if (solved & this.#factors.singular) solved = this.#takeProximalSteps(solved, settings, verdicts);
    if (solved === undefined) return undefined;
    const usable = solved & ~this.#factors.unusable;
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const lanes = usable & this.#lanesAbove(REFINE * tolerance, REFINE * absoluteTolerance);
      if (lanes === 0) break;
      if (step === 0) this.#kernels.aimAtBounds(this.at);
      this.#kernels.refineSolution(this.at, lanes);
    }
    let passed = usable & ~this.#lanesAbove(tolerance, absoluteTolerance);
    for (const lane of LANES) {
      if (!(usable & ~passed & (1 << lane))) continue;
      if (verdicts.accepts(this.elements[lane], this.#vectors(lane), settings)) passed |= 1 << lane;
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
  #pivot(again: boolean, { maxIterations, onIteration, timeIsUp }: Settings): number {
    const kernels = this.#kernels;
    kernels.beginPivoting(this.at, again);
    const mostRounds = Math.min(maxIterations, MAX_ROUNDS.fixed + MAX_ROUNDS.perRow * this.#shape.rows);
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
        this.#observe(
          LANES.filter((lane) => this.#roundsOf(lane) > before[lane]),
          onIteration,
        );
      }
    } else outcome = kernels.pivot(this.at, mostRounds);
    if (!onIteration) kernels.endPivoting(this.at);
    return outcome & (3 * CODES.IS_SOLVED);
  }

  /** @returns bits of the lanes that are solved still; undefined where the time was up. */
  #takeProximalSteps(solved: number, settings: Settings, verdicts: Verdicts): number | undefined {
    const { tolerance, absoluteTolerance, maxIterations, timeIsUp } = settings;
    const limit = PROXIMAL * tolerance;
    let moving = solved & this.#factors.singular;
    const centres = LANES.map(() => new Float64Array(this.#shape.n));
    const residuals: [number, number] = [Infinity, Infinity];
    for (let step = 0; ; step++) {
      for (const lane of LANES) this.#loadCost(lane, centres[lane], false);
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
        if (!arrived && LOOKS.includes(step)) {
          const element = this.elements[lane];
          arrived = verdicts.accepts(element, this.#vectors(lane), { tolerance: limit, absoluteTolerance });
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
        this.rounds[lane] += this.#roundsOf(lane);
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
    const right = this.solution.rightZ / NUMBER + lane;
    for (let i = 0; i < centre.length; i++) heap[right + 2 * i] = -data[from + i];
    if (!proximal || !(this.#factors.singular & (1 << lane))) return;
    const [next, shift] = this.#shape.shared ? [1, 0] : [2, lane];
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

  /** Whether one lane ended because its bounds contradict each other. */
  isContradicted(lane: Lane): boolean {
    return this.#lcpWord(lane, "phase") === CODES.CONTRADICTED;
  }

  #roundsOf(lane: Lane): number {
    return this.#lcpWord(lane, "rounds");
  }

  #lcpWord(lane: Lane, field: "phase" | "rounds"): number {
    const { lcp0, lcp1 } = this.arrays;
    return this.#arena.words[((lane === 0 ? lcp0 : lcp1) + LAYOUT.Lcp.offsets[field]) / 4];
  }

  /** One lane's solution, as users have it. */
  #vectors(lane: Lane): KktVectors {
    const { n, e, m, rows, boxes } = this.#shape;
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
      const before = this.#before[lane];
      const round = this.#roundsOf(lane);
      if (before < 0 || (round === 0 && before > 0)) continue;
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

/** Places the structs of a pair, and its arrays. */
function placePair({ n, e, rows, mostActive }: DualShape, shapeAt: Address, cursor: Cursor) {
  const take = (count: number): Address => cursor.take(count, V128);
  const takeVectors = () => ({
    at: cursor.take(1, LAYOUT.Vectors.bytes),
    arrays: {
      rightZ: take(n),
      rightNu: take(e),
      rightRows: take(rows),
      t: take(n),
      g: take(e),
      v: take(rows),
      w: take(rows),
      z: take(n),
      nu: take(e),
      y: take(rows),
      size: take(n),
      dual: take(n),
      equality: take(e),
      values: take(rows),
    },
  });
  cursor.take(1, LAYOUT.Pair.bytes);
  const [solution, correction] = [takeVectors(), takeVectors()];
  // Odd, so that rows of the factor do not compete for the same lines of cache.
  const ldActive = mostActive | 1;
  const padded = Math.ceil(rows / CODES.ROW_GROUP) * CODES.ROW_GROUP;
  const takeLcp = (): Address => cursor.take(1, LAYOUT.Lcp.bytes + LCP_VECTORS.length * NUMBER * padded);
  /** A number per active row, in whole pairs, and one to end with. */
  const takeActive = (): Address => cursor.take(mostActive + 2, NUMBER);
  const pair = {
    shape: shapeAt,
    factors: 0,
    solution: solution.at,
    correction: correction.at,
    lower: take(rows),
    upper: take(rows),
    lcp0: takeLcp(),
    lcp1: takeLcp(),
    activeFactor: take(mostActive * ldActive),
    ldActive,
    activeRight: take(mostActive),
    column: takeActive(),
    response: takeActive(),
    multipliers: takeActive(),
    sides: takeActive(),
    direction: cursor.take(n, NUMBER),
    report: cursor.take(1, LAYOUT.Report.bytes),
    working: cursor.take(rows, 4),
    workingCount: 0,
    workingOfG: 0,
  };
  return { solution, correction, pair, end: cursor.at };
}
