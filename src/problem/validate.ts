import type { Home, Numbers } from "./arrays.js";
import { describeNumbers, formatShape, readNumbers, requireFinite } from "./arrays.js";
import { requireOrderedBounds, requireUsableBound } from "./bounds.js";
import { OptNetError } from "./errors.js";
import type { FieldName, Operand, Problem, ProblemInput } from "./problem.js";
import { FIELD_NAMES } from "./problem.js";
import { requirePositiveDiagonal, symmetrise } from "./quadratic.js";

export { readLike, readOutputArray } from "./outputs.js";

/** An input whose shape is understood; its numbers are not checked yet. */
interface Shaped extends Operand {
  /** The length of its batch axis, if it has one. */
  readonly batch: number | undefined;
}

/** Inputs that were checked before, for a problem of the same sizes. */
export type CheckedInputs = { readonly [Name in FieldName]?: Operand | undefined };

/**
 * Checks everything about a problem that can be checked without solving it, and copies it to float64.
 *
 * `p` fixes the number of variables; A and b, and G and h, come in pairs and may have no rows; all batch axes
 * agree. Q is symmetric up to the rounding of float32 and is made exactly symmetric.
 *
 * @param checked stands for the inputs that `input` leaves out; these are neither checked nor copied again.
 * @param home where the copies go; ordinary memory if absent.
 * @throws OptNetError naming the input, what was expected of it, what came and what to do.
 * @example
 * ```ts
 * const problem = validateProblem({ Q: [2, 2], p: [[1, 0], [0, 1]], lower: 0 });
 * problem.batch; // 2
 * problem.quadratic; // "diagonal"
 * ```
 */
export function validateProblem(
  input: Partial<ProblemInput>,
  checked: CheckedInputs = {},
  home?: Home,
): Problem {
  const problem = shapeProblem(input, checked, home);
  checkNumbers(problem, (field) => input[field] !== undefined);
  return problem;
}

/**
 * The first half of {@link validateProblem}: everything but the numbers, which need not be there yet.
 *
 * @throws OptNetError as it.
 */
export function shapeProblem(
  input: Partial<ProblemInput>,
  checked: CheckedInputs = {},
  home?: Home,
): Problem {
  requireKnownFields(input);
  requirePairs((field) => input[field] !== undefined || checked[field] !== undefined);
  const given = (field: FieldName): Numbers | undefined =>
    input[field] === undefined ? checked[field] : readNumbers(field, input[field], home);

  const p = shapeCost(given("p"));
  const n = p.size;
  const Q = shapeQuadratic(given("Q"), n);
  const A = shapeMatrix("A", given("A"), n);
  const b = shapeRightHandSide("b", given("b"), "A", A, n);
  const G = shapeMatrix("G", given("G"), n);
  const h = shapeRightHandSide("h", given("h"), "G", G, n);
  const lower = shapeBound("lower", given("lower"), n);
  const upper = shapeBound("upper", given("upper"), n);

  const batch = commonBatch({ Q, p, A, b, G, h, lower, upper });
  const dense = Q !== undefined && Q.size === n * n && Q.shape.at(-2) === n;
  return {
    batch: batch ?? 1,
    batched: batch !== undefined,
    variables: n,
    equalities: rowsOf(A, n),
    inequalities: rowsOf(G, n),
    quadratic: Q === undefined ? "zero" : dense ? "dense" : "diagonal",
    Q: Q && operandOf(Q, input.Q === undefined ? checked.Q : undefined),
    p: operandOf(p, input.p === undefined ? checked.p : undefined),
    A: A && operandOf(A, input.A === undefined ? checked.A : undefined),
    b: b && operandOf(b, input.b === undefined ? checked.b : undefined),
    G: G && operandOf(G, input.G === undefined ? checked.G : undefined),
    h: h && operandOf(h, input.h === undefined ? checked.h : undefined),
    lower: lower && operandOf(lower, input.lower === undefined ? checked.lower : undefined),
    upper: upper && operandOf(upper, input.upper === undefined ? checked.upper : undefined),
  };
}

/**
 * The second half of {@link validateProblem}: every number of the inputs that `isNew` names.
 *
 * @throws OptNetError as it.
 */
export function checkNumbers(problem: Problem, isNew: (field: FieldName) => boolean): void {
  const { batch, variables: n, Q, lower, upper } = problem;
  for (const field of ["Q", "p", "A", "b", "G", "h"] as const) {
    const operand = problem[field];
    if (operand && isNew(field)) requireFinite(field, operand.data, operand.shape, operand.stride > 0);
  }
  if (Q && isNew("Q")) {
    const dense = problem.quadratic === "dense";
    if (dense) symmetrise(Q, n, Q.stride > 0);
    requirePositiveDiagonal(Q, n, dense, Q.stride > 0);
  }
  if (lower && isNew("lower")) requireUsableBound("lower", lower, lower.stride > 0);
  if (upper && isNew("upper")) requireUsableBound("upper", upper, upper.stride > 0);
  if (lower && upper && (isNew("lower") || isNew("upper"))) requireOrderedBounds(lower, upper, batch, n);
}

function requireKnownFields(input: unknown): void {
  if (typeof input !== "object" || input === null || Array.isArray(input) || ArrayBuffer.isView(input)) {
    throw new OptNetError({
      field: "problem",
      expected: "an object with p and any of Q, A, b, G, h, lower, upper",
      got: input === null ? "null" : Array.isArray(input) ? "an array" : typeof input,
      hint: "For example { Q: [2, 2], p: [-1, 0], lower: 0 }.",
    });
  }
  for (const name of Object.keys(input)) {
    if ((FIELD_NAMES as readonly string[]).includes(name)) continue;
    throw new OptNetError({
      field: name,
      expected: `one of ${FIELD_NAMES.join(", ")}`,
      got: `"${name}"`,
      hint:
        "Names are case-sensitive: Q and p are the cost ½zᵀQz + pᵀz, A and b are Az = b, G and h are Gz ≤ h, " +
        "lower and upper are bounds.",
    });
  }
}

function requirePairs(has: (field: FieldName) => boolean): void {
  for (const [matrix, vector, meaning] of [
    ["A", "b", "Az = b"],
    ["G", "h", "Gz ≤ h"],
  ] as const) {
    if (has(matrix) === has(vector)) continue;
    const [missing, present] = has(matrix) ? [vector, matrix] : [matrix, vector];
    throw new OptNetError({
      field: missing,
      expected: `${missing}, because ${present} is given`,
      got: "undefined",
      hint: `${meaning} needs both ${matrix} and ${vector}: pass ${missing}, or leave ${present} out.`,
    });
  }
}

function shapeCost(numbers: Numbers | undefined): Shaped {
  const expected = "[n] or [B,n], with at least one variable";
  if (numbers === undefined) {
    throw new OptNetError({
      field: "p",
      expected,
      got: "undefined",
      hint: "p says how many variables there are; without a linear cost pass new Float64Array(n).",
    });
  }
  const shape = numbers.shape ?? [numbers.data.length];
  const size = shape.at(-1) ?? 0;
  if (size === 0 || shape.length > 2) {
    throw wrongShape("p", expected, numbers, "p has one number for each variable.");
  }
  return shaped(numbers.data, shape, 1, size);
}

function shapeQuadratic(numbers: Numbers | undefined, n: number): Shaped | undefined {
  if (numbers === undefined) return undefined;
  const { data, shape } = numbers;
  if (shape === undefined) {
    if (data.length === n) return shaped(data, [n], 1, n);
    if (data.length === n * n) return shaped(data, [n, n], 2, n * n);
  } else if (shape.at(-1) === n) {
    const [rows] = shape.slice(-2);
    if (shape.length === 1) return shaped(data, shape, 1, n);
    // [n,n] is one matrix, never n diagonals: a shape must not change its meaning with the batch size.
    if (shape.length === 2) return shaped(data, shape, rows === n ? 2 : 1, rows === n ? n * n : n);
    if (shape.length === 3 && (rows === n || rows === 1)) return shaped(data, shape, 2, rows * n);
  }
  throw wrongShape(
    "Q",
    `${formatShape([n, n])} or ${formatShape(["B", n, n])}, or diagonal ${formatShape([n])} or ` +
      `${formatShape(["B", 1, n])}, for the ${n} variables of p`,
    numbers,
    "Q has a row and a column for each variable, or only its diagonal.",
  );
}

function shapeMatrix(field: "A" | "G", numbers: Numbers | undefined, n: number): Shaped | undefined {
  if (numbers === undefined) return undefined;
  const { data, shape } = numbers;
  if (shape === undefined) {
    if (data.length % n === 0) return shaped(data, [data.length / n, n], 2, data.length);
  } else if (shape.length === 1 && data.length === 0) {
    return shaped(data, shape, 1, 0);
  } else if ((shape.length === 2 || shape.length === 3) && shape.at(-1) === n) {
    return shaped(data, shape, 2, shape.at(-2)! * n);
  }
  throw wrongShape(
    field,
    `${formatShape(["rows", n])} or ${formatShape(["B", "rows", n])}, for the ${n} variables of p`,
    numbers,
    `${field} has one column for each variable; a single row is written [[…]].`,
  );
}

function shapeRightHandSide(
  field: "b" | "h",
  numbers: Numbers | undefined,
  matrix: "A" | "G",
  rows: Shaped | undefined,
  n: number,
): Shaped | undefined {
  if (numbers === undefined) return undefined;
  const count = rowsOf(rows, n);
  return (
    shapeVector(numbers, count) ??
    fail(
      wrongShape(
        field,
        `${formatShape([count])} or ${formatShape(["B", count])}, for the ${count} row${count === 1 ? "" : "s"} of ${matrix}`,
        numbers,
        `${field} has one number for each row of ${matrix}.`,
      ),
    )
  );
}

function shapeBound(field: "lower" | "upper", numbers: Numbers | undefined, n: number): Shaped | undefined {
  if (numbers === undefined) return undefined;
  if (numbers.shape?.length === 0) return shaped(numbers.data, [], 0, 1);
  return (
    shapeVector(numbers, n) ??
    fail(
      wrongShape(
        field,
        `a number, ${formatShape([n])} or ${formatShape(["B", n])}, for the ${n} variables of p`,
        numbers,
        `Use ${field === "lower" ? "-Infinity" : "Infinity"} for variables without a bound.`,
      ),
    )
  );
}

function shapeVector({ data, shape = [data.length] }: Numbers, count: number): Shaped | undefined {
  const fits = (shape.length === 1 || shape.length === 2) && shape.at(-1) === count;
  return fits ? shaped(data, shape, 1, count) : undefined;
}

/** @param rank number of axes that one element has; one more is the batch. */
function shaped(data: Float64Array, shape: readonly number[], rank: number, size: number): Shaped {
  const batch = shape.length > rank ? shape[0] : undefined;
  return { data, shape, size, stride: batch === undefined ? 0 : size, batch };
}

/** The operand itself where it was checked before, so that it can be recognised. */
function operandOf({ data, size, stride, shape }: Shaped, checked: Operand | undefined): Operand {
  return checked ?? { data, size, stride, shape };
}

function rowsOf(matrix: Shaped | undefined, n: number): number {
  return matrix === undefined ? 0 : matrix.size / n;
}

function commonBatch(fields: Readonly<Record<FieldName, Shaped | undefined>>): number | undefined {
  const batched = FIELD_NAMES.filter((field) => fields[field]?.batch !== undefined);
  if (batched.length === 0) return undefined;
  const batch = fields[batched[0]]!.batch!;
  const odd = batched.find((field) => fields[field]!.batch !== batch);
  if (odd !== undefined) {
    throw new OptNetError({
      field: odd,
      expected: "one batch size for all inputs that have a batch axis",
      got: `mixed batch sizes: ${batched.map((field) => `${field} has ${fields[field]!.batch}`).join(", ")}`,
      hint: "Give all of them the same number of elements; an input without a batch axis is shared by all.",
    });
  }
  if (batch > 0) return batch;
  throw new OptNetError({
    field: batched[0],
    expected: "a batch of at least one element",
    got: `shape ${formatShape(fields[batched[0]]!.shape)}`,
    hint: "Skip the call where there is nothing to solve.",
  });
}

function wrongShape(field: string, expected: string, numbers: Numbers, hint: string): OptNetError {
  return new OptNetError({ field, expected, got: describeNumbers(numbers), hint });
}

function fail(error: OptNetError): never {
  throw error;
}
