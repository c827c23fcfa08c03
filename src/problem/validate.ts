import { OptNetError, formatShape, positionOf, requireFinite, requireRoom } from "./errors.js";
import type { FieldName, Operand, Problem, QuadraticKind, SomeInputs } from "./problem.js";
import { FIELD_NAMES } from "./problem.js";
import { diagonalIn, requirePositiveDiagonal, symmetrise } from "./quadratic.js";
import { requireFiniteEntries, shapeSparse } from "./sparse-operand.js";
import { isSparseInput } from "./sparse.js";
import type { Memory } from "./memory.js";
import type { Numbers } from "./read.js";
import { describeNumbers, readNumbers, readObject } from "./read.js";

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
 * @param memory where the copies go; ordinary memory if absent.
 * @param invalid with `"status"` the numbers are not checked here: elements are set aside later (execute/join.ts).
 * @throws OptNetError naming the input, what was expected of it, what came and what to do.
 * @example
 * ```ts
 * const problem = validateProblem({ Q: [2, 2], p: [[1, 0], [0, 1]], lower: 0 });
 * problem.batch; // 2
 * problem.quadratic; // "diagonal"
 * ```
 */
export function validateProblem(
  input: SomeInputs,
  checked: CheckedInputs = {},
  memory?: Memory,
  invalid: "throw" | "status" = "throw",
): Problem {
  const given = readFields(input);
  const problem = shapeProblem(given, checked, memory);
  if (invalid === "throw") checkNumbers(problem, (field) => given[field] !== undefined, memory);
  return problem;
}

/** The inputs of a problem as a user gives them, each looked at once. */
export type GivenFields = { readonly [Name in FieldName]?: unknown };

/**
 * @throws OptNetError for what is no object, has other properties, or throws on reading.
 */
export function readFields(input: unknown): GivenFields {
  return readObject(input, {
    field: "problem",
    names: FIELD_NAMES,
    expected: "an object with p and any of Q, A, b, G, h, lower, upper",
    hint: "For example { Q: [2, 2], p: [-1, 0], lower: 0 }.",
    unknown:
      "Names are case-sensitive: Q and p are the cost ½zᵀQz + pᵀz, A and b are Az = b, G and h are Gz ≤ h, " +
      "lower and upper are bounds.",
    named: (name) => name,
  });
}

/**
 * The first half of {@link validateProblem}: everything but the numbers, which need not be there yet.
 *
 * @throws OptNetError as it.
 */
export function shapeProblem(input: GivenFields, checked: CheckedInputs = {}, memory?: Memory): Problem {
  requirePair("A", "b", "Az = b", input, checked);
  requirePair("G", "h", "Gz ≤ h", input, checked);
  const reading = { memory };
  const given = (field: FieldName): Numbers | undefined =>
    input[field] === undefined ? checked[field] : readNumbers(field, input[field], reading);
  const sparseIn = (field: "Q" | "A" | "G"): Shaped | undefined => {
    const value = input[field];
    if (isSparseInput(value)) return shapeSparse(field, value, n, memory);
    const before = value === undefined ? checked[field] : undefined;
    return before && (before.pattern ?? before.given) ? shapedBefore(before) : undefined;
  };

  const shapeQ = (): Shaped | undefined => {
    const sparse = sparseIn("Q");
    if (sparse) return sparse;
    const diagonal = diagonalIn(input.Q);
    const before = input.Q === undefined ? checked.Q : undefined;
    if (diagonal !== undefined) return shapeDiagonal(readNumbers("Q.diagonal", diagonal, reading), n);
    return before?.diagonal ? shapeDiagonal(before, n) : shapeQuadratic(given("Q"), n);
  };

  const p = shapeCost(given("p"));
  const n = p.size;
  const Q = shapeQ();
  const A = sparseIn("A") ?? shapeMatrix("A", given("A"), n);
  const b = shapeRightHandSide("b", given("b"), "A", A, n);
  const G = sparseIn("G") ?? shapeMatrix("G", given("G"), n);
  const h = shapeRightHandSide("h", given("h"), "G", G, n);
  const lower = shapeBound("lower", given("lower"), n);
  const upper = shapeBound("upper", given("upper"), n);

  const batch = commonBatch({ Q, p, A, b, G, h, lower, upper });
  const operandOf = operandsFor(input, checked, batch ?? 1);
  requireRoomForSolution(batch ?? 1, n, rowsOf(A, n), rowsOf(G, n));
  return {
    batch: batch ?? 1,
    batched: batch !== undefined,
    variables: n,
    equalities: rowsOf(A, n),
    inequalities: rowsOf(G, n),
    quadratic: kindOfQuadratic(Q, n),
    Q: Q && operandOf("Q", Q),
    p: operandOf("p", p),
    A: A && operandOf("A", A),
    b: b && operandOf("b", b),
    G: G && operandOf("G", G),
    h: h && operandOf("h", h),
    lower: lower && operandOf("lower", lower),
    upper: upper && operandOf("upper", upper),
  };
}

function kindOfQuadratic(Q: Shaped | undefined, n: number): QuadraticKind {
  if (Q === undefined) return "zero";
  if (Q.pattern) return "sparse";
  return !Q.diagonal && Q.size === n * n && Q.shape.at(-2) === n ? "dense" : "diagonal";
}

/**
 * The second half of {@link validateProblem}: every number of the inputs that `isNew` names. A lower bound above the
 * upper one is no error: no point satisfies both.
 *
 * @param memory that the numbers are in, if it may know something of them.
 * @throws OptNetError as it.
 */
export function checkNumbers(problem: Problem, isNew: (field: FieldName) => boolean, memory?: Memory): void {
  const { variables: n, Q, lower, upper } = problem;
  const { h } = problem;
  if (h && isNew("h")) requireUsableSides(h, hasBatchAxis(h));
  for (const field of ["Q", "p", "A", "b", "G"] as const) {
    const operand = problem[field];
    if (!operand || !isNew(field) || memory?.isFinite?.(operand.data)) continue;
    if (operand.pattern ?? operand.given) requireFiniteEntries(field, operand, hasBatchAxis(operand));
    else requireFinite(field, operand.data, operand.shape, hasBatchAxis(operand));
  }
  if (Q && isNew("Q")) {
    if (problem.quadratic !== "diagonal") symmetrise(Q, n, hasBatchAxis(Q));
    requirePositiveDiagonal(Q, n, problem.quadratic, hasBatchAxis(Q));
  }
  if (lower && isNew("lower")) requireUsableBound("lower", lower, hasBatchAxis(lower));
  if (upper && isNew("upper")) requireUsableBound("upper", upper, hasBatchAxis(upper));
}

function requirePair(
  matrix: "A" | "G",
  vector: "b" | "h",
  meaning: string,
  input: GivenFields,
  checked: CheckedInputs,
): void {
  const hasMatrix = input[matrix] !== undefined || checked[matrix] !== undefined;
  const hasVector = input[vector] !== undefined || checked[vector] !== undefined;
  if (hasMatrix === hasVector) return;
  const [missing, present] = hasMatrix ? [vector, matrix] : [matrix, vector];
  throw new OptNetError({
    field: missing,
    expected: `${missing}, because ${present} is given`,
    got: "undefined",
    hint: `${meaning} needs both ${matrix} and ${vector}: pass ${missing}, or leave ${present} out.`,
  });
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
    // Two axes are one matrix: diagonals of n elements would look like one. A single row can be nothing else.
    if (shape.length === 2 && rows === n) return shaped(data, shape, 2, n * n);
    if (shape.length === 2 && (rows === 1 || n === 1)) return shaped(data, shape, 1, n);
    if (shape.length === 3 && (rows === n || rows === 1)) return shaped(data, shape, 2, rows * n);
  }
  throw wrongShape(
    "Q",
    `${formatShape([n, n])} or ${formatShape(["B", n, n])}, or diagonal ${formatShape([n])} or ` +
      `${formatShape(["B", 1, n])}, for the ${n} variables of p`,
    numbers,
    shape?.length === 2 && shape[1] === n
      ? `Diagonals of a batch are { diagonal: Q }: where there are ${n}, they would look like one matrix.`
      : "Q has a row and a column for each variable, or only its diagonal.",
  );
}

function shapeDiagonal(numbers: Numbers, n: number): Shaped {
  const vector = shapeVector(numbers, n);
  if (vector !== undefined) return { ...vector, diagonal: true };
  throw wrongShape(
    "Q.diagonal",
    `${formatShape([n])} or ${formatShape(["B", n])}, for the ${n} variables of p`,
    numbers,
    "It holds the numbers on the diagonal of Q.",
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

/** Makes operands of inputs; an operand that was checked before stays itself, so that it can be recognised. */
function operandsFor(input: GivenFields, checked: CheckedInputs, batch: number) {
  return (field: FieldName, shaped: Shaped): Operand => {
    const ofOne = (shaped.batch === 1 && batch !== 1) || undefined;
    const before = input[field] === undefined ? checked[field] : undefined;
    // A batch of one may meet a larger batch in one call and none in the next.
    if (before !== undefined && before.ofOne === ofOne) return before;
    const { data, size, shape, diagonal, pattern, given } = shaped;
    return { data, size, stride: ofOne ? 0 : shaped.stride, shape, ofOne, diagonal, pattern, given };
  };
}

/** A sparse input that was checked before, with its batch axis as it was given. */
function shapedBefore({ data, size, shape, pattern, given, diagonal }: Operand): Shaped {
  const batch = shape.length === 2 ? shape[0] : undefined;
  return { data, size, shape, pattern, given, diagonal, batch, stride: batch === undefined ? 0 : size };
}

/** Whether the first axis of its shape is the batch. */
function hasBatchAxis({ stride, ofOne, pattern, given, shape }: Operand): boolean {
  return stride > 0 || ofOne === true || ((pattern ?? given) !== undefined && shape.length === 2);
}

function rowsOf(matrix: Shaped | undefined, n: number): number {
  return matrix === undefined ? 0 : (matrix.pattern?.rows ?? matrix.size / n);
}

/** The batch size that all inputs with a batch axis have; a batch of one goes with any other. */
function commonBatch(fields: Readonly<Record<FieldName, Shaped | undefined>>): number | undefined {
  const { Q, p, A, b, G, h, lower, upper } = fields;
  const any =
    p?.batch ?? Q?.batch ?? A?.batch ?? b?.batch ?? G?.batch ?? h?.batch ?? lower?.batch ?? upper?.batch;
  if (any === undefined) return undefined;
  const batched = FIELD_NAMES.filter((field) => fields[field]?.batch !== undefined);
  const several = batched.filter((field) => fields[field]!.batch !== 1);
  if (several.length === 0) return 1;
  const batch = fields[several[0]]!.batch!;
  const odd = several.find((field) => fields[field]!.batch !== batch);
  if (odd === undefined) return batch;
  throw new OptNetError({
    field: odd,
    expected: "one batch size for all inputs that have a batch axis",
    got: `mixed batch sizes: ${batched.map((field) => `${field} has ${fields[field]!.batch}`).join(", ")}`,
    hint: "Give all of them the same number of elements; an input without a batch axis is shared by all.",
  });
}

/** What an element takes beside its numbers: its status, and what an executor keeps of it; a low estimate. */
const NUMBERS_BESIDES = 16;

/** @throws OptNetError where not even the solution fits, however little the inputs take. */
export function requireRoomForSolution(batch: number, n: number, e: number, m: number): void {
  const numbers = batch * (3 * n + e + 2 * m + NUMBERS_BESIDES);
  const what = `${batch} element${batch === 1 ? "" : "s"} with ${n} variables and ${e + m} rows`;
  requireRoom(
    "problem",
    numbers,
    what,
    "Solve the batch in parts, and check the shapes of inputs without rows.",
  );
}

function wrongShape(field: string, expected: string, numbers: Numbers, hint: string): OptNetError {
  return new OptNetError({ field, expected, got: describeNumbers(numbers), hint });
}

function fail(error: OptNetError): never {
  throw error;
}

/**
 * @throws OptNetError for NaN, a lower bound of +Infinity and an upper bound of −Infinity.
 */
function requireUsableBound(field: "lower" | "upper", bound: Operand, batched: boolean): void {
  const absent = field === "lower" ? -Infinity : Infinity;
  const { data } = bound;
  for (let i = 0; i < data.length; i++) {
    if (data[i] - data[i] === 0 || data[i] === absent) continue;
    throw new OptNetError({
      field,
      expected: `finite numbers, or ${absent} where there is no bound`,
      got:
        bound.shape.length === 0
          ? `${data[i]}`
          : `${data[i]} at ${positionOf(field, bound.shape, batched, i)}`,
      hint: Number.isNaN(data[i])
        ? "Look for a missing value where this number comes from."
        : "No number can meet this bound; check its sign.",
    });
  }
}

/**
 * @throws OptNetError for NaN. A right-hand side of Gz ≤ h may be infinite: +Infinity asks for nothing, −Infinity for what
 *   nothing can do, which is a status.
 */
function requireUsableSides(h: Operand, batched: boolean): void {
  let index = 0;
  while (index < h.data.length && !Number.isNaN(h.data[index])) index++;
  if (index === h.data.length) return;
  throw new OptNetError({
    field: "h",
    expected: "numbers, or Infinity where there is no limit",
    got: `NaN at ${positionOf("h", h.shape, batched, index)}`,
    hint: "Look for a missing value where this number comes from.",
  });
}
