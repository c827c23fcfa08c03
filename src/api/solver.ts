/// <reference lib="esnext.disposable" preserve="true" />
import { explainProblem, solveProblem } from "./solve.js";
import { solveBatch } from "../execute/solve-batch.js";
import type { SolvedBatch } from "../execute/executor.js";
import { Place } from "./in-place.js";
import type { Settings, SettingsInput } from "../problem/settings.js";
import { Clock, resolveSettings } from "../problem/settings.js";
import { OptNetError, describe, excerpt, quoted } from "../problem/errors.js";
import type { FieldName, Operand, Problem, SomeInputs } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import { sideBySide } from "../problem/memory.js";
import { readObject } from "../problem/read.js";
import { Solution } from "./solution.js";
import type { EntriesInput } from "./solver-matrices.js";
import { sparseSizes, valuesOnPatterns, withSparseMatrices } from "./solver-matrices.js";
import type { CheckedInputs, GivenFields } from "../problem/validate.js";
import { readFields, requireRoomForSolution, validateProblem } from "../problem/validate.js";
import type { Run } from "../reduction/reduction.js";
import { solveSteps } from "../reduction/chain.js";

/** The sizes that a solver is made for, and inputs that stay the same from call to call. */
export interface SolverShape extends SolverValues {
  /** n, the length of z; at least 1. Default: the columns of a sparse matrix, where one is given. */
  readonly variables?: number | undefined;
  /** e, the rows of A. Default: those of A, where it is given and sparse, and 0 else. */
  readonly equalities?: number | undefined;
  /** m, the rows of G. Default: those of G, where it is given and sparse, and 0 else. */
  readonly inequalities?: number | undefined;
}

/**
 * The inputs that change from call to call. A matrix that the solver has as a sparse one keeps its pattern: another one by
 * `A.withData(values)`, or its entries alone, as `{ data: values }`.
 */
export type SolverValues = {
  readonly [Name in keyof SomeInputs]?:
    SomeInputs[Name] | (Name extends "Q" | "A" | "G" ? EntriesInput : never) | undefined;
};

/** How one call goes about it. */
export interface SolveOptions {
  /**
   * Start from the active sets of the solver's last solution. It pays where a problem is like the one before, as
   * in model predictive control. The batch size must be the same; otherwise it has no effect. Where a problem
   * has one solution, that is what comes, from any start. Refused with settings that choose a dense interior point.
   */
  readonly warmStart?: boolean | undefined;
  /**
   * Overwrite the solution of the last call that asked for this, and return it again, instead of making another: its
   * numbers, statuses and derivatives become those of this call. Nothing is allocated where the values are the same
   * fields as then (of p, b, h, lower and upper), flat arrays or `{ data, shape }` of the same shapes, bounds are
   * infinite where they were, and WebAssembly solves without a reduction; otherwise the call solves as any other, and
   * then overwrites. Only for another batch size, and after `dispose`, the solution is a new one, so use what is
   * returned. Solutions of other calls are never touched.
   */
  readonly inPlace?: boolean | undefined;
}

function sizeFrom(field: string, size: unknown, least: number): number {
  if (Number.isSafeInteger(size) && (size as number) >= least) return size as number;
  throw new OptNetError({
    field,
    expected: "a whole number",
    got: describe(size),
    hint: "Sizes are counts: { variables: 3, equalities: 1, inequalities: 2 }.",
  });
}

/**
 * Solves many problems of one size. What does not change is given once, checked once and, if it is Q, A and G,
 * factored once; every call gives the rest.
 *
 * @throws OptNetError where a call's sizes are not those of the solver.
 * @example
 * ```ts
 * const solver = new QpSolver({ variables: 2, Q: [1, 1], lower: 0 });
 * solver.solve({ p: [-1, 2] }).z; // [1, 0]
 * solver.solve({ p: [-1.1, 2] }, { warmStart: true }).z; // [1.1, 0]
 * // In a loop, without garbage: `solution` is one object whose numbers change.
 * const p = new Float64Array([-1, 2]);
 * const solution = solver.solve({ p }, { warmStart: true, inPlace: true });
 * solver.explain(); // which KKT form, and why
 * ```
 */
export class QpSolver {
  readonly #shape: Readonly<Record<"variables" | "equalities" | "inequalities", number>>;
  #constants: SomeInputs;
  readonly #settings: Settings;
  readonly #clock = new Clock();
  /** While a call solves; an observer may come back in its midst. */
  #busy = false;
  #disposed = false;
  /** The constants as they were checked, after the first call. */
  #checked: CheckedInputs | undefined;
  /** What the steps of the last calls solved (one, or several where reductions are in between). */
  #steps: { readonly batch: SolvedBatch; readonly letGo: () => void }[] = [];
  /** What calls with `inPlace` overwrite. */
  #place: Place | undefined;

  constructor(shape: SolverShape, settings?: SettingsInput) {
    const given = readObject(shape, {
      field: "solver",
      names: ["variables", "equalities", "inequalities", ...FIELD_NAMES],
      expected: "an object with the number of variables",
      hint: "For example { variables: 3, equalities: 1, inequalities: 2 }.",
      unknown: "Check the spelling.",
      named: (name) => name,
    });
    const inputs = withSparseMatrices(given);
    const sizes = sparseSizes(inputs);
    const {
      variables = sizes.variables,
      equalities = sizes.equalities,
      inequalities = sizes.inequalities,
      ...constants
    } = inputs;
    this.#shape = {
      variables: sizeFrom("variables", variables, 1),
      equalities: sizeFrom("equalities", equalities, 0),
      inequalities: sizeFrom("inequalities", inequalities, 0),
    };
    requireRoomForSolution(1, this.#shape.variables, this.#shape.equalities, this.#shape.inequalities);
    this.#constants = constants as SomeInputs;
    const resolved = resolveSettings(settings);
    this.#settings = resolved.timeLimit === Infinity ? resolved : { ...resolved, timeIsUp: this.#clock.isUp };
  }

  /**
   * Solves with these values in place of, or besides, the solver's own.
   *
   * @throws OptNetError for values that are not a problem of the solver's sizes, after `dispose`, and from within
   *   `onIteration` of a call of the same solver.
   */
  solve(values: SolverValues = {}, options: SolveOptions = {}): Solution {
    this.#requireLive();
    if (this.#busy) {
      throw new OptNetError({
        field: "solver",
        expected: "a solver between its calls",
        got: "a call from within another one, by onIteration",
        hint: "Use another QpSolver, or solve, inside of onIteration.",
      });
    }
    requireOptions(options, this.#settings);
    this.#busy = true;
    this.#clock.start(this.#settings.timeLimit);
    try {
      return this.#solve(this.#onPatterns(readFields(values)), options);
    } finally {
      this.#clock.stop();
      this.#busy = false;
      if (this.#disposed) this.#release();
    }
  }

  /** Sparse matrices of a call on the patterns of the solver's own. */
  #onPatterns(values: GivenFields): SomeInputs {
    return valuesOnPatterns(values, this.#constants);
  }

  #solve(values: SomeInputs, options: SolveOptions): Solution {
    const { warmStart = false, inPlace = false } = options;
    const place = inPlace ? this.#place : undefined;
    // A warm start is from the solver's last call, which may have been another.
    if (place && !(warmStart && place.batch !== this.#steps[0]?.batch) && place.renew(values, warmStart)) {
      this.#keep(0, place.batch!);
      return place.solution;
    }
    const problem = this.#complete(values);
    let step = 0;
    const run: Run = (asked, settings) => {
      const batch = solveBatch(asked, settings, { earlier: this.#steps[step]?.batch, warmStart });
      this.#keep(step++, batch);
      return batch;
    };
    if (!inPlace) return solveProblem(problem, this.#settings, run);
    const solved = solveSteps(problem, this.#settings, run);
    const [first] = this.#steps;
    const call = {
      problem,
      values,
      solved,
      batch: solved.data === first?.batch.data ? first.batch : undefined,
    };
    if (place?.overwrite(call)) return place.solution;
    this.#place = new Place(call, this.#settings);
    return this.#place.solution;
  }

  /** The plan in words. Inputs that decide it (Q, A, G, bounds) and are not the solver's own go in `values`. */
  explain(values: SolverValues = {}): string {
    this.#requireLive();
    const p = new Float64Array(this.#shape.variables);
    const given = this.#onPatterns(readFields(values));
    return explainProblem(this.#complete({ p, ...given }), this.#settings);
  }

  /** Frees what the solver keeps between calls; solutions stay valid, the solver does not. */
  dispose(): void {
    this.#disposed = true;
    if (!this.#busy) this.#release();
  }

  #release(): void {
    this.#constants = {};
    this.#checked = undefined;
    this.#place = undefined;
    for (const { letGo } of this.#steps.splice(0)) letGo();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Keeps a batch, and its factors, for the same step of the next call. */
  #keep(step: number, batch: SolvedBatch): void {
    if (this.#steps[step]?.batch === batch) return;
    const letGo = batch.keepFactors();
    this.#steps[step]?.letGo();
    this.#steps[step] = { batch, letGo };
  }

  #complete(values: SomeInputs): Problem {
    const problem = this.#checked
      ? validateProblem(values, this.#checkedExcept(values), sideBySide, this.#settings.invalid)
      : validateProblem({ ...this.#constants, ...values }, {}, sideBySide, this.#settings.invalid);
    const { variables, equalities, inequalities } = problem;
    this.#require("variables", variables);
    this.#require("equalities", equalities);
    this.#require("inequalities", inequalities);
    this.#checked ??= this.#constantsOf(problem, values);
    return problem;
  }

  /** The checked form of the constants, unless a call has replaced one: then the next call checks again. */
  #constantsOf(problem: Problem, values: SomeInputs): CheckedInputs | undefined {
    const names = FIELD_NAMES.filter((name) => this.#constants[name] !== undefined);
    if (names.some((name) => values[name] !== undefined)) return undefined;
    return Object.fromEntries(names.map((name) => [name, problem[name]]));
  }

  #checkedExcept(values: SomeInputs): CheckedInputs {
    const known = this.#checked!;
    const unless = (name: FieldName): Operand | undefined => (name in values ? undefined : known[name]);
    return {
      Q: unless("Q"),
      p: unless("p"),
      A: unless("A"),
      b: unless("b"),
      G: unless("G"),
      h: unless("h"),
      lower: unless("lower"),
      upper: unless("upper"),
    };
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new OptNetError({
      field: "solver",
      expected: "a solver that is in use",
      got: "one that was disposed of",
      hint: "Make another QpSolver.",
    });
  }

  #require(field: "variables" | "equalities" | "inequalities", got: number): void {
    const expected = this.#shape[field];
    if (got === expected) return;
    throw new OptNetError({
      field,
      expected: `${expected}, as the solver was made for`,
      got: String(got),
      hint: "Make another QpSolver for another size.",
    });
  }
}

/** Without an array or an object for what is right: calls in place allocate nothing. */
function requireOptions(options: SolveOptions, settings: Settings): void {
  if (typeof options === "object" && (options as unknown) !== null) {
    for (const name in options) if (name !== "warmStart" && name !== "inPlace") throw unknownOption(name);
    requireSwitch("warmStart", options.warmStart);
    requireSwitch("inPlace", options.inPlace);
    if (options.warmStart === true) requirePivoting(settings);
    return;
  }
  throw new OptNetError({
    field: "options",
    expected: "an object with warmStart or inPlace",
    got: describe(options),
    hint: "For example { warmStart: true }.",
  });
}

function requireSwitch(name: string, value: unknown): void {
  if (value === undefined || typeof value === "boolean") return;
  throw new OptNetError({
    field: `options.${name}`,
    expected: "true or false",
    got: describe(value),
    hint: "Leave it out for false.",
  });
}

/** Forms that start from active sets, or may come to one that does. */
const STARTABLE: readonly Settings["form"][] = ["auto", "dual", "sparse"];

/** A dense interior point starts from the same point, whatever was solved before: it is no use to ask for another. */
function requirePivoting({ backend, form }: Settings): void {
  const setting = backend === "reference" ? "backend" : STARTABLE.includes(form) ? undefined : "form";
  if (setting === undefined) return;
  throw new OptNetError({
    field: "options.warmStart",
    expected: `false with the setting ${setting}: "${setting === "form" ? form : backend}"`,
    got: "true",
    hint: 'Leave it out, or leave the setting at "auto": active sets are what pivoting starts from.',
  });
}

function unknownOption(name: string): OptNetError {
  return new OptNetError({
    field: `options.${excerpt(name)}`,
    expected: "one of warmStart, inPlace",
    got: quoted(name),
    hint: "Check the spelling; settings are given to the solver.",
  });
}
