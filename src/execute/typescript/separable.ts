/**
 * A problem whose variables no row and no entry of Q connects is several problems. Each is solved by itself, in units
 * of its own: variables of 1e12 in one part must not set the measure for those of size 1 in another. Variables that
 * nothing connects with any other are solved in closed form, all at once.
 */
import type { Parts } from "../../form/equilibrate.js";
import { connectedParts, rowEntriesOf } from "../../form/equilibrate.js";
import { objectiveOf } from "../../form/residuals.js";
import type { Certificate, KktVectors, Status } from "../../problem/fields.js";
import { diagonalOf, newUserVectors } from "../../form/standard.js";
import { costMatrix, rowMatrix } from "../../problem/matrices.js";
import type { Pattern } from "../../matrix/pattern.js";
import type { Operand, Problem, QuadraticKind } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Answer } from "./answer.js";
import type { ActiveStart } from "./warm-start.js";

/** One element after it was solved, whole or in parts. */
export interface SolvedElement {
  readonly answer: Answer;
  /** How many numbers its factors hold. */
  readonly numbers: number;
  /** Solves the KKT system of the active set (executor.ts, `solveKkt`). */
  solveKkt(right: KktVectors, out: KktVectors): void;
  forgetFactors(how: "for good" | "until needed"): void;
  /** What an element like it may start from, part by part; none where that is of no use. */
  readonly starts: readonly ActiveStart[];
}

/** Which variables and rows of an element make a part. */
interface Members {
  readonly z: Int32Array;
  readonly A: Int32Array;
  readonly G: Int32Array;
}

/** One part of one element: a problem with a batch of 1, and where its variables and rows are in the whole. */
export interface Part extends Members {
  readonly problem: Problem;
}

const NONE = new Int32Array(0);

/** Which part every variable and row belongs to. Rows of zeros belong to the first: they contradict or do nothing. */
export function partsOf(problem: Problem, element: number): Parts {
  const n = problem.variables;
  const rows = rowEntriesOf(n, rowMatrix(problem, "A", element), rowMatrix(problem, "G", element));
  const { z, A, G } = connectedParts(rows, costMatrix(problem, element));
  const withFirst = (part: number): number => (part < 0 ? 0 : part);
  return { z, A: A.map(withFirst), G: G.map(withFirst) };
}

/** Whether there is only one part. */
export function isConnected({ z }: Parts): boolean {
  return z.every((part) => part === 0);
}

/** The variables that are parts of their own, without rows; the first part has the rows of zeros. */
export function loneVariables({ z, A, G }: Parts): Int32Array {
  const members = new Int32Array(z.length);
  for (const part of z) members[part]++;
  for (const rows of [A, G]) for (const part of rows) members[part] = 2;
  const lone: number[] = [];
  for (let variable = 0; variable < z.length; variable++) if (members[z[variable]] === 1) lone.push(variable);
  return Int32Array.from(lone);
}

/** The parts of an element, but for those that are one of the variables named. */
export function splitElement(problem: Problem, element: number, parts: Parts, without: Int32Array): Part[] {
  const members = new Map<number, { z: number[]; A: number[]; G: number[] }>();
  for (const part of parts.z) if (!members.has(part)) members.set(part, { z: [], A: [], G: [] });
  const place = new Int32Array(problem.variables);
  for (const name of ["z", "A", "G"] as const) {
    parts[name].forEach((part, index) => {
      const list = members.get(part)![name];
      if (name === "z") place[index] = list.length;
      list.push(index);
    });
  }
  for (const variable of without) members.delete(parts.z[variable]);
  return [...members.values()].map((lists) => {
    const [z, A, G] = [lists.z, lists.A, lists.G].map((list) => Int32Array.from(list));
    const Q =
      problem.quadratic === "diagonal"
        ? entriesOf(problem.Q, element, z)
        : matrixOf(problem.Q, element, z, z, place);
    const members = { z, A, G };
    return { ...members, problem: partProblem(problem, element, members, Q, problem.quadratic, place) };
  });
}

/** These variables of an element, as a problem without rows. */
export function lonePart(problem: Problem, element: number, variables: Int32Array): Part {
  const members = { z: variables, A: NONE, G: NONE };
  const diagonal = Float64Array.from(variables, diagonalOf(problem, element));
  const Q = problem.Q && operandOf(diagonal, [variables.length]);
  return { ...members, problem: partProblem(problem, element, members, Q, Q ? "diagonal" : "zero", NONE) };
}

function partProblem(
  problem: Problem,
  element: number,
  { z, A, G }: Members,
  Q: Operand | undefined,
  quadratic: QuadraticKind,
  place: Int32Array,
): Problem {
  const bound = (source: Operand | undefined, absent: number): Operand | undefined => {
    const values = source && Float64Array.from(z, (variable) => boundAt(source, element, variable, absent));
    return values && operandOf(values, [z.length]);
  };
  return {
    batch: 1,
    positions: [problem.positions?.[element] ?? element],
    batched: false,
    variables: z.length,
    equalities: A.length,
    inequalities: G.length,
    quadratic,
    Q,
    p: entriesOf(problem.p, element, z)!,
    A: matrixOf(problem.A, element, A, z, place),
    b: entriesOf(problem.b, element, A),
    G: matrixOf(problem.G, element, G, z, place),
    h: entriesOf(problem.h, element, G),
    lower: bound(problem.lower, -Infinity),
    upper: bound(problem.upper, Infinity),
  };
}

function operandOf(data: Float64Array, shape: readonly number[]): Operand {
  return { data, size: data.length, stride: 0, shape };
}

function entriesOf(source: Operand | undefined, element: number, rows: Int32Array): Operand | undefined {
  if (!source) return undefined;
  const from = elementOf(source, element);
  const entries = Float64Array.from(rows, (row) => from[row]);
  return operandOf(entries, [rows.length]);
}

/** @param place of every variable among those of its part. */
function matrixOf(
  source: Operand | undefined,
  element: number,
  rows: Int32Array,
  columns: Int32Array,
  place: Int32Array,
): Operand | undefined {
  if (!source) return undefined;
  const from = elementOf(source, element);
  if (source.pattern) return entriesOfRows(source.pattern, from, rows, columns.length, place);
  const n = source.shape[source.shape.length - 1];
  const entries = new Float64Array(rows.length * columns.length);
  let at = 0;
  for (const row of rows) for (const column of columns) entries[at++] = from[row * n + column];
  return operandOf(entries, [rows.length, columns.length]);
}

/** Rows have stored entries in columns of other parts only where these are 0. */
function entriesOfRows(
  { start, index }: Pattern,
  from: Float64Array,
  rows: Int32Array,
  columns: number,
  place: Int32Array,
): Operand {
  const kept: number[] = [];
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    for (let k = start[row]; k < start[row + 1]; k++) if (from[k] !== 0) kept.push(k);
    starts[i + 1] = kept.length;
  });
  const data = Float64Array.from(kept, (k) => from[k]);
  const pattern = {
    ...{ rows: rows.length, columns, start: starts },
    index: Int32Array.from(kept, (k) => place[index[k]]),
  };
  return { ...operandOf(data, [data.length]), pattern };
}

/** Names of vectors, and by which members of a part their entries go. */
const VECTORS = [
  ["z", "z"],
  ["nu", "A"],
  ["lambda", "G"],
  ["lambdaLower", "z"],
  ["lambdaUpper", "z"],
] as const;

/** The rows of a part from those of the whole. */
function gatherPart(from: KktVectors, part: Part): KktVectors {
  const out = newUserVectors(part.problem);
  for (const [name, by] of VECTORS) part[by].forEach((row, i) => (out[name][i] = from[name][row]));
  return out;
}

/** Writes a part's rows to those of the whole. */
function scatterPart(from: KktVectors, part: Part, out: KktVectors): void {
  for (const [name, by] of VECTORS) part[by].forEach((row, i) => (out[name][row] = from[name][i]));
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
  readonly answer: Answer;
  readonly numbers: number;
  readonly #parts: readonly SolvedPart[];

  constructor(problem: Problem, parts: readonly SolvedPart[]) {
    this.#parts = parts;
    this.answer = wholeAnswer(problem, parts);
    this.numbers = parts.reduce((sum, { solved }) => sum + solved.numbers, 0);
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    for (const { part, solved } of this.#parts) {
      const mine = newUserVectors(part.problem);
      solved.solveKkt(gatherPart(right, part), mine);
      scatterPart(mine, part, out);
    }
  }

  get starts(): readonly ActiveStart[] {
    return this.#parts.flatMap(({ solved }) => solved.starts);
  }

  forgetFactors(how: "for good" | "until needed"): void {
    for (const { solved } of this.#parts) solved.forgetFactors(how);
  }
}

function wholeAnswer(problem: Problem, parts: readonly SolvedPart[]): Answer {
  const answers = parts.map(({ solved }) => solved.answer);
  const sum = (of: (answer: Answer) => number): number => answers.reduce((total, one) => total + of(one), 0);
  const most = (of: (answer: Answer) => number): number =>
    answers.reduce((largest, one) => Math.max(largest, of(one)), 0);
  const status = WORST_FIRST.find((name) => answers.some((one) => one.status === name))!;
  const vectors = newUserVectors(problem);
  const slack = new Float64Array(problem.inequalities);
  for (const { part, solved } of parts) {
    scatterPart(solved.answer.vectors, part, vectors);
    part.G.forEach((row, i) => (slack[row] = solved.answer.slack[i]));
  }
  const proof = parts.find(({ solved }) => solved.answer.certificate?.kind === status);
  return {
    status,
    iterations: most((one) => one.iterations),
    vectors,
    slack,
    objective: sum((one) => one.objective),
    primalResidual: most((one) => one.primalResidual),
    dualResidual: most((one) => one.dualResidual),
    signedGap: sum((one) => one.signedGap),
    weaklyActive: sum((one) => one.weaklyActive),
    certificate: proof && wholeCertificate(problem, proof),
    // Of several solvers the most general one.
    solvedBy: answers.find((one) => one.solvedBy !== "closed form")?.solvedBy ?? "closed form",
  };
}

/** A proof for one part is one for the whole, with zeros elsewhere. */
function wholeCertificate(problem: Problem, { part, solved }: SolvedPart): Certificate {
  const proof = solved.answer.certificate!;
  const from = { ...newUserVectors(part.problem), ...proof };
  const whole = newUserVectors(problem);
  scatterPart(from, part, whole);
  if (proof.kind === "dualInfeasible") return { kind: proof.kind, z: whole.z };
  const { nu, lambda, lambdaLower, lambdaUpper } = whole;
  return { kind: proof.kind, nu, lambda, lambdaLower, lambdaUpper };
}

/** Where a variable is. */
const AT_LOWER = -1;
const BETWEEN = 0;
const AT_UPPER = 1;

/** Solves a problem that has no rows, and a diagonal Q or none. */
export function solveVariables(problem: Problem): SolvedElement {
  const n = problem.variables;
  const p = problem.p.data;
  const curvature = problem.Q ? problem.Q.data : new Float64Array(n);
  const places = new Int8Array(n);
  const vectors = newUserVectors(problem);
  const { z, lambdaLower, lambdaUpper } = vectors;
  let status: Status = "solved";
  let [dualResidual, signedGap, weaklyActive, unbounded] = [0, 0, 0, -1];
  for (let j = 0; j < n; j++) {
    const lower = boundAt(problem.lower, 0, j, -Infinity);
    const upper = boundAt(problem.upper, 0, j, Infinity);
    const free = curvature[j] > 0 ? -p[j] / curvature[j] : p[j] === 0 ? 0 : -p[j] * Infinity;
    z[j] = Math.min(Math.max(free, lower), upper);
    if (Math.abs(z[j]) === Infinity) {
      z[j] = Math.min(Math.max(0, lower), upper);
      // A curvature whose minimum lies beyond all numbers is none that floats could tell.
      if (curvature[j] > 0) status = "numericalError";
      else if (unbounded < 0 || Math.abs(p[j]) > Math.abs(p[unbounded])) unbounded = j;
      dualResidual = Math.max(dualResidual, Math.abs(p[j]));
      continue;
    }
    const slope = curvature[j] * z[j] + p[j];
    const fixed = lower === upper;
    if (z[j] === lower && (slope > 0 || (fixed && slope === 0))) places[j] = AT_LOWER;
    else if (z[j] === upper && slope < 0) places[j] = AT_UPPER;
    if (places[j] === AT_LOWER) lambdaLower[j] = slope;
    else if (places[j] === AT_UPPER) lambdaUpper[j] = -slope;
    else {
      dualResidual = Math.max(dualResidual, Math.abs(slope));
      signedGap += slope * z[j];
      if (z[j] === lower || z[j] === upper) weaklyActive++;
    }
  }
  let certificate: Certificate | undefined;
  if (unbounded >= 0) {
    const direction = new Float64Array(n);
    direction[unbounded] = -1 / p[unbounded];
    certificate = { kind: "dualInfeasible", z: direction };
    status = "dualInfeasible";
  }
  return {
    answer: {
      ...{
        status,
        iterations: 0,
        vectors,
        slack: new Float64Array(0),
        objective: objectiveOf(problem, 0, z),
      },
      ...{ primalResidual: 0, dualResidual, signedGap, weaklyActive, certificate, solvedBy: "closed form" },
    },
    numbers: 0,
    solveKkt: (right, out) => solveAtPlaces(curvature, places, right, out),
    forgetFactors: () => undefined,
    starts: [],
  };
}

/** Moves variables between their bounds, and multipliers at them. */
function solveAtPlaces(curvature: Float64Array, places: Int8Array, right: KktVectors, out: KktVectors): void {
  for (let j = 0; j < places.length; j++) {
    const place = places[j];
    out.lambdaLower[j] = out.lambdaUpper[j] = 0;
    if (place === BETWEEN) {
      // Without curvature nothing says where the variable goes.
      out.z[j] = curvature[j] > 0 ? right.z[j] / curvature[j] : 0;
      continue;
    }
    out.z[j] = place === AT_UPPER ? right.lambdaUpper[j] : -right.lambdaLower[j];
    const left = curvature[j] * out.z[j];
    if (place === AT_UPPER) out.lambdaUpper[j] = right.z[j] - left;
    else out.lambdaLower[j] = left - right.z[j];
  }
}
