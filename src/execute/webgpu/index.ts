/// <reference types="@webgpu/types" preserve="true" />
/** optnet on the GPU, through WebGPU. */
export { solveAsync } from "./solve.js";
export { timingsOf, toBuffer, vjpToBuffers } from "./solution.js";
export type { GpuCotangentsInput } from "./solution.js";
export type { Timings } from "./result.js";
export type { OutputArrayName } from "./layout.js";
export type { WebGpuSettings } from "./settings.js";
export type { GpuArray, GpuProblemInput } from "./gpu-problem.js";
