/** Memory for one pass over a batch, and who works there. */
import type { Problem } from "../../problem/problem.js";
import type { DualShape } from "./dual-shape.js";
import { sameShape, shapeBytes, writeShape } from "./dual-shape.js";
import { factorBytes } from "./factors-layout.js";
import type { Address } from "./layout.js";
import type { Arena, Factors, Lease } from "./memory.js";
import { Region } from "./memory.js";
import type { Kernels } from "./module.js";
import { PairSolver } from "./pair.js";
import type { PlacedStage } from "./stage-memory.js";
import { Stage } from "./stage.js";

/** What is written in memory that was borrowed before. */
interface Contents {
  readonly shape: DualShape;
  readonly stage: PlacedStage;
}

export class Workspace {
  readonly shape: Address;
  readonly pair: PairSolver;
  readonly stage: Stage;
  /** Room for making factors, and for the interleaved ones of which a batch's are taken. */
  readonly room: Address;
  readonly interleaved: Address;
  /** Room for the factors of one pair, or of the batch, where they are not kept. */
  readonly unkept: Address;
  /** Factors of the batch, where they are not kept. */
  factors: Factors | undefined;
  /** Those of the pair that was loaded last. */
  loaded: Factors | undefined;
  /** The region that is not evicted while this is in use. */
  pinned: Region | undefined;
  readonly #arena: Arena;
  readonly #bytes: number;
  readonly #contents: Contents;
  /** Where it is kept beyond the call that made it. */
  readonly #lease: Lease | undefined;

  /**
   * @param room what there is to be room for: making factors, and keeping them.
   * @param kept beyond the call that makes it.
   * @param caps as those of `WasmBatch`.
   * @returns undefined where there is no memory.
   */
  static make(
    kernels: Kernels,
    arena: Arena,
    problem: Problem,
    shape: DualShape,
    room: { readonly making: boolean; readonly keeping: boolean },
    kept: boolean,
    caps: Float64Array | undefined,
  ): Workspace | undefined {
    const sizes = factorBytes(shape);
    const pairAt = shapeBytes(shape);
    const stageAt = pairAt + PairSolver.bytes(shape);
    const factorsAt = stageAt + Stage.bytes(shape, problem);
    const unkeptAt = factorsAt + (room.making ? sizes.interleaved + sizes.room : 0);
    const bytes = unkeptAt + (room.keeping ? sizes.kept : 0);
    const at = kept ? arena.allocate(bytes) : arena.borrow(bytes);
    if (at === undefined) return undefined;
    const before = kept ? undefined : (arena.contents as Contents | undefined);
    const isWritten = before !== undefined && sameShape(before.shape, shape);
    if (!isWritten) writeShape(arena.words, at, shape);
    const pair = new PairSolver(kernels, arena, problem, shape, at + pairAt);
    const stage = new Stage(arena, shape, problem, at + stageAt, caps, isWritten ? before.stage : undefined);
    const contents = isWritten && stage.placed === before.stage ? before : { shape, stage: stage.placed };
    return new Workspace(arena, at, bytes, contents, pair, stage, at + factorsAt, at + unkeptAt, kept);
  }

  private constructor(
    arena: Arena,
    at: Address,
    bytes: number,
    contents: Contents,
    pair: PairSolver,
    stage: Stage,
    interleaved: Address,
    unkept: Address,
    kept: boolean,
  ) {
    this.#arena = arena;
    this.#bytes = bytes;
    this.#contents = contents;
    this.shape = at;
    this.pair = pair;
    this.stage = stage;
    this.interleaved = interleaved;
    this.room = interleaved + factorBytes(contents.shape).interleaved;
    this.unkept = unkept;
    this.#lease = kept ? new Region(at, () => arena.release(at, bytes)).lease(true) : undefined;
  }

  end(): void {
    if (this.#lease) this.#lease.end();
    else this.#arena.giveBack(this.shape, this.#bytes, this.#contents);
  }
}
