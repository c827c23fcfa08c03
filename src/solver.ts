/// <reference lib="esnext.disposable" preserve="true" />
import { explainPlan, makePlan } from "./plan/plan.js";
import { structureOf } from "./plan/structure.js";
import { OptNetError } from "./problem/errors.js";
import type { FieldName, Problem, ProblemInput } from "./problem/problem.js";
import { FIELD_NAMES } from "./problem/problem.js";
import type { Settings, SettingsInput } from "./problem/settings.js";
import { resolveSettings } from "./problem/settings.js";
import type { Solution } from "./problem/solution.js";
import { validateProblem } from "./problem/validate.js";
import { solveProblem } from "./solve.js";

/** The sizes that a solver is made for, and inputs that stay the same from call to call. */
export interface SolverShape extends Partial<ProblemInput> {
  readonly variables: number;
  readonly equalities?: number | undefined;
  readonly inequalities?: number | undefined;
}

/** The inputs that change from call to call. */
export type SolverValues = Partial<ProblemInput>;

/**
 * Solves many problems of one size. What does not change is given once; every call gives the rest.
 *
 * @throws OptNetError where a call's sizes are not those of the solver.
 * @example
 * ```ts
 * const solver = new QpSolver({ variables: 2, Q: [1, 1], lower: 0 });
 * solver.solve({ p: [-1, 2] }).z; // [1, 0]
 * solver.explain(); // which KKT form, and why
 * ```
 */
export class QpSolver {
  readonly #shape: Readonly<Record<"variables" | "equalities" | "inequalities", number>>;
  #constants: SolverValues;
  readonly #settings: Settings;

  constructor(shape: SolverShape, settings?: SettingsInput) {
    const { variables, equalities = 0, inequalities = 0, ...constants } = shape;
    this.#shape = { variables, equalities, inequalities };
    for (const [name, size] of Object.entries(this.#shape)) {
      if (Number.isInteger(size) && size >= (name === "variables" ? 1 : 0)) continue;
      throw new OptNetError({
        field: name,
        expected: "a whole number",
        got: String(size),
        hint: "Sizes are counts: { variables: 3, equalities: 1, inequalities: 2 }.",
      });
    }
    const unknown = Object.keys(constants).find((name) => !FIELD_NAMES.includes(name as FieldName));
    if (unknown !== undefined) {
      throw new OptNetError({
        field: unknown,
        expected: `variables, equalities, inequalities or one of ${FIELD_NAMES.join(", ")}`,
        got: `"${unknown}"`,
        hint: "Check the spelling.",
      });
    }
    this.#constants = constants;
    this.#settings = resolveSettings(settings);
  }

  /** Solves with these values in place of, or besides, the solver's own. */
  solve(values: SolverValues = {}): Solution {
    return solveProblem(this.#complete(values), this.#settings);
  }

  /** As {@link solve}, for backends that cannot answer at once. */
  solveAsync(values: SolverValues = {}): Promise<Solution> {
    return Promise.resolve().then(() => this.solve(values));
  }

  /** The plan in words. Inputs that decide it (Q, A, G, bounds) and are not the solver's own go in `values`. */
  explain(values: SolverValues = {}): string {
    const p = new Float64Array(this.#shape.variables);
    return explainPlan(makePlan(structureOf(this.#complete({ p, ...values })), this.#settings));
  }

  /** Frees what the solver keeps between calls; solutions stay valid. */
  dispose(): void {
    this.#constants = {};
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #complete(values: SolverValues): Problem {
    const problem = validateProblem({ ...this.#constants, ...values } as ProblemInput);
    const { variables, equalities, inequalities } = problem;
    const sizes: [string, number, number][] = [
      ["variables", this.#shape.variables, variables],
      ["equalities", this.#shape.equalities, equalities],
      ["inequalities", this.#shape.inequalities, inequalities],
    ];
    for (const [field, expected, got] of sizes) {
      if (got === expected) continue;
      throw new OptNetError({
        field,
        expected: `${expected}, as the solver was made for`,
        got: String(got),
        hint: "Make another QpSolver for another size.",
      });
    }
    return problem;
  }
}
