/** Quadratic programs in batches: solved, explained, differentiated; solvers that are kept; sparse matrices. */
export { explain, solve } from "./api/solve.js";
export { QpSolver } from "./api/solver.js";
export type { SolveOptions, SolverShape, SolverValues } from "./api/solver.js";
export type { EntriesInput } from "./api/solver-matrices.js";
export { OptNetError } from "./problem/errors.js";
export type { ErrorDetails } from "./problem/errors.js";
export { SETTINGS } from "./problem/settings.js";
export type { IterationObserver, IterationReport, Settings, SettingsInput } from "./problem/settings.js";
export { sparse } from "./problem/sparse.js";
export { SparseMatrix } from "./problem/sparse-matrix.js";
export type {
  ArrayInput,
  CscInput,
  CsrInput,
  DenseArray,
  DiagonalInput,
  FieldName,
  IndexInput,
  NestedNumbers,
  ProblemInput,
  SparseInput,
  TripletInput,
  TypedNumbers,
} from "./problem/problem.js";
export { Solution } from "./api/solution.js";
export type {
  Answer,
  ByInput,
  Certificate,
  Cotangents,
  Gradients,
  OutputName,
  OutputTangents,
  Shift,
  SolutionShape,
  SolvedBy,
  Status,
  Tangents,
  VjpOptions,
  When,
} from "./problem/fields.js";
