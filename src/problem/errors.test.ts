import { describe, expect, test, vi } from "vitest";
import { OptNetError } from "./errors.js";

const DETAILS = { field: "p", expected: "numbers", got: "NaN", hint: "Give numbers." };

describe("instanceof OptNetError", () => {
  test("holds for errors of another copy of the package, as CommonJS and ES modules are", async () => {
    vi.resetModules();
    const { OptNetError: Other } = await import("./errors.js");
    expect(Other).not.toBe(OptNetError);
    expect(new Other(DETAILS)).toBeInstanceOf(OptNetError);
    expect(new OptNetError(DETAILS)).toBeInstanceOf(Other);
    expect(new Other(DETAILS)).toBeInstanceOf(Error);
  });

  test("holds for nothing else", () => {
    for (const value of [
      new Error("p"),
      { ...new OptNetError(DETAILS) },
      undefined,
      null,
      "OptNetError",
      1,
      () => 1,
    ]) {
      expect(value instanceof OptNetError).toBe(false);
    }
  });

  test("tells classes that extend it apart", () => {
    class Narrower extends OptNetError {}
    expect(new Narrower(DETAILS)).toBeInstanceOf(OptNetError);
    expect(new Narrower(DETAILS)).toBeInstanceOf(Narrower);
    expect(new OptNetError(DETAILS)).not.toBeInstanceOf(Narrower);
  });
});
