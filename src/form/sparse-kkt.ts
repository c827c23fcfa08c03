/**
 * KKT systems whole and sparse, of rows of C with a diagonal of their own:
 *
 *     K = [ Q + rho  Eᵀ   Cᵀ         gap: s/lambda at a point of the central path; 0 of a row that is active;
 *           E        0    0               Infinity of one that is left out
 *           C        0    −gap ]
 *
 * Factored in canonical units, rows of C also multiplied by 1/√(1 + gap), so that all entries are about 1 or less, with a
 * little regularisation, and in the order that keeps it sparse. Bounds and fixed variables, whose rows have one entry, are
 * eliminated beforehand. Refinement takes the regularisation out.
 *
 * `solve` is symmetric as an operator, whatever the rank of K, so that forward and reverse mode are adjoint to each
 * other where no derivative exists too (refinement.ts).
 *
 * Source: Vanderbei 1995 (any order of elimination).
 */
import type { SparseFactor } from "../matrix/multifrontal.js";
import type { Symbolic } from "../matrix/symbolic.js";
import { analyse } from "../matrix/symbolic.js";
import type { Problem } from "../problem/problem.js";
import type { KktPattern } from "./kkt-pattern.js";
import { entriesOn, kktPatternOf, patternsOf } from "./kkt-pattern.js";
import { addKktTimes, BlockUnits, multiplied, multiplyBy, refineInUnits } from "./block-units.js";
import { FACTOR_REGULARISATION, REGULAR, SOLVED } from "./path-system.js";
import type { Refinable } from "./refinement.js";
import { fillBlocks, norm, probeOf, pseudoInvert, refine, refineTimes } from "./refinement.js";
import type { Blocks, Constraints } from "./standard.js";
import type { UnitsOfElement } from "./units.js";

/** Regularisation of the factors: of regular systems, and of singular ones. */
const REGULARISATION = { regular: FACTOR_REGULARISATION, singular: 1e-5 };
/** Unknowns and rows up to which dense matrices find out the rank of a singular system better. */
const SMALL = 1500;
/** Relative residual of a system in the range of a singular matrix that counts as solved. */
const CONSISTENT = 1e-6;
/** Refinements of a singular system, of which each leaves a small share of what there was. */
const REFINEMENTS = 6;
/** Of a regular one beyond those that the probe took: other right-hand sides may be harder. */
const MORE = 2;

export interface SparseElement {
  readonly element: number;
  readonly constraints: Constraints;
  readonly units: UnitsOfElement;
}

/** One set of factors for all elements of a problem, who take turns; each keeps the numbers of its own matrix. */
export class SharedFactor {
  readonly kkt: KktPattern;
  readonly #factor: SparseFactor;
  readonly #signs: Int8Array;
  #values: Float64Array | undefined;
  #usable = false;

  /** @param newFactor room for factors of a pattern: the kernels', or TypeScript's. */
  constructor(kkt: KktPattern, symbolic: Symbolic, newFactor: (symbolic: Symbolic) => SparseFactor) {
    this.kkt = kkt;
    this.#factor = newFactor(symbolic);
    this.#signs = new Int8Array(symbolic.size).fill(1, 0, kkt.Q.columns).fill(-1, kkt.Q.columns);
  }

  /** x ← (the matrix of these values)⁻¹ x; no numbers where it has no factors. */
  solve(values: Float64Array, x: Float64Array): void {
    if (this.#values !== values) {
      this.#usable = this.#factor.factor(values, this.#signs);
      this.#values = values;
    }
    if (this.#usable) this.#factor.solve(x);
    else x.fill(NaN);
  }

  dispose(): void {
    this.#factor.dispose();
  }
}

/** @returns undefined where no matrix of the problem is declared sparse. */
export function sharedFactorOf(
  problem: Problem,
  newFactor: (symbolic: Symbolic) => SparseFactor,
): SharedFactor | undefined {
  const { Q, A, G } = problem;
  if (![Q, A, G].some((operand) => operand?.pattern !== undefined)) return undefined;
  const kkt = kktPatternOf(patternsOf(problem)!);
  const symbolic = analyse(kkt.lower);
  return symbolic && new SharedFactor(kkt, symbolic, newFactor);
}

/** What of a singular system's solutions is taken: whatever is shortest in canonical units, or in the user's. */
export type Shortest = "canonical" | "user";

export class SparseKkt implements Refinable {
  readonly canonical: BlockUnits;
  readonly #constraints: Constraints;
  readonly #shared: SharedFactor;
  readonly #rho: number;
  readonly #shortest: Shortest;
  /** Q, A and G in the order of the KKT matrix's pattern. */
  readonly #entries: Float64Array;
  #gap: Float64Array;
  /** What unknowns and rows are multiplied by: canonical units, and of the rows of C 1/√(1 + gap) besides. */
  #units: Blocks;
  /** Minus the diagonal entries of the rows of C, in these units. */
  #weak: Float64Array;
  #regularisation = 0;
  /** The matrix that is factored; another array for other numbers. */
  #values!: Float64Array;
  #isRegular: boolean | undefined;
  /** Of every right-hand side, where K is regular. */
  #refinements = 0;
  #isBetterDense: boolean | undefined;

  /** @param of the element of the problem, and its units. */
  constructor(
    problem: Problem,
    { element, constraints, units }: SparseElement,
    shared: SharedFactor,
    { rho, shortest }: { readonly rho: number; readonly shortest: Shortest },
  ) {
    this.#constraints = constraints;
    this.#shared = shared;
    this.#rho = rho;
    this.#shortest = shortest;
    const { kkt } = shared;
    this.#entries = new Float64Array(kkt.lower.index.length);
    if (problem.quadratic === "diagonal" && problem.Q?.pattern === undefined) {
      const { data, stride } = problem.Q!;
      const at = element * stride;
      for (let i = 0; i < constraints.n; i++) this.#entries[kkt.diagonal[i]] = data[at + i];
    } else this.#place(problem, "Q", element, kkt.places.Q);
    this.#place(problem, "A", element, kkt.places.A);
    this.#place(problem, "G", element, kkt.places.G);
    this.canonical = new BlockUnits(constraints, units);
    this.#gap = this.#weak = new Float64Array(constraints.inequalities);
    this.#units = this.canonical.at(this.#gap);
  }

  #place(problem: Problem, name: "Q" | "A" | "G", element: number, places: Int32Array): void {
    const operand = problem[name];
    if (operand === undefined) return;
    const values = entriesOn(operand, element, this.#shared.kkt[name]);
    for (let k = 0; k < values.length; k++) if (places[k] >= 0) this.#entries[places[k]] = values[k];
  }

  newBlocks(): Blocks {
    return this.#constraints.newBlocks();
  }

  /** Takes other gaps of the rows of C; keeps the array. */
  factor(gap: Float64Array): void {
    this.#gap = gap;
    this.#isRegular = this.#isBetterDense = undefined;
    this.#assemble(this.canonical.at(gap), REGULARISATION.regular);
  }

  #assemble({ z, nu, lambda }: Blocks, regularisation: number): void {
    const constraints = this.#constraints;
    const { n, rowsOfG, inequalities } = constraints;
    const { diagonal, lower } = this.#shared.kkt;
    const e = constraints.equalities - constraints.fixed.length;
    const rows = lambda.slice();
    this.#weak = this.#gap.map((gap, row) => {
      const own = gap * lambda[row] * lambda[row];
      rows[row] /= Math.sqrt(1 + own);
      return own === Infinity ? 1 : own / (1 + own);
    });
    this.#units = { z, nu, lambda: rows };
    const all = new Float64Array(diagonal.length);
    all.set(z);
    all.set(nu.subarray(0, e), n);
    all.set(rows.subarray(0, rowsOfG), n + e);
    const values = this.#entries.slice();
    for (let i = 0; i < lower.rows; i++) {
      for (let k = lower.start[i]; k < lower.start[i + 1]; k++) values[k] *= all[i] * all[lower.index[k]];
    }
    for (let i = 0; i < n; i++) values[diagonal[i]] += this.#rho + regularisation;
    for (let i = 0; i < e; i++) values[diagonal[n + i]] = -regularisation;
    for (let row = 0; row < rowsOfG; row++)
      values[diagonal[n + e + row]] = -(this.#weak[row] + regularisation);
    for (let row = rowsOfG; row < inequalities; row++) {
      const share = rows[row] * z[constraints.boundedBy(row)];
      values[diagonal[constraints.boundedBy(row)]] += (share * share) / (this.#weak[row] + regularisation);
    }
    for (const [k, i] of constraints.fixed.entries())
      values[diagonal[i]] += (nu[e + k] * z[i]) ** 2 / regularisation;
    this.#regularisation = regularisation;
    this.#values = values;
  }

  solveOnce(right: Blocks, out: Blocks): void {
    const constraints = this.#constraints;
    const { n, rowsOfG, inequalities, fixed } = constraints;
    const { z, nu, lambda } = this.#units;
    const e = constraints.equalities - fixed.length;
    const regularisation = this.#regularisation;
    const x = new Float64Array(this.#shared.kkt.diagonal.length);
    x.set(right.z);
    x.set(right.nu.subarray(0, e), n);
    x.set(right.lambda.subarray(0, rowsOfG), n + e);
    fixed.forEach((i, k) => (x[i] += (nu[e + k] * z[i] * right.nu[e + k]) / regularisation));
    const slope = (row: number): number => {
      const i = constraints.boundedBy(row);
      return constraints.sideOf(row) * lambda[row] * z[i];
    };
    for (let row = rowsOfG; row < inequalities; row++) {
      const share = right.lambda[row] / (this.#weak[row] + regularisation);
      x[constraints.boundedBy(row)] += slope(row) * share;
    }
    this.#shared.solve(this.#values, x);
    out.z.set(x.subarray(0, n));
    out.nu.set(x.subarray(n, n + e));
    out.lambda.set(x.subarray(n + e));
    fixed.forEach((i, k) => (out.nu[e + k] = (nu[e + k] * z[i] * x[i] - right.nu[e + k]) / regularisation));
    for (let row = rowsOfG; row < inequalities; row++) {
      const rest = slope(row) * x[constraints.boundedBy(row)] - right.lambda[row];
      out.lambda[row] = rest / (this.#weak[row] + regularisation);
    }
  }

  addTimes(x: Blocks, factor: number, out: Blocks): void {
    addKktTimes(this.#constraints, this.#units, { rho: this.#rho, gap: this.#weak }, x, factor, out);
  }

  /** K out = right to working accuracy; returns the relative residual, in canonical units. */
  refine(right: Blocks, out: Blocks): number {
    return refineInUnits(this, this.#units, right, out);
  }

  /** Whether K is regular to working accuracy: a probe reaches into all directions. */
  get isRegular(): boolean {
    if (this.#isRegular !== undefined) return this.#isRegular;
    const probe = probeOf(this.newBlocks());
    const answer = this.newBlocks();
    const { residual, solves } = refine(this, probe, answer);
    this.#isRegular = residual <= SOLVED && norm(answer) <= REGULAR * norm(probe);
    this.#refinements = solves + MORE;
    if (!this.#isRegular) {
      const units =
        this.#shortest === "user" ? fillBlocks(this.newBlocks(), 1) : this.canonical.at(this.#gap);
      this.#assemble(units, REGULARISATION.singular);
    }
    return this.#isRegular;
  }

  /** Whether K is singular, and small, or too near to having another rank for `solve`. */
  get isBetterDense(): boolean {
    return (this.#isBetterDense ??=
      !this.isRegular && (this.#shared.kkt.diagonal.length <= SMALL || !this.#isSolvable()));
  }

  /** Whether what is in the range of K is solved for. */
  #isSolvable(): boolean {
    const [image, answer] = [this.newBlocks(), this.newBlocks()];
    this.addTimes(probeOf(this.newBlocks()), 1, image);
    pseudoInvert(this, image, answer, REFINEMENTS);
    const size = norm(image);
    this.addTimes(answer, -1, image);
    return norm(image) <= CONSISTENT * size;
  }

  /** K out = right, by the same symmetric operator for every right-hand side. */
  solve(right: Blocks, out: Blocks): void {
    const isRegular = this.isRegular; // It decides the units.
    const given = multiplied(right, this.#units);
    if (isRegular) refineTimes(this, given, out, this.#refinements);
    else pseudoInvert(this, given, out, REFINEMENTS);
    multiplyBy(out, this.#units);
  }
}
