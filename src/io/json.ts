import { readNumbers } from "../problem/read.js";
import { quoted, OptNetError, requireRoom, withRoom } from "../problem/errors.js";
import { FIELD_NAMES, type DenseArray, type FieldName, type ProblemInput } from "../problem/problem.js";
import { isMatrix } from "../problem/fields.js";
import type { SparseMatrix } from "../problem/sparse-matrix.js";
import { isSparseInput, readSparse } from "../problem/sparse.js";
import { jsonErrorPosition } from "./json-position.js";
import { lineError, type ProblemFile } from "./problem-file.js";

const MOST_NAMES_OF_NOTHING = 1000;

const KEYS: readonly string[] = ["name", "constant", ...FIELD_NAMES];

/**
 * Reads a problem, or a batch of problems, from JSON: an object with the inputs of `solve` (`Q`, `p`, `A`, `b`,
 * `G`, `h`, `lower`, `upper`) as nested arrays or as `{ "data": […], "shape": […] }`, Q also as `{ "diagonal": … }`,
 * sparse Q, A and G as `{ "shape", "indptr", "indices", "data" }` or `{ "shape", "rows", "columns", "values" }`, and
 * optionally `name` and `constant`. An input that is `null` is absent; an entry of `lower` or `upper` that is
 * `null` is infinite.
 *
 * @throws OptNetError with `field` = `FILE:LINE` where the text is not JSON, and `FILE: Q[0][3]` where an entry
 *   is not a number.
 * @example
 * ```ts
 * const { problem } = readJson('{ "Q": [[2]], "p": [-2], "lower": [0], "upper": [null] }', "one.json");
 * ```
 */
export function readJson(text: string, file: string): ProblemFile {
  const value = parse(text, file);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OptNetError({
      field: file,
      expected: "an object with the inputs of a problem",
      got: describe(value),
      hint: 'The smallest problem is { "p": [1], "lower": 0 }.',
    });
  }
  const content = value as Record<string, unknown>;
  const unknown = Object.keys(content).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new OptNetError({
      field: file,
      expected: `the keys ${KEYS.join(", ")}`,
      got: quoted(unknown),
      hint: "Check the spelling; an unknown key would have no effect.",
    });
  }
  const { name, constant } = content;
  if (name !== undefined && name !== null && typeof name !== "string") {
    throw entryError(file, "name", "a string", name);
  }
  if (constant !== undefined && constant !== null && !Number.isFinite(constant)) {
    throw entryError(file, "constant", "a finite number", constant);
  }
  if (content.p === undefined || content.p === null)
    throw entryError(file, "p", "the linear cost", content.p);
  const inputs: Partial<Record<FieldName, FileInput>> = {};
  for (const field of FIELD_NAMES) {
    const input = content[field];
    // No rows at all: the input is absent.
    if (Array.isArray(input) && input.length === 0) continue;
    if (input !== undefined && input !== null) inputs[field] = readInput(file, field, input);
  }
  const problem = inputs as ProblemInput;
  const length = (input: unknown): number => (input as DenseArray | undefined)?.shape?.at(-1) ?? 0;
  // A batch without elements has hardly anything to name, however many variables it has.
  const empty = Object.values(inputs).some((input) => (input as Partial<DenseArray>).data?.length === 0);
  const indices = (count: number, letter: string): string[] =>
    Array.from(
      { length: empty ? Math.min(count, MOST_NAMES_OF_NOTHING) : count },
      (_, index) => `${letter}[${index}]`,
    );
  return {
    name: (name as string | undefined) || file,
    problem,
    sense: "minimise",
    constant: (constant as number | undefined) ?? 0,
    variableNames: indices(length(problem.p), "z"),
    equalityNames: indices(length(problem.b), "A"),
    inequalities: indices(length(problem.h), "G").map((row) => ({ row, side: "upper" })),
    warnings: [],
  };
}

function parse(text: string, file: string): unknown {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch {
    const position = jsonErrorPosition(json);
    const line = json.slice(0, position).split("\n").length;
    const got = json.slice(position, position + 20).split("\n")[0];
    throw lineError(
      file,
      line,
      "JSON",
      got === "" ? "the end of the file" : quoted(got),
      "Look for a missing or extra comma, quote or bracket here or just before; comments are not allowed.",
    );
  }
}

type FileInput =
  DenseArray<Float64Array> | { readonly diagonal: DenseArray<Float64Array> } | SparseMatrix | number;

const MAX_RANK = 3;

/** One input as a flat array with its shape; a number alone is a bound for all variables. */
function readInput(file: string, field: FieldName, value: unknown): FileInput {
  const missing = field === "lower" ? -Infinity : field === "upper" ? Infinity : undefined;
  if (missing !== undefined && typeof value === "number") return value;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return readObject(file, field, value as Record<string, unknown>, missing);
  }
  const shape: number[] = [];
  for (let level: unknown = value; Array.isArray(level); level = level[0]) {
    if (shape.length === MAX_RANK)
      throw entryError(file, field, `at most ${MAX_RANK} axes`, undefined, "more");
    shape.push(level.length);
  }
  if (shape.length === 0) throw entryError(file, field, "an array", value);
  const data = allocate(file, field, shape);
  let filled = 0;
  const fill = (level: unknown, depth: number, path: string): void => {
    if (depth < shape.length) {
      if (!Array.isArray(level) || level.length !== shape[depth]) {
        throw entryError(
          file,
          path,
          `an array of ${shape[depth]} ${depth === shape.length - 1 ? "numbers" : "rows"}`,
          level,
        );
      }
      level.forEach((inner, index) => fill(inner, depth + 1, `${path}[${index}]`));
    } else if (level === null && missing !== undefined) {
      data[filled++] = missing;
    } else if (typeof level === "number") {
      data[filled++] = level;
    } else {
      throw entryError(
        file,
        path,
        missing === undefined ? "a number" : "a number, or null for no bound",
        level,
      );
    }
  };
  fill(value, 0, field);
  return { data, shape };
}

/** `{ data, shape }`, the one way to write a batch without elements; `{ diagonal }`; or a sparse matrix. */
function readObject(
  file: string,
  field: FieldName,
  value: Record<string, unknown>,
  missing: number | undefined,
): FileInput {
  const keys = Object.keys(value).sort().join();
  if (field === "Q" && keys === "diagonal") {
    return { diagonal: readDiagonal(file, value.diagonal) };
  }
  if (isMatrix(field) && isSparseInput(value)) return readSparse(`${file}: ${field}`, value);
  if (keys !== "data,shape" || !Array.isArray(value.data)) throw entryError(file, field, "an array", value);
  const { data, shape } = readNumbers(`${file}: ${field}`, value, { missing });
  return { data, shape: shape! };
}

function readDiagonal(file: string, value: unknown): DenseArray<Float64Array> {
  const nested = typeof value === "object" && value !== null && "diagonal" in value;
  const diagonal = nested ? undefined : readInput(file, "Q", value);
  if (typeof diagonal === "object" && "data" in diagonal) return diagonal;
  throw entryError(file, "Q", "a diagonal as an array", value);
}

/** Rows of different lengths may look like far more numbers than the file has. */
function allocate(file: string, field: FieldName, shape: readonly number[]): Float64Array {
  const numbers = shape.reduce((product, size) => product * size, 1);
  const what = `an array of shape [${shape.join(",")}]`;
  const hint =
    "Check that rows have the same length; a matrix of mostly zeros is { shape, indptr, indices, data }.";
  requireRoom(`${file}: ${field}`, numbers, what, hint);
  return withRoom(`${file}: ${field}`, 8 * numbers, what, hint, () => new Float64Array(numbers));
}

function entryError(
  file: string,
  path: string,
  expected: string,
  value: unknown,
  got = describe(value),
): OptNetError {
  return new OptNetError({
    field: `${file}: ${path}`,
    expected,
    got,
    hint: "Inputs are nested arrays of numbers, as for solve.",
  });
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value === null) return "null";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return quoted(value);
  return value === undefined ? "nothing" : String(value);
}
