/** What workers compute: the gradient of a part of a batch. */
import { OptNetError } from "../problem/errors.js";
import { arithmetic } from "./arithmetic.js";

/** A step of training. Which examples its batch has follows from these numbers, on every machine alike. */
export interface Step {
  /** Number of the pass over the examples. */
  readonly epoch: number;
  /** Number of the batch in it. */
  readonly batch: number;
  /** How many examples the batch has. */
  readonly examples: number;
}

/** Examples `first` … `last` − 1 of a batch. */
export interface Leaf {
  /** Its number in the batch, from 0. */
  readonly index: number;
  /** The first example. */
  readonly first: number;
  /** The one after the last. */
  readonly last: number;
}

/** What a leaf adds to its batch. */
export interface LeafResult {
  /** The leaf's share of the gradient of the batch's loss, one array per weight. */
  readonly gradients: readonly Float32Array[];
  /** The leaf's share of the loss, and of whatever else is summed over the batch. */
  readonly values: readonly number[];
}

/**
 * The computation that is spread. It depends on the weights, the step and the leaf, and on nothing else: not on
 * earlier leaves, on time or on chance without a seed.
 */
export interface LeafProgram {
  /** What must be the same on all machines besides the code: data, options. Any text. */
  readonly fingerprint: string;
  /** How many numbers each weight has. */
  readonly sizes: readonly number[];
  /** What computes besides optnet, for example a TensorFlow.js backend; its bits must agree too. */
  readonly backend?: string | undefined;
  /** Takes over the weights that leaves are computed with from now on. */
  setWeights(weights: readonly Float32Array[]): void;
  /** Computes a leaf's share of the gradient. */
  leaf(step: Step, leaf: Leaf): LeafResult | Promise<LeafResult>;
}

/** What a worker and its coordinator have in common. */
export interface Identity {
  /** Data and options, see {@link LeafProgram}. */
  readonly fingerprint: string;
  /** Numbers in each weight. */
  readonly sizes: readonly number[];
  /** Whose bits the leaves have. */
  readonly arithmetic: string;
}

/** What a program shows of itself to its coordinator. */
export function identityOf({ fingerprint, sizes, backend }: LeafProgram): Identity {
  const own = arithmetic();
  return { fingerprint, sizes, arithmetic: backend === undefined ? own : `${own}, ${backend}` };
}

/** @throws OptNetError where a worker would compute something else, or other bits. */
export function requireSame(expected: Identity, found: Identity): void {
  const differences = (
    [
      ["fingerprint", "Start the worker with the same data and options."],
      ["sizes", "The worker has another model; let all machines run the same code."],
      [
        "arithmetic",
        "Sums of other bits are other weights: let all machines run the same engine and backend.",
      ],
    ] as const
  ).filter(([name]) => String(expected[name]) !== String(found[name]));
  if (differences.length === 0) return;
  const [name, hint] = differences[0];
  throw new OptNetError({
    field: `worker.${name}`,
    expected: String(expected[name]),
    got: String(found[name]),
    hint,
  });
}

/** The leaves of a batch: always the same, whoever computes them. */
export function leavesOf(examples: number, size: number): Leaf[] {
  return Array.from({ length: Math.ceil(examples / size) }, (_, index) => ({
    ...{ index, first: index * size, last: Math.min(examples, (index + 1) * size) },
  }));
}
