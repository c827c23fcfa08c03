/** Where a stage has its arrays. */
import type { KktVectors } from "../../problem/fields.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import { FIELD_NAMES, isShared } from "../../problem/problem.js";
import type { DualShape } from "./dual-shape.js";
import { PerSizes } from "./dual-shape.js";
import type { Address } from "./layout.js";
import { Cursor, LAYOUT, NUMBER } from "./layout.js";
import { structWords } from "./struct-words.js";

/** A stage takes about this many bytes, so that a chunk of the batch stays in the processor's cache, … */
const CHUNK_BYTES = 2 ** 17;
/** … and at most this many elements. */
const MAX_ELEMENTS = 64;

export type PlacedStage = ReturnType<typeof placeStage>;

/** By where it is, how many elements it has, which inputs are not shared, and whether there are linear objectives. */
const PLACED = new PerSizes((shape, key) => {
  const bits = key % KEY_BITS;
  const batched = (bits >> 1) & (2 ** FIELD_NAMES.length - 1);
  const capacity = bits >> (1 + FIELD_NAMES.length);
  return placeStage(shape, capacity, batched, (bits & 1) === 1, new Cursor(Math.floor(key / KEY_BITS)));
});
const KEY_BITS = 2 ** 16;

/** A stage for chunks of a batch. @param linear whether any objective of the batch is. */
export function placedStage(
  shape: DualShape,
  problem: Problem,
  linear: boolean,
  at: Address = 0,
): PlacedStage {
  let bits = capacityOf(shape, problem.batch);
  for (let i = FIELD_NAMES.length - 1; i >= 0; i--)
    bits = 2 * bits + Number(!isShared(problem[FIELD_NAMES[i]]));
  return PLACED.of(shape, at * KEY_BITS + 2 * bits + Number(linear));
}

/**
 * Places the arrays of a stage: one element of each input if it is shared, and as many as a chunk has if not. Lists names
 * and sizes of the vectors that are copied, too.
 *
 * @param capacity of a chunk.
 * @param batched bits of the inputs that are not shared, in the order of `FIELD_NAMES`.
 * @param linear whether any objective of the batch is.
 */
function placeStage(shape: DualShape, capacity: number, batched: number, linear: boolean, cursor: Cursor) {
  const { n, e, m, rows, shared, soft } = shape;
  const at = cursor.take(1, LAYOUT.Stage.bytes);
  const isBatched = (name: FieldName): boolean => (batched & (1 << FIELD_NAMES.indexOf(name))) !== 0;
  const stride = (name: FieldName): number => (isBatched(name) ? inputSize(name, shape) : 0);
  const input = (name: FieldName): Address =>
    cursor.take(isBatched(name) ? capacity * stride(name) : inputSize(name, shape), NUMBER);
  const output = (size: number): Address => cursor.take(capacity * size, NUMBER);
  const arrays = {
    Q: input("Q"),
    strideQ: stride("Q"),
    A: input("A"),
    strideA: stride("A"),
    G: input("G"),
    strideG: stride("G"),
    p: input("p"),
    strideP: stride("p"),
    b: input("b"),
    strideB: stride("b"),
    h: input("h"),
    strideH: stride("h"),
    lower: input("lower"),
    strideLower: stride("lower"),
    upper: input("upper"),
    strideUpper: stride("upper"),
    weights: cursor.take(n * (shared ? 1 : capacity), NUMBER),
    strideWeights: shared ? 0 : n,
    cost: linear ? output(1) : 0,
    caps: soft ? output(m) : 0,
    states: cursor.take(capacity * rows, 1),
    z: output(n),
    nu: output(e),
    lambda: output(m),
    lambdaLower: output(n),
    lambdaUpper: output(n),
    slack: output(m),
    objective: output(1),
    primal: output(1),
    dual: output(1),
    gap: output(1),
    weak: output(1),
    rounds: output(1),
  };
  // Where there are no bounds their multipliers are 0 already, in every array.
  const bounds = rows > m ? n : 0;
  const vectors: readonly (readonly [name: keyof KktVectors, size: number])[] = [
    ["z", n],
    ["nu", e],
    ["lambda", m],
    ["lambdaLower", bounds],
    ["lambdaUpper", bounds],
  ];
  return { capacity, arrays, vectors, struct: structWords(at, "Stage", arrays), end: cursor.at };
}

function capacityOf({ n, e, m, rows, diagonal, shared }: DualShape, batch: number): number {
  const matrices = shared ? 0 : (diagonal ? n : n * n) + (e + m) * n;
  const numbers = matrices + 4 * n + 2 * e + 3 * m + 2 * rows;
  const fitting = Math.floor(CHUNK_BYTES / (numbers * NUMBER));
  return 2 * Math.ceil(Math.max(2, Math.min(batch, MAX_ELEMENTS, fitting)) / 2);
}

/** How many numbers one element of an input has; bounds as far as variables are bounded. */
function inputSize(name: FieldName, { n, e, m, diagonal, boxes }: DualShape): number {
  switch (name) {
    case "Q":
      return diagonal ? n : n * n;
    case "A":
      return e * n;
    case "G":
      return m * n;
    case "p":
      return n;
    case "b":
      return e;
    case "h":
      return m;
    case "lower":
    case "upper":
      return boxes.length;
  }
}
