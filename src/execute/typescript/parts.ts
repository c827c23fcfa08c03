/**
 * A problem whose variables no row and no entry of Q connects is several problems. Each is solved by itself, in units
 * of its own: variables of 1e12 in one part must not set the measure for those of size 1 in another.
 */
import type { Parts } from "../../form/equilibrate.js";
import { connectedParts, patternOf } from "../../form/equilibrate.js";
import type { UserVectors } from "../../form/standard.js";
import { newUserVectors } from "../../form/standard.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";

/** One part of one element: a problem with a batch of 1, and where its variables and rows are in the whole. */
export interface Part {
  readonly problem: Problem;
  readonly z: Int32Array;
  readonly A: Int32Array;
  readonly G: Int32Array;
}

const NONE = new Float64Array(0);

/** Which part every variable and row belongs to. Rows of zeros belong to the first: they contradict or do nothing. */
export function partsOf(problem: Problem, element: number): Parts {
  const { variables: n, equalities: e, inequalities: m, quadratic } = problem;
  const numbers = (operand: Operand | undefined): Float64Array =>
    operand ? elementOf(operand, element) : NONE;
  const pattern = patternOf(n, numbers(problem.A), e, numbers(problem.G), m);
  const { z, A, G } = connectedParts(pattern, quadratic, numbers(problem.Q));
  const withFirst = (part: number): number => (part < 0 ? 0 : part);
  return { z, A: A.map(withFirst), G: G.map(withFirst) };
}

/** Whether there is only one part. */
export function isConnected({ z }: Parts): boolean {
  return z.every((part) => part === 0);
}

/** The parts of an element, but for those that are one of the variables named. */
export function splitElement(problem: Problem, element: number, parts: Parts, without: Int32Array): Part[] {
  const members = new Map<number, { z: number[]; A: number[]; G: number[] }>();
  for (const part of parts.z) if (!members.has(part)) members.set(part, { z: [], A: [], G: [] });
  for (const name of ["z", "A", "G"] as const) {
    parts[name].forEach((part, index) => members.get(part)![name].push(index));
  }
  for (const variable of without) members.delete(parts.z[variable]);
  return [...members.values()].map((lists) => {
    const [z, A, G] = [lists.z, lists.A, lists.G].map((list) => Int32Array.from(list));
    return { problem: partProblem(problem, element, z, A, G), z, A, G };
  });
}

function partProblem(
  problem: Problem,
  element: number,
  z: Int32Array,
  rowsA: Int32Array,
  rowsG: Int32Array,
): Problem {
  const n = problem.variables;
  const operand = (data: Float64Array, shape: readonly number[]): Operand => ({
    data,
    size: data.length,
    stride: 0,
    shape,
  });
  const entries = (source: Operand | undefined, rows: Int32Array): Operand | undefined => {
    if (!source) return undefined;
    const from = elementOf(source, element);
    return operand(
      Float64Array.from(rows, (row) => from[row]),
      [rows.length],
    );
  };
  const matrix = (source: Operand | undefined, rows: Int32Array): Operand | undefined => {
    if (!source) return undefined;
    const from = elementOf(source, element);
    const data = new Float64Array(rows.length * z.length);
    rows.forEach((row, i) => z.forEach((column, j) => (data[i * z.length + j] = from[row * n + column])));
    return operand(data, [rows.length, z.length]);
  };
  const bound = (source: Operand | undefined, absent: number): Operand | undefined =>
    source &&
    operand(
      Float64Array.from(z, (variable) => boundAt(source, element, variable, absent)),
      [z.length],
    );
  const position = problem.positions?.[element] ?? element;
  return {
    batch: 1,
    positions: [position],
    batched: false,
    variables: z.length,
    equalities: rowsA.length,
    inequalities: rowsG.length,
    quadratic: problem.quadratic,
    Q: problem.quadratic === "diagonal" ? entries(problem.Q, z) : matrix(problem.Q, z),
    p: entries(problem.p, z)!,
    A: matrix(problem.A, rowsA),
    b: entries(problem.b, rowsA),
    G: matrix(problem.G, rowsG),
    h: entries(problem.h, rowsG),
    lower: bound(problem.lower, -Infinity),
    upper: bound(problem.upper, Infinity),
  };
}

/** The rows of a part from those of the whole. */
export function gatherPart(from: UserVectors, { problem, z, A, G }: Part): UserVectors {
  const out = newUserVectors(problem);
  z.forEach((variable, j) => {
    out.z[j] = from.z[variable];
    out.lambdaLower[j] = from.lambdaLower[variable];
    out.lambdaUpper[j] = from.lambdaUpper[variable];
  });
  A.forEach((row, i) => (out.nu[i] = from.nu[row]));
  G.forEach((row, i) => (out.lambda[i] = from.lambda[row]));
  return out;
}

/** Writes a part's rows to those of the whole. */
export function scatterPart(from: UserVectors, { z, A, G }: Part, out: UserVectors): void {
  z.forEach((variable, j) => {
    out.z[variable] = from.z[j];
    out.lambdaLower[variable] = from.lambdaLower[j];
    out.lambdaUpper[variable] = from.lambdaUpper[j];
  });
  A.forEach((row, i) => (out.nu[row] = from.nu[i]));
  G.forEach((row, i) => (out.lambda[row] = from.lambda[i]));
}
