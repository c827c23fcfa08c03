/** Rows of some elements of a batch: from the whole to a part, and back. */
import type { KktVectors, SolvedBatch } from "./executor.js";

const VECTORS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

type Numbers = Float64Array | Int32Array;

/** Copies row `row` of `rows` to row `toRow` of `toRows`. */
export function copyRow(
  from: Numbers,
  row: number,
  rows: number,
  to: Numbers,
  toRow: number,
  toRows: number,
): void {
  const length = from.length / rows;
  const target = toRow * (to.length / toRows);
  for (let i = 0; i < length; i++) to[target + i] = from[row * length + i];
}

/** `SolvedBatch.solveKkt` of a program that solved these elements of the batch. */
export function solvePart(
  solved: SolvedBatch,
  elements: readonly number[],
  batch: number,
  right: KktVectors,
  out: KktVectors,
): void {
  const part = (vectors: KktVectors): KktVectors => {
    const copy = { ...vectors };
    for (const name of VECTORS) {
      copy[name] = new Float64Array((vectors[name].length / batch) * elements.length);
      for (const [i, element] of elements.entries()) {
        copyRow(vectors[name], element, batch, copy[name], i, elements.length);
      }
    }
    return copy;
  };
  const result = part(out);
  solved.solveKkt(part(right), result);
  for (const [i, element] of elements.entries()) {
    for (const name of VECTORS) copyRow(result[name], i, elements.length, out[name], element, batch);
  }
}

/** One element's rows ← 0. */
export function zeroRows(vectors: KktVectors, element: number, batch: number): void {
  for (const name of VECTORS) {
    const length = vectors[name].length / batch;
    vectors[name].fill(0, element * length, element * length + length);
  }
}
