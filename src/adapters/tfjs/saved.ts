/**
 * A layer's configuration as it is saved and loaded. TensorFlow.js writes the keys and strings of a saved
 * model in snake_case and reads them back in camelCase, which turns `Q` into `q` and `AInitializer` into
 * `aInitializer`; and JSON has no infinity. Neither loses anything that cannot be put right here.
 */
import type * as tf from "@tensorflow/tfjs";
import type { NestedNumbers } from "../../index.js";
import { LAYER_FIELDS, WEIGHT_NAMES, type OptNetLayerConfig } from "./config.js";
import type { Source } from "../../reduction/feasible-point.js";
import type { Blueprint } from "./resolve.js";

/** Every option of a layer that is not plain Keras. */
export const OPTIONS: readonly string[] = [
  ...["variables", "equalities", "inequalities", "lower", "upper", "point", "epsilon", "settings"],
  ...LAYER_FIELDS,
  ...WEIGHT_NAMES.flatMap((weight) => [`${weight}Initializer`, `${weight}Regularizer`]),
];

export function savedBlueprint(blueprint: Blueprint): tf.serialization.ConfigDict {
  const { variables, equalities, inequalities, lower, upper, point, epsilon, sources } = blueprint;
  const fields = LAYER_FIELDS.filter((field) => sources[field].kind !== "absent");
  return {
    variables,
    equalities,
    inequalities,
    lower: savedBound(lower),
    upper: savedBound(upper),
    point,
    epsilon,
    ...Object.fromEntries(fields.map((field) => [field, savedSource(sources[field])])),
  };
}

export function loadedConfig(saved: tf.serialization.ConfigDict): OptNetLayerConfig {
  // As entries: an assignment to a key such as __proto__ would not make a property.
  const entries = Object.entries(saved).flatMap(([key, value]): [string, unknown][] => {
    if (key === "customObjects" || value === null || value === undefined) return [];
    const option = OPTIONS.find((name) => name.toLowerCase() === key.toLowerCase());
    return [[option ?? key, option === "lower" || option === "upper" ? loadedBound(value) : value]];
  });
  return Object.fromEntries(entries) as unknown as OptNetLayerConfig;
}

function savedBound(bound: number | readonly number[]): tf.serialization.ConfigDictValue {
  const word = (value: number) => (value === Infinity ? "inf" : value === -Infinity ? "-inf" : value);
  return typeof bound === "number" ? word(bound) : bound.map(word);
}

function loadedBound(saved: tf.serialization.ConfigDictValue): unknown {
  const value = (word: unknown) => (word === "inf" ? Infinity : word === "-inf" ? -Infinity : word);
  return Array.isArray(saved) ? saved.map(value) : value(saved);
}

function savedSource(source: Source): tf.serialization.ConfigDictValue {
  if (source.kind !== "fixed") return source.kind;
  const { data, shape } = source.value;
  const columns = shape.at(-1)!;
  const rows = Array.from({ length: data.length / columns }, (_, i) => [
    ...data.subarray(i * columns, (i + 1) * columns),
  ]);
  return {
    fixed: (shape.length === 1 ? rows[0] : rows) as NestedNumbers as tf.serialization.ConfigDictArray,
  };
}
