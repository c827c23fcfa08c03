import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { excerpt, printable, quoted } from "./errors.js";

const text = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ maxLength: 300 }),
    fc
      .array(fc.constantFrom("\u001b", "\ud800", "😀", "a", "\n", "\u202e", "\\"), { maxLength: 200 })
      .map((parts) => parts.join("")),
  );

describe("text from outside", () => {
  test.each([
    ["plain", "plain"],
    ["zwölf größer ≤ 😀", "zwölf größer ≤ 😀"],
    ["a\nb\tc\r", "a\\nb\\tc\\r"],
    ["\u001b[2J\u0007", "\\u001b[2J\\u0007"],
    ["\u009b31m\u007f", "\\u009b31m\\u007f"],
    ["\u202eexe.txt\u2066", "\\u202eexe.txt\\u2066"],
    ["\u2028 \u2029", "\\u2028 \\u2029"],
    ["\ud800x\udc00", "\\ud800x\\udc00"],
  ])("%j is printed as %s", (given, shown) => {
    expect(printable(given)).toBe(shown);
    expect(excerpt(given)).toBe(shown);
    expect(quoted(given)).toBe(`"${shown}"`);
  });

  test("never holds what is not printed, and escaping it twice changes nothing", () => {
    fc.assert(
      fc.property(text(), (given) => {
        expect(printable(given)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(printable(printable(given))).toBe(printable(given));
      }),
    );
  });

  test("is cut at 100 characters, between whole escapes", () => {
    fc.assert(
      fc.property(text(), (given) => {
        const shown = excerpt(given);
        const whole = printable(given);
        expect(shown.length).toBeLessThanOrEqual(100);
        if (whole.length <= 100) {
          expect(shown).toBe(whole);
          return;
        }
        expect(shown.at(-1)).toBe("…");
        expect(shown.length).toBeGreaterThan(90);
        const kept = shown.slice(0, -1);
        expect(whole.startsWith(kept)).toBe(true);
        expect(kept).not.toMatch(/[\p{Cs}]/u);
      }),
    );
  });

  test("takes no time where it is long", () => {
    expect(excerpt("\\u00".repeat(1e7))).toHaveLength(97);
  });
});
