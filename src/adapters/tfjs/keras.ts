import * as tf from "@tensorflow/tfjs";
import { OptNetError } from "../../index.js";
import { describe, excerpt } from "../../problem/errors.js";

/** tf.layers resolves these identifiers itself but exports neither the resolver nor the types. */
export type Initializer = ReturnType<typeof tf.initializers.zeros>;
export type Regularizer = ReturnType<typeof tf.regularizers.l2>;

/** An identifier, an object, or what a saved model holds of one. */
export type InitializerInput = string | Initializer | tf.serialization.ConfigDict;
/** Likewise. */
export type RegularizerInput = string | Regularizer | tf.serialization.ConfigDict;

export function initializerFrom(field: string, input: InitializerInput): Initializer {
  return objectFrom(field, input, tf.initializers as unknown as Factories<Initializer>, REGULARIZER);
}

export function regularizerFrom(field: string, input: RegularizerInput): Regularizer {
  return objectFrom(field, input, tf.regularizers as unknown as Factories<Regularizer>, INITIALIZER);
}

/** The form that a saved model holds. */
export function toConfig(object: tf.serialization.Serializable): tf.serialization.ConfigDict {
  return { className: object.getClassName(), config: object.getConfig() };
}

type Class = abstract new (...args: never[]) => object;

/** What all of TensorFlow.js's own initialisers are, and all of its regularisers; it does not export these classes. */
const INITIALIZER = Object.getPrototypeOf(tf.initializers.zeros().constructor) as Class;
const REGULARIZER = Object.getPrototypeOf(tf.regularizers.l2().constructor) as Class;

type Factories<T> = Record<string, (options: object) => T>;

function objectFrom<T extends tf.serialization.Serializable>(
  field: string,
  input: string | T | tf.serialization.ConfigDict,
  factories: Factories<T>,
  other: Class,
): T {
  if (typeof input === "string" && Object.hasOwn(factories, input)) return factories[input]({});
  if (typeof input === "object" && input !== null) {
    if (typeof (input as T).getClassName === "function") return input as T;
    const { className, config } = input as tf.serialization.ConfigDict;
    const made = madeFrom<T>(field, className, config, other);
    if (made !== undefined) return made;
  }
  throw new OptNetError({
    field,
    expected: `one of ${Object.keys(factories).join(", ")}, or an object made by one of these`,
    got:
      typeof input === "object" && input !== null
        ? `the class ${describe((input as { className?: unknown }).className)}`
        : describe(input),
    hint: "These are the names in tf.initializers and tf.regularizers.",
  });
}

/** What a saved model describes, if it is of the right kind: a saved model may say anything. */
function madeFrom<T extends tf.serialization.Serializable>(
  field: string,
  className: unknown,
  config: unknown,
  other: Class,
): T | undefined {
  const known = tf.serialization.SerializationMap.getMap().classNameMap;
  if (typeof className !== "string" || !Object.hasOwn(known, className)) return undefined;
  const [type, fromConfig] = known[className];
  // One of a user's own has nothing in common with the others but the method; layers have it as well.
  const { prototype } = type as { prototype: { readonly apply?: unknown } };
  const isOther = prototype instanceof tf.layers.Layer || prototype instanceof other;
  if (isOther || typeof prototype.apply !== "function") return undefined;
  try {
    return fromConfig(type, (config ?? {}) as tf.serialization.ConfigDict) as T;
  } catch (error) {
    throw new OptNetError({
      field,
      expected: `a configuration of ${className}`,
      got: `one that it refuses: ${excerpt(error instanceof Error ? error.message : String(error))}`,
      hint: "The saved model is damaged, or was written by another version of TensorFlow.js.",
    });
  }
}

/** Options of every layer. */
export const KERAS_OPTIONS: readonly string[] = [
  ...["name", "trainable", "dtype", "inputDType", "inputShape", "batchInputShape", "batchSize", "weights"],
];

/** An option that does nothing is a mistake. */
export function unknownOption(key: string, own: readonly string[]): OptNetError {
  return new OptNetError({
    field: excerpt(key),
    expected: `one of ${[...own, ...KERAS_OPTIONS].join(", ")}`,
    got: describe(key),
    hint: "Check the spelling; an unknown option would have no effect.",
  });
}

/** What tf.layers.Layer understands of the configuration. */
export function kerasOptions(config: object): ConstructorParameters<typeof tf.layers.Layer>[0] {
  return Object.fromEntries(
    Object.entries(config).filter(([key, value]) => KERAS_OPTIONS.includes(key) && value !== undefined),
  );
}
