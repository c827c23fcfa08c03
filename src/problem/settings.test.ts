import { describe, expect, test } from "vitest";
import { complaint } from "../../test/complaint.js";
import type { OptNetError } from "./errors.js";
import type { SettingsInput } from "./settings.js";
import { resolveSettings, SETTINGS } from "./settings.js";

const TABLE = Object.entries(SETTINGS);

const complaintAbout = (input: unknown): OptNetError =>
  complaint(() => resolveSettings(input as SettingsInput));

describe("the table", () => {
  test.each(TABLE)("%s has a default within its own range and a meaning", (name, setting) => {
    expect(setting.meaning.length).toBeGreaterThan(10);
    expect(resolveSettings({ [name]: setting.default })).toHaveProperty(name, setting.default);
  });

  test("no settings are the defaults", () => {
    const defaults = Object.fromEntries(TABLE.map(([name, setting]) => [name, setting.default]));
    const expected = { ...defaults, onIteration: undefined };
    expect(resolveSettings()).toEqual(expected);
    expect(resolveSettings({})).toEqual(expected);
    expect(resolveSettings(Object.fromEntries(TABLE.map(([name]) => [name, undefined])))).toEqual(expected);
  });
});

describe("values", () => {
  test("are taken over", () => {
    const onIteration = (): void => undefined;
    const settings = resolveSettings({ tolerance: 1e-6, maxIterations: 7, form: "primal", onIteration });
    expect(settings).toMatchObject({ tolerance: 1e-6, maxIterations: 7, form: "primal", onIteration });
  });

  test.each(
    TABLE.flatMap(([name, setting]) => (setting.kind === "choice" ? [] : [[name, setting] as const])),
  )("%s may reach both ends of its range and not pass them", (name, { min, max }) => {
    for (const value of [min, max]) expect(resolveSettings({ [name]: value })).toHaveProperty(name, value);
    const beyond = max < Infinity ? [max * 1.5, Infinity] : [];
    for (const value of [min - 1e-3 * Math.max(min, 1), ...beyond, NaN, -Infinity]) {
      const error = complaintAbout({ [name]: value });
      expect(error.field).toBe(`settings.${name}`);
      expect(error.expected).toContain(`from ${min} to ${max}`);
      expect(error.got).toBe(String(value));
      expect(error.hint).not.toBe("");
    }
  });

  test.each(
    TABLE.flatMap(([name, setting]) => (setting.kind === "choice" ? [[name, setting] as const] : [])),
  )("%s takes each of its choices and nothing else", (name, { choices }) => {
    for (const choice of choices) expect(resolveSettings({ [name]: choice })).toHaveProperty(name, choice);
    for (const value of ["nonsense", "", 1, null, true]) {
      const error = complaintAbout({ [name]: value });
      expect(error.field).toBe(`settings.${name}`);
      for (const choice of choices) expect(error.expected).toContain(`"${choice}"`);
      expect(error.got).toBe(typeof value === "string" ? `"${value}"` : String(value));
    }
  });
});

describe("misuse", () => {
  test.each<[string, unknown, string, string, string]>([
    ["a misspelt name", { tolerence: 1e-6 }, "settings.tolerence", "one of tolerance", '"tolerence"'],
    ["a name every object has", { toString: 1 }, "settings.toString", "one of tolerance", '"toString"'],
    ["an observer that is no function", { onIteration: 1 }, "settings.onIteration", "a function", "number"],
    ["null", null, "settings", "an object", "null"],
    ["a number", 3, "settings", "an object", "3"],
    ["text for a number", { tolerance: "1e-6" }, "settings.tolerance", "a number", "1e-6"],
    ["half an iteration", { maxIterations: 1.5 }, "settings.maxIterations", "an integer", "1.5"],
  ])("%s", (_name, input, field, expected, got) => {
    const error = complaintAbout(input);
    expect(error.field).toBe(field);
    expect(error.expected).toContain(expected);
    expect(error.got).toContain(got);
    expect(error.hint).not.toBe("");
  });
});
