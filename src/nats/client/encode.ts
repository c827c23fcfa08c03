/** What a user passes to `solve`, as it goes over the wire. Everything is checked here as `solve` checks it. */
import { givenPattern, gradientLike } from "../../derivative/entries.js";
import { OptNetError } from "../../problem/errors.js";
import { FIELD_NAMES, type Problem } from "../../problem/problem.js";
import { resolveSettings, type Settings, type SETTINGS, type SettingsInput } from "../../problem/settings.js";
import { wireArray, type WireArray } from "../wire/arrays.js";
import { DIAGONAL, type WireSettings } from "../wire/request.js";
import { patternArrays, valuesArray } from "../wire/sparse.js";

/** @throws OptNetError for settings that `solve` refuses, and those that cannot go over a wire. */
export function encodeSettings(given: SettingsInput = {}): { resolved: Settings; settings: WireSettings } {
  if (typeof given === "object" && (given as object | null) !== null && Object.hasOwn(given, "signal")) {
    throw new OptNetError({
      field: "settings.signal",
      expected: "none among the settings",
      got: "one",
      hint: "It goes into the third argument: solve(problem, settings, { signal }).",
    });
  }
  const resolved = resolveSettings(given);
  if (resolved.onIteration !== undefined) {
    throw new OptNetError({
      field: "settings.onIteration",
      expected: "none where another process solves",
      got: "a function",
      hint: "Solve with optnet itself to watch iterations.",
    });
  }
  const names = Object.keys(given).filter((name) => name !== "onIteration") as (keyof typeof SETTINGS)[];
  return { resolved, settings: Object.fromEntries(names.map((name) => [name, resolved[name]])) };
}

/** The inputs as they were checked; sparse ones by the entries that were given. */
export function encodeFields(problem: Problem): Map<string, WireArray> {
  return new Map(
    FIELD_NAMES.flatMap((name) => {
      const operand = problem[name];
      if (operand === undefined) return [];
      const pattern = givenPattern(operand);
      if (pattern !== undefined) {
        return [valuesArray(name, gradientLike(operand, operand.data)), ...patternArrays(name, pattern)];
      }
      return [[operand.diagonal ? DIAGONAL : name, wireArray(operand.data, operand.shape)] as const];
    }),
  );
}
