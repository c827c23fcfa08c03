import { expect, test } from "vitest";
import { complaint } from "../../test/complaint.js";
import { solve } from "../index.js";
import { inBytes, requireRoom, withRoom } from "./errors.js";

test.each([
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [1024, "1024 bytes (1 KiB)"],
  [32e9, "32000000000 bytes (29.8 GiB)"],
  [8 * 3e6 ** 2, "72000000000000 bytes (65.5 TiB)"],
  [2 ** 90, "1.2379400392853803e+27 bytes (1070000000 EiB)"],
])("%d bytes are %s", (bytes, text) => expect(inBytes(bytes)).toBe(text));

test("room for 4 GiB is asked for, and no more", () => {
  requireRoom("p", 2 ** 29, "2 ** 29 numbers", "No.");
  expect(complaint(() => requireRoom("p", 2 ** 29 + 1, "a number more", "Take less."))).toMatchObject({
    field: "p",
    expected: "numbers that fit into memory, at most 4294967296 bytes (4 GiB)",
    got: "a number more, which takes 4294967304 bytes (4 GiB)",
    hint: "Take less.",
  });
});

test("what the engine refuses to allocate is an error of ours, and nothing else is", () => {
  const allocate = (run: () => unknown) => withRoom("p", 8, "a number", "Take less.", run);
  expect(complaint(() => allocate(() => new Float64Array(2 ** 50))).got).toBe(
    "a number, which takes 8 bytes",
  );
  const deep = (): number => 1 + deep();
  expect(() => allocate(deep)).toThrow(/call stack/);
  expect(() => allocate(() => (null as unknown as { x: number }).x)).toThrow(TypeError);
  expect(allocate(() => 7)).toBe(7);
});

test("a problem whose factors no array can hold says how much that would be", () => {
  const p = new Float64Array(3e6).fill(1);
  const A = { data: p, shape: [1, 3e6] };
  expect(complaint(() => solve({ p, A, b: [1], lower: 0 }, { form: "nullSpace" })).got).toContain(
    "3000000 variables and 1 rows, which takes 72000048000008 bytes",
  );
});
