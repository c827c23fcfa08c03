import { diagonalOf } from "../../form/element-data.js";
import type { Parts } from "../../form/pattern.js";
import { connectedParts, patternOf } from "../../form/pattern.js";
import type { UserVectors } from "../../form/products.js";
import { newUserVectors } from "../../form/products.js";
import { objectiveOf } from "../../form/verdict.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Certificate, Status } from "../../problem/solution.js";
import type { SolvedElement } from "./solved-element.js";

/**
 * A problem whose variables no row and no entry of Q connects is several problems. Each is solved by itself, in units
 * of its own: variables of 1e12 in one part must not set the measure for those of size 1 in another.
 */

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

interface SolvedPart {
  readonly part: Part;
  readonly solved: SolvedElement;
}

/**
 * The worst comes first: what one part has, the whole has. What time cut short is not finished; then a contradiction
 * says more than anything else. No part is invalid: such elements are not solved.
 */
const WORST_FIRST: readonly Status[] = [
  "timeLimit",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
  "maxIterations",
  "invalid",
  "solved",
];

/** An element that is several problems. */
export class SolvedParts implements SolvedElement {
  readonly status: Status;

  readonly iterations: number;
  readonly vectors: UserVectors;
  readonly slack: Float64Array;
  readonly objective: number;
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly signedGap: number;
  readonly certificate: Certificate | undefined;
  readonly weaklyActive: number;
  readonly numbers: number;
  readonly #parts: readonly SolvedPart[];

  constructor(problem: Problem, parts: readonly SolvedPart[]) {
    const all = parts.map(({ solved }) => solved);
    const sum = (of: (solved: SolvedElement) => number): number =>
      all.reduce((total, one) => total + of(one), 0);
    const most = (of: (solved: SolvedElement) => number): number =>
      all.reduce((largest, one) => Math.max(largest, of(one)), 0);
    this.#parts = parts;
    this.status = WORST_FIRST.find((status) => all.some((one) => one.status === status))!;
    this.iterations = most((one) => one.iterations);
    this.vectors = newUserVectors(problem);
    this.slack = new Float64Array(problem.inequalities);
    for (const { part, solved } of parts) {
      scatterPart(solved.vectors, part, this.vectors);
      part.G.forEach((row, i) => (this.slack[row] = solved.slack[i]));
    }
    this.objective = sum((one) => one.objective);
    this.primalResidual = most((one) => one.primalResidual);
    this.dualResidual = most((one) => one.dualResidual);
    this.signedGap = sum((one) => one.signedGap);
    this.weaklyActive = sum((one) => one.weaklyActive);
    this.numbers = sum((one) => one.numbers);
    const proof = parts.find(({ solved }) => solved.certificate?.kind === this.status);
    this.certificate = proof && wholeCertificate(problem, proof);
  }

  solveKkt(right: UserVectors, out: UserVectors): void {
    for (const { part, solved } of this.#parts) {
      const mine = newUserVectors(part.problem);
      solved.solveKkt(gatherPart(right, part), mine);
      scatterPart(mine, part, out);
    }
  }

  forgetFactors(how: "for good" | "until needed"): void {
    for (const { solved } of this.#parts) solved.forgetFactors(how);
  }
}

/** A proof for one part is one for the whole, with zeros elsewhere. */
function wholeCertificate(problem: Problem, { part, solved }: SolvedPart): Certificate {
  const proof = solved.certificate!;
  const from = { ...newUserVectors(part.problem), ...proof };
  const whole = newUserVectors(problem);
  scatterPart(from, part, whole);
  if (proof.kind === "dualInfeasible") return { kind: proof.kind, z: whole.z };
  const { nu, lambda, lambdaLower, lambdaUpper } = whole;
  return { kind: proof.kind, nu, lambda, lambdaLower, lambdaUpper };
}

/** Variables that nothing connects with any other: each is solved by itself, in closed form. */

/** Where a variable is. */
const AT_LOWER = -1;
const BETWEEN = 0;
const AT_UPPER = 1;

/** The variables that are parts of their own, without rows; the first part has the rows of zeros. */
export function loneVariables({ z, A, G }: Parts): Int32Array {
  const members = new Int32Array(z.length);
  for (const part of z) members[part]++;
  for (const rows of [A, G]) for (const part of rows) members[part] = 2;
  return Int32Array.from(z.keys()).filter((variable) => members[z[variable]] === 1);
}

/** These variables of an element, as a problem without rows. */
export function lonePart(problem: Problem, element: number, variables: Int32Array): Part {
  const shape = [variables.length];
  const operand = (numbers: (variable: number) => number): Operand => ({
    data: Float64Array.from(variables, numbers),
    size: variables.length,
    stride: 0,
    shape,
  });
  const p = elementOf(problem.p, element);
  const part: Problem = {
    ...problem,
    batch: 1,
    positions: [problem.positions?.[element] ?? element],
    batched: false,
    variables: variables.length,
    equalities: 0,
    inequalities: 0,
    quadratic: problem.Q ? "diagonal" : "zero",
    Q: problem.Q && operand(diagonalOf(problem, element)),
    p: operand((variable) => p[variable]),
    lower: problem.lower && operand((variable) => boundAt(problem.lower, element, variable, -Infinity)),
    upper: problem.upper && operand((variable) => boundAt(problem.upper, element, variable, Infinity)),
    ...{ A: undefined, b: undefined, G: undefined, h: undefined },
  };
  return { problem: part, z: variables, A: new Int32Array(0), G: new Int32Array(0) };
}

/** The solution of a problem that has no rows, and a diagonal Q or none. */
export class SolvedVariables implements SolvedElement {
  readonly status: Status;
  readonly iterations = 0;
  readonly vectors: UserVectors;
  readonly slack = new Float64Array(0);
  readonly objective: number;
  readonly primalResidual = 0;
  readonly dualResidual: number;
  readonly signedGap: number;
  readonly certificate: Certificate | undefined;
  readonly weaklyActive: number;
  readonly numbers = 0;
  readonly #problem: Problem;
  readonly #places: Int8Array;

  constructor(problem: Problem) {
    const n = problem.variables;
    const p = problem.p.data;
    this.#problem = problem;
    this.#places = new Int8Array(n);
    this.vectors = newUserVectors(problem);
    const { z, lambdaLower, lambdaUpper } = this.vectors;
    let [status, dual, gap, weak, unbounded] = ["solved" as Status, 0, 0, 0, -1];
    for (let j = 0; j < n; j++) {
      const curvature = this.#curvature(j);
      const lower = boundAt(problem.lower, 0, j, -Infinity);
      const upper = boundAt(problem.upper, 0, j, Infinity);
      const free = curvature > 0 ? -p[j] / curvature : p[j] === 0 ? 0 : -p[j] * Infinity;
      z[j] = Math.min(Math.max(free, lower), upper);
      if (Math.abs(z[j]) === Infinity) {
        z[j] = Math.min(Math.max(0, lower), upper);
        // A curvature whose minimum lies beyond all numbers is none that floats could tell.
        if (curvature > 0) status = "numericalError";
        else if (unbounded < 0 || Math.abs(p[j]) > Math.abs(p[unbounded])) unbounded = j;
        dual = Math.max(dual, Math.abs(p[j]));
        continue;
      }
      const slope = curvature * z[j] + p[j];
      const fixed = lower === upper;
      if (z[j] === lower && (slope > 0 || (fixed && slope === 0))) this.#places[j] = AT_LOWER;
      else if (z[j] === upper && slope < 0) this.#places[j] = AT_UPPER;
      if (this.#places[j] === AT_LOWER) lambdaLower[j] = slope;
      else if (this.#places[j] === AT_UPPER) lambdaUpper[j] = -slope;
      else {
        dual = Math.max(dual, Math.abs(slope));
        gap += slope * z[j];
        if (z[j] === lower || z[j] === upper) weak++;
      }
    }
    if (unbounded >= 0) {
      const direction = new Float64Array(n);
      direction[unbounded] = -1 / p[unbounded];
      this.certificate = { kind: "dualInfeasible", z: direction };
      status = "dualInfeasible";
    }
    this.status = status;
    this.objective = objectiveOf(problem, 0, z);
    this.dualResidual = dual;
    this.signedGap = gap;
    this.weaklyActive = weak;
  }

  solveKkt(right: UserVectors, out: UserVectors): void {
    for (let j = 0; j < this.#places.length; j++) {
      const place = this.#places[j];
      const curvature = this.#curvature(j);
      out.lambdaLower[j] = out.lambdaUpper[j] = 0;
      if (place === BETWEEN) {
        // Without curvature nothing says where the variable goes.
        out.z[j] = curvature > 0 ? right.z[j] / curvature : 0;
        continue;
      }
      out.z[j] = place === AT_UPPER ? right.lambdaUpper[j] : -right.lambdaLower[j];
      const left = curvature * out.z[j];
      if (place === AT_UPPER) out.lambdaUpper[j] = right.z[j] - left;
      else out.lambdaLower[j] = left - right.z[j];
    }
  }

  forgetFactors(): void {
    // There are none.
  }

  #curvature(j: number): number {
    return this.#problem.Q ? this.#problem.Q.data[j] : 0;
  }
}
