import { Array as JaxArray, numpy as np } from "@jax-js/jax";
import type { ArrayInput, DenseArray, FieldName, ProblemInput, SettingsInput } from "../../index.js";
import { OptNetError } from "../../index.js";

/** A jax-js array, which gets a gradient, or plain numbers, which do not. */
export type JaxInput = np.Array | ArrayInput | number;

/** A diagonal matrix by its diagonal, `[n]`, or `[B,n]` for one per element. */
export type JaxDiagonal = {
  /** The numbers on the diagonal. */
  diagonal: JaxInput;
};

/** The problem; with n variables, e equalities, m inequalities and batch B: */
export type QpInput = {
  /** Cost matrix: `[n,n]` or `[B,n,n]`; a diagonal as `[n]` or `{ diagonal }`, `[B,1,n]` too; absent = 0. */
  Q?: JaxInput | JaxDiagonal;
  /** Linear cost: `[n]` or `[B,n]`. */
  p: JaxInput;
  /** Equality matrix: `[e,n]` or `[B,e,n]`. */
  A?: JaxInput;
  /** Equality right-hand side: `[e]` or `[B,e]`. */
  b?: JaxInput;
  /** Inequality matrix: `[m,n]` or `[B,m,n]`. */
  G?: JaxInput;
  /** Inequality right-hand side: `[m]` or `[B,m]`; +Infinity: the row is absent. */
  h?: JaxInput;
  /** Lower bounds: a number for all, `[n]` or `[B,n]`. */
  lower?: JaxInput;
  /** Upper bounds, likewise. */
  upper?: JaxInput;
};

/** Settings that make sense here: derivatives must belong to the solution itself. */
export type QpSettings = Omit<SettingsInput, "gradient" | "smoothing" | "infeasible"> & {
  /** As for `solve`; smoothed derivatives belong to another point, and a solution here is a step from itself. */
  readonly gradient?: "exact" | "leastSquares" | undefined;
};

/** Anything of jax-js: arrays, and what stands for them while a function is traced. */
export function isJax(input: unknown): input is np.Array {
  return typeof input === "object" && input !== null && "aval" in input && "ref" in input;
}

/** The arrays among the inputs. */
export function arraysOf(input: QpInput): [FieldName, np.Array][] {
  return Object.entries(input)
    .map(([name, value]): [string, unknown] => [name, isDiagonal(value) ? value.diagonal : value])
    .filter((entry): entry is [FieldName, np.Array] => isJax(entry[1]));
}

/** Whether Q was given as a diagonal. */
export function isDiagonal(Q: unknown): Q is { readonly diagonal: JaxInput } {
  return typeof Q === "object" && Q !== null && !isJax(Q) && "diagonal" in Q;
}

/** Float64 where any array is, otherwise float32. */
export function dtypeOf(input: QpInput): typeof np.float64 | typeof np.float32 {
  for (const [name, array] of arraysOf(input)) {
    if (array.dtype === np.float64) return np.float64;
    if (array.dtype === np.float32 || array.dtype === np.float16) continue;
    throw new OptNetError({
      field: name,
      expected: "an array of floating-point numbers",
      got: `dtype ${array.dtype}`,
      hint: "Convert it: x.astype(np.float64).",
    });
  }
  return arraysOf(input).length === 0 ? np.float64 : np.float32;
}

/** @throws OptNetError for sparse matrices: solutions here are dense operations. */
function refuseSparse(name: string, value: unknown): void {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !isJax(value);
  if (!isObject || !("indptr" in value || "rows" in value)) return;
  throw new OptNetError({
    field: name,
    expected: "a dense matrix, which is all that jax-js multiplies",
    got: "a sparse matrix",
    hint: `Pass ${name}.toDense(), or call solve, which takes it as it is.`,
  });
}

/** The problem as numbers. Arrays are read, not consumed. */
export function readInput(input: QpInput): ProblemInput {
  for (const [name, value] of Object.entries(input)) refuseSparse(name, value);
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      isDiagonal(value) ? { diagonal: readIfJax(name, value.diagonal) } : readIfJax(name, value),
    ]),
  ) as unknown as ProblemInput;
}

function readIfJax(name: string, value: unknown): unknown {
  return isJax(value) ? readArray(name, value) : value;
}

function readArray(name: string, traced: np.Array): DenseArray | number {
  const array = concrete(traced);
  if (array === undefined) {
    throw new OptNetError({
      field: name,
      expected: "an array whose numbers are known",
      got: `${traced.constructor.name}: the function is being traced`,
      hint: "Under jit, call linearise(…) outside and qpAt(…) inside. Instead of vmap, give the inputs a batch axis.",
    });
  }
  const numbers = array.ref.dataSync();
  const data = numbers instanceof Float64Array ? numbers : Float64Array.from(numbers as Float32Array);
  return array.ndim === 0 ? data[0] : { data, shape: array.shape };
}

/**
 * The array behind a tracer of `grad`, `vjp` or `jvp`, whose numbers are known though its derivative is yet to
 * come; undefined under `jit` and `vmap`. jax-js has no name of its own for this.
 */
function concrete(traced: unknown): np.Array | undefined {
  let value: unknown = traced;
  while (typeof value === "object" && value !== null) {
    if (value instanceof JaxArray) return value;
    const { primal, pval } = value as { primal?: unknown; pval?: { isKnown: boolean; val: unknown } };
    value = primal ?? (pval?.isKnown ? pval.val : undefined);
  }
  return undefined;
}
