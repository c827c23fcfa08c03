/** The kernels, compiled for this engine, with their memory; or why it does not run them. */
import { FUSED, MARKS, ORDER, PLAIN, SYMBOLS } from "./binary.generated.js";
import type { Address } from "./layout.js";
import { Arena, KeptRegions } from "./memory.js";

/**
 * What kernel/index.ts exports. `shape`, `factors`, `pair` and `stage` are addresses of structs (layout.ts), `lanes`
 * are bits, elements count from the start of the stage.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  preparePair(shape: Address, factors: Address, stage: Address, element0: number, element1: number): void;
  unpackShared(shape: Address, factors: Address, interleaved: Address): void;
  loadPair(
    pair: Address,
    stage: Address,
    element0: number,
    element1: number,
    bounds: boolean,
    warm: boolean,
  ): void;
  solvePairs(
    pair: Address,
    stage: Address,
    first: number,
    count: number,
    bounds: boolean,
    different: boolean,
    warm: boolean,
    mostRounds: number,
    limit: number,
  ): number;
  beginPivoting(pair: Address, again: boolean): void;
  pivot(pair: Address, mostRounds: number): number;
  pivotRound(pair: Address, mostRounds: number): number;
  endPivoting(pair: Address): void;
  holdSaturated(pair: Address): void;
  scaleObjective(pair: Address, factor: number): void;
  assess(pair: Address): void;
  assessTerms(pair: Address): void;
  aimAtBounds(pair: Address): void;
  refineSolution(pair: Address, lanes: number): void;
  beginProof(pair: Address): void;
  countWeaklyActive(pair: Address): void;
  saveSolution(pair: Address, stage: Address, lane: number, element: number): void;
  loadKkt(pair: Address, stage: Address, element0: number, element1: number): void;
  solveKkt(pair: Address): void;
  solvePairsKkt(pair: Address, stage: Address, first: number, count: number, safe: number): number;
  weighPivots(pair: Address, stage: Address, element0: number, element1: number): void;
  assessKkt(pair: Address): void;
  refineKkt(pair: Address, lanes: number): void;
  saveKkt(pair: Address, stage: Address, lane: number, element: number): void;
  saveNothing(pair: Address, stage: Address, element: number): void;
  addOuterProducts(count: number, m: number, n: number, L: Address, R: Address, C: Address): void;
  setOuterProducts(
    count: number,
    m: number,
    n: number,
    a: Address,
    x: Address,
    b: Address,
    y: Address,
    scale: number,
    C: Address,
  ): void;
  packBytes(rows: number): number;
  factorSparse(multifrontal: Address, tinyPivot: number, smallPivot: number): number;
  solveSparse(multifrontal: Address): void;
  factorSparseBatch(batch: Address, tinyPivot: number, smallPivot: number): number;
  solveSparseBatch(batch: Address): void;
  iterateSparseBatch(
    interior: Address,
    resting: number,
    tolerance: number,
    maxIterations: number,
    tinyPivot: number,
    smallPivot: number,
  ): number;
  guessActive(interior: Address): void;
  correctActive(
    interior: Address,
    resting: number,
    mostRounds: number,
    tinyPivot: number,
    smallPivot: number,
  ): number;
  factorActive(interior: Address, tinyPivot: number, smallPivot: number): number;
  refineActive(interior: Address, resting: number, accuracy: number): void;
  judgeActive(interior: Address): void;
  unpackActive(interior: Address): void;
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
  const text = fused ? FUSED : PLAIN;
  const order = Uint8Array.from({ length: 256 }, (_, i) => parseInt(ORDER.slice(2 * i, 2 * i + 2), 16));
  const places = new Uint8Array(128);
  for (let i = 0; i < SYMBOLS.length; i++) places[SYMBOLS.charCodeAt(i)] = i;
  const bytes = new Uint8Array(text.length);
  let count = 0;
  let first = 0;
  for (let i = 0; i < text.length; i++) {
    const mark = MARKS.indexOf(text[i]);
    if (mark < 0) bytes[count++] = order[first + places[text.charCodeAt(i)]];
    first = SYMBOLS.length * (mark + 1);
  }
  return bytes.slice(0, count);
}

/** The kernels and their memory. */
export interface Instance {
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly regions: KeptRegions;
}

/** Why this engine does not run the kernels, as what is there instead, and what to do about it. */
export interface Refusal {
  readonly got: string;
  readonly hint: string;
}

let tried: { readonly instance: Instance } | { readonly refusal: Refusal } | undefined;

/** This thread's kernels, made when first needed; undefined where the engine refuses ({@link whyRefused}). */
export function theInstance(): Instance | undefined {
  tried ??= start();
  return "instance" in tried ? tried.instance : undefined;
}

/** Undefined where the kernels run. */
export function whyRefused(): Refusal | undefined {
  tried ??= start();
  return "refusal" in tried ? tried.refusal : undefined;
}

function start(): { instance: Instance } | { refusal: Refusal } {
  try {
    if (typeof WebAssembly === "undefined") {
      return {
        refusal: {
          got: "an engine without WebAssembly",
          hint: "Node has none under --jitless, and browsers may have none in a hardened mode.",
        },
      };
    }
    if (!hasSimd()) {
      return {
        refusal: {
          got: "an engine whose WebAssembly has no SIMD",
          hint: "Browsers have it since 2023 at the latest.",
        },
      };
    }
    const kernels = instantiateKernels();
    const arena = new Arena(kernels.memory);
    return { instance: { kernels, arena, regions: new KeptRegions(arena) } };
  } catch (error) {
    return { refusal: refusalFor(error) };
  }
}

const MOST_CHARACTERS = 200;

/** Engines have no common error for a policy that forbids compiling; one for lack of memory they have. */
function refusalFor(error: unknown): Refusal {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const got = `${name}: ${message.slice(0, MOST_CHARACTERS)}`;
  if (name === "RangeError") return { got, hint: "The engine gives WebAssembly no memory: free some." };
  return {
    got,
    hint: "A page's Content-Security-Policy must allow it: add 'wasm-unsafe-eval' to its script-src.",
  };
}
