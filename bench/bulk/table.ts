import type { Size } from "../../tools/problems/problem.js";
import { sizeText } from "../../tools/problems/sizes.js";
import type { Measured } from "./measure.js";

export const TABLE_HEAD = [
  "| n,e,m | problems | solve, µs each | batch, 1 thread, µs each | × solve | batch, all threads, s | × one thread | MB of files | MB of memory | unsolved |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
];

export interface Line {
  readonly size: Size;
  readonly count: number;
  /** Seconds that `solve` takes for one. */
  readonly each: number;
  readonly one: Measured;
  readonly all: Measured;
  readonly bytes: number;
}

export function row({ size, count, each, one, all, bytes }: Line): string {
  const batchEach = one.seconds / count;
  const cells = [
    sizeText(size),
    count,
    (1e6 * each).toFixed(2),
    (1e6 * batchEach).toFixed(2),
    (batchEach / each).toFixed(2),
    all.seconds.toFixed(2),
    (one.seconds / all.seconds).toFixed(2),
    (bytes / 1e6).toFixed(0),
    all.megabytes.toFixed(0),
    count - all.solved,
  ];
  return `| ${cells.join(" | ")} |`;
}
