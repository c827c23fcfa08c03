/** Solves a batch in the dual form: chunk by chunk, and of each chunk pair by pair. */
import { newSolutionData, withStatus } from "../../problem/batch.js";
import type { Certificate, KktVectors, SolutionData, SolvedBy, Status } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Reuse, SolvedBatch } from "../executor.js";
import { BatchKkt } from "./kkt-batch.js";
import type { DualShape } from "./dual-shape.js";
import { factorBytes, factorsLayout } from "./factors-layout.js";
import { sameShape } from "./dual-shape.js";
import type { Arena, Factors, KeptRegions, Lease, Region } from "./memory.js";
import { factorsAt } from "./memory.js";
import type { Kernels } from "./module.js";
import { FIRST_LANE, LANES } from "./pair.js";
import { solveSimple } from "./simple.js";
import { Verdicts } from "./verdicts.js";
import { Workspace } from "./workspace.js";

/** Factors of so few bytes are made faster than memory for them is looked after. */
const CHEAP = 2 ** 13;

/** A batch in the dual form, solved two elements at a time; what does not come out well is left unfinished. */
export class WasmBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly unfinished: number[] = [];
  readonly #status: Status[];
  readonly #problem: Problem;
  readonly #settings: Settings;
  readonly #shape: DualShape;
  readonly #factorBytes: ReturnType<typeof factorBytes>;
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #regions: KeptRegions;
  readonly #weaklyActive: Int32Array;
  /** Of the rows of every element: −1, 0 or 1, as in the stage (layout.ts). */
  readonly #states: Int8Array;
  readonly #verdicts: Verdicts;
  readonly #caps: Float64Array | undefined;
  /** Made with the first derivative. */
  #kkt: BatchKkt | undefined;
  /** Of the region where factors are kept; undefined where there was no room. */
  #lease: Lease | undefined;
  /** Once this has solved again. */
  #workspace: Workspace | undefined;
  #disposed = false;

  /**
   * @param reuse `earlier`, whose factors serve again if Q, A and G are the same operands; `into`: where the solution
   *   goes.
   * @param caps upper bounds of the multipliers of rows of G, `[batch, m]`, above 0, where the shape is soft. Whether an
   *   element is solved is then for the caller to say: here it is where pivoting has ended.
   */
  constructor(
    kernels: Kernels,
    regions: KeptRegions,
    shape: DualShape,
    problem: Problem,
    settings: Settings,
    { earlier, into }: Pick<Reuse, "into"> & { readonly earlier?: WasmBatch | undefined } = {},
    caps?: Float64Array,
  ) {
    this.#caps = caps;
    this.#kernels = kernels;
    this.#arena = regions.arena;
    this.#regions = regions;
    this.#shape = shape;
    this.#factorBytes = factorBytes(shape);
    this.#problem = problem;
    this.#settings = settings;
    this.#verdicts = new Verdicts(problem);
    this.#weaklyActive = new Int32Array(problem.batch);
    this.#states = new Int8Array(problem.batch * shape.rows);
    this.#status = new Array<Status>(problem.batch);
    this.data = withStatus(into ?? newSolutionData(problem), this.#status);
    this.#keepRegion(earlier);
  }

  /** Takes over the active sets of another batch, to start from; false where its shape is another. */
  takeActiveSets(other: WasmBatch): boolean {
    if (!sameShape(other.#shape, this.#shape) || other.#problem.batch !== this.#problem.batch) return false;
    this.#states.set(other.#states);
    return true;
  }

  /**
   * Solves every element.
   *
   * @param warmStart whether to start from the active sets that it has.
   */
  solve(warmStart: boolean): void {
    const settings = this.#settings;
    const kernels = this.#kernels;
    const status = this.#status;
    status.fill("numericalError");
    this.#verdicts.certificates.clear();
    const workspace = this.#beginWork();
    if (workspace) {
      const { stage } = workspace;
      try {
        for (let first = 0; first < this.#problem.batch; first += stage.capacity) {
          stage.moveTo(first);
          stage.loadVectors();
          if (warmStart) stage.loadStates(this.#states);
          for (let i = 0; i < stage.count;) {
            const factors = settings.timeIsUp?.() ? undefined : this.#factorsOf(workspace, i);
            const solved = factors ? solveSimple(kernels, workspace, i, factors, settings, warmStart) : 0;
            for (let k = i; k < i + solved; k++) {
              status[first + k] = "solved";
              this.data.iterations[first + k] = stage.roundsOf(k);
            }
            i += solved;
            // Where others have other factors, these are for the pair that was solved alone.
            if (i >= stage.count || (solved > 0 && !this.#shape.shared)) continue;
            this.#solvePair(workspace, i, factors, settings, warmStart);
            i += 2;
          }
          stage.saveSolutions(this.data, this.#weaklyActive);
          stage.saveStates(this.#states);
        }
      } finally {
        this.#endWork(workspace);
      }
    }
    this.unfinished.length = 0;
    for (let i = 0; i < status.length; i++) if (status[i] === "numericalError") this.unfinished.push(i);
  }

  /**
   * Solves again, after p, b, h or finite bounds have changed in place, into the same arrays. It keeps its working
   * memory, so that this allocates next to nothing.
   */
  again(warmStart: boolean, boundsStay: boolean): void {
    this.#renewRegion();
    if (this.#workspace) {
      this.#workspace.stage.forgetVectors();
      if (!boundsStay || this.#problem.batch > 2) this.#workspace.loaded = undefined;
    } else this.#workspace = this.#newWorkspace(true);
    const { iterations } = this.data;
    for (let i = 0; i < iterations.length; i++) iterations[i] = 0;
    this.#kkt = undefined;
    this.solve(warmStart);
  }

  /**
   * Solves elements i and i + 1 of the stage.
   *
   * @param factors undefined where the time is up.
   */
  #solvePair(
    workspace: Workspace,
    i: number,
    factors: Factors | undefined,
    settings: Settings,
    warmStart: boolean,
  ): void {
    const kernels = this.#kernels;
    const verdicts = this.#verdicts;
    const { pair, stage } = workspace;
    const { elements } = pair;
    const lanes = i + 1 < stage.count ? LANES : FIRST_LANE;
    const j = i + lanes.length - 1;
    pair.setElements(stage.first + i, stage.first + j);
    let solved = 0;
    let hopeless = 0;
    if (factors && factors.unusable !== 3) {
      pair.setFactors(factors);
      // Those of saturated rows are not as they were loaded.
      const bounds = factors !== workspace.loaded || !stage.sharesBounds || this.#shape.soft;
      kernels.loadPair(pair.at, stage.at, i, j, bounds, warmStart);
      workspace.loaded = factors;
      const passed = pair.solve(settings, verdicts, warmStart);
      if (passed === undefined) {
        for (const element of elements) verdicts.certificates.delete(element);
      } else {
        solved = passed;
        for (const lane of LANES) this.data.iterations[elements[lane]] = pair.rounds[lane];
        for (const lane of lanes) {
          const isHopeless = verdicts.certificates.has(elements[lane]) || pair.isContradicted(lane);
          if (isHopeless) hopeless |= 1 << lane;
        }
      }
    }
    if ((solved | hopeless) > 0) kernels.countWeaklyActive(pair.at);
    for (const lane of lanes) {
      const bit = 1 << lane;
      if (solved & bit) this.#status[elements[lane]] = "solved";
      if ((solved | hopeless) & bit) kernels.saveSolution(pair.at, stage.at, lane, i + lane);
      else kernels.saveNothing(pair.at, stage.at, i + lane);
    }
    if (hopeless === 0 || this.#shape.soft) return;
    pair.proveContradictions(hopeless, settings.tolerance, verdicts);
    for (const lane of lanes) {
      // A contradiction that does not hold leaves the element unfinished.
      const certificate = hopeless & (1 << lane) ? this.certificate(elements[lane]) : undefined;
      if (certificate) this.#status[elements[lane]] = certificate.kind;
    }
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    this.#requireRegion();
    const solved = { status: this.#status, states: this.#states, data: this.data };
    this.#kkt ??= new BatchKkt(this.#kernels, this.#arena, this.#shape, this.#problem, solved);
    const workspace = this.#beginWork();
    try {
      this.#kkt.solve(workspace, (i) => this.#factorsOf(workspace!, i), right, out);
    } finally {
      if (workspace) this.#endWork(workspace);
    }
  }

  /** Which rows of an element are active: −1, 0 or 1 for each, or 2 where a soft row is saturated. */
  statesOf(element: number): Int8Array {
    const { rows } = this.#shape;
    return this.#states.subarray(element * rows, element * rows + rows);
  }

  certificate(element: number): Certificate | undefined {
    return this.#verdicts.certificates.get(element);
  }

  solvedBy(): SolvedBy {
    return "pivoting";
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  /** Whether there are factors to reuse. */
  get hasFactors(): boolean {
    return this.#lease?.region.inUse === true;
  }

  keepFactors(): () => void {
    this.#requireRegion();
    const lease = this.#lease?.share();
    return () => lease?.end();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#kkt = undefined;
    this.#lease?.end();
    this.#workspace?.end();
    this.#workspace = undefined;
  }

  /** Takes over an earlier batch's factors, or reserves room for those of this one, if there is any and it pays. */
  #keepRegion(earlier: WasmBatch | undefined): void {
    this.#lease = this.#knownLease(earlier)?.share();
    if (this.#factorBytes.kept > CHEAP || this.#problem.batch > LANES.length) this.#requireRegion();
  }

  #requireRegion(): void {
    this.#lease ??= this.#newRegion()?.lease(true);
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
    this.#workspace?.end();
    this.#workspace = undefined;
    this.#lease = undefined;
    this.#requireRegion();
  }

  #knownLease(earlier: WasmBatch | undefined): Lease | undefined {
    if (!earlier?.hasFactors || !sameShape(earlier.#shape, this.#shape)) return undefined;
    const { Q, A, G, batch } = earlier.#problem;
    const problem = this.#problem;
    const same = Q === problem.Q && A === problem.A && G === problem.G;
    if (!same || !(this.#shape.shared || batch === problem.batch)) return undefined;
    return earlier.#lease;
  }

  #newRegion(): Region | undefined {
    const pairs = this.#shape.shared ? 1 : Math.ceil(this.#problem.batch / 2);
    return this.#regions.reserve(pairs * this.#factorBytes.kept);
  }

  /** The factors of elements i and i + 1 of the stage: kept ones, or made now. */
  #factorsOf(workspace: Workspace, i: number): Factors {
    const kernels = this.#kernels;
    const arena = this.#arena;
    const { shared } = this.#shape;
    const { stage, shape, interleaved, room } = workspace;
    const region = this.#lease?.region;
    const slot = shared ? 0 : (stage.first + i) / 2;
    const known = region?.factors[slot] ?? (shared ? workspace.factors : undefined);
    if (known !== undefined) return known;
    stage.loadMatrices();
    const at = region ? region.at + slot * this.#factorBytes.kept : workspace.unkept;
    factorsLayout(this.#shape, shared).place(arena, at, room);
    if (shared) {
      factorsLayout(this.#shape, false).place(arena, interleaved, room);
      kernels.preparePair(shape, interleaved, stage.at, 0, 0);
      kernels.unpackShared(shape, at, interleaved);
    } else {
      kernels.preparePair(shape, at, stage.at, i, Math.min(i + 1, stage.count - 1));
    }
    const factors = factorsAt(arena, at);
    if (region) region.factors[slot] = factors;
    else workspace.factors = factors;
    return factors;
  }

  /** Working memory, until {@link #endWork}; undefined where there is none. */
  #beginWork(): Workspace | undefined {
    this.#renewRegion();
    const workspace = this.#workspace ?? this.#newWorkspace();
    if (workspace) (workspace.pinned = this.#lease?.region)?.pin();
    return workspace;
  }

  #endWork(workspace: Workspace): void {
    workspace.pinned?.unpin();
    if (workspace !== this.#workspace) workspace.end();
  }

  /** @param kept beyond the call that made it. */
  #newWorkspace(kept = false): Workspace | undefined {
    const isPrepared = this.#shape.shared && this.#lease?.region.factors[0] !== undefined;
    const room = { making: !isPrepared, keeping: this.#lease === undefined };
    return Workspace.make(this.#kernels, this.#arena, this.#problem, this.#shape, room, kept, this.#caps);
  }
}
