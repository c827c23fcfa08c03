/** Working memory for one pass over a batch, two elements at a time. */
import type { Problem } from "../../problem/problem.js";
import type { Arena } from "./arena.js";
import type { DualFactors } from "./dual/factors.js";
import { LANES, PairSolver } from "./dual/pair.js";
import type { DualShape } from "./dual/shape.js";
import { Stage } from "./dual/stage.js";
import { shapeBytes, writeShape } from "./dual/structs.js";
import type { Address, Kernels } from "./module.js";
import { Region } from "./region.js";

/** Two elements of the batch, the same twice at its end if it is odd, and where they are in the stage. */
export interface Pairing {
  readonly elements: readonly [number, number];
  readonly places: readonly [number, number];
  /** The lanes whose answers count. */
  readonly lanes: readonly (0 | 1)[];
}

/** Memory for one pass over the batch. */
export interface Scratch {
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

/**
 * @param room bytes for preparing shared factors, and for the factors of one pair.
 * @returns undefined where there is no memory for it.
 */
export function newScratch(
  kernels: Kernels,
  arena: Arena,
  shape: DualShape,
  problem: Problem,
  room: { readonly prepare: number; readonly kept: number },
): { scratch: Scratch; region: Region } | undefined {
  const parts = {
    shape: shapeBytes(shape),
    pair: PairSolver.bytes(shape),
    stage: Stage.bytes(shape, problem),
  };
  const bytes = parts.shape + parts.pair + parts.stage + room.prepare + room.kept;
  const at = arena.allocate(bytes);
  if (at === undefined) return undefined;
  writeShape(arena, at, shape);
  const pairAt = at + parts.shape;
  const stageAt = pairAt + parts.pair;
  const preparedAt = stageAt + parts.stage;
  const scratch = {
    shape: at,
    pair: new PairSolver(kernels, arena, shape, at, pairAt),
    stage: new Stage(arena, shape, problem, stageAt),
    prepare: preparedAt,
    kept: preparedAt + room.prepare,
    matricesOf: undefined,
    factors: undefined,
  };
  return { scratch, region: new Region(at, () => arena.release(at, bytes)) };
}

export function eachPair(first: number, count: number, work: (pairing: Pairing) => void): void {
  for (let i = 0; i < count; i += 2) {
    const j = Math.min(i + 1, count - 1);
    work({ elements: [first + i, first + j], places: [i, j], lanes: i === j ? [0] : LANES });
  }
}
