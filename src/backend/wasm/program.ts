import type { Problem } from "../../problem/problem.js";
import type { IterationObserver, Settings } from "../../problem/settings.js";
import type { NumericData } from "../../problem/solution-data.js";
import { newSolutionData } from "../../problem/solution-data.js";
import type { SolutionData, Status } from "../../problem/solution.js";
import type { KktVectors, PartialProgram } from "../backend.js";
import type { Arena } from "./arena.js";
import type { DualFactors, UserMatrices } from "./dual/factors.js";
import { Cursor, factorBytes, NUMBER, preparePair, prepareShared } from "./dual/factors.js";
import { PairSolver } from "./dual/pair.js";
import type { DualShape } from "./dual/shape.js";
import { sameShape } from "./dual/shape.js";
import {
  assessLane,
  loadCost,
  NO_CENTRE,
  takeCentre,
  loadMatrices,
  loadProblem,
  loadRight,
  storeLane,
  storeSystem,
  systemError,
} from "./dual/store.js";
import type { Address, Kernels } from "./module.js";

/** Factors that programs keep for derivatives take at most this many bytes; beyond it they are made again. */
const KEPT_BYTES = 2 ** 28;
/** Refinements of a solution, and of a derivative. */
const MAX_REFINEMENTS = 3;
/** A solution is refined until its residuals are below this share of the tolerance: gradients profit. */
const REFINE = 1e-3;
/** A derivative is refined until its residual is below this, relative to its right-hand side, … */
const ACCURATE = 1e-12;
/** … and left to another backend where it stays above this. */
const ACCEPTABLE = 1e-8;

/** Proximal steps end where the dual residual is below this share of the tolerance, … */
const PROXIMAL = 0.1;
/** … or after this many: then the objective may be unbounded. */
const MAX_PROXIMAL_STEPS = 40;

const LANES = [0, 1] as const;

/** Memory that holds factors for one or more programs; free again when the last of them lets go. */
class Region {
  readonly at: Address;
  readonly #arena: Arena;
  readonly #bytes: number;
  #users = 1;
  /** One if shared, else one per pair of elements; made when first needed. */
  readonly factors: DualFactors[] = [];

  constructor(arena: Arena, at: Address, bytes: number) {
    this.at = at;
    this.#arena = arena;
    this.#bytes = bytes;
  }

  get inUse(): boolean {
    return this.#users > 0;
  }

  share(): Region {
    this.#users++;
    return this;
  }

  release(): void {
    this.#users--;
    if (this.#users === 0) this.#arena.release(this.at, this.#bytes);
  }
}

/** Programs that nobody disposed of let go of their region once they are garbage. */
const forgotten = new FinalizationRegistry<Region>((region) => region.release());

/** Solves a batch in the dual form, two elements at a time. */
export class WasmProgram implements PartialProgram {
  readonly data: SolutionData;
  readonly unfinished: readonly number[];
  readonly #problem: Problem;
  readonly #shape: DualShape;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #weaklyActive: Int32Array;
  readonly #states: Int8Array;
  /** Where factors are kept; undefined where there was no room. */
  #region: Region | undefined;
  #disposed = false;

  /**
   * @param earlier whose factors serve again if Q, A and G are the same operands.
   * @param warmStart whether to start from its active sets, if the shapes agree.
   */
  constructor(
    kernels: Kernels,
    arena: Arena,
    shape: DualShape,
    problem: Problem,
    settings: Settings,
    earlier: WasmProgram | undefined,
    warmStart: boolean,
  ) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#shape = shape;
    this.#problem = problem;
    this.#weaklyActive = new Int32Array(problem.batch);
    this.#states = new Int8Array(problem.batch * shape.rows);
    const data = newSolutionData(problem);
    const status = new Array<Status>(problem.batch).fill("numericalError");
    this.data = { ...data, status };
    this.#keepRegion(earlier);
    const same = earlier && sameShape(earlier.#shape, shape) && earlier.#problem.batch === problem.batch;
    if (warmStart && same) this.#states.set(earlier.#states);
    this.#withScratch((pair, scratch) => {
      for (let first = 0; first < problem.batch; first += 2) {
        const elements = [first, Math.min(first + 1, problem.batch - 1)] as const;
        const factors = this.#factorsOf(first / 2, elements, scratch);
        if (factors.unusable !== 3) this.#solvePair(pair, factors, elements, settings, data, status);
      }
    });
    this.unfinished = status.flatMap((name, element) => (name === "solved" ? [] : [element]));
  }

  #solvePair(
    pair: PairSolver,
    factors: DualFactors,
    elements: readonly [number, number],
    settings: Settings,
    data: NumericData,
    status: Status[],
  ): void {
    const arena = this.#arena;
    const shape = this.#shape;
    for (const lane of LANES)
      loadProblem(this.#problem, elements[lane], shape, pair, arena, lane, this.#states);
    const { tolerance } = settings;
    const { solved, rounds } = this.#minimise(pair, factors, elements, settings);
    const usable = solved & ~factors.unusable;
    const residuals = [assessLane(shape, pair, arena, 0), assessLane(shape, pair, arena, 1)];
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const lanes = usable & lanesAbove(REFINE * tolerance, residuals[0].largest, residuals[1].largest);
      if (lanes === 0) break;
      if (step === 0) {
        pair.factorActive(factors);
        pair.aimAtBounds();
      }
      pair.refine(factors, lanes);
      for (const lane of LANES) residuals[lane] = assessLane(shape, pair, arena, lane);
    }
    for (const lane of elements[0] === elements[1] ? [0 as const] : LANES) {
      const { largest, rounding } = residuals[lane];
      if (!(usable & (1 << lane)) || !(largest + rounding <= tolerance)) continue;
      const element = elements[lane];
      const roots = factors.roots[lane] / NUMBER;
      this.#weaklyActive[element] = storeLane(
        shape,
        pair,
        arena,
        roots,
        lane,
        element,
        residuals[lane],
        data,
        this.#states,
      );
      data.iterations[element] = rounds[lane];
      status[element] = "solved";
    }
  }

  /**
   * Minimises; where Q is singular by proximal steps z ← argmin ½zᵀ(Q + rho I)z + (p − rho z̄)ᵀz from the last z̄,
   * each started from the active set of the one before. For linear and quadratic programs they end after finitely
   * many. Source: Rockafellar 1976.
   */
  #minimise(
    pair: PairSolver,
    factors: DualFactors,
    elements: readonly [number, number],
    { tolerance, maxIterations, onIteration }: Settings,
  ): { solved: number; rounds: readonly [number, number] } {
    let before: readonly [number, number] = [0, 0];
    const observe =
      onIteration &&
      ((round: number): void => this.#report(pair, factors, elements, before, round, onIteration));
    const first = pair.minimise(factors, false, maxIterations, observe);
    const rounds: [number, number] = [...first.rounds];
    let { solved } = first;
    let moving = solved & ((factors.rho[0] > 0 ? 1 : 0) | (factors.rho[1] > 0 ? 2 : 0));
    if (moving === 0) return { solved, rounds };
    const { heap } = this.#arena;
    const centres = LANES.map(() => new Float64Array(this.#shape.n));
    for (let step = 0; ; step++) {
      for (const lane of LANES) loadCost(this.#problem, elements[lane], pair, heap, lane, 0, NO_CENTRE);
      pair.computeResiduals(factors);
      for (const lane of LANES) {
        const { dual } = assessLane(this.#shape, pair, this.#arena, lane);
        if (dual <= PROXIMAL * tolerance || step === MAX_PROXIMAL_STEPS) moving &= ~(1 << lane);
      }
      if (moving === 0) return { solved, rounds };
      for (const lane of LANES) {
        // A lane that has arrived takes its last step again, to the same bits.
        if (moving & (1 << lane)) takeCentre(pair, heap, lane, centres[lane]);
        loadCost(this.#problem, elements[lane], pair, heap, lane, factors.rho[lane], centres[lane]);
      }
      before = [moving & 1 ? rounds[0] : -1, moving & 2 ? rounds[1] : -1];
      const next = pair.minimise(factors, true, maxIterations, observe);
      for (const lane of LANES) {
        const bit = 1 << lane;
        if (!(moving & bit)) continue;
        rounds[lane] += next.rounds[lane];
        if (next.solved & bit && rounds[lane] <= maxIterations) continue;
        solved &= ~bit;
        moving &= ~bit;
      }
    }
  }

  /** Tells the observer of both lanes' rounds; a lane whose count is −1 has arrived. */
  #report(
    pair: PairSolver,
    { rho }: DualFactors,
    elements: readonly [number, number],
    before: readonly [number, number],
    round: number,
    observer: IterationObserver,
  ): void {
    for (const lane of elements[0] === elements[1] ? [0 as const] : LANES) {
      const first = before[lane] === 0;
      if (before[lane] < 0 || (round === 0 && !first) || pair.roundsOf(lane) < round) continue;
      const { primal, dual, gap } = assessLane(this.#shape, pair, this.#arena, lane);
      observer({
        element: this.#problem.positions?.[elements[lane]] ?? elements[lane],
        iteration: before[lane] + round,
        primalResidual: primal,
        dualResidual: dual,
        dualityGap: gap,
        mu: 0,
        sigma: 0,
        alphaPrimal: round > 0 ? 1 : 0,
        alphaDual: round > 0 ? 1 : 0,
        rho: rho[lane],
        delta: 0,
      });
    }
  }

  solveKkt(right: KktVectors, out: KktVectors): readonly number[] {
    const { batch } = this.#problem;
    const { status } = this.data;
    const inaccurate: number[] = [];
    for (const vector of Object.values(out) as Float64Array[]) vector.fill(0);
    const done = this.#withScratch((pair, scratch) => {
      for (let first = 0; first < batch; first += 2) {
        const elements = [first, Math.min(first + 1, batch - 1)] as const;
        if (elements.every((element) => status[element] !== "solved")) continue;
        const factors = this.#factorsOf(first / 2, elements, scratch);
        for (const lane of LANES) {
          loadRight(elements[lane], this.#shape, pair, this.#arena, lane, right, this.#states);
        }
        pair.factorActive(factors);
        pair.solveActive(factors);
        const errorOf = (lane: 0 | 1): number => systemError(this.#shape, pair, this.#arena, lane);
        let errors = [errorOf(0), errorOf(1)];
        for (let step = 0; step < MAX_REFINEMENTS; step++) {
          const lanes = lanesAbove(ACCURATE, errors[0], errors[1]);
          if (lanes === 0) break;
          pair.refine(factors, lanes);
          errors = [errorOf(0), errorOf(1)];
        }
        for (const lane of elements[0] === elements[1] ? [0 as const] : LANES) {
          const element = elements[lane];
          if (status[element] !== "solved") continue;
          if (errors[lane] <= ACCEPTABLE) storeSystem(this.#shape, pair, this.#arena, lane, element, out);
          else inaccurate.push(element);
        }
      }
    });
    // Without memory nothing was solved; zeros would pass for derivatives.
    return done ? inaccurate : status.flatMap((name, element) => (name === "solved" ? [element] : []));
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  /** Whether there are factors to reuse. */
  get hasFactors(): boolean {
    return this.#region?.inUse === true;
  }

  keepFactors(): () => void {
    const region = this.#region?.share();
    return () => region?.release();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    forgotten.unregister(this);
    this.#region?.release();
  }

  /** Takes over an earlier program's factors, or reserves room for those of the whole batch, if there is any. */
  #keepRegion(earlier: WasmProgram | undefined): void {
    this.#region = this.#knownRegion(earlier) ?? this.#newRegion();
    if (this.#region) forgotten.register(this, this.#region, this);
  }

  #knownRegion(earlier: WasmProgram | undefined): Region | undefined {
    if (!earlier?.hasFactors || !sameShape(earlier.#shape, this.#shape)) return undefined;
    const { Q, A, G, batch } = earlier.#problem;
    const problem = this.#problem;
    const same = Q === problem.Q && A === problem.A && G === problem.G;
    return same && (this.#shape.shared || batch === problem.batch) ? earlier.#region!.share() : undefined;
  }

  #newRegion(): Region | undefined {
    const pairs = this.#shape.shared ? 1 : Math.ceil(this.#problem.batch / 2);
    const bytes = pairs * factorBytes(this.#shape).kept;
    if (this.#arena.used + bytes > KEPT_BYTES) return undefined;
    const at = this.#arena.allocate(bytes);
    return at === undefined ? undefined : new Region(this.#arena, at, bytes);
  }

  /** The factors of a pair of elements: kept ones, or made now. */
  #factorsOf(index: number, elements: readonly [number, number], scratch: Scratch): DualFactors {
    const shape = this.#shape;
    const slot = shape.shared ? 0 : index;
    const known = this.#region?.factors[slot] ?? (shape.shared ? scratch.factors : undefined);
    if (known !== undefined) return known;
    for (const lane of shape.shared ? [0 as const] : LANES) {
      const at = { Q: scratch.user.Q[lane], A: scratch.user.A[lane], G: scratch.user.G[lane] };
      loadMatrices(this.#problem, elements[lane], this.#arena, at);
    }
    const region = this.#region;
    const start = region ? region.at + slot * factorBytes(shape).kept : scratch.kept;
    const cursor = new Cursor(start);
    const factors = shape.shared
      ? prepareShared(this.#kernels, this.#arena, shape, scratch.user, cursor, scratch.prepare)
      : preparePair(this.#kernels, this.#arena, shape, scratch.user, cursor);
    if (region) region.factors[slot] = factors;
    else scratch.factors = factors;
    return factors;
  }

  /**
   * Runs `work` with memory of its own, which is free again afterwards; false where there was none, and nothing was
   * done.
   */
  #withScratch(work: (pair: PairSolver, scratch: Scratch) => void): boolean {
    const shape = this.#shape;
    const { n, e, m, diagonal } = shape;
    const { kept, scratch: prepare } = factorBytes(shape);
    const needed = shape.shared && this.#region?.factors[0] ? 0 : prepare;
    const user = 2 * ((diagonal ? n : n * n) + (e + m) * n) * NUMBER;
    const bytes = PairSolver.bytes(shape) + user + needed + (this.#region ? 0 : kept) + 512;
    const at = this.#arena.allocate(bytes);
    if (at === undefined) return false;
    const cursor = new Cursor(at + PairSolver.bytes(shape));
    const take = (count: number): readonly [Address, Address] => {
      const first = cursor.take(count, NUMBER);
      return shape.shared ? [first, first] : [first, cursor.take(count, NUMBER)];
    };
    const matrices = { Q: take(diagonal ? n : n * n), A: take(e * n), G: take(m * n) };
    const scratch: Scratch = {
      user: matrices,
      prepare: cursor.take(needed, 1),
      kept: cursor.at,
      factors: undefined,
    };
    try {
      work(new PairSolver(this.#kernels, this.#arena, shape, at), scratch);
      return true;
    } finally {
      this.#arena.release(at, bytes);
    }
  }
}

/** Memory for one pass over the batch. */
interface Scratch {
  readonly user: UserMatrices;
  /** Room for preparing shared factors. */
  readonly prepare: Address;
  /** Room for the factors of one pair, where the program keeps none. */
  readonly kept: Address;
  /** Shared factors, where the program keeps none. */
  factors: DualFactors | undefined;
}

/** Bits of the lanes whose value is above the limit or no number. */
function lanesAbove(limit: number, value0: number, value1: number): number {
  return (value0 <= limit ? 0 : 1) | (value1 <= limit ? 0 : 2);
}
