import { FUSED, PLAIN } from "./binary.generated.js";

/** Byte offset in the module's memory. */
export type Address = number;

type Product = (
  rows: number,
  n: number,
  F: Address,
  ld: number,
  x: Address,
  out: Address,
  sign: number,
) => void;
type Triangular = (n: number, L: Address, ld: number, x: Address) => void;

/** The kernels (kernel/index.ts). Leading dimensions `ld` count entries, not bytes. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  cholesky(n: number, A: Address, ld: number, tolerance: number, from: number): number;
  gram(rows: number, n: number, F: Address, ldF: number, M: Address, ldM: number, negative: number): void;
  solveRows(rows: number, n: number, L: Address, ldL: number, X: Address, ldX: number): void;
  scaleColumns(rows: number, n: number, M: Address, ld: number, factors: Address): void;
  scaleVector(n: number, x: Address, factors: Address): void;
  interleave(count: number, from0: Address, from1: Address, to: Address, sign: number): void;
  unpackSymmetric(n: number, from: Address, ld: number, to: Address): void;
  unpackRows(rows: number, n: number, from: Address, ld: number, to: Address): void;
  beginPivot(rows: number, block0: Address, block1: Address, again: boolean): void;
  pivotRound(
    rows: number,
    K0: Address,
    K1: Address,
    block0: Address,
    block1: Address,
    work: Address,
    share0: number,
    share1: number,
    round: number,
  ): number;
  factorStates(rows: number, K0: Address, K1: Address, block0: Address, block1: Address, work: Address): void;
  solveStates(
    rows: number,
    block0: Address,
    block1: Address,
    work: Address,
    right: Address,
    y: Address,
  ): void;
  addOuterProducts(count: number, m: number, n: number, L: Address, R: Address, C: Address): void;
  addProductShared: Product;
  addProductPaired: Product;
  addTransposedShared: Product;
  addTransposedPaired: Product;
  solveLowerShared: Triangular;
  solveLowerPaired: Triangular;
  solveLowerTransposedShared: Triangular;
  solveLowerTransposedPaired: Triangular;
}

/** Compiles the kernels for this engine: with fused multiply-add where it has relaxed SIMD, without elsewhere. */
export function instantiateKernels(): Kernels {
  const fused = bytesOf(FUSED);
  const module = new WebAssembly.Module(WebAssembly.validate(fused) ? fused : bytesOf(PLAIN));
  return new WebAssembly.Instance(module).exports as unknown as Kernels;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
