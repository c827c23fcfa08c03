/** From a checked problem to a solved batch: plan, executor, and what is set aside or left to another executor. */
import { OptNetError, withRoom } from "../problem/errors.js";
import { elementsAside } from "../problem/aside.js";
import type { Problem } from "../problem/problem.js";
import type { IterationReport, Settings } from "../problem/settings.js";
import { BatchBeside } from "./aside.js";
import { EmptyBatch } from "./empty.js";
import type { AddOuterProducts, Executor, Reuse, SolvedBatch } from "./executor.js";
import { JoinedBatch } from "./finish.js";
import type { Plan } from "./plan.js";
import { makePlan } from "./plan.js";
import { structureOf } from "./structure.js";
import { typescriptExecutor } from "./typescript/index.js";
import { addOuterProducts, solveWithWasm, whyRefused } from "./wasm/index.js";

/** The main path: plan → solve. */
export function solveBatch(problem: Problem, settings: Settings, reuse?: Reuse): SolvedBatch {
  if (problem.batch === 0) return new EmptyBatch(problem);
  const here = settingsHere(settings);
  const plan = makePlan(structureOf(problem), here);
  const { variables: n, equalities: e, inequalities: m } = problem;
  const order = n + e + m;
  const { onIteration } = here;
  let thrown: { readonly error: unknown } | undefined;
  // What an observer throws is the user's, and says nothing of room.
  const observer =
    onIteration &&
    ((report: IterationReport): void => {
      try {
        onIteration(report);
      } catch (error) {
        thrown = { error };
        throw error;
      }
    });
  try {
    return withRoom(
      "problem",
      8 * order ** 2,
      `a dense system of ${n} variables and ${e + m} rows`,
      "Problems of this size need matrices that are nearly all zeros, or a sparse solver.",
      () => {
        if (order > LARGEST_ORDER) throw new RangeError("a problem larger than dense systems can be");
        return selectExecutor(here).solve(problem, plan, { ...here, onIteration: observer }, reuse);
      },
    );
  } catch (error) {
    throw thrown === undefined ? error : thrown.error;
  }
}

/** Variables and rows beyond which preparing would take minutes, only to find that there is no room. */
const LARGEST_ORDER = 200_000;

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
