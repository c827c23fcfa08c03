/** Problems, solutions and gradients as named arrays, and back. */
import type {
  ArrayInput,
  DenseArray,
  FieldName,
  Gradients,
  ProblemInput,
  Solution,
  Status,
} from "../index.js";
import { FIELD_NAMES } from "../problem/problem.js";
import { validateProblem } from "../problem/validate.js";
import type { ArrayFile, NamedArray, StoredArray } from "./arrays.js";
import { readWhole } from "./arrays.js";
import type { BytesInput } from "./bytes.js";
import { fileError } from "./bytes.js";
import { metadataOf, requireContent } from "./metadata.js";
import type { ArrayCollection } from "./open.js";
import { isArrayFile, openArrays } from "./open.js";
import { isMatrix, isPartOfSparse } from "../problem/fields.js";
import { SparseMatrix } from "../problem/sparse-matrix.js";
import { isSparseInput, readSparse } from "../problem/sparse.js";
import { addSparseArrays, readSparseMatrix, sparseIn } from "./sparse-arrays.js";

/** Statuses as numbers in files: positions in this list, which each file repeats. */
export const STATUS_CODES: Readonly<Record<Status, number>> = {
  solved: 0,
  maxIterations: 1,
  primalInfeasible: 2,
  dualInfeasible: 3,
  numericalError: 4,
  timeLimit: 5,
  invalid: 6,
};

const STATUSES = Object.keys(STATUS_CODES) as Status[];

/**
 * Whether an input of this shape has the batch as its first axis. As `solve` has it, `[n,n]` is one matrix Q, never n
 * diagonals.
 *
 * @param variables n.
 */
export function hasBatchAxis(name: FieldName, shape: readonly number[], variables: number): boolean {
  if (name === "Q") return shape.length > 2 || (shape.length === 2 && shape[0] !== variables);
  return shape.length > (isMatrix(name) ? 2 : 1);
}

/**
 * A problem, or a batch, as named arrays: `Q`, `p`, `A`, `b`, `G`, `h`, `lower`, `upper`. A sparse A is `A.data`,
 * `A.indices`, `A.indptr` and `A.shape`, as in SciPy; so are Q and G.
 *
 * @throws OptNetError as `solve`.
 * @example
 * ```ts
 * const bytes = await writeArrays(problemArrays({ Q: [1, 2], p: [[1, 1], [0, 1]], lower: 0 }), { format: "safetensors" });
 * ```
 */
export function problemArrays(input: ProblemInput): ArrayCollection {
  const problem = validateProblem(input);
  const arrays: Record<string, NamedArray> = {};
  const rows: string[] = [];
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined) continue;
    const { data, shape, stride } = operand;
    const value = input[name];
    if (isSparseInput(value)) addSparseArrays(name, readSparse(name, value), arrays, rows);
    else {
      arrays[name] = { data, shape };
      if (stride > 0) rows.push(name);
    }
  }
  return { arrays, rows, metadata: Object.fromEntries(metadataOf("problem")) };
}

/**
 * The problem in a file.
 *
 * @throws OptNetError as `openArrays`, and for arrays that are no inputs.
 * @example
 * ```ts
 * const solution = solve(await readProblem(bytes));
 * ```
 */
export async function readProblem(input: BytesInput | ArrayFile): Promise<ProblemInput> {
  const file = isArrayFile(input) ? input : await openArrays(input);
  requireContent(file.name, file.metadata, "problem");
  const inputs: { -readonly [Name in FieldName]?: DenseArray<Float64Array> | SparseMatrix } = {};
  for (const [name, array] of file.arrays) {
    if (isPartOfSparse(name)) continue;
    requireField(file.name, name);
    const { data } = await readWhole(file, name);
    inputs[name as FieldName] = { data, shape: inputShape(name as FieldName, array, variablesOf(file)) };
  }
  for (const name of sparseIn(file)) inputs[name] = await readSparseMatrix(file, name, variablesOf(file));
  if (inputs.p === undefined) throw noCost(file.name);
  return inputs as ProblemInput & { p: ArrayInput };
}

/** @throws OptNetError unless it names an input. */
export function requireField(file: string, name: string): void {
  if ((FIELD_NAMES as readonly string[]).includes(name)) return;
  throw fileError(
    file,
    `arrays named ${FIELD_NAMES.join(", ")}`,
    JSON.stringify(name),
    "Check the spelling; an unknown array would have no effect.",
  );
}

export function noCost(file: string): Error {
  return fileError(file, "an array p", "none", "p says how many variables there are.");
}

/** n, from the shape of p; 0 where there is none. */
export function variablesOf(file: ArrayFile): number {
  return file.arrays.get("p")?.shape.at(-1) ?? 0;
}

/** The shape of an input as `solve` has it: in a column of a Parquet file, a matrix is a flat list. */
export function inputShape(
  name: FieldName,
  { shape, column }: StoredArray,
  variables: number,
): readonly number[] {
  const [rows, length] = shape;
  if (!column || shape.length !== 2) return shape;
  if (name === "Q") {
    return length === variables * variables ? [rows, variables, variables] : [rows, 1, length];
  }
  const isMatrix = (name === "A" || name === "G") && length % variables === 0;
  return isMatrix ? [rows, length / variables, variables] : shape;
}

const VECTORS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack"] as const;
const NUMBERS = ["objective", "primalResidual", "dualResidual", "dualityGap", "iterations"] as const;

/**
 * A solution as named arrays, one row per element; `status` holds positions in the list that the metadata have under
 * `statuses`.
 */
export function solutionArrays(solution: Solution): ArrayCollection {
  const { batch } = solution.shape;
  const arrays: Record<string, NamedArray> = {};
  for (const name of VECTORS) {
    const data = solution[name];
    arrays[name] = { data, shape: [batch, data.length / batch] };
  }
  for (const name of NUMBERS) arrays[name] = { data: solution[name], shape: [batch] };
  arrays.status = {
    data: Uint8Array.from(solution.status, (status) => STATUS_CODES[status]),
    shape: [batch],
  };
  return {
    arrays,
    rows: Object.keys(arrays),
    metadata: Object.fromEntries(metadataOf("solution", { statuses: STATUSES.join(",") })),
  };
}

/** The numbers of a solution that was written to a file. */
export type StoredSolution = Pick<Solution, "shape" | "status"> & {
  readonly [Name in (typeof VECTORS)[number] | "objective"]?: Float64Array;
} & { readonly [name: string]: unknown };

/**
 * The solution in a file; arrays that were not saved are absent.
 *
 * @throws OptNetError as `openArrays`, and for statuses that are none.
 */
export async function readSolution(input: BytesInput | ArrayFile): Promise<StoredSolution> {
  const file = isArrayFile(input) ? input : await openArrays(input);
  requireContent(file.name, file.metadata, "solution");
  const read: Record<string, Float64Array> = {};
  for (const name of file.arrays.keys()) read[name] = (await readWhole(file, name)).data;
  const statuses = (file.metadata.get("statuses") ?? STATUSES.join(",")).split(",");
  const { status: codes, ...numbers } = read;
  const status = Array.from(codes ?? [], (code) => statuses[code] as Status);
  if (codes === undefined || status.some((one) => !STATUSES.includes(one))) {
    throw fileError(
      `${file.name}: status`,
      `positions in ${statuses.join(", ")}`,
      "something else",
      "Write it again.",
    );
  }
  const width = (name: string): number => file.arrays.get(name)?.shape[1] ?? 0;
  const shape = {
    ...{ batch: status.length, variables: width("z") },
    ...{ equalities: width("nu"), inequalities: width("lambda") },
  };
  return { shape, status, ...numbers };
}

/** Gradients as named arrays, called like the inputs. */
export function gradientArrays(gradients: Gradients): ArrayCollection {
  const arrays: Record<string, NamedArray> = {};
  const rows: string[] = [];
  for (const [name, gradient] of Object.entries(gradients) as [FieldName, Gradients["A"] & object][]) {
    if (gradient instanceof SparseMatrix) addSparseArrays(name, gradient, arrays, rows);
    else {
      arrays[name] = gradient;
      if (hasBatchAxis(name, gradient.shape, gradient.shape.at(-1) ?? 0)) rows.push(name);
    }
  }
  return { arrays, rows, metadata: Object.fromEntries(metadataOf("gradients")) };
}

/**
 * The gradients in a file.
 *
 * @throws OptNetError as `openArrays`, and for arrays that are no gradients.
 */
export async function readGradients(input: BytesInput | ArrayFile): Promise<Gradients> {
  const file = isArrayFile(input) ? input : await openArrays(input);
  requireContent(file.name, file.metadata, "gradients");
  const gradients: { -readonly [Name in FieldName]?: DenseArray<Float64Array> | SparseMatrix } = {};
  for (const name of file.arrays.keys()) {
    if (isPartOfSparse(name)) continue;
    requireField(file.name, name);
    gradients[name as FieldName] = await readWhole(file, name);
  }
  for (const name of sparseIn(file)) gradients[name] = await readSparseMatrix(file, name, 0);
  return gradients as Gradients;
}
