/** An interrupted run on disk: one file, replaced in one move, so that there is always a whole one. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { OptNetError } from "optnet";
import * as files from "../../tools/checkpoint.js";
import { toText, type Sudoku } from "../../tools/sudoku/board.js";
import type { Options } from "./options.js";
import type { RunState } from "./training.js";

const FILE = "checkpoint.json";

/** What must stay the same for a resumed run to equal an uninterrupted one. */
export interface Fixed {
  readonly seed: number;
  readonly batch: number;
  readonly "learning-rate": number;
  readonly validation: number;
  readonly tolerance: number;
  readonly free: boolean;
  readonly puzzles: number;
  /** SHA-256 of all puzzles and solutions, in order. */
  readonly data: string;
}

export function fixedPart(options: Options, sudokus: readonly Sudoku[]): Fixed {
  const hash = createHash("sha256");
  for (const { puzzle, solution } of sudokus) hash.update(`${toText(puzzle)},${toText(solution)}\n`);
  const { seed, batch, learningRate, validation, tolerance, free } = options;
  return {
    ...{ seed, batch, "learning-rate": learningRate, validation, tolerance, free, puzzles: sudokus.length },
    data: hash.digest("hex"),
  };
}

export function saveCheckpoint(folder: string, fixed: Fixed, state: RunState): void {
  files.saveCheckpoint(join(folder, FILE), { ...fixed }, state);
}

/** What a folder holds, or undefined where it holds no run. */
export function findCheckpoint(folder: string): { fixed: Fixed; state: RunState } | undefined {
  return files.findCheckpoint(join(folder, FILE)) as { fixed: Fixed; state: RunState } | undefined;
}

/**
 * The state to resume from.
 *
 * @throws OptNetError where there is none, or where it belongs to other data or other settings.
 */
export function loadCheckpoint(folder: string, shownFolder: string, fixed: Fixed): RunState {
  const found = findCheckpoint(folder);
  if (found === undefined) {
    throw new OptNetError({
      field: "--resume",
      expected: `a run in ${shownFolder}`,
      got: "none",
      hint: "Start it without --resume, or name its folder with --out.",
    });
  }
  for (const name of Object.keys(fixed) as (keyof Fixed)[]) {
    if (found.fixed[name] === fixed[name]) continue;
    const isData = name === "data";
    throw new OptNetError({
      field: isData ? "--data" : `--${name}`,
      expected: isData ? "the puzzles the run started with" : String(found.fixed[name]),
      got: isData ? "others" : String(fixed[name]),
      hint: "To resume, give the flags the run started with; only --epochs may change.",
    });
  }
  return found.state;
}
