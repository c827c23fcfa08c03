import { Arena } from "./arena.js";
import type { Kernels } from "./module.js";
import { hasSimd, instantiateKernels } from "./module.js";
import { KeptRegions } from "./region.js";

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
    const arena = new Arena(kernels);
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
