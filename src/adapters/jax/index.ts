/** optnet for jax-js: an operation on arrays, with exact gradients under `grad`, `jvp` and `jit`. */
export { qp } from "./qp.js";
export { linearise, qpAt } from "./linearisation.js";
export type { Linearisation } from "./linearisation.js";
export type { JaxInput, QpInput, QpSettings } from "./input.js";
export { lineariseModel, model, modelAt } from "./model.js";
export type { ModelLinearisation, ModelOptions, ModelValues } from "./model.js";
