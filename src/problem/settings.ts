import { OptNetError } from "./errors.js";

/**
 * What one iteration of one element looked like; for verbose output, plots and tests. Where the dual form pivots,
 * an iteration is a round of pivoting: mu, sigma and delta are 0, and steps are whole. An element that pivoting
 * leaves unsolved starts again from iteration 0 with the interior point.
 */
export interface IterationReport {
  readonly element: number;
  readonly iteration: number;
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly dualityGap: number;
  /** Mean complementarity sᵀlambda / rows, in the equilibrated problem. */
  readonly mu: number;
  /** Centring of the step taken before this report; 0 before the first. */
  readonly sigma: number;
  /** Primal and dual step lengths of the step taken before this report. */
  readonly alphaPrimal: number;
  readonly alphaDual: number;
  /** Proximal regularisation on z and on the multipliers. */
  readonly rho: number;
  readonly delta: number;
}

export type IterationObserver = (report: IterationReport) => void;

export type Precision = "float64" | "float32";

interface NumberSetting {
  readonly kind: "number" | "integer";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** The smallest value a backend of lower precision can honour. */
  readonly minFloat32?: number;
  readonly unit: string;
  readonly meaning: string;
}

interface ChoiceSetting {
  readonly kind: "choice";
  readonly default: string;
  readonly choices: readonly string[];
  readonly unit: string;
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
    minFloat32: 1e-5,
    unit: "as the inputs",
    meaning: "largest absolute primal residual, dual residual and duality gap of a solved element",
  },
  relativeTolerance: {
    kind: "number",
    default: 0,
    min: 0,
    max: 1,
    unit: "1",
    meaning: "added to the tolerance, times the largest term of the residual; for data of large magnitude",
  },
  infeasibilityTolerance: {
    kind: "number",
    default: 1e-9,
    min: 1e-14,
    max: 1e-2,
    unit: "1",
    meaning: "largest violation of a certificate of infeasibility, relative to its gain",
  },
  maxIterations: {
    kind: "integer",
    default: 1000,
    min: 1,
    max: 100_000,
    unit: "iterations",
    meaning: "interior-point iterations, or rounds of pivoting, before an element is given up",
  },
  timeLimit: {
    kind: "number",
    default: Infinity,
    min: 0,
    max: Infinity,
    unit: "seconds",
    meaning:
      "seconds that a call may take: elements that are not finished by then have the status timeLimit, the others " +
      "keep their answers",
  },
  backend: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "wasm", "reference"],
    unit: "",
    meaning: "where the problem is solved",
  },
  form: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "primal", "dual", "nullSpace"],
    unit: "",
    meaning: "which KKT system is factored; auto counts flops",
  },
  gradient: {
    kind: "choice",
    default: "exact",
    choices: ["exact", "smoothed", "leastSquares"],
    unit: "",
    meaning:
      "which derivative: of the solution, of the central-path point at smoothing, or the least-squares one " +
      "of smallest norm with every active constraint held",
  },
  smoothing: {
    kind: "number",
    default: 1e-4,
    min: 1e-10,
    max: 1e6,
    unit: "of the objective",
    meaning: "slack times multiplier of every inequality at the point that smoothed derivatives belong to",
  },
  infeasible: {
    kind: "choice",
    default: "report",
    choices: ["report", "closestFeasible"],
    unit: "",
    meaning:
      "what becomes of an element without a feasible point: a status, or the solution after the smallest " +
      "change of b and h (in the least-squares sense) that makes it feasible",
  },
  unsolvedGradient: {
    kind: "choice",
    default: "zero",
    choices: ["zero", "nan", "throw"],
    unit: "",
    meaning: "what an element that was not solved contributes to gradients",
  },
} as const satisfies Record<string, NumberSetting | ChoiceSetting>;

export interface Settings {
  readonly tolerance: number;
  readonly relativeTolerance: number;
  readonly infeasibilityTolerance: number;
  readonly maxIterations: number;
  readonly timeLimit: number;
  readonly backend: "auto" | "wasm" | "reference";
  readonly form: "auto" | "primal" | "dual" | "nullSpace";
  readonly gradient: "exact" | "smoothed" | "leastSquares";
  readonly smoothing: number;
  readonly infeasible: "report" | "closestFeasible";
  readonly unsolvedGradient: "zero" | "nan" | "throw";
  /** Called once per iteration and element. It may only look. */
  readonly onIteration: IterationObserver | undefined;
  /**
   * Set by the call itself where it has to end early: whether that is now. Executors ask between rounds, iterations and
   * elements.
   */
  readonly timeIsUp?: (() => boolean) | undefined;
}

/** Settings as a user gives them: any subset of {@link SETTINGS}, and the observer. */
export type SettingsInput = {
  readonly [Name in Exclude<keyof Settings, "timeIsUp">]?: Settings[Name] | undefined;
};

/**
 * Completes settings with their defaults.
 *
 * @throws OptNetError for an unknown name, a wrong type or a value out of range.
 */
export function resolveSettings(input?: SettingsInput): Settings {
  return input === undefined ? DEFAULTS : resolveGiven(input);
}

function resolveGiven(input: SettingsInput): Settings {
  if (typeof input !== "object" || input === null) {
    throw new OptNetError({
      field: "settings",
      expected: "an object",
      got: String(input),
      hint: "Pass settings as { tolerance: 1e-8 }.",
    });
  }
  for (const name of Object.keys(input)) {
    if (name !== "onIteration" && !Object.hasOwn(SETTINGS, name)) {
      throw new OptNetError({
        field: `settings.${name}`,
        expected: `one of ${[...Object.keys(SETTINGS), "onIteration"].join(", ")}`,
        got: `"${name}"`,
        hint: "Check the spelling; an unknown setting would have no effect.",
      });
    }
  }
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
      got: typeof value === "string" ? `"${value}"` : String(value),
      hint: `It sets ${setting.meaning}.`,
    });
  }
  const inRange = typeof value === "number" && value >= setting.min && value <= setting.max;
  if (inRange && (setting.kind === "number" || Number.isInteger(value))) return value;
  throw new OptNetError({
    field: `settings.${name}`,
    expected: `${setting.kind === "integer" ? "an integer" : "a number"} from ${setting.min} to ${setting.max}`,
    got: String(value),
    hint: `It sets ${setting.meaning}.`,
  });
}

const DEFAULTS: Settings = Object.freeze(resolveGiven({}));
