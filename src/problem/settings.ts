import { OptNetError, describe } from "./errors.js";
import { readObject } from "./read.js";

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
  timeLimit: {
    kind: "number",
    default: Infinity,
    min: 0,
    max: Infinity,
    meaning:
      "seconds that a call may take: elements that are not finished by then have the status timeLimit, the others " +
      "keep their answers",
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
    choices: ["auto", "primal", "dual", "nullSpace", "sparse"],
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
    default: "throw",
    choices: ["throw", "status"],
    meaning:
      "what becomes of numbers that are no problem (NaN, infinities that mean nothing, a Q that is not symmetric " +
      'or not convex): an error that names them, or the status "invalid" of their elements',
  },
  unsolvedGradient: {
    kind: "choice",
    default: "zero",
    choices: ["zero", "nan", "throw"],
    meaning: "what an element that was not solved contributes to gradients",
  },
} as const satisfies Record<string, NumberSetting | ChoiceSetting>;

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
  /**
   * Seconds that a call may take: elements that are not finished by then have the status timeLimit, the others keep
   * their answers. Default Infinity.
   */
  readonly timeLimit: number;
  /** Where the problem is solved: `"auto"` (default) is the fastest that suits it. */
  readonly backend: "auto" | "wasm" | "reference";
  /** Which KKT system is factored; auto counts flops. Default `"auto"`. */
  readonly form: "auto" | "primal" | "dual" | "nullSpace" | "sparse";
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
   * What becomes of numbers that are no problem (NaN, infinities that mean nothing, a Q that is not symmetric or not
   * convex): an error that names them, or the status `"invalid"` of their elements. Default `"throw"`.
   */
  readonly invalid: "throw" | "status";
  /** What an element that was not solved contributes to gradients. Default `"zero"`. */
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

/** Settings of earlier versions and of other calls, and what there is instead. */
const ELSEWHERE: Readonly<Record<string, string | undefined>> = {
  relativeTolerance: "Leave it out: tolerance is relative, since version 0.2.",
  infeasibilityTolerance:
    "Leave it out: since version 0.2 a certificate proves, to rounding, or is not given.",
  signal:
    "It calls off what does not block: SolverWorker and solveAsync of optnet/threads. Set timeLimit here.",
  transfer: "It is for SolverWorker of optnet/threads, which has another memory.",
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
      (Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined) ??
      "Check the spelling; an unknown setting would have no effect.",
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

/** The setting `timeLimit`: a clock that runs while a call solves. */

/** Stands still outside of calls, so that derivatives, which come later, have all the time that they need. */
export class Clock {
  #end = Infinity;

  /** Whether a call that is running has used up its time. */
  readonly isUp = (): boolean => this.#end < Infinity && performance.now() >= this.#end;

  /** Milliseconds that are left. */
  get left(): number {
    return this.#end - performance.now();
  }

  start(seconds: number): void {
    this.#end = seconds === Infinity ? Infinity : performance.now() + 1000 * seconds;
  }

  /** Starts for a call with these settings, and returns them with a way to ask whether its time is up. */
  startFor(settings: Settings): Settings {
    if (settings.timeLimit === Infinity) return settings;
    this.start(settings.timeLimit);
    return { ...settings, timeIsUp: this.isUp };
  }

  stop(): void {
    this.#end = Infinity;
  }
}

/** Runs `work`, whose settings tell it when the time limit of the call is reached, if there is one. */
export function withinTime<Result>(settings: Settings, work: (settings: Settings) => Result): Result {
  const clock = new Clock();
  try {
    return work(clock.startFor(settings));
  } finally {
    clock.stop();
  }
}
