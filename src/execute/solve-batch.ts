/** From a checked problem to a solved batch: plan, executor, and what is set aside or left to another executor. */
import { OptNetError, roomErrorFor } from "../problem/errors.js";
import { BatchBeside, EmptyBatch, JoinedBatch, elementsAside } from "./join.js";
import { withDenseMatrices } from "../problem/dense-copy.js";
import type { Problem } from "../problem/problem.js";
import type { IterationObserver, IterationReport, Settings } from "../problem/settings.js";
import type { Executor, OuterProducts, Reuse, SolvedBatch } from "./executor.js";
import type { Plan } from "./plan.js";
import { planFor } from "./plan.js";
import { solveWithoutSlacks } from "./soft/index.js";
import { typescriptExecutor } from "./typescript/index.js";
import { outerProducts, rangeSpaceExecutor, wasmExecutor, whyRefused } from "./wasm/index.js";

/**
 * Plans, and solves with WebAssembly what suits it and in TypeScript the rest. Elements that need no solver are set aside.
 *
 * @throws OptNetError where there is no room for a problem of this size; what `onIteration` throws.
 */
export function solveBatch(problem: Problem, settings: Settings, reuse?: Reuse): SolvedBatch {
  if (problem.batch === 0) return new EmptyBatch(problem);
  const here = settingsHere(settings);
  const plan = planFor(problem, here);
  const observer = here.onIteration && new Observer(here.onIteration);
  const watched: Settings = observer ? { ...here, onIteration: observer.report } : here;
  const aside = elementsAside(problem, here);
  if (aside.size > 0) {
    const earlier = reuse?.earlier instanceof BatchBeside ? reuse.earlier.inner : undefined;
    return new BatchBeside(problem, aside, reuse?.into, (part) =>
      solveBatch(part, settings, { earlier, warmStart: reuse?.warmStart }),
    );
  }
  try {
    const soft = solveWithoutSlacks(problem, plan, watched, ofFast(reuse));
    if (soft === undefined) return solveWhole(problem, plan, watched, reuse);
    // What it leaves is solved as it was given.
    return new JoinedBatch(problem, soft, watched, {
      solve: (part, asked) => solveWhole(part, plan, asked, undefined),
    });
  } catch (error) {
    // What an observer throws is the user's, and says nothing of room.
    throw observer?.threw ? error : shortageOr(error, problem);
  }
}

/** Solves the problem as it is. */
function solveWhole(problem: Problem, plan: Plan, settings: Settings, reuse: Reuse | undefined): SolvedBatch {
  if (plan.interiorForm !== "sparse") requireSolvableOrder(problem);
  const fast =
    plan.form === "dual"
      ? wasmExecutor.solve(withDenseMatrices(problem), settings, ofFast(reuse))
      : undefined;
  if (fast === undefined) return typescriptExecutor.solve(problem, settings, reuse, plan);
  return new JoinedBatch(problem, fast, settings, unfinishedExecutor);
}

/** Solves in the range space of A what its null space may not have been for, and the rest in TypeScript. */
const unfinishedExecutor: Executor = {
  solve(problem, settings) {
    const fast = rangeSpaceExecutor.solve(problem, settings);
    return fast
      ? new JoinedBatch(problem, fast, settings, typescriptExecutor)
      : typescriptExecutor.solve(problem, settings);
  },
};

/** The same for the fast executor: of a batch that two have solved, what it has done. */
function ofFast(reuse: Reuse | undefined): Reuse {
  const earlier = reuse?.earlier instanceof JoinedBatch ? reuse.earlier.fast : undefined;
  return { earlier, warmStart: reuse?.warmStart, into: reuse?.into };
}

/** Passes reports on, and remembers whether the user's function threw. */
class Observer {
  threw = false;
  readonly report: (report: IterationReport) => void;

  constructor(onIteration: IterationObserver) {
    this.report = (report) => {
      try {
        onIteration(report);
      } catch (error) {
        this.threw = true;
        throw error;
      }
    };
  }
}

/** Variables and rows beyond which preparing would take minutes, only to find that there is no room. */
const LARGEST_ORDER = 200_000;

function requireSolvableOrder({ variables, equalities, inequalities }: Problem): void {
  if (variables + equalities + inequalities > LARGEST_ORDER) {
    throw new RangeError("a problem larger than dense systems can be");
  }
}

function shortageOr(error: unknown, { variables, equalities, inequalities }: Problem): unknown {
  const rows = equalities + inequalities;
  return roomErrorFor(
    error,
    "problem",
    8 * (variables + rows) ** 2,
    `a dense system of ${variables} variables and ${rows} rows`,
    "Problems of this size need matrices that are nearly all zeros, or a sparse solver.",
  );
}

let warned = false;

/**
 * These settings, with the executor that they come to in this engine: where it does not run WebAssembly, `auto` is the
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

/** In words, what runs a plan that was made for the settings that are left of these here ({@link settingsHere}). */
export function executorOf({ form }: Plan, asked: Settings): string {
  if (form === "dual") return "WebAssembly";
  const refusal = asked.backend === "reference" ? undefined : whyRefused();
  return refusal
    ? `TypeScript, because the WebAssembly kernels do not run here: ${refusal.got}`
    : "TypeScript";
}

/** Fast outer products, if the executor that the settings choose has them. */
export function outerProductsFor(settings: Pick<Settings, "backend">): OuterProducts | undefined {
  return settings.backend === "reference" ? undefined : outerProducts;
}
