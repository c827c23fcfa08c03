import * as tf from "@tensorflow/tfjs";
import { OptNetError } from "../../index.js";

/** tf.layers resolves these identifiers itself but exports neither the resolver nor the types. */
export type Initializer = ReturnType<typeof tf.initializers.zeros>;
export type Regularizer = ReturnType<typeof tf.regularizers.l2>;

/** An identifier, an object, or what a saved model holds of one. */
export type InitializerInput = string | Initializer | tf.serialization.ConfigDict;
/** Likewise. */
export type RegularizerInput = string | Regularizer | tf.serialization.ConfigDict;

export function initializerFrom(field: string, input: InitializerInput): Initializer {
  return objectFrom(field, input, tf.initializers as unknown as Factories<Initializer>);
}

export function regularizerFrom(field: string, input: RegularizerInput): Regularizer {
  return objectFrom(field, input, tf.regularizers as unknown as Factories<Regularizer>);
}

/** The form that a saved model holds. */
export function toConfig(object: tf.serialization.Serializable): tf.serialization.ConfigDict {
  return { className: object.getClassName(), config: object.getConfig() };
}

type Factories<T> = Record<string, (options: object) => T>;

function objectFrom<T extends tf.serialization.Serializable>(
  field: string,
  input: string | T | tf.serialization.ConfigDict,
  factories: Factories<T>,
): T {
  if (typeof input === "string" && Object.hasOwn(factories, input)) return factories[input]({});
  if (typeof input === "object" && input !== null) {
    if (typeof (input as T).getClassName === "function") return input as T;
    const { className, config } = input as tf.serialization.ConfigDict;
    const registered = tf.serialization.SerializationMap.getMap().classNameMap[String(className)];
    if (registered !== undefined)
      return registered[1](registered[0], config as tf.serialization.ConfigDict) as T;
  }
  throw new OptNetError({
    field,
    expected: `one of ${Object.keys(factories).join(", ")}, or an object made by one of these`,
    got: typeof input === "string" ? `"${input}"` : JSON.stringify(input),
    hint: "These are the names in tf.initializers and tf.regularizers.",
  });
}
