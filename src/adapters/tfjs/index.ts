/** optnet for TensorFlow.js: an operation on tensors, and a Keras-style layer. */
export { qp } from "./qp.js";
export type { QpInput, QpOptions, SparseTensor, TensorInput } from "./qp.js";
export { closestFeasible } from "./closest-feasible.js";
export type { ClosestFeasible } from "./closest-feasible.js";
export { OptNetLayer } from "./layer.js";
export type { InitializerInput, RegularizerInput } from "./keras.js";
export type { BatchStatistics, CallStatistics } from "./statistics.js";
export type {
  FieldSource,
  Fixed,
  LayerFieldName,
  OptNetLayerConfig,
  PointKind,
  WeightName,
} from "./config.js";
export { layerArrays, layerFromArrays } from "./arrays.js";
export type { LayerArrays } from "./arrays.js";
export { model } from "./model.js";
export type { ModelOptions, ModelValues } from "./model.js";
export { ModelLayer } from "./model-layer.js";
export type { ModelLayerConfig, ParameterSource } from "./model-config.js";
