import { describe, expect, it } from "vitest";
import { toText } from "../../tools/sudoku/board.js";
import { parseSudokus, readSudokus } from "./read.js";

const GOOD = "0300001040000002,1324241342313142";
const OTHER = "4030014020000300,4231314224131324";

describe("parseSudokus", () => {
  it("reads rows in order, with any line ends, a byte order mark and blank lines at the end", () => {
    for (const text of [
      `puzzle,solution\n${GOOD}\n${OTHER}`,
      `\uFEFFpuzzle,solution\r\n${GOOD}\r\n${OTHER}\r\n\r\n`,
      `Puzzle, Solution\n ${GOOD.replace(",", " , ")}\n"4030014020000300","4231314224131324"\n`,
    ]) {
      const sudokus = parseSudokus(text, "x.csv");
      expect(sudokus.map(({ puzzle, solution }) => `${toText(puzzle)},${toText(solution)}`)).toEqual([
        GOOD,
        OTHER,
      ]);
    }
  });

  it.each([
    ["an empty file", "", /x.csv, line 1: expected "puzzle,solution", got an empty file/],
    ["no header", `${GOOD}\n`, /line 1: expected "puzzle,solution", got "0300001040000002,/],
    ["a header alone", "puzzle,solution\n", /line 2: expected at least one puzzle/],
    ["a missing column", `puzzle,solution\n${GOOD}\n0300001040000002\n`, /line 3: expected 2 columns, got 1/],
    ["an extra column", `puzzle,solution\n${GOOD},1\n`, /line 2: expected 2 columns, got 3/],
    ["a blank line in between", `puzzle,solution\n${GOOD}\n\n${GOOD}\n`, /line 3: expected 2 columns, got 1/],
    ["a short puzzle", `puzzle,solution\n030000104000000,1324241342313142\n`, /line 2: .*16 digits 0–4/],
    ["a digit too large", `puzzle,solution\n0300001050000002,1324241342313142\n`, /line 2: .*16 digits 0–4/],
    ["an unsolved cell", `puzzle,solution\n0300001040000002,1324241342313140\n`, /line 2: .*16 digits 1–4/],
    ["a wrong solution", `puzzle,solution\n0300001040000002,1324241342313124\n`, /line 2: .*each digit once/],
    ["another's solution", `puzzle,solution\n${GOOD}\n0300001040000002,4231314224131324`, /line 3: .*keeps/],
    [
      "an unclosed quote",
      `puzzle,solution\n${GOOD}\n"0300001040000002,\n${GOOD}`,
      /line 3: expected 2 columns/,
    ],
  ])("says where there is %s", (_, text, message) => {
    expect(() => parseSudokus(text, "x.csv")).toThrow(message);
  });

  it("says which file cannot be read", () => {
    expect(() => readSudokus("/nowhere/at-all.csv")).toThrow(
      /at-all\.csv: expected a readable CSV file.*ENOENT/,
    );
  });
});
