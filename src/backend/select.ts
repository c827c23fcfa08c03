import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { AddOuterProducts, Backend, Program, Reuse } from "./backend.js";
import type { Plan } from "../plan/plan.js";
import { FinishedProgram } from "./finish.js";
import { referenceBackend } from "./reference/index.js";
import { addOuterProducts, solveWithWasm } from "./wasm/index.js";

/** WebAssembly for what it suits, and the reference for what it leaves. */
const wasmBackend: Backend = {
  solve(problem: Problem, plan: Plan, settings: Settings, reuse?: Reuse): Program {
    const thorough = (part: Problem): Program => referenceBackend.solve(part, plan, settings);
    const earlier = reuse?.program instanceof FinishedProgram ? reuse.program.fast : undefined;
    const fast =
      plan.form === "dual" ? solveWithWasm(problem, settings, { ...reuse, program: earlier }) : undefined;
    return fast ? new FinishedProgram(problem, fast, settings, thorough) : thorough(problem);
  },
};

/** The backend that settings ask for; `auto` is the fastest that works everywhere. */
export function selectBackend(settings: Settings): Backend {
  return settings.backend === "reference" ? referenceBackend : wasmBackend;
}

/** A fast way to sum outer products, if the settings' backend has one. */
export function outerProductsFor(settings: Pick<Settings, "backend">): AddOuterProducts | undefined {
  return settings.backend === "reference" ? undefined : addOuterProducts;
}
