import { tryContradiction, tryDescent } from "../../form/certificate.js";
import { ProblemUnits } from "../../form/free-variables.js";
import { assess } from "../../form/verdict.js";
import type { Problem } from "../../problem/problem.js";
import type { IterationObserver, Settings } from "../../problem/settings.js";
import type { NumericData } from "../../problem/solution-data.js";
import { newSolutionData } from "../../problem/solution-data.js";
import type { Certificate, SolutionData, Status } from "../../problem/solution.js";
import type { ActiveSet, KktVectors, PartialProgram, Reuse } from "../backend.js";
import { ActiveSystems } from "./active-systems.js";
import type { Arena } from "./arena.js";
import type { DualFactors } from "./dual/factors.js";
import { factorBytes, factorsAt } from "./dual/factors.js";
import type { Lane } from "./dual/pair.js";
import { LANES, PairSolver } from "./dual/pair.js";
import { minimise } from "./dual/proximal.js";
import type { DualShape } from "./dual/shape.js";
import { sameShape } from "./dual/shape.js";
import { Stage } from "./dual/stage.js";
import { shapeBytes, writeShape } from "./dual/structs.js";
import type { Address, Kernels } from "./module.js";
import type { Pairing } from "./pairing.js";
import { eachPair, lanesAbove } from "./pairing.js";
import { Region } from "./region.js";

/** Factors that programs keep for derivatives take at most this many bytes; beyond it they are made again. */
const KEPT_BYTES = 2 ** 28;
/** Refinements of a solution. */
const MAX_REFINEMENTS = 3;
/** Refinements of the multipliers of a contradiction. */
const PROOF_REFINEMENTS = 2;
/** A solution is refined until its residuals are below this share of their limits: gradients profit. */
const REFINE = 1e-3;
/** What proximal steps add to a variable without curvature, in canonical units (kernel/prepare.ts). */
const PROXIMAL_RHO = 1e-6;

/** Programs that nobody disposed of let go of their regions once they are garbage. */
const forgotten = new FinalizationRegistry<Region>((region) => region.release());

/** Solves a batch in the dual form, two elements at a time. */
export class WasmProgram implements PartialProgram {
  readonly data: SolutionData;
  readonly unfinished: number[] = [];
  readonly #status: Status[];
  readonly #problem: Problem;
  readonly #shape: DualShape;
  readonly #factorBytes: ReturnType<typeof factorBytes>;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #weaklyActive: Int32Array;
  readonly #states: Int8Array;
  readonly #certificates = new Map<number, Certificate>();
  readonly #systems: ActiveSystems;
  /** Where factors are kept; undefined where there was no room. */
  #region: Region | undefined;
  /** Working memory, once this has solved again. */
  #kept: { readonly scratch: Scratch; readonly region: Region } | undefined;
  #units: ProblemUnits | undefined;
  #disposed = false;

  /**
   * @param reuse `earlier`, whose factors serve again if Q, A and G are the same operands; `warmStart`: whether to
   *   start from its active sets, if the shapes agree; `into`: where the solution goes.
   */
  constructor(
    kernels: Kernels,
    arena: Arena,
    shape: DualShape,
    problem: Problem,
    settings: Settings,
    { earlier, warmStart, into }: WasmReuse = {},
  ) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#shape = shape;
    this.#factorBytes = factorBytes(shape);
    this.#problem = problem;
    this.#weaklyActive = new Int32Array(problem.batch);
    this.#states = new Int8Array(problem.batch * shape.rows);
    this.#systems = new ActiveSystems(kernels, arena, shape, problem, this.#states);
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
    if (this.#kept) this.#kept.scratch.stage.forgetVectors();
    else {
      this.#kept = this.#newScratch();
      if (this.#kept) forgotten.register(this, this.#kept.region, this);
    }
    this.data.iterations.fill(0);
    this.#systems.forget();
    this.#solveAll(settings, warmStart ? this.#states : undefined);
  }

  #solveAll(settings: Settings, start: Int8Array | undefined): void {
    const status = this.#status;
    status.fill("numericalError");
    this.#certificates.clear();
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
        const factors = this.#factorsOf(pairing, first, count, scratch);
        let solved = 0;
        let hopeless = 0;
        if (factors.unusable !== 3) {
          pair.use(factors);
          const bounds = factors !== loaded || !stage.sharesBounds;
          kernels.loadPair(pair.at, stage.at, places[0], places[1], bounds, start !== undefined);
          loaded = factors;
          solved = this.#solvePair(pair, factors, elements, settings, data);
          for (const lane of lanes)
            if (this.#mayBeHopeless(pair, elements[lane], lane)) hopeless |= 1 << lane;
        }
        if ((solved | hopeless) > 0) kernels.countWeaklyActive(pair.at);
        for (const lane of lanes) {
          const bit = 1 << lane;
          if (solved & bit) status[elements[lane]] = "solved";
          if ((solved | hopeless) & bit) kernels.saveSolution(pair.at, stage.at, lane, places[lane]);
          else kernels.saveNothing(pair.at, stage.at, places[lane]);
        }
        if (hopeless > 0) this.#prove(pair, pairing, hopeless, settings);
      });
      stage.saveSolutions(data, this.#weaklyActive, first, count);
      stage.saveStates(this.#states, first, count);
    });
  }

  /** Whether a lane has ended with a proof, or with what may become one, that there is no solution. */
  #mayBeHopeless(pair: PairSolver, element: number, lane: Lane): boolean {
    return this.#certificates.has(element) || pair.isContradicted(lane);
  }

  /** Makes contradictions into certificates; an element whose certificate does not hold is left unfinished. */
  #prove(pair: PairSolver, { elements }: Pairing, hopeless: number, { tolerance }: Settings): void {
    const problem = this.#problem;
    const contradicted = LANES.filter((lane) => hopeless & (1 << lane) && pair.isContradicted(lane));
    if (contradicted.length > 0) {
      this.#kernels.beginProof(pair.at);
      for (let step = 0; step < PROOF_REFINEMENTS; step++) this.#kernels.refineActive(pair.at, 3);
    }
    for (const lane of contradicted) {
      const element = elements[lane];
      const direction = pair.vectors(lane, this.#shape);
      const { certificate } = tryContradiction(problem, element, direction, tolerance);
      if (certificate) this.#certificates.set(element, certificate);
    }
    for (const lane of LANES) {
      const certificate = hopeless & (1 << lane) ? this.#certificates.get(elements[lane]) : undefined;
      if (certificate) this.#status[elements[lane]] = certificate.kind;
    }
  }

  certificate(element: number): Certificate | undefined {
    return this.#certificates.get(element);
  }

  /** Minimises, refines, and returns the bits of the lanes whose residuals pass. */
  #solvePair(
    pair: PairSolver,
    factors: DualFactors,
    elements: readonly [number, number],
    settings: Settings,
    data: NumericData,
  ): number {
    const kernels = this.#kernels;
    const { tolerance, absoluteTolerance, onIteration } = settings;
    const observe =
      onIteration &&
      ((round: number, before: readonly [number, number]): void =>
        this.#report(pair, factors, elements, before, round, onIteration));
    const problem = this.#problem;
    const { solved, rounds } = minimise(
      problem,
      elements,
      factors,
      pair,
      kernels,
      this.#arena,
      settings,
      observe,
      {
        accepts: (lane, limit) => this.#accepts(pair, elements[lane], lane, limit, absoluteTolerance),
        provesDescent: (lane, direction) => {
          const certificate = tryDescent(problem, elements[lane], direction, tolerance);
          if (certificate) this.#certificates.set(elements[lane], certificate);
          return certificate !== undefined;
        },
      },
    );
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
      if (this.#accepts(pair, elements[lane], lane, tolerance, absoluteTolerance)) passed |= bit;
    }
    for (const lane of LANES) data.iterations[elements[lane]] = rounds[lane];
    return passed;
  }

  /** The whole verdict, which knows what kernels do not: canonical units, and rows whose terms are all rounding. */
  #accepts(
    pair: PairSolver,
    element: number,
    lane: Lane,
    tolerance: number,
    absoluteTolerance: number,
  ): boolean {
    const problem = this.#problem;
    this.#units ??= new ProblemUnits(problem);
    const vectors = pair.vectors(lane, this.#shape);
    const limits = { tolerance, absoluteTolerance };
    return assess(problem, element, vectors, this.#units.of(element), limits, false).merit <= 1;
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

  solveKkt(right: KktVectors, out: KktVectors): readonly number[] {
    const { status } = this.data;
    const irregular: number[] = [];
    const done = this.#withScratch((scratch) => {
      this.#eachChunk(scratch.stage, (first, count) => {
        const factorsOf = (pairing: Pairing): DualFactors => this.#factorsOf(pairing, first, count, scratch);
        const chunk = { first, count, pair: scratch.pair, stage: scratch.stage, factorsOf };
        irregular.push(...this.#systems.solve(chunk, status, right, out));
      });
    });
    return done ? irregular : status.flatMap((name, element) => (name === "solved" ? [element] : []));
  }

  activeSet(element: number): ActiveSet {
    return this.#systems.activeSet(element);
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
    this.#kept?.region.release();
    this.#kept = undefined;
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
    const bytes = pairs * this.#factorBytes.kept;
    if (this.#arena.used + bytes > KEPT_BYTES) return undefined;
    const at = this.#arena.allocate(bytes);
    return at === undefined ? undefined : new Region(this.#arena, at, bytes);
  }

  /** The factors of a pair of elements: kept ones, or made now. */
  #factorsOf({ elements, places }: Pairing, first: number, count: number, scratch: Scratch): DualFactors {
    const shape = this.#shape;
    const region = this.#region;
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
    const room = this.#kept ?? this.#newScratch();
    if (room === undefined) return false;
    try {
      work(room.scratch);
      return true;
    } finally {
      if (room !== this.#kept) room.region.release();
    }
  }

  #newScratch(): { scratch: Scratch; region: Region } | undefined {
    const shape = this.#shape;
    const arena = this.#arena;
    const { kept, scratch: prepare } = this.#factorBytes;
    const parts = {
      shape: shapeBytes(shape),
      pair: PairSolver.bytes(shape),
      stage: Stage.bytes(shape, this.#problem),
      prepare: shape.shared && this.#region?.factors[0] ? 0 : prepare,
      kept: this.#region ? 0 : kept,
    };
    const bytes = parts.shape + parts.pair + parts.stage + parts.prepare + parts.kept;
    const at = arena.allocate(bytes);
    if (at === undefined) return undefined;
    writeShape(arena, at, shape);
    const pairAt = at + parts.shape;
    const stageAt = pairAt + parts.pair;
    const preparedAt = stageAt + parts.stage;
    const scratch = {
      shape: at,
      pair: new PairSolver(this.#kernels, arena, shape, at, pairAt),
      stage: new Stage(arena, shape, this.#problem, stageAt),
      prepare: preparedAt,
      kept: preparedAt + parts.prepare,
      matricesOf: undefined,
      factors: undefined,
    };
    return { scratch, region: new Region(arena, at, bytes) };
  }
}

interface WasmReuse extends Pick<Reuse, "warmStart" | "into"> {
  readonly earlier?: WasmProgram | undefined;
}

/** Memory for one pass over the batch. */
interface Scratch {
  readonly shape: Address;
  readonly pair: PairSolver;
  readonly stage: Stage;
  /** Room for preparing shared factors. */
  readonly prepare: Address;
  /** Room for the factors of one pair, where the program keeps none. */
  readonly kept: Address;
  /** The first element of the chunk whose matrices are in the stage. */
  matricesOf: number | undefined;
  /** Shared factors, where the program keeps none. */
  factors: DualFactors | undefined;
}
