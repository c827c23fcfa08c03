import { OptNetError } from "../../index.js";
import type { Settings, SettingsInput } from "../../index.js";
import type { Gpu } from "./gpu.js";
import type { Arithmetic } from "./layout.js";
import { describe } from "../../problem/errors.js";
import { resolveSettings } from "../../problem/settings.js";
import { refuseOptions } from "./refusals.js";

/** Settings of the GPU, besides those of every executor. */
export interface WebGpuSettings extends Omit<
  SettingsInput,
  "backend" | "form" | "timeLimit" | "onIteration"
> {
  /**
   * Numbers of the factorisation. `float32`: the iterate and its residuals are still double-single, so that most
   * problems end near 1e-8; those that are not well conditioned do not. `compensated`: everything is double-single,
   * 48 bits, at some ten times the arithmetic. `auto` (default): float32 for a tolerance from 1e-6 up.
   */
  readonly precision?: "auto" | "float32" | "compensated" | undefined;
  /**
   * Have the CPU finish what the GPU leaves open, in float64: it checks every element and solves again those that are
   * not solved, or whose residuals exceed the tolerance, which then may be as small as the CPU's. Derivatives of these
   * elements come from the CPU too. Needs inputs in CPU memory. Default false.
   */
  readonly polish?: boolean | undefined;
  /** What to do without WebGPU: solve on the CPU and say so (default), or throw. */
  readonly fallback?: "cpu" | "error" | undefined;
  /** Note how long each phase takes, in `solution.timings`; it waits for the GPU in between. Default false. */
  readonly measure?: boolean | undefined;
  /** Called with what the user should know: a fallback, and why. Default: `console.warn`, once per message. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

export interface ResolvedSettings {
  readonly settings: Settings;
  readonly precision: "auto" | "float32" | "compensated";
  readonly polish: boolean;
  readonly fallback: "cpu" | "error";
  readonly measure: boolean;
  readonly notify: (message: string) => void;
}

/** From this tolerance on, float32 factors are enough for problems of ordinary conditioning. */
const FLOAT32_FROM = 1e-6;
/** What residuals in double-single arithmetic can confirm for data of size 1. */
const COMPENSATED_FROM = 1e-11;

/** @throws OptNetError for settings that are unknown, out of range or beyond the precision of a GPU. */
export function resolveWebGpuSettings(input: WebGpuSettings = {}): ResolvedSettings {
  const { precision = "auto", polish = false, fallback = "cpu", measure = false, ...others } = input;
  const { onNotice = warnOnce, ...common } = others;
  requireChoice("precision", precision, ["auto", "float32", "compensated"]);
  requireChoice("fallback", fallback, ["cpu", "error"]);
  for (const [name, value] of Object.entries({ polish, measure })) {
    if (typeof value === "boolean") continue;
    throw new OptNetError({
      field: `settings.${name}`,
      expected: "true or false",
      got: describe(value),
      hint: "Leave it out for false.",
    });
  }
  refuseOptions(common);
  for (const name of ["backend", "form", "timeLimit", "onIteration"] as const) {
    if ((common as SettingsInput)[name] === undefined) continue;
    throw new OptNetError({
      field: `settings.${name}`,
      expected: "nothing: it has no effect on the GPU",
      got: describe((common as SettingsInput)[name]),
      hint: "Leave it out, or call solve for the CPU.",
    });
  }
  const settings = resolveSettings(common);
  requireDefault("gradient", settings.gradient, "exact");
  requireDefault("infeasible", settings.infeasible, "report");
  requireDefault("invalid", settings.invalid, "throw");
  return { settings, precision, polish, fallback, measure, notify: onNotice };
}

/** What only the CPU can do must not look as if it were done. */
function requireDefault(name: "gradient" | "infeasible" | "invalid", value: string, only: string): void {
  if (value === only) return;
  throw new OptNetError({
    field: `settings.${name}`,
    expected: `"${only}" on a GPU`,
    got: describe(value),
    hint: "Call solve, which does it on the CPU.",
  });
}

function requireChoice(name: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new OptNetError({
    field: `settings.${name}`,
    expected: `one of ${choices.map((choice) => `"${choice}"`).join(", ")}`,
    got: describe(value),
    hint: "Check the spelling.",
  });
}

/**
 * Chooses the arithmetic by tolerance, within what the device can do exactly.
 *
 * @throws OptNetError for a tolerance that it cannot reach.
 */
export function chooseArithmetic(
  { settings, precision, polish, notify }: ResolvedSettings,
  gpu: Gpu,
): { arithmetic: Arithmetic; settings: Settings } {
  const { tolerance } = settings;
  let arithmetic: Arithmetic =
    precision === "auto" ? (tolerance >= FLOAT32_FROM ? "float32" : "compensated") : precision;
  if (gpu.exactness === undefined) {
    if (arithmetic === "compensated") {
      notify(
        "optnet: this GPU's compiler breaks double-single arithmetic, so the batch is solved in plain float32; " +
          "expect about 4 digits.",
      );
    }
    arithmetic = "float32";
  }
  if (tolerance < COMPENSATED_FROM && !polish) {
    throw new OptNetError({
      field: "settings.tolerance",
      expected: `at least ${COMPENSATED_FROM} on a GPU`,
      got: String(tolerance),
      hint: "Its numbers have 48 bits at most. Set polish, loosen the tolerance, or call solve for float64.",
    });
  }
  const reachable = Math.max(tolerance, COMPENSATED_FROM);
  return { arithmetic, settings: { ...settings, tolerance: reachable } };
}

const told = new Set<string>();

export function warnOnce(message: string): void {
  if (told.has(message)) return;
  told.add(message);
  console.warn(message);
}
