/** Structs that the kernels take by address; kernel/structs.ts explains their fields. */
import type { Arena } from "../arena.js";
import type { Address } from "../module.js";
import type { DualShape } from "./shape.js";

/** Bytes of a number and of a lane pair. */
export const NUMBER = 8;
export const PAIR = 16;

const SHAPE = ["n", "e", "m", "rows", "diagonal", "shared", "tall", "mostActive", "boxes"] as const;
const VECTORS = [
  ...(["rightZ", "rightNu", "rightRows", "t", "g", "v", "w"] as const),
  ...(["z", "nu", "y", "size", "dual", "equality", "values"] as const),
] as const;
const PAIR_FIELDS = [
  ...(["shape", "factors", "solution", "correction"] as const),
  ...(["lower", "upper", "block0", "block1", "work", "direction", "report"] as const),
  ...(["support", "supported", "supportedOfG"] as const),
] as const;
const STAGE = [
  ...(["Q", "strideQ", "A", "strideA", "G", "strideG"] as const),
  ...(["p", "strideP", "b", "strideB", "h", "strideH"] as const),
  ...(["lower", "strideLower", "upper", "strideUpper"] as const),
  ...(["weights", "strideWeights", "cost", "states"] as const),
  ...(["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack"] as const),
  ...(["objective", "primal", "dual", "gap", "weak"] as const),
] as const;

type Words<Names extends readonly string[]> = Readonly<Record<Names[number], number>>;
export type Vectors = Words<typeof VECTORS>;
export type StageWords = Words<typeof STAGE>;

/** Bytes of a struct with these fields. */
const bytesOf = (names: readonly string[]): number => align(4 * names.length);

export const STRUCT_BYTES = {
  shape: bytesOf(SHAPE),
  vectors: bytesOf(VECTORS),
  pair: bytesOf(PAIR_FIELDS),
  stage: bytesOf(STAGE),
  /** Of `Factors`, which kernel/prepare.ts writes: four f64 and 17 words. */
  factors: align(4 * NUMBER + 17 * 4),
};

/** Words into a pair's struct at which its factors are. */
export const FACTORS_WORD = PAIR_FIELDS.indexOf("factors");

export function align(bytes: number): number {
  return Math.ceil(bytes / PAIR) * PAIR;
}

/** Takes addresses one after the other. */
export class Cursor {
  at: Address;

  constructor(at: Address) {
    this.at = at;
  }

  take(count: number, bytes: number): Address {
    const { at } = this;
    this.at = at + align(count * bytes);
    return at;
  }
}

export function shapeBytes({ boxes }: DualShape): number {
  return STRUCT_BYTES.shape + align(4 * boxes.length);
}

export function writeShape({ words }: Arena, at: Address, shape: DualShape): void {
  const boxes = at + STRUCT_BYTES.shape;
  words.set(shape.boxes, boxes / 4);
  const { diagonal, shared, tall } = shape;
  const bits = { diagonal: Number(diagonal), shared: Number(shared), tall: Number(tall) };
  write(words, at, SHAPE, { ...shape, ...bits, boxes });
}

export function writeVectors({ words }: Arena, at: Address, vectors: Vectors): void {
  write(words, at, VECTORS, vectors);
}

export function writePair({ words }: Arena, at: Address, pair: Words<typeof PAIR_FIELDS>): void {
  write(words, at, PAIR_FIELDS, pair);
}

export function writeStage({ words }: Arena, at: Address, stage: StageWords): void {
  write(words, at, STAGE, stage);
}

function write<Name extends string>(
  words: Int32Array,
  at: Address,
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
): void {
  for (let i = 0; i < names.length; i++) words[at / 4 + i] = values[names[i]];
}
