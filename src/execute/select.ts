import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { AddOuterProducts, Executor, SolvedBatch, Reuse } from "./executor.js";
import type { Plan } from "./plan.js";
import { elementsAside } from "../problem/aside.js";
import { BatchBeside } from "./aside.js";
import { JoinedBatch } from "./finish.js";
import { typescriptExecutor } from "./typescript/index.js";
import { OptNetError } from "../problem/errors.js";
import { addOuterProducts, solveWithWasm, whyRefused } from "./wasm/index.js";

/** WebAssembly for what it suits, and the reference for what it leaves. */
const wasmExecutor: Executor = {
  solve(problem: Problem, plan: Plan, settings: Settings, reuse?: Reuse): SolvedBatch {
    const thorough = (part: Problem): SolvedBatch => typescriptExecutor.solve(part, plan, settings);
    const earlier = reuse?.earlier instanceof JoinedBatch ? reuse.earlier.fast : undefined;
    const fast = plan.form === "dual" ? solveWithWasm(problem, settings, { ...reuse, earlier }) : undefined;
    return fast ? new JoinedBatch(problem, fast, settings, thorough) : thorough(problem);
  },
};

let warned = false;

/**
 * These settings, with the backend that they come to in this engine: where it does not run WebAssembly, `auto` is the
 * reference, and the first call says so.
 *
 * @throws OptNetError where it does not, and `wasm` is asked for.
 */
export function settingsHere(settings: Settings): Settings {
  if (settings.backend === "reference") return settings;
  const refusal = whyRefused();
  if (refusal === undefined) return settings;
  if (settings.backend === "wasm") {
    throw new OptNetError({
      field: "settings.backend",
      expected: `"auto" or "reference" in this engine, which does not run the WebAssembly kernels`,
      ...refusal,
    });
  }
  if (!warned && typeof console !== "undefined") {
    console.warn(
      `optnet: the WebAssembly kernels do not run here (${refusal.got}). The TypeScript reference solves instead, as ` +
        `accurately, but 2 to 200 times slower. ${refusal.hint}`,
    );
  }
  warned = true;
  return { ...settings, backend: "reference" };
}

/** The backend that settings ask for, which must be one of this engine ({@link settingsHere}). */
export function selectExecutor(settings: Settings): Executor {
  const backend = settings.backend === "reference" ? typescriptExecutor : wasmExecutor;
  return {
    solve(problem, plan, own, reuse) {
      const aside = elementsAside(problem, own);
      if (aside.size === 0) return backend.solve(problem, plan, own, reuse);
      return new BatchBeside(problem, aside, reuse?.into, (part) => backend.solve(part, plan, own));
    },
  };
}

/** In words, what runs a plan that was made for the settings that are left of these here ({@link settingsHere}). */
export function executorOf({ form }: Plan, asked: Settings): string {
  if (form === "dual") return "WebAssembly";
  const refusal = asked.backend === "reference" ? undefined : whyRefused();
  return refusal
    ? `TypeScript, because the WebAssembly kernels do not run here: ${refusal.got}`
    : "TypeScript";
}

/** A fast way to sum outer products, if the settings' backend has one. */
export function outerProductsFor(settings: Pick<Settings, "backend">): AddOuterProducts | undefined {
  return settings.backend === "reference" ? undefined : addOuterProducts;
}
