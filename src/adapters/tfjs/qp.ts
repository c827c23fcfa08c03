import * as tf from "@tensorflow/tfjs";
import { OptNetError, solve, sparse } from "../../index.js";
import type {
  ArrayInput,
  DenseArray,
  DiagonalInput,
  FieldName,
  ProblemInput,
  SettingsInput,
  Solution,
  SparseInput,
  SparseMatrix,
  TripletInput,
} from "../../index.js";
import { evaluateOnGpu, webGpuBackend } from "./gpu.js";
import { differentiable, evaluationOf, inPlaceOf, numbersOf } from "./operation.js";
import type { GpuProblemInput } from "../../execute/webgpu/now.js";

/** A tensor, which gets a gradient, or plain numbers, which do not. */
export type TensorInput = tf.Tensor | ArrayInput;

/** A diagonal matrix by its diagonal, `[n]`, or `[B,n]` for one per element. */
export interface DiagonalTensor {
  /** The numbers on the diagonal. */
  readonly diagonal: TensorInput;
}

/** A sparse matrix whose pattern is constant and whose entries are a tensor, which gets their gradient. */
export interface SparseTensor {
  /** A matrix with the pattern; its own entries do not count. */
  readonly pattern: SparseMatrix | SparseInput;
  /** The entries, `[nnz]` or `[B,nnz]`, in the order of the pattern's `indices`. */
  readonly data: TensorInput;
}

/** The problem; with n variables, e equalities, m inequalities and batch B: */
export interface QpInput {
  /** Cost matrix: `[n,n]` or `[B,n,n]`; a diagonal as `[n]` or `{ diagonal }`, `[B,1,n]` too; or sparse; absent = 0. */
  readonly Q?: TensorInput | DiagonalTensor | SparseTensor | SparseInput | undefined;
  /** Linear cost: `[n]` or `[B,n]`. */
  readonly p: TensorInput;
  /** Equality matrix: `[e,n]` or `[B,e,n]`, or sparse. */
  readonly A?: TensorInput | SparseTensor | SparseInput | undefined;
  /** Equality right-hand side: `[e]` or `[B,e]`. */
  readonly b?: TensorInput | undefined;
  /** Inequality matrix: `[m,n]` or `[B,m,n]`, or sparse. */
  readonly G?: TensorInput | SparseTensor | SparseInput | undefined;
  /** Inequality right-hand side: `[m]` or `[B,m]`; +Infinity: the row is absent. */
  readonly h?: TensorInput | undefined;
  /** Lower bounds: a number or scalar tensor for all, `[n]` or `[B,n]`. */
  readonly lower?: TensorInput | number | undefined;
  /** Upper bounds, likewise. */
  readonly upper?: TensorInput | number | undefined;
}

/** Settings of the solver, and a way to look at the whole solution. */
export interface QpOptions extends SettingsInput {
  /**
   * Called with the solution before `qp` returns: statuses, residuals, multipliers. Its derivatives may be
   * taken during the call only; its numbers stay readable.
   */
  readonly onSolution?: ((solution: Solution) => void) | undefined;
}

/**
 * Minimises ½zᵀQz + pᵀz subject to Az = b, Gz ≤ h and lower ≤ z ≤ upper, as an operation on tensors with
 * gradients for all of them.
 *
 * It solves in float64 whatever the tensors hold, synchronously, on any TensorFlow.js backend that has
 * `dataSync` (`cpu` and `wasm` at no cost). On the backend `webgpu` it solves on the GPU instead, as `solveAsync` of
 * optnet/webgpu does, and no tensor leaves it; `onSolution` is then called when the solution has been read. The gradient of an input that the batch shares is the sum over the
 * batch. An element that was not solved gives its best point, and a zero gradient unless the setting
 * `unsolvedGradient` says otherwise: look at `status` in `onSolution`. There are no second-order gradients;
 * asking for them throws.
 *
 * Numbers rounded to float32 are taken literally: redundant rows of A whose b was rounded apart by 1e-7 have no
 * solution within 1e-8. Pass such data as float64 arrays, or loosen `tolerance`.
 *
 * @returns z, float32, `[n]`, or `[B,n]` where any input has a batch axis.
 * @throws OptNetError for inputs whose shapes disagree, numbers that are not finite, unknown settings.
 * @example
 * ```ts
 * const p = tf.variable(tf.tensor2d([[-1, 0], [0, -1]]));
 * const loss = () => qp({ Q: [2, 2], p, A: [[1, 1]], b: [1], lower: 0 }).square().sum().asScalar();
 * tf.train.sgd(0.1).minimize(loss); // moves p
 * // A sparse matrix whose entries are learned:
 * const pattern = sparse.fromTriplets([1, 2], [0, 0], [0, 1], [1, 1]);
 * const entries = tf.variable(tf.tensor1d([1, 1]));
 * qp({ Q: [2, 2], p, A: { pattern, data: entries }, b: [1] });
 * ```
 * Source: Amos & Kolter, "OptNet: Differentiable Optimization as a Layer in Neural Networks", 2017.
 */
export function qp(input: QpInput, options: QpOptions = {}): tf.Tensor {
  const { onSolution, ...settings } = options;
  return tf.tidy(() => {
    const backend = webGpuBackend();
    if (backend) {
      refuseSparse(input);
      const given = tensorsOf(input);
      return differentiable(
        Object.values(given),
        evaluateOnGpu(backend, input as GpuProblemInput, given, settings, onSolution),
      );
    }
    const { tensors, names, problem } = readTensors(input);
    const solution = solve(problem, settings);
    onSolution?.(solution);
    const { batch, variables } = solution.shape;
    const shape = isBatched(problem, solution) ? [batch, variables] : [variables];
    const pullBack = (dz: Float32Array) => {
      const gradients = solution.vjp({ z: { data: dz, shape } }, { wrt: names });
      return names.map((name) => gradients[name]!.data);
    };
    return differentiable(tensors, evaluationOf(solution, solution.z, shape, tensors, pullBack));
  });
}

/** The inputs that get gradients, in order, and the whole problem as numbers. */
export function readTensors(input: QpInput) {
  const given = tensorsOf(input);
  const names = Object.keys(given) as FieldName[];
  const numbers = Object.fromEntries(
    names.map((name) => [name, inPlaceOf(input[name], arrayOf(given[name]!))]),
  );
  const problem = { ...input, ...numbers } as Record<FieldName, unknown>;
  for (const name of ["Q", "A", "G"] as const) {
    const value = input[name];
    if (!isSparseTensor(value)) continue;
    const data = given[name] ? arrayOf(given[name]) : value.data;
    problem[name] = onPattern(name, value.pattern, data as ArrayInput);
  }
  return { tensors: names.map((name) => given[name]!), names, problem: problem as ProblemInput };
}

function isSparseTensor(input: unknown): input is SparseTensor {
  return typeof input === "object" && input !== null && "pattern" in input && "data" in input;
}

/** @throws OptNetError that names the input, for what is no pattern, and entries that are not as many as it has. */
function onPattern(name: string, pattern: SparseInput, data: ArrayInput): SparseMatrix {
  try {
    const matrix = "rows" in pattern ? sparse.fromTriplets(...tripletsOf(pattern)) : sparse.csr(pattern);
    return matrix.withData(data);
  } catch (error) {
    if (!(error instanceof OptNetError)) throw error;
    const { field, expected, got, hint } = error;
    throw new OptNetError({ field: `${name}.${field === "values" ? "data" : field}`, expected, got, hint });
  }
}

function tripletsOf({ shape, rows, columns, values }: TripletInput) {
  return [shape, rows, columns, values] as const;
}

/** The shaders of the backend webgpu have no sparse factorisation. */
function refuseSparse(input: QpInput): void {
  for (const [name, value] of Object.entries(input)) {
    if (!isSparseTensor(value)) continue;
    throw new OptNetError({
      field: name,
      expected: "a dense matrix on the backend webgpu",
      got: "a sparse matrix",
      hint: 'Use another backend, which solves on the CPU: tf.setBackend("wasm").',
    });
  }
}

/** The inputs that are tensors, as float32: the only type TensorFlow.js differentiates. */
function tensorsOf(input: QpInput): { [Name in FieldName]?: tf.Tensor } {
  const tensors: { [Name in FieldName]?: tf.Tensor } = {};
  for (const [name, given] of Object.entries(input)) {
    const value: unknown =
      name === "Q" && isDiagonal(given) ? given.diagonal : isSparseTensor(given) ? given.data : given;
    if (!(value instanceof tf.Tensor)) continue;
    if (value.dtype === "complex64" || value.dtype === "string") {
      throw new OptNetError({
        field: name,
        expected: "a tensor of real numbers",
        got: `dtype ${value.dtype}`,
        hint: "Pass float32, int32 or bool.",
      });
    }
    tensors[name as FieldName] = value.dtype === "float32" ? value : value.cast("float32");
  }
  return tensors;
}

function arrayOf(tensor: tf.Tensor): DenseArray | number {
  const data = numbersOf(tensor);
  return tensor.rank === 0 ? data[0] : { data, shape: tensor.shape };
}

/** A batch of one keeps its axis; only the inputs tell it from no batch at all. */
export function isBatched(problem: ProblemInput, { shape: { batch, variables } }: Solution): boolean {
  const { Q, p, A, b, G, h, lower, upper } = problem;
  const vectors = [p, b, h, lower, upper].map(shapeOf);
  const matrices = [A, G].map(shapeOf);
  const diagonal = isDiagonal(Q);
  const cost = shapeOf(diagonal ? Q.diagonal : (Q as ArrayInput));
  return (
    batch !== 1 ||
    vectors.some((shape) => shape.length === 2) ||
    matrices.some((shape) => shape.length === 3) ||
    cost.length === 3 ||
    (cost.length === 2 && (diagonal || cost[0] !== variables))
  );
}

function isDiagonal(Q: unknown): Q is DiagonalInput {
  return typeof Q === "object" && Q !== null && "diagonal" in Q;
}

function shapeOf(input: ArrayInput | SparseInput | number | undefined): readonly number[] {
  if (input === undefined || typeof input === "number") return [];
  if ("rows" in input) return [...shapeOf(input.values).slice(0, -1), ...input.shape];
  if ("indptr" in input) {
    const { batch, data, shape } = input;
    return [...(batch === undefined ? shapeOf(data).slice(0, -1) : [batch]), ...shape];
  }
  if ("shape" in input) return input.shape;
  const shape = [input.length];
  let inner: unknown = input[0];
  for (; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  if (ArrayBuffer.isView(inner)) shape.push((inner as Float64Array).length);
  return shape;
}
