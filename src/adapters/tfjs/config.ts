import type * as tf from "@tensorflow/tfjs";
import type { InitializerInput, RegularizerInput } from "./keras.js";
import type { NestedNumbers, SettingsInput } from "../../index.js";
import type { LayerFieldName, PointKind, WeightName } from "../../reduction/feasible-point.js";

export type { LayerFieldName, PointKind, WeightName };

/** Fed inputs come in this order. */
export const LAYER_FIELDS: readonly LayerFieldName[] = ["Q", "p", "A", "b", "G", "h"];

/** A constant, kept in float64 and saved with the model. */
export interface Fixed<Value> {
  /** Its numbers. */
  readonly fixed: Value;
}

/**
 * Where one field comes from:
 * - `"learned"`: a weight, shared by the batch. Q is L Lᵀ + epsilon·I with a learned lower triangle L.
 * - `"fed"`: an input of the layer, one per element of the batch.
 * - `{ fixed }`: a constant, shared by the batch.
 * - `"feasible"` (b and h only): b = A z0, h = G z0 + s0 with a learned point z0 and learned slack s0 ≥ 0.
 */
export type FieldSource<Value> = "learned" | "fed" | Fixed<Value>;

/** Their order in a saved model. */
export const WEIGHT_NAMES: readonly WeightName[] = ["L", "p", "A", "b", "G", "h", "z0", "s0"];

type WeightOptions = {
  readonly [Name in WeightName as `${Name}Initializer`]?: InitializerInput | undefined;
} & {
  readonly [Name in WeightName as `${Name}Regularizer`]?: RegularizerInput | undefined;
};

/** Configuration of an {@link OptNetLayer}. With n variables, e equalities and m inequalities: */
export interface OptNetLayerConfig extends WeightOptions {
  /** n. */
  readonly variables: number;
  /** e, the rows of A. Default 0. */
  readonly equalities?: number | undefined;
  /** m, the rows of G. Default 0. */
  readonly inequalities?: number | undefined;
  /** A number for all variables, or `[n]`; −Infinity where there is none. */
  readonly lower?: number | readonly number[] | undefined;
  /** A number for all variables, or `[n]`; +Infinity where there is none. */
  readonly upper?: number | readonly number[] | undefined;

  /**
   * Default `"learned"`. Fixed: a number (times I), `[n]` (a diagonal) or `[n,n]`. Fed: `[B,n]` (diagonals) or
   * `[B,n,n]`.
   */
  readonly Q?: FieldSource<number | NestedNumbers> | undefined;
  /** Default `"fed"`, as `[B,n]`. */
  readonly p?: FieldSource<NestedNumbers> | undefined;
  /** Default `"learned"`. Fed: `[B,e,n]`. */
  readonly A?: FieldSource<NestedNumbers> | undefined;
  /** Default `"feasible"`. Fed: `[B,e]`. */
  readonly b?: FieldSource<NestedNumbers> | "feasible" | undefined;
  /** Default `"learned"`. Fed: `[B,m,n]`. */
  readonly G?: FieldSource<NestedNumbers> | undefined;
  /** Default `"feasible"`. Fed: `[B,m]`. */
  readonly h?: FieldSource<NestedNumbers> | "feasible" | undefined;

  /** Default `"inside"` where there are bounds, otherwise `"free"`. */
  readonly point?: PointKind | undefined;
  /** Added to the diagonal of a learned Q. Default 1e-4. */
  readonly epsilon?: number | undefined;
  /** Settings of the solver; those that can be saved. */
  readonly settings?: Omit<SettingsInput, "onIteration"> | undefined;

  /** Keras: the name of the layer, unique in its model. */
  readonly name?: string | undefined;
  /** Keras: whether `fit` changes the weights. Default true. */
  readonly trainable?: boolean | undefined;
  /** Keras: shape of one input without its batch axis; needed on the first layer of `tf.sequential`. */
  readonly inputShape?: tf.Shape | undefined;
  /** Keras: the same with the batch axis. */
  readonly batchInputShape?: tf.Shape | undefined;
}
