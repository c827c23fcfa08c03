/** What a {@link ModelLayer} is told: where the value of each parameter comes from. */
import type * as tf from "@tensorflow/tfjs";
import { OptNetError, type NestedNumbers } from "../../index.js";
import type { Parameter, Problem } from "../../model/index.js";
import { describe, excerpt, quoted } from "../../problem/errors.js";
import { outputNames, requireProblem } from "../model-outputs.js";
import type { Fixed } from "./config.js";
import type { InitializerInput, RegularizerInput } from "./keras.js";
import { nothingFed, requireEpsilon } from "./resolve.js";

/**
 * Where the value of one parameter comes from:
 * - `"fed"`: an input of the layer, one per element of the batch.
 * - `"learned"`: a weight, shared by the batch. One that is declared nonnegative is the size of its weight, one that is
 *   declared positive semidefinite is L Lᵀ + epsilon·I with a learned lower triangle L.
 * - `{ fixed }`: a constant, shared by the batch, kept in float64 and saved with the layer.
 */
export type ParameterSource = "fed" | "learned" | Fixed<number | NestedNumbers>;

/** Configuration of a {@link ModelLayer}. */
export interface ModelLayerConfig {
  /** The problem that it solves. Its parameters have names, and so have the variables that it returns. */
  readonly problem: Problem;
  /** Where their values come from, by name. Those that are not named here are fed. */
  readonly parameters?: { readonly [name: string]: ParameterSource } | undefined;
  /** Names of variables and constraints (for their multipliers), and `"objective"`. Default: all variables. */
  readonly outputs?: readonly string[] | undefined;
  /**
   * For the weights of learned parameters, by name. By default `"glorotUniform"` for matrices, `"ones"` for what is
   * declared nonnegative or nonpositive, `"identity"` for what is positive semidefinite, `"zeros"` for all else.
   */
  readonly initializers?: { readonly [name: string]: InitializerInput } | undefined;
  /** Likewise, and without a default. */
  readonly regularizers?: { readonly [name: string]: RegularizerInput } | undefined;
  /** Added to the diagonal of learned matrices that are positive semidefinite. Default 1e-4. */
  readonly epsilon?: number | undefined;

  /** Keras: the name of the layer, unique in its model. */
  readonly name?: string | undefined;
  /** Keras: whether `fit` changes the weights. Default true. */
  readonly trainable?: boolean | undefined;
  /** Keras: shape of one input without its batch axis; needed on the first layer of `tf.sequential`. */
  readonly inputShape?: tf.Shape | undefined;
  /** Keras: the same with the batch axis. */
  readonly batchInputShape?: tf.Shape | undefined;
}

/** Options that are not Keras's. */
export const MODEL_OPTIONS: readonly string[] = [
  ...["problem", "parameters", "outputs", "initializers", "regularizers", "epsilon"],
];

/** A checked configuration: everything about the model, nothing about Keras. */
export interface ModelPlan {
  readonly problem: Problem;
  readonly sources: ReadonlyMap<string, ParameterSource>;
  /** Parameters that are inputs of the layer, in order. */
  readonly fed: readonly Parameter[];
  readonly learned: readonly Parameter[];
  readonly outputs: readonly string[];
  readonly epsilon: number;
}

/** @throws OptNetError for names that the problem does not have, and for sources that are none. */
export function planModel(config: ModelLayerConfig): ModelPlan {
  const { problem, epsilon = 1e-4 } = config;
  requireProblem(problem);
  const { parameters } = problem;
  const names = parameters.map(({ name, shape }) => {
    if (name !== undefined) return name;
    throw new OptNetError({
      field: "problem",
      expected: "parameters with names",
      got: `one of shape [${shape.join(", ")}] that has none`,
      hint: `A layer knows them by name: parameter(3, "mu").`,
    });
  });
  for (const option of ["parameters", "initializers", "regularizers"] as const) {
    const named: unknown = config[option] ?? {};
    if (config[option] === null || typeof named !== "object" || Array.isArray(named)) {
      throw new OptNetError({
        field: option,
        expected: "an object with parameters by their names",
        got: describe(config[option]),
        hint: "Leave it out where there is nothing to say.",
      });
    }
    for (const name of Object.keys(named as object)) requireName(option, name, names);
  }
  const sources = new Map(names.map((name) => [name, sourceOf(name, config.parameters?.[name])]));
  const of = (source: ParameterSource): Parameter[] =>
    parameters.filter(({ name }) => sources.get(name!) === source);
  const [fed, learned] = [of("fed"), of("learned")];
  if (fed.length === 0) {
    throw nothingFed("parameters", names.map(quoted).join(", ") || "its parameters", "model");
  }
  for (const option of ["initializers", "regularizers"] as const) {
    const odd = Object.keys(config[option] ?? {}).find((name) => sources.get(name) !== "learned");
    if (odd !== undefined) {
      throw new OptNetError({
        field: `${option}.${excerpt(odd)}`,
        expected: "a parameter that is learned",
        got: `one that is ${sources.get(odd) === "fed" ? "fed" : "fixed"}`,
        hint: `It has no weight. Set parameters: { ${excerpt(odd)}: "learned" }.`,
      });
    }
  }
  requireEpsilon(epsilon, "learned positive semidefinite matrices");
  const outputs = [...outputNames(problem, config.outputs)];
  return { problem, sources, fed, learned, outputs, epsilon };
}

function requireName(option: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  throw new OptNetError({
    field: `${option}.${excerpt(name)}`,
    expected: `one of ${names.map(quoted).join(", ") || "no names: the problem has no parameters"}`,
    got: describe(name),
    hint: "These are the parameters of the problem.",
  });
}

function sourceOf(name: string, source: ParameterSource | undefined): ParameterSource {
  if (source === undefined || source === "fed" || source === "learned") return source ?? "fed";
  if (typeof source === "object" && source !== null && "fixed" in source)
    return { fixed: copied(source.fixed) };
  throw new OptNetError({
    field: `parameters.${excerpt(name)}`,
    expected: `"fed", "learned" or { fixed: … }`,
    got: describe(source),
    hint: "It says where the value comes from.",
  });
}

/** As plain arrays, which JSON can hold, and which nobody else changes. */
function copied(value: number | NestedNumbers): number | NestedNumbers {
  if (Array.isArray(value)) return value.map((one) => copied(one as number)) as NestedNumbers;
  return ArrayBuffer.isView(value) ? Array.from(value as unknown as Float64Array) : value;
}
