import type { Problem } from "../../problem/problem.js";
import type { IterationObserver, Settings } from "../../problem/settings.js";
import type { Certificate, KktVectors, NumericData, SolutionData, Status } from "../../problem/fields.js";
import { newSolutionData } from "../../problem/batch.js";
import type { PartlySolvedBatch, Reuse } from "../executor.js";
import { ActiveSystems } from "./active-systems.js";
import type { Arena } from "./arena.js";
import type { DualFactors } from "./dual/factors.js";
import { factorBytes, factorsAt } from "./dual/factors.js";
import type { Lane } from "./dual/pair.js";
import type { PairSolver } from "./dual/pair.js";
import { LANES, lanesAbove } from "./dual/pair.js";
import { minimise } from "./dual/proximal.js";
import { refineSystem, Regularity } from "./dual/regularity.js";
import type { DualShape } from "./dual/shape.js";
import { sameShape } from "./dual/shape.js";
import type { Stage } from "./dual/stage.js";
import { WasmJudge } from "./judge.js";
import type { Kernels } from "./module.js";
import type { KeptRegions, Lease, Region } from "./region.js";
import type { Pairing, Scratch } from "./scratch.js";
import { eachPair, newScratch } from "./scratch.js";

/** Refinements of a solution. */
const MAX_REFINEMENTS = 3;
/** A solution is refined until its residuals are below this share of their limits: gradients profit. */
const REFINE = 1e-3;
/**
 * Another operator than the regular one takes over only where that has failed: the two may differ where a system is
 * nearly singular, and a derivative is linear.
 */
const TRUSTED = 1e-7;
/** What proximal steps add to a variable without curvature, in canonical units (kernel/prepare.ts). */
const PROXIMAL_RHO = 1e-6;

/** Solves a batch in the dual form, two elements at a time. */
export class WasmBatch implements PartlySolvedBatch {
  readonly solvedBy = "pivoting";
  readonly data: SolutionData;
  readonly unfinished: number[] = [];
  readonly #status: Status[];
  readonly #problem: Problem;
  readonly #shape: DualShape;
  readonly #factorBytes: ReturnType<typeof factorBytes>;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #regions: KeptRegions;
  readonly #weaklyActive: Int32Array;
  readonly #states: Int8Array;
  readonly #judge: WasmJudge;
  /** Whether the KKT system of each element's active rows is regular. */
  readonly #regular: Regularity;
  #systems: ActiveSystems | undefined;
  /** Of the region where factors are kept; undefined where there was no room. */
  #lease: Lease | undefined;
  /** Working memory, once this has solved again. */
  #kept: { readonly scratch: Scratch; readonly lease: Lease } | undefined;
  #disposed = false;

  /**
   * @param reuse `earlier`, whose factors serve again if Q, A and G are the same operands; `warmStart`: whether to
   *   start from its active sets, if the shapes agree; `into`: where the solution goes.
   */
  constructor(
    kernels: Kernels,
    regions: KeptRegions,
    shape: DualShape,
    problem: Problem,
    settings: Settings,
    { earlier, warmStart, into }: WasmReuse = {},
  ) {
    this.#kernels = kernels;
    this.#arena = regions.arena;
    this.#regions = regions;
    this.#shape = shape;
    this.#factorBytes = factorBytes(shape);
    this.#problem = problem;
    this.#judge = new WasmJudge(kernels, shape, problem);
    this.#weaklyActive = new Int32Array(problem.batch);
    this.#states = new Int8Array(problem.batch * shape.rows);
    this.#regular = new Regularity(kernels, regions.arena, shape, problem.batch);
    this.#status = new Array<Status>(problem.batch);
    this.data = { ...(into ?? newSolutionData(problem)), status: this.#status };
    this.#keepRegion(earlier);
    const same = earlier && sameShape(earlier.#shape, shape) && earlier.#problem.batch === problem.batch;
    this.#solveAll(settings, warmStart && same ? earlier.#states : undefined);
  }

  /**
   * Solves again, after p, b, h or finite bounds have changed in place, into the same arrays. It keeps its working
   * memory, so that this allocates next to nothing.
   *
   * @param warmStart whether to start from the active sets that it has.
   */
  again(settings: Settings, warmStart: boolean): void {
    this.#renewRegion();
    if (this.#kept) this.#kept.scratch.stage.forgetVectors();
    else this.#kept = this.#newScratch(this);
    this.data.iterations.fill(0);
    this.#regular.forget();
    this.#systems = undefined;
    this.#solveAll(settings, warmStart ? this.#states : undefined);
  }

  #solveAll(settings: Settings, start: Int8Array | undefined): void {
    const status = this.#status;
    status.fill("numericalError");
    this.#judge.forget();
    this.#withScratch((scratch) => this.#solve(scratch, settings, this.data, status, start));
    this.unfinished.length = 0;
    for (let i = 0; i < status.length; i++) if (status[i] === "numericalError") this.unfinished.push(i);
  }

  #solve(
    scratch: Scratch,
    settings: Settings,
    data: NumericData,
    status: Status[],
    start: Int8Array | undefined,
  ): void {
    const kernels = this.#kernels;
    const { pair, stage } = scratch;
    let loaded: DualFactors | undefined;
    this.#eachChunk(stage, (first, count) => {
      stage.loadVectors(first, count);
      if (start) stage.loadStates(start, first, count);
      eachPair(first, count, (pairing) => {
        const { elements, places, lanes } = pairing;
        let solved = 0;
        let hopeless = 0;
        const factors = settings.timeIsUp?.() ? undefined : this.#factorsOf(pairing, first, count, scratch);
        if (factors && factors.unusable !== 3) {
          pair.use(factors);
          const bounds = factors !== loaded || !stage.sharesBounds;
          kernels.loadPair(pair.at, stage.at, places[0], places[1], bounds, start !== undefined);
          loaded = factors;
          const passed = this.#solvePair(pair, factors, elements, settings, data);
          solved = passed ?? 0;
          for (const lane of passed === undefined ? [] : lanes)
            if (this.#judge.mayBeHopeless(pair, elements[lane], lane)) hopeless |= 1 << lane;
        }
        if ((solved | hopeless) > 0) kernels.countWeaklyActive(pair.at);
        for (const lane of lanes) {
          const bit = 1 << lane;
          if (solved & bit) status[elements[lane]] = "solved";
          if ((solved | hopeless) & bit) kernels.saveSolution(pair.at, stage.at, lane, places[lane]);
          else kernels.saveNothing(pair.at, stage.at, places[lane]);
        }
        if (hopeless === 0) return;
        this.#judge.prove(pair, elements, hopeless, settings.tolerance);
        for (const lane of lanes) {
          // A contradiction that does not hold leaves the element unfinished.
          const certificate = hopeless & (1 << lane) ? this.#judge.certificate(elements[lane]) : undefined;
          if (certificate) status[elements[lane]] = certificate.kind;
        }
      });
      stage.saveSolutions(data, this.#weaklyActive, first, count);
      stage.saveStates(this.#states, first, count);
    });
  }

  certificate(element: number): Certificate | undefined {
    return this.#judge.certificate(element);
  }

  /** Minimises, refines, and returns the bits of the lanes whose residuals pass; undefined where time was up before. */
  #solvePair(
    pair: PairSolver,
    factors: DualFactors,
    elements: readonly [number, number],
    settings: Settings,
    data: NumericData,
  ): number | undefined {
    const kernels = this.#kernels;
    const { tolerance, absoluteTolerance, onIteration } = settings;
    const observe =
      onIteration &&
      ((round: number, before: readonly [number, number]): void =>
        this.#report(pair, factors, elements, before, round, onIteration));
    const problem = this.#problem;
    const minimised = minimise(problem, elements, factors, pair, kernels, this.#arena, settings, observe, {
      accepts: (lane, limit) =>
        this.#judge.accepts(pair, elements[lane], lane, { tolerance: limit, absoluteTolerance }),
      provesDescent: (lane, direction) => this.#judge.provesDescent(elements[lane], direction, tolerance),
    });
    if (minimised === undefined) {
      this.#judge.forget(elements);
      return undefined;
    }
    const { solved, rounds } = minimised;
    const usable = solved & ~factors.unusable;
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const lanes = usable & this.#lanesAbove(pair, REFINE * tolerance, REFINE * absoluteTolerance);
      if (lanes === 0) break;
      if (step === 0) kernels.aimAtBounds(pair.at);
      kernels.refineMinimiser(pair.at, lanes);
    }
    let passed = usable & ~this.#lanesAbove(pair, tolerance, absoluteTolerance);
    for (const lane of LANES) {
      const bit = 1 << lane;
      if (!(usable & ~passed & bit)) continue;
      if (this.#judge.accepts(pair, elements[lane], lane, settings)) passed |= bit;
    }
    for (const lane of LANES) data.iterations[elements[lane]] = rounds[lane];
    return passed;
  }

  /** Bits of the lanes that the verdict (src/form/verdict.ts) does not accept within these limits. */
  #lanesAbove(pair: PairSolver, relative: number, absolute: number): number {
    const above = (): number => lanesAbove(relative, pair.report(0, "relative"), pair.report(1, "relative"));
    let lanes = above();
    if (lanes !== 0) {
      this.#kernels.assessTerms(pair.at);
      lanes = above();
    }
    if (absolute === Infinity) return lanes;
    const worst = (lane: Lane): number => pair.report(lane, "largest") + pair.report(lane, "rounding");
    return lanes | lanesAbove(absolute, worst(0), worst(1));
  }

  /** Tells the observer of both lanes' rounds; a lane whose count is −1 has arrived. */
  #report(
    pair: PairSolver,
    { singular }: DualFactors,
    elements: readonly [number, number],
    before: readonly [number, number],
    round: number,
    observer: IterationObserver,
  ): void {
    for (const lane of elements[0] === elements[1] ? [0 as const] : LANES) {
      const first = before[lane] === 0;
      if (before[lane] < 0 || (round === 0 && !first) || pair.roundsOf(lane) < round) continue;
      observer({
        element: this.#problem.positions?.[elements[lane]] ?? elements[lane],
        iteration: before[lane] + round,
        primalResidual: pair.report(lane, "primal"),
        dualResidual: pair.report(lane, "dual"),
        dualityGap: pair.report(lane, "gap"),
        mu: 0,
        sigma: 0,
        alphaPrimal: round > 0 ? 1 : 0,
        alphaDual: round > 0 ? 1 : 0,
        rho: singular & (1 << lane) ? PROXIMAL_RHO : 0,
        delta: 0,
      });
    }
  }

  /**
   * The elements whose system is regular by the factors, refined to working accuracy: K⁻¹, which is symmetric. The
   * others by one operator for all right-hand sides, which is so too: an answer that is refined until it will do is
   * not. Which elements these are is decided with the first derivative, and no right-hand side has a say in it.
   */
  solveKkt(right: KktVectors, out: KktVectors): void {
    const kernels = this.#kernels;
    const { status } = this.data;
    const others = new Set(status.flatMap((name, element) => (name === "solved" ? [element] : [])));
    const done = this.#withScratch((scratch) => {
      const { pair, stage } = scratch;
      this.#eachChunk(stage, (first, count) => {
        stage.loadStates(this.#states, first, count);
        stage.loadRight(right, first, count);
        eachPair(first, count, (pairing) => {
          const { elements, places, lanes } = pairing;
          let passed = 0;
          if (elements.some((element) => others.has(element) && !this.#regular.isSingular(element))) {
            const factors = this.#factorsOf(pairing, first, count, scratch);
            pair.use(factors);
            const load = (): void => kernels.loadRight(pair.at, stage.at, places[0], places[1]);
            load();
            kernels.solveActive(pair.at);
            if (this.#regular.decide(pair, factors, elements, this.#states)) {
              load();
              kernels.solveActive(pair.at);
            }
            refineSystem(kernels, pair);
            passed = 3 & ~lanesAbove(TRUSTED, pair.report(0, "error"), pair.report(1, "error"));
          }
          for (const lane of lanes) {
            const element = elements[lane];
            const good = passed & (1 << lane) && others.has(element) && this.#regular.isRegular(element);
            if (good) kernels.saveSystem(pair.at, stage.at, lane, places[lane]);
            else kernels.saveNothing(pair.at, stage.at, places[lane]);
            if (good) others.delete(element);
          }
        });
        stage.saveVectors(out, first, count);
      });
    });
    // Without memory nothing was solved; zeros would pass for derivatives.
    if (!done) for (const vector of Object.values(out) as Float64Array[]) vector.fill(0);
    if (others.size === 0) return;
    this.#systems ??= new ActiveSystems(this.#problem, this.#shape);
    for (const element of others) this.#systems.solve(element, this.#states, this.data, right, out);
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  /** Whether there are factors to reuse. */
  get hasFactors(): boolean {
    return this.#lease?.region.inUse === true;
  }

  keepFactors(holder: object): () => void {
    const lease = this.#lease?.region.lease(holder);
    return () => lease?.end();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#systems = undefined;
    this.#lease?.end();
    this.#kept?.lease.end();
    this.#kept = undefined;
  }

  /** Takes over an earlier program's factors, or reserves room for those of the whole batch, if there is any. */
  #keepRegion(earlier: WasmBatch | undefined): void {
    this.#lease = (this.#knownRegion(earlier) ?? this.#newRegion())?.lease(this);
  }

  /**
   * Where the region has given way to others, the factors are made again, and kept again if there is room. Working
   * memory that has no room for making them goes.
   */
  #renewRegion(): void {
    if (this.#lease === undefined) return;
    if (this.#lease.region.inUse) {
      this.#regions.touch(this.#lease.region);
      return;
    }
    this.#kept?.lease.end();
    this.#kept = undefined;
    this.#keepRegion(undefined);
  }

  #knownRegion(earlier: WasmBatch | undefined): Region | undefined {
    if (!earlier?.hasFactors || !sameShape(earlier.#shape, this.#shape)) return undefined;
    const { Q, A, G, batch } = earlier.#problem;
    const problem = this.#problem;
    const same = Q === problem.Q && A === problem.A && G === problem.G;
    if (!same || !(this.#shape.shared || batch === problem.batch)) return undefined;
    return earlier.#lease!.region;
  }

  #newRegion(): Region | undefined {
    const pairs = this.#shape.shared ? 1 : Math.ceil(this.#problem.batch / 2);
    return this.#regions.reserve(pairs * this.#factorBytes.kept);
  }

  /** The factors of a pair of elements: kept ones, or made now. */
  #factorsOf({ elements, places }: Pairing, first: number, count: number, scratch: Scratch): DualFactors {
    const shape = this.#shape;
    const region = this.#lease?.region;
    const slot = shape.shared ? 0 : elements[0] / 2;
    const known = region?.factors[slot] ?? (shape.shared ? scratch.factors : undefined);
    if (known !== undefined) return known;
    const { stage } = scratch;
    if (scratch.matricesOf !== first) stage.loadMatrices(first, count);
    scratch.matricesOf = first;
    const at = region ? region.at + slot * this.#factorBytes.kept : scratch.kept;
    const kernels = this.#kernels;
    if (shape.shared) kernels.prepareShared(scratch.shape, at, stage.at, scratch.prepare);
    else kernels.preparePair(scratch.shape, at, stage.at, places[0], places[1]);
    const factors = factorsAt(this.#arena, at, shape.shared);
    if (region) region.factors[slot] = factors;
    else scratch.factors = factors;
    return factors;
  }

  #eachChunk(stage: Stage, work: (first: number, count: number) => void): void {
    const { batch } = this.#problem;
    for (let first = 0; first < batch; first += stage.capacity) {
      work(first, Math.min(stage.capacity, batch - first));
    }
  }

  /** Runs `work` with working memory; false where there was none, and nothing was done. */
  #withScratch(work: (scratch: Scratch) => void): boolean {
    this.#renewRegion();
    const room = this.#kept ?? this.#newScratch();
    if (room === undefined) return false;
    try {
      if (this.#lease) this.#lease.region.pinned(() => work(room.scratch));
      else work(room.scratch);
      return true;
    } finally {
      if (room !== this.#kept) room.lease.end();
    }
  }

  /** @param holder who keeps it, if it is kept. */
  #newScratch(holder?: WasmBatch): { scratch: Scratch; lease: Lease } | undefined {
    const { kept, scratch: prepare } = this.#factorBytes;
    const room = {
      prepare: this.#shape.shared && this.#lease?.region.factors[0] ? 0 : prepare,
      kept: this.#lease ? 0 : kept,
    };
    const made = newScratch(this.#kernels, this.#arena, this.#shape, this.#problem, room);
    return made && { scratch: made.scratch, lease: made.region.lease(holder) };
  }
}

interface WasmReuse extends Pick<Reuse, "warmStart" | "into"> {
  readonly earlier?: WasmBatch | undefined;
}
