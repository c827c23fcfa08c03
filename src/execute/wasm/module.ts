import { FUSED, PLAIN } from "./binary.generated.js";

/** Byte offset in the module's memory. */
export type Address = number;

/**
 * The kernels (kernel/index.ts). `shape`, `pair` and `stage` are addresses of structs (dual/structs.ts), `lanes` are
 * bits, elements count from the start of the stage.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  preparePair(shape: Address, at: Address, stage: Address, element0: number, element1: number): Address;
  prepareShared(shape: Address, at: Address, stage: Address, scratch: Address): Address;
  loadPair(
    pair: Address,
    stage: Address,
    element0: number,
    element1: number,
    bounds: boolean,
    warm: boolean,
  ): void;
  beginMinimise(pair: Address, again: boolean): void;
  pivotRound(pair: Address, round: number): number;
  roundsOf(block: Address, rows: number): number;
  isContradicted(block: Address, rows: number): number;
  beginProof(pair: Address): void;
  finishMinimise(pair: Address): void;
  measure(pair: Address): void;
  assessTerms(pair: Address): void;
  aimAtBounds(pair: Address): void;
  refineMinimiser(pair: Address, lanes: number): void;
  countWeaklyActive(pair: Address): void;
  saveSolution(pair: Address, stage: Address, lane: number, element: number): void;
  loadRight(pair: Address, stage: Address, element0: number, element1: number): void;
  solveActive(pair: Address): void;
  refineActive(pair: Address, lanes: number): void;
  saveSystem(pair: Address, stage: Address, lane: number, element: number): void;
  saveNothing(pair: Address, stage: Address, element: number): void;
  addOuterProducts(count: number, m: number, n: number, L: Address, R: Address, C: Address): void;
}

/** Whether this engine has what every kernel needs: WebAssembly with SIMD. */
export function hasSimd(): boolean {
  return WebAssembly.validate(binary(false));
}

/** Whether this engine has relaxed SIMD too, and so fused multiply-add. */
export function canFuse(): boolean {
  return WebAssembly.validate(binary(true));
}

/** Compiles the kernels for this engine: with fused multiply-add where it has relaxed SIMD, without elsewhere. */
export function instantiateKernels(fused = canFuse()): Kernels {
  const module = new WebAssembly.Module(binary(fused));
  return new WebAssembly.Instance(module).exports as unknown as Kernels;
}

/** The kernels' binary, without fused multiply-add or with it. */
function binary(fused: boolean): Uint8Array<ArrayBuffer> {
  const digits = fused ? FUSED : PLAIN;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}
