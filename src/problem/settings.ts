import { describe } from "./echo.js";
import { OptNetError } from "./errors.js";
import { readObject } from "./read-object.js";

/**
 * What one iteration of one element looked like; for verbose output, plots and tests. Where the dual form pivots,
 * an iteration is a round of pivoting: mu, sigma and delta are 0, and steps are whole. An element that pivoting
 * leaves unsolved starts again from iteration 0 with the interior point.
 */
export interface IterationReport {
  /** Position in the batch. */
  readonly element: number;
  /** 0 for the point that it starts from. */
  readonly iteration: number;
  /** As in the solution; of the point that this iteration ended at. */
  readonly primalResidual: number;
  /** Likewise. */
  readonly dualResidual: number;
  /** Likewise. */
  readonly dualityGap: number;
  /** Mean complementarity sᵀlambda / rows, in the equilibrated problem. */
  readonly mu: number;
  /** Centring of the step taken before this report; 0 before the first. */
  readonly sigma: number;
  /** Primal step length of the step taken before this report. */
  readonly alphaPrimal: number;
  /** Dual step length of that step. */
  readonly alphaDual: number;
  /** Proximal regularisation on z. */
  readonly rho: number;
  /** Proximal regularisation on the multipliers. */
  readonly delta: number;
}

/** What the setting `onIteration` may be. */
export type IterationObserver = (report: IterationReport) => void;

interface NumberSetting {
  readonly kind: "number" | "integer";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly meaning: string;
}

interface ChoiceSetting {
  readonly kind: "choice";
  readonly default: string;
  readonly choices: readonly string[];
  readonly meaning: string;
}

/**
 * The one table of settings: it drives the types, the validation and the documentation. All may change from
 * call to call, except `backend` and `form`, which a `QpSolver` fixes when it plans.
 */
export const SETTINGS = {
  tolerance: {
    kind: "number",
    default: 1e-8,
    min: 1e-14,
    max: 1,
    meaning:
      "largest primal residual, dual residual and product of a slack and its multiplier of a solved element, each " +
      "relative to the terms that it is the sum of: no change of units changes what it accepts",
  },
  absoluteTolerance: {
    kind: "number",
    default: Infinity,
    min: 1e-14,
    max: Infinity,
    meaning:
      "demanded in addition: largest primal residual, dual residual and duality gap of a solved element, in the " +
      "units of the inputs",
  },
  maxIterations: {
    kind: "integer",
    default: 1000,
    min: 1,
    max: 100_000,
    meaning: "interior-point iterations, or rounds of pivoting, before an element is given up",
  },
  backend: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "wasm", "reference"],
    meaning: "where the problem is solved",
  },
  form: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "primal", "dual", "nullSpace"],
    meaning: "which KKT system is factored; auto counts flops",
  },
  gradient: {
    kind: "choice",
    default: "exact",
    choices: ["exact", "smoothed", "leastSquares"],
    meaning:
      "which derivative: of the solution, of the central-path point at smoothing, or the least-squares one " +
      "of smallest norm with every active constraint held",
  },
  smoothing: {
    kind: "number",
    default: 1e-4,
    min: 1e-10,
    max: 1e6,
    meaning: "slack times multiplier of every inequality at the point that smoothed derivatives belong to",
  },
  infeasible: {
    kind: "choice",
    default: "report",
    choices: ["report", "closestFeasible"],
    meaning:
      "what becomes of an element without a feasible point: a status, or the solution after the smallest " +
      "change of b and h (in the least-squares sense) that makes it feasible",
  },
  invalid: {
    kind: "choice",
    default: "error",
    choices: ["error", "status"],
    meaning:
      "what becomes of an element with NaN, an infinite number where none can be, or a Q that is not symmetric and " +
      "positive semidefinite: an error that names it, or the status invalid of that element alone",
  },
  unsolvedGradient: {
    kind: "choice",
    default: "zero",
    choices: ["zero", "nan", "throw"],
    meaning: "what an element that was not solved contributes to gradients",
  },
} as const satisfies Record<string, NumberSetting | ChoiceSetting>;

/** What becomes of an element that is no problem. */
export type Invalid = "error" | "status";

/** All settings, completed. What they mean, their defaults and their ranges are in {@link SETTINGS} too. */
export interface Settings {
  /**
   * Largest primal residual, dual residual and product of a slack and its multiplier of a solved element, each relative
   * to the terms that it is the sum of: no change of units changes what it accepts. Default 1e-8.
   */
  readonly tolerance: number;
  /**
   * Demanded in addition: largest primal residual, dual residual and duality gap of a solved element, in the units of
   * the inputs. Default Infinity.
   */
  readonly absoluteTolerance: number;
  /** Interior-point iterations, or rounds of pivoting, before an element is given up. Default 1000. */
  readonly maxIterations: number;
  /** Where the problem is solved: `"auto"` (default) is the fastest that suits it. */
  readonly backend: "auto" | "wasm" | "reference";
  /** Which KKT system is factored; auto counts flops. Default `"auto"`. */
  readonly form: "auto" | "primal" | "dual" | "nullSpace";
  /**
   * Which derivative: of the solution, of the central-path point at smoothing, or the least-squares one of smallest
   * norm with every active constraint held. Default `"exact"`.
   */
  readonly gradient: "exact" | "smoothed" | "leastSquares";
  /** Slack times multiplier of every inequality at the point that smoothed derivatives belong to. Default 1e-4. */
  readonly smoothing: number;
  /**
   * What becomes of an element without a feasible point: a status, or the solution after the smallest change of b and
   * h (in the least-squares sense) that makes it feasible. Default `"report"`.
   */
  readonly infeasible: "report" | "closestFeasible";
  /**
   * What becomes of an element with NaN, an infinite number where none can be, or a Q that is not symmetric and
   * positive semidefinite: an error that names it, or the status `invalid` of that element alone, whose outputs are NaN
   * and whose gradients are 0. What the batch shares is part of every element. Default `"error"`.
   */
  readonly invalid: Invalid;
  /** What an element that was not solved contributes to gradients. Default `"zero"`. */
  readonly unsolvedGradient: "zero" | "nan" | "throw";
  /** Called once per iteration and element. It may only look. */
  readonly onIteration: IterationObserver | undefined;
}

/** Settings as a user gives them: any subset of {@link SETTINGS}, and the observer. */
export type SettingsInput = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** Settings of earlier versions, and what to do without them. */
const REMOVED: Readonly<Record<string, string | undefined>> = {
  relativeTolerance: "Leave it out: tolerance is relative, since version 0.2.",
  infeasibilityTolerance:
    "Leave it out: since version 0.2 a certificate proves, to rounding, or is not given.",
};

/**
 * Completes settings with their defaults.
 *
 * @throws OptNetError for an unknown name, a wrong type or a value out of range.
 */
export function resolveSettings(input?: SettingsInput): Settings {
  return input === undefined ? DEFAULTS : resolveGiven(input);
}

function resolveGiven(given: SettingsInput): Settings {
  const input = readObject(given, {
    field: "settings",
    names: [...(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]), "onIteration"],
    expected: "an object",
    hint: "Pass settings as { tolerance: 1e-8 }.",
    unknown: (name: string) =>
      REMOVED[name] ?? "Check the spelling; an unknown setting would have no effect.",
  });
  const observer = input.onIteration;
  if (observer !== undefined && typeof observer !== "function") {
    throw new OptNetError({
      field: "settings.onIteration",
      expected: "a function",
      got: typeof observer,
      hint: "Pass (report) => { … }, or leave it out.",
    });
  }
  const resolved = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => {
      const value = input[name as keyof typeof SETTINGS];
      return [name, value === undefined ? setting.default : checkSetting(name, setting, value)];
    }),
  );
  return { ...resolved, onIteration: observer } as unknown as Settings;
}

function checkSetting(name: string, setting: NumberSetting | ChoiceSetting, value: unknown): unknown {
  if (setting.kind === "choice") {
    if (typeof value === "string" && setting.choices.includes(value)) return value;
    throw new OptNetError({
      field: `settings.${name}`,
      expected: `one of ${setting.choices.map((choice) => `"${choice}"`).join(", ")}`,
      got: describe(value),
      hint: `It sets ${setting.meaning}.`,
    });
  }
  const inRange = typeof value === "number" && value >= setting.min && value <= setting.max;
  if (inRange && (setting.kind === "number" || Number.isInteger(value))) return value;
  throw new OptNetError({
    field: `settings.${name}`,
    expected: `${setting.kind === "integer" ? "an integer" : "a number"} from ${setting.min} to ${setting.max}`,
    got: describe(value),
    hint: `It sets ${setting.meaning}.`,
  });
}

const DEFAULTS: Settings = Object.freeze(resolveGiven({}));
