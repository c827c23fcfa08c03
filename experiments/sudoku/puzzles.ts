/** Where puzzles come from, and the flags that say so; the same for all that learn from them. */
import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { OptNetError } from "optnet";
import { decimal, integer, path } from "../../tools/flags.js";
import { toText, type Sudoku } from "../../tools/sudoku/board.js";
import { generate } from "../../tools/sudoku/generate.js";
import { readSudokus } from "./read.js";
import { split, type Split } from "./split.js";

const SHARE = "share of the training part held out to choose the best epoch";

/** @param quick how many puzzles there are with `--quick`. */
export const puzzleFlags = (quick: number) => ({
  data: path("FILE", "CSV file of puzzles (default: generate them from the seed)"),
  puzzles: integer("generate N puzzles, or use the first N of the file", {
    ...{ usual: 10_000, quick, least: 10, most: 100_000 },
  }),
  seed: integer("of the puzzles and the initial weights", { usual: 1, least: 0, most: 2 ** 32 - 1 }),
  batch: integer("puzzles per training step", { usual: 150, quick: 30, least: 1, most: 100_000 }),
  validation: decimal(SHARE, { usual: 0.05, least: 0, most: 0.5 }),
});

/** Puzzles in three parts. */
export interface Puzzles {
  readonly all: readonly Sudoku[];
  readonly parts: Split;
  /** As results name it, without where it lies. */
  readonly source: string;
  /** As pictures name it. */
  readonly title: string;
  /** What a run that is resumed must find again: how many puzzles, and what they hash to. */
  readonly identity: string;
}

/** @throws OptNetError where there are too few of them for the test. */
export function loadPuzzles(options: {
  readonly data: string | undefined;
  readonly puzzles: number;
  readonly seed: number;
  readonly validation: number;
}): Puzzles {
  const { data, puzzles, seed, validation } = options;
  const all = (data === undefined ? generate(puzzles, seed) : readSudokus(data)).slice(0, puzzles);
  const parts = split(all, validation);
  if (parts.test.length === 0 || parts.training.length === 0) {
    throw new OptNetError({
      field: "--data",
      expected: "at least 10 puzzles",
      got: String(all.length),
      hint: "A tenth of them is for the test.",
    });
  }
  const hash = createHash("sha256");
  for (const { puzzle, solution } of all) hash.update(`${toText(puzzle)},${toText(solution)}\n`);
  return {
    ...{ all, parts },
    source: data === undefined ? `generated from seed ${seed}` : basename(data),
    title: data === undefined ? "generated puzzles" : basename(data),
    identity: `${all.length} puzzles with hash ${hash.digest("hex").slice(0, 16)}`,
  };
}

/** What a folder of results is called after. */
export function dataName(data: string | undefined, quick = false): string {
  const name = data === undefined ? "generated" : basename(data, extname(data));
  return quick ? `quick-${name}` : name;
}
