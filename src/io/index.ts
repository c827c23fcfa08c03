/** Problems, solutions and gradients in files: `.npz`, `.safetensors`, Parquet, QPS and JSON, as bytes, anywhere. */
export type { ArrayFile, FileFormat, NamedArray, StoredArray } from "./arrays.js";
export { readWhole } from "./arrays.js";
export type { ByteSink, BytesInput, ByteSource } from "./bytes.js";
export {
  gradientArrays,
  problemArrays,
  readGradients,
  readProblem,
  readSolution,
  solutionArrays,
  STATUS_CODES,
} from "./contents.js";
export type { StoredSolution } from "./contents.js";
export type { DType, WritableData } from "./dtype.js";
export { readJson } from "./json.js";
export { readQps } from "./qps/qps.js";
export type { InequalityOrigin, ProblemFile } from "./problem-file.js";
export { openArrays, readArrays } from "./open.js";
export type { ArrayCollection, ReadCollection } from "./open.js";
export { writeArrays } from "./write.js";
export type { WriteOptions } from "./write.js";
