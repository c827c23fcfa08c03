/** Data-parallel training around a TensorFlow.js optimiser. */
import * as tf from "@tensorflow/tfjs";
import { OptNetError } from "../problem/errors.js";
import type { Coordinator } from "./coordinator.js";
import type { Leaf, LeafProgram, LeafResult, Step } from "./program.js";

/** What {@link tensorProgram} makes a program from. */
export interface TensorProgramOptions {
  /** What must be the same on all machines besides the code: data, options. Any text. */
  readonly fingerprint: string;
  /** What training moves, in the same order everywhere. */
  readonly variables: readonly tf.Variable[];
  /** Models in it, which are looked through for layers that cannot be spread. */
  readonly models?: readonly tf.LayersModel[] | undefined;
  /** The mean loss over the examples `first` … `last` − 1 of a batch. */
  readonly loss: (step: Step, first: number, last: number) => tf.Scalar;
  /** More numbers that are summed over the batch; asked for after each loss. */
  readonly values?: (() => readonly number[]) | undefined;
}

/**
 * What workers compute, from a loss in tensors.
 *
 * @throws OptNetError for batch normalisation, which looks at the whole batch and keeps averages, and for dropout and
 *   noise without a seed.
 */
export function tensorProgram(options: TensorProgramOptions): LeafProgram {
  const { fingerprint, variables, models = [], loss, values } = options;
  for (const model of models) requireSpreadable(model);
  return {
    fingerprint,
    sizes: variables.map(({ size }) => size),
    backend: `TensorFlow.js ${tf.version_core} ${tf.getBackend()}`,
    setWeights: (weights) => assignAll(variables, weights),
    leaf: (step: Step, { first, last }: Leaf): LeafResult => {
      const share = (last - first) / step.examples;
      tf.engine().startScope();
      try {
        const mean = (): tf.Scalar => loss(step, first, last).mul(share).asScalar();
        const { value, grads } = tf.variableGrads(mean, [...variables]);
        const gradients = variables.map(({ name, size }) => {
          // A variable that the loss does not reach has none.
          const gradient = grads[name] as tf.Tensor | undefined;
          return gradient === undefined ? new Float32Array(size) : Float32Array.from(gradient.dataSync());
        });
        return { gradients, values: [value.dataSync()[0], ...(values?.() ?? [])] };
      } finally {
        tf.engine().endScope();
      }
    },
  };
}

/** An optimiser whose gradients many compute. */
export interface SpreadOptimizer {
  /** One step on one batch. @returns the loss before it, and the sums of the program's further values. */
  minimize(step: Step): Promise<{ readonly loss: number; readonly values: readonly number[] }>;
  /** Weights and all that the optimiser remembers; the same bytes for any number of workers. */
  checkpoint(): Promise<Checkpoint>;
  /** Goes on as if never stopped. */
  restore(checkpoint: Checkpoint): Promise<void>;
}

/** Plain numbers, to be stored in any way. */
export interface Checkpoint {
  /** Version of this format. */
  readonly format: 1;
  /** The weights, in the order of the variables. */
  readonly weights: readonly Float32Array[];
  /** What the optimiser remembers. */
  readonly optimizer: readonly {
    /** Of the tensor. */
    readonly shape: readonly number[];
    /** Its numbers, row-major. */
    readonly data: Float32Array | Int32Array;
  }[];
  /** What `getWeights` of some optimisers leaves out. */
  readonly hidden: Readonly<Record<string, number>>;
  /** Which optimiser it is, such as `"Adam"`. Older checkpoints do not say. */
  readonly kind?: string | undefined;
}

/** Powers of Adam's and Adamax' decay rates: `setWeights` computes them anew, with other rounding. */
const HIDDEN = ["accBeta1", "accBeta2"];

/**
 * The one line around an optimiser: its steps take their gradients from all workers.
 *
 * @example
 * ```ts
 * const optimizer = spread(tf.train.adam(1e-3), variables, new Coordinator(program, crew, { leaf: 25 }));
 * const { loss } = await optimizer.minimize({ epoch: 1, batch: 0, examples: 150 });
 * ```
 */
export function spread(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  coordinator: Coordinator,
): SpreadOptimizer {
  const numbers = (tensor: tf.Tensor): Float32Array => Float32Array.from(tensor.dataSync());
  return {
    async minimize(step) {
      const { gradients, values } = await coordinator.gradient(step, variables.map(numbers));
      applyGradients(optimizer, variables, gradients);
      const [loss, ...others] = values;
      return { loss, values: others };
    },
    async checkpoint() {
      const kept = await optimizer.getWeights().catch((error: unknown) => {
        throw cannotBeKept(optimizer, error);
      });
      const hidden = HIDDEN.flatMap((name) => {
        const variable = (optimizer as unknown as Record<string, tf.Variable | undefined>)[name];
        return variable === undefined ? [] : [[name, variable.dataSync()[0]] as const];
      });
      return {
        format: 1,
        weights: variables.map(numbers),
        // In order; names of variables depend on how many others a process has made before.
        optimizer: kept.map(({ tensor }) => ({
          shape: tensor.shape,
          data: tensor.dtype === "int32" ? Int32Array.from(tensor.dataSync()) : numbers(tensor),
        })),
        hidden: Object.fromEntries(hidden),
        kind: optimizer.getClassName(),
      };
    },
    async restore(checkpoint) {
      requireFitting(checkpoint, optimizer, variables); // All of it, before anything is taken over.
      const { weights, optimizer: kept, hidden } = checkpoint;
      assignAll(variables, weights);
      const named = kept.map(({ shape, data }, i) => {
        const type = data instanceof Int32Array ? "int32" : "float32";
        return { name: String(i), tensor: tf.tensor(data, [...shape], type) };
      });
      await optimizer.setWeights(named);
      for (const [name, value] of Object.entries(hidden)) {
        tf.tidy(() => (optimizer as unknown as Record<string, tf.Variable>)[name].assign(tf.scalar(value)));
      }
    },
  };
}

/** One step of an optimiser with gradients from elsewhere. */
function applyGradients(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  gradients: readonly Float32Array[],
): void {
  tf.tidy(() => {
    const named = variables.map(({ name, shape }, i) => ({ name, tensor: tf.tensor(gradients[i], shape) }));
    optimizer.applyGradients(named);
  });
}

function assignAll(variables: readonly tf.Variable[], weights: readonly Float32Array[]): void {
  tf.tidy(() => variables.forEach((variable, i) => variable.assign(tf.tensor(weights[i], variable.shape))));
}

/** Layers that draw at random and have no seed to draw by. */
const CANNOT_BE_SEEDED = ["SpatialDropout1D", "GaussianNoise", "GaussianDropout", "AlphaDropout"];
/** What layers draw with, where it is above 0: of Dropout itself, and of recurrent layers. */
const RATES = ["rate", "dropout", "recurrentDropout"];

/**
 * Looks through a model for layers that cannot be spread.
 *
 * @throws OptNetError naming the first layer whose part of a batch is not computed as in the whole.
 */
export function requireSpreadable(model: tf.LayersModel): void {
  for (const layer of layersIn(model)) {
    const hint = whyNot(layer);
    if (hint === undefined) continue;
    throw new OptNetError({
      field: `layer ${layer.name}`,
      expected: "layers whose output depends on the example and the weights alone",
      got: layer.getClassName(),
      hint,
    });
  }
}

function whyNot(layer: tf.layers.Layer): string | undefined {
  const kind = layer.getClassName();
  if (kind === "BatchNormalization") {
    return "It needs the whole batch and keeps averages; layer normalisation does not.";
  }
  const config = layer.getConfig();
  if (config["stateful"] === true) return "It keeps states from one batch to the next; leave stateful out.";
  const draws = RATES.some((name) => typeof config[name] === "number" && config[name] > 0);
  if (CANNOT_BE_SEEDED.includes(kind) || (draws && typeof config["seed"] !== "number")) {
    return "Give it a seed, or leave it out: a leaf must have the same bits whoever computes it.";
  }
  return undefined;
}

/** Also those inside of models and wrappers. */
function layersIn(layer: tf.layers.Layer): tf.layers.Layer[] {
  const { layers, layer: wrapped } = layer as { layers?: tf.layers.Layer[]; layer?: tf.layers.Layer };
  return [layer, ...[...(layers ?? []), ...(wrapped === undefined ? [] : [wrapped])].flatMap(layersIn)];
}

/** @throws OptNetError for a checkpoint of another format, another model or another optimiser. */
function requireFitting(
  checkpoint: Checkpoint,
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
): void {
  const format: unknown = (checkpoint as Partial<Checkpoint> | null | undefined)?.format;
  if (format !== 1) {
    const hint = "It was made by another version of optnet.";
    throw new OptNetError({ field: "checkpoint.format", expected: "1", got: String(format), hint });
  }
  const { weights, optimizer: kept, hidden, kind } = checkpoint;
  const sizes = variables.map(({ size }) => size);
  if (weights.length !== sizes.length || weights.some(({ length }, i) => length !== sizes[i])) {
    throw new OptNetError({
      field: "checkpoint.weights",
      expected: `arrays of ${sizes.join(", ")} numbers`,
      got: weights.map(({ length }) => length).join(", "),
      hint: "It is of another model.",
    });
  }
  const own = optimizer.getClassName();
  const isOther = kind !== undefined && kind !== own;
  if (!isOther && isRemembered(kept, variables) && isHidden(hidden, optimizer)) return;
  throw new OptNetError({
    field: "checkpoint.optimizer",
    expected: `what ${own} remembers`,
    got: isOther ? `what ${kind} does` : "something else",
    hint: "Go on with the optimiser that made it.",
  });
}

/** A count of steps, and then some numbers for every variable, of its shape. */
function isRemembered(kept: Checkpoint["optimizer"], variables: readonly tf.Variable[]): boolean {
  if (!Array.isArray(kept) || kept.length === 0) return false;
  const [steps, ...slots] = kept as Checkpoint["optimizer"];
  const isFull = slots.every(({ shape, data }, i) => {
    const { shape: expected, size } = variables[i % variables.length];
    return shape.join() === expected.join() && data.length === size;
  });
  return steps.data.length === 1 && slots.length % variables.length === 0 && isFull;
}

/** The numbers that this optimiser has and others have not, all of them. */
function isHidden(hidden: unknown, optimizer: tf.Optimizer): boolean {
  const found = Object.entries((hidden ?? {}) as Checkpoint["hidden"]);
  const names = HIDDEN.filter((name) => name in optimizer);
  return (
    found.length === names.length &&
    found.every(([name, value]) => names.includes(name) && Number.isFinite(value))
  );
}

/** Not every optimiser of TensorFlow.js shows what it remembers. */
function cannotBeKept(optimizer: tf.Optimizer, error: unknown): OptNetError {
  return new OptNetError({
    field: "checkpoint",
    expected: "an optimiser that shows what it remembers",
    got: `${optimizer.getClassName()}: ${(error as Error).message}`,
    hint: "Adam, SGD, momentum, RMSProp, Adagrad and Adadelta do.",
  });
}
