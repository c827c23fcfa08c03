import { expect, test } from "vitest";
import { row, TABLE_HEAD } from "./table.js";

test("a row has a cell for every column, and ratios the right way up", () => {
  const measured = { seconds: 4, megabytes: 200, solved: 999 };
  const line = row({
    ...{ size: { variables: 10, equalities: 0, inequalities: 5 }, count: 1000, each: 0.002 },
    ...{ one: measured, all: { ...measured, seconds: 2 }, bytes: 3e6 },
  });
  expect(line).toBe("| 10,0,5 | 1000 | 2000.00 | 4000.00 | 2.00 | 2.00 | 2.00 | 3 | 200 | 1 |");
  expect(line.split("|").length).toBe(TABLE_HEAD[0].split("|").length);
});
