/** How a run is cut, and what it writes. Nothing here depends on how many threads there are, but the size of chunks. */
import { createHash } from "node:crypto";
import type { FieldName, SettingsInput } from "../../index.js";
import type { ArrayOutline } from "../../io/arrays.js";
import { fileError } from "../../io/bytes.js";
import { BYTES, type DType } from "../../io/dtype.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { arithmetic, type Arithmetic } from "./arithmetic.js";
import { numbersPerElement, type BatchInput } from "./input.js";

/** An output with a row for every element. */
export interface OutputRows {
  readonly name: string;
  readonly dtype: DType;
  /** Axes of one element. */
  readonly shape: readonly number[];
  readonly size: number;
}

/** The part of the batch that one of several runs takes. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface BatchPlan {
  readonly batch: number;
  /** Elements that are summed one after the other; sums of these are added in a tree. */
  readonly leaf: number;
  readonly leaves: number;
  /** The elements of this run. */
  readonly first: number;
  readonly last: number;
  readonly outputs: readonly OutputRows[];
  /** Gradients of inputs that all elements share. */
  readonly sums: readonly {
    readonly name: string;
    readonly field: FieldName;
    readonly shape: readonly number[];
  }[];
  readonly wrt: readonly FieldName[];
  readonly shard: Shard | undefined;
}

/** Outputs besides vectors: one number per element. */
const NUMBERS: Readonly<Record<string, DType>> = {
  status: "uint8",
  objective: "float64",
  primalResidual: "float64",
  dualResidual: "float64",
  dualityGap: "float64",
  iterations: "int32",
  weaklyActive: "int32",
};

export interface PlanOptions {
  readonly settings: SettingsInput;
  /** Inputs to differentiate by; undefined: all. */
  readonly wrt: readonly FieldName[] | undefined;
  /** Outputs to write; undefined: those that the problem has. */
  readonly save: readonly string[] | undefined;
  readonly shard: Shard | undefined;
}

/** @throws OptNetError for inputs and outputs that the problem lacks. */
export function planBatch(input: BatchInput, { settings, wrt, save, shard }: PlanOptions): BatchPlan {
  const { batch, own, shared, cotangents } = input;
  const given = FIELD_NAMES.filter(
    (name) => shared[name] !== undefined || own.some((rows) => rows.name === name),
  );
  const absent = wrt?.find((name) => !given.includes(name));
  if (absent !== undefined) {
    throw fileError(
      "wrt",
      `inputs that the problem has: ${given.join(", ")}`,
      absent,
      "Leave it out of --wrt.",
    );
  }
  const wanted = cotangents.length === 0 ? [] : given.filter((name) => wrt?.includes(name) ?? true);
  const leaf = leafSize(input);
  const leaves = Math.ceil(batch / leaf);
  const { index, count } = shard ?? { index: 0, count: 1 };
  const bound = (i: number): number => Math.min(batch, leaf * Math.floor((leaves * i) / count));
  return {
    ...{ batch, leaf, leaves, first: bound(index), last: bound(index + 1), wrt: wanted, shard },
    outputs: [...outputsOf(input, settings, save), ...ownGradients(input, wanted)],
    sums: wanted
      .filter((field) => shared[field] !== undefined)
      .map((field) => ({ name: `gradient.${field}`, field, shape: shared[field]!.shape })),
  };
}

/** Multiplications in a leaf, and bytes, about: enough that starting one costs nothing beside it. */
const LEAF_WORK = 2 ** 20;
const LEAF_BYTES = 2 ** 24;
const LARGEST_LEAF = 256;
/** The same of what a thread is given at a time. */
const CHUNK_WORK = 2 ** 26;
const CHUNK_BYTES = 2 ** 24;
const LARGEST_CHUNK = 2 ** 14;

/** A power of two that depends on the sizes alone: sums depend on it. */
function leafSize(input: BatchInput): number {
  let leaf = LARGEST_LEAF;
  while (leaf > 1 && (leaf * workOf(input) > LEAF_WORK || 8 * leaf * numbersPerElement(input) > LEAF_BYTES))
    leaf /= 2;
  return leaf;
}

function workOf({ variables: n, equalities: e, inequalities: m }: BatchInput): number {
  return n * (n + e + m);
}

/** Elements that a thread is given at a time: whole leaves, few enough that all threads have their share. */
export function chunkSize(
  input: BatchInput,
  plan: BatchPlan,
  threads: number,
  asked: number | undefined,
): number {
  const whole = (elements: number): number => plan.leaf * Math.max(1, Math.floor(elements / plan.leaf));
  if (asked !== undefined) return whole(asked + plan.leaf - 1);
  const bytes = 8 * numbersPerElement(input) + plan.outputs.reduce((sum, output) => sum + widthOf(output), 0);
  const share = Math.ceil((plan.last - plan.first) / (4 * threads));
  return whole(Math.min(LARGEST_CHUNK, CHUNK_WORK / workOf(input), CHUNK_BYTES / bytes, share));
}

/** Bytes of one element. */
export function widthOf({ dtype, size }: OutputRows): number {
  return BYTES[dtype] * size;
}

/** Rows of bytes in a buffer begin at multiples of 8. */
export function bufferOffsets(
  outputs: readonly OutputRows[],
  count: number,
): { offsets: number[]; length: number } {
  const offsets: number[] = [];
  let length = 0;
  for (const output of outputs) {
    offsets.push(length);
    length += 8 * Math.ceil((count * widthOf(output)) / 8);
  }
  return { offsets, length };
}

function outputsOf(
  input: BatchInput,
  settings: SettingsInput,
  save: readonly string[] | undefined,
): OutputRows[] {
  const { variables: n, equalities: e, inequalities: m, shared, own } = input;
  const has = (name: FieldName): boolean =>
    shared[name] !== undefined || own.some((rows) => rows.name === name);
  const shifted = settings.infeasible === "closestFeasible";
  /** Sizes of all vectors, and whether they are written unasked. */
  const vectors: Readonly<Record<string, readonly [size: number, unasked: boolean]>> = {
    ...{ z: [n, true], nu: [e, e > 0], lambda: [m, m > 0], slack: [m, m > 0] },
    ...{ lambdaLower: [n, has("lower")], lambdaUpper: [n, has("upper")] },
    ...{ shiftB: [e, shifted && e > 0], shiftH: [m, shifted && m > 0] },
  };
  const known = [...Object.keys(vectors), ...Object.keys(NUMBERS)];
  const unknown = save?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw fileError("save", `outputs: ${known.join(", ")}`, `"${unknown}"`, "Check the spelling.");
  }
  // Without its status nobody knows what an element's numbers are worth.
  const wanted = (name: string, unasked: boolean): boolean =>
    save === undefined ? unasked : save.includes(name) || name === "status";
  return [
    ...Object.entries(vectors)
      .filter(([name, [, unasked]]) => wanted(name, unasked))
      .map(([name, [size]]): OutputRows => ({ name, dtype: "float64", shape: [size], size })),
    ...Object.entries(NUMBERS)
      .filter(([name]) => wanted(name, name !== "weaklyActive"))
      .map(([name, dtype]): OutputRows => ({ name, dtype, shape: [], size: 1 })),
  ];
}

function ownGradients({ own }: BatchInput, wanted: readonly FieldName[]): OutputRows[] {
  return own
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, shape, size }) => ({ name: `gradient.${name}`, dtype: "float64", shape, size }));
}

/** What makes a run the same as another, but for which part of it is done. */
export interface Job extends Arithmetic {
  readonly settings: string;
  readonly input: string;
  readonly sizes: string;
  readonly outputs: string;
}

/** The elements' own numbers are compared where they are read: a run may go on when one was mended that stopped it. */
export function describeJob(input: BatchInput, plan: BatchPlan, settings: SettingsInput): Job {
  const own = [...input.own, ...input.cotangents].map(({ name, shape }) => [name, shape]);
  const hash = createHash("sha256").update(JSON.stringify(own));
  for (const [name, { data, shape }] of Object.entries(input.shared)) {
    hash.update(JSON.stringify([name, shape]));
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  for (const { indptr, indices } of Object.values(input.patterns)) {
    for (const numbers of [indptr, indices]) {
      hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    }
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return {
    ...arithmetic(),
    settings: JSON.stringify(Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1)))),
    sizes: `${plan.batch} problems (${input.variables},${input.equalities},${input.inequalities}), leaves of ${plan.leaf}`,
    outputs: [...plan.outputs, ...plan.sums].map(({ name }) => name).join(","),
    input: hash.digest("hex").slice(0, 32),
  };
}

/** How the arrays of a result look. */
export function outlinesOf(plan: BatchPlan): ArrayOutline[] {
  const rows = plan.last - plan.first;
  return plan.outputs.map(({ name, dtype, shape }) => ({ name, dtype, shape: [rows, ...shape] }));
}
