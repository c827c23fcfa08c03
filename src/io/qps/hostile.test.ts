/** Files that nobody writes on purpose: each is read or refused at once, and little of it is repeated. */
import { expect, it } from "vitest";
import { complaint } from "../../../test/complaint.js";
import { readQps } from "./qps.js";

const SECTIONS = {
  NAME: "",
  ROWS: "\n N COST\n E EQ",
  COLUMNS: "\n X COST 1.5 EQ 1\n Y COST -2",
  RHS: "\n RHS EQ 4",
};

/** Sections can be replaced or added. */
function file(sections: object): string {
  const all = Object.entries({ ...SECTIONS, ...sections });
  return `${all.map(([name, content]) => name + String(content)).join("\n")}\nENDATA\n`;
}

const errorOf = (text: string) => complaint(() => readQps(text, "bad.qps"));

it.each([
  ["digits", "1".repeat(100_000) + "x"],
  ["digits after the point", "0." + "1".repeat(100_000) + "x"],
  ["digits of an exponent", "1e" + "1".repeat(100_000) + "x"],
  ["points", ".".repeat(100_000)],
  ["signs", "+".repeat(100_000)],
])("takes no time over a number of 100,000 %s, and repeats little of it", (_what, number) => {
  const error = errorOf(file({ RHS: `\n RHS EQ ${number}` }));
  expect(error.expected).toBe("a number");
  expect(error.got.length).toBeLessThanOrEqual(102);
  expect(error.message.length).toBeLessThan(300);
});

it("reads a number of 100,000 digits as what it is", () => {
  expect(readQps(file({ RHS: `\n RHS EQ 0.${"3".repeat(100_000)}` }), "long.qps").problem.b).toEqual(
    Float64Array.of(1 / 3),
  );
});

const long = "n".repeat(1e6);
const escape = "\u001b[31mX\u202e";
it.each([
  ["an unknown section", { RANGES: `\n RNG EQ 1\n${long} 1` }],
  ["a long line", { COLUMNS: `\n X COST 1.5 EQ 1 ${long} 3` }],
  ["an unknown row", { RHS: `\n RHS ${long} 1` }],
  ["an unknown column", { BOUNDS: `\n UP BND ${long} 1` }],
  ["a type of row", { ROWS: `\n ${long} COST` }],
  ["a type of bound", { BOUNDS: `\n ${long} BND X 1` }],
  ["a row twice", { ROWS: `\n N COST\n E ${long}\n E ${long}` }],
  ["a sense", { OBJSENSE: `\n ${long}` }],
  ["an objective's section", { QUADOBJ: ` ${long}` }],
  ["an escape", { RHS: `\n RHS ${escape} 1` }],
  ["an escape in a section", { RANGES: `\n${escape} ${escape}` }],
])("repeats at most 100 characters of %s, and none that a terminal obeys", (_what, sections) => {
  const { message } = errorOf(file(sections));
  expect(message.length).toBeLessThan(600);
  expect(message).not.toMatch(/n{101}|[\p{Cc}\p{Cf}]/u);
});

it("reads a header with any blank behind it", () => {
  const text = file({}).replace("RHS\n", "RHS \u00a0\u2028\n");
  expect(text).toContain("\u2028");
  expect(readQps(text, "a.qps").problem).toEqual(readQps(file({}), "a.qps").problem);
});
