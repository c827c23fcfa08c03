/** Variables that nothing connects with any other: each is solved by itself, in closed form. */
import { diagonalOf } from "../../form/element-data.js";
import type { UserVectors } from "../../form/products.js";
import { newUserVectors } from "../../form/products.js";
import { objectiveOf } from "../../form/verdict.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Certificate, Status } from "../../problem/fields.js";
import type { Parts } from "../../form/pattern.js";
import type { Part } from "./parts.js";
import type { SolvedElement } from "./solved-element.js";

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
  readonly solvedBy = "closed form";
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
