/**
 * KKT systems in the user's units, whole and sparse:
 *
 *     K = [ Q + rho   Eᵀ    CᵀS        S: the scales of the rows of C; 0 takes a row out
 *           E         0     0
 *           SC        0    −S² gap ]   gap: s/lambda of a point of the central path, 0 of a row that is active
 *
 * Factored with a little regularisation, in the order that keeps it sparse; bounds and fixed variables, whose rows have
 * one entry, are eliminated beforehand. Refinement takes the regularisation out.
 *
 * `solve` is symmetric as an operator, whatever the rank of K, so that forward and reverse mode are adjoint to each
 * other where no derivative exists too. With F the factored matrix, a fixed number of refinements from 0 is
 *
 *     G = F⁻¹ + (I − F⁻¹K) F⁻¹ + … + (I − F⁻¹K)ᵏ⁻¹ F⁻¹,
 *
 * which for a regular K is K⁻¹. On the range of a singular one it is nearly that, and (G K)² G (K G)² is the
 * pseudo-inverse: K G is 1 on the range and 0 on the kernel.
 *
 * Sources: Vanderbei 1995 (any order of elimination); Rockafellar 1976 (the iteration that G is).
 */
import type { SparseFactor } from "../matrix/multifrontal.js";
import type { Symbolic } from "../matrix/symbolic.js";
import { analyse } from "../matrix/symbolic.js";
import type { Problem } from "../problem/problem.js";
import type { KktPattern } from "./kkt-pattern.js";
import { entriesOn, kktPatternOf, patternsOf } from "./kkt-pattern.js";
import type { Refinable } from "./refinement.js";
import { add, norm, refine } from "./refinement.js";
import type { Blocks, Constraints } from "./standard.js";

/** Regularisation of the factors, relative to the largest entry of Q's diagonal: of regular systems, and of singular ones. */
const REGULARISATION = { regular: 1e-9, singular: 1e-5 };
/** Relative residual at which a probe counts as solved. */
const SOLVED = 1e-9;
/** Relative residual of a system in the range of a singular matrix that counts as solved. */
const CONSISTENT = 1e-6;
/** Size of the inverse from which a system counts as singular. */
const REGULAR = 1e7;
/** Refinements, of which each leaves a small share of what there was. */
const REFINEMENTS = { regular: 4, singular: 6 };

/** One set of factors for all elements of a problem, who take turns; each keeps the numbers of its own matrix. */
export class SharedFactor {
  readonly kkt: KktPattern;
  readonly #symbolic: Symbolic;
  readonly #factor: SparseFactor;
  readonly #signs: Int8Array;
  #values: Float64Array | undefined;
  #usable = false;

  /** @param newFactor room for factors of a pattern: the kernels', or TypeScript's. */
  constructor(kkt: KktPattern, symbolic: Symbolic, newFactor: (symbolic: Symbolic) => SparseFactor) {
    this.kkt = kkt;
    this.#symbolic = symbolic;
    this.#factor = newFactor(symbolic);
    const { size } = this.#symbolic;
    this.#signs = new Int8Array(size).fill(1, 0, kkt.Q.columns).fill(-1, kkt.Q.columns);
  }

  /** x ← (the matrix of these values)⁻¹ x; false where it has no factors. */
  solve(values: Float64Array, x: Float64Array): boolean {
    if (this.#values !== values) {
      this.#usable = this.#factor.factor(values, this.#signs);
      this.#values = values;
    }
    if (this.#usable) this.#factor.solve(x);
    else x.fill(NaN);
    return this.#usable;
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

export class SparseKkt implements Refinable {
  readonly #constraints: Constraints;
  readonly #shared: SharedFactor;
  readonly #rho: number;
  /** Q, A and G in the order of the KKT matrix's pattern, and the largest entry of Q's diagonal. */
  readonly #entries: Float64Array;
  readonly #size: number;
  #scale: Float64Array;
  #gap: Float64Array;
  #regularisation = 0;
  /** The matrix that is factored; another array for other numbers. */
  #values!: Float64Array;
  #isRegular: boolean | undefined;

  constructor(
    problem: Problem,
    element: number,
    constraints: Constraints,
    shared: SharedFactor,
    rho: number,
  ) {
    this.#constraints = constraints;
    this.#shared = shared;
    this.#rho = rho;
    const { kkt } = shared;
    const { places, diagonal } = kkt;
    this.#entries = new Float64Array(kkt.lower.index.length);
    if (problem.quadratic === "diagonal" && problem.Q?.pattern === undefined) {
      const { data, stride } = problem.Q!;
      for (let i = 0; i < constraints.n; i++) this.#entries[diagonal[i]] = data[element * stride + i];
    } else this.#place(problem, "Q", element, places.Q);
    this.#place(problem, "A", element, places.A);
    this.#place(problem, "G", element, places.G);
    let size = 1;
    for (let i = 0; i < constraints.n; i++) size = Math.max(size, this.#entries[diagonal[i]]);
    this.#size = size;
    this.#scale = this.#gap = new Float64Array(constraints.inequalities);
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

  /** Takes other scales and gaps of the rows of C, and keeps both arrays. */
  factor(scale: Float64Array, gap: Float64Array): void {
    this.#scale = scale;
    this.#gap = gap;
    this.#isRegular = undefined;
    this.#assemble(REGULARISATION.regular);
  }

  #assemble(regularisation: number): void {
    const constraints = this.#constraints;
    const { n, rowsOfG, inequalities } = constraints;
    const { diagonal, places, G } = this.#shared.kkt;
    const e = constraints.equalities - constraints.fixed.length;
    const values = this.#entries.slice();
    const below = regularisation / this.#size;
    for (let i = 0; i < n; i++) values[diagonal[i]] += this.#rho + regularisation * this.#size;
    for (let i = 0; i < e; i++) values[diagonal[n + i]] = -below;
    for (let row = 0; row < rowsOfG; row++) {
      for (let k = G.start[row]; k < G.start[row + 1]; k++) values[places.G[k]] *= this.#scale[row];
      values[diagonal[n + e + row]] = -this.#weakened(row, below);
    }
    for (let row = rowsOfG; row < inequalities; row++) {
      values[diagonal[constraints.boundedBy(row)]] += this.#scale[row] ** 2 / this.#weakened(row, below);
    }
    for (const i of constraints.fixed) values[diagonal[i]] += 1 / below;
    this.#regularisation = below;
    this.#values = values;
  }

  /** Minus the diagonal entry of a row of C, regularised. */
  #weakened(row: number, below: number): number {
    const scale = this.#scale[row];
    return scale === 0 ? 1 : scale * scale * this.#gap[row] + below;
  }

  solveOnce(right: Blocks, out: Blocks): void {
    const constraints = this.#constraints;
    const { n, rowsOfG, inequalities, fixed } = constraints;
    const e = constraints.equalities - fixed.length;
    const below = this.#regularisation;
    const x = new Float64Array(this.#shared.kkt.diagonal.length);
    x.set(right.z);
    x.set(right.nu.subarray(0, e), n);
    x.set(right.lambda.subarray(0, rowsOfG), n + e);
    fixed.forEach((variable, k) => (x[variable] += right.nu[e + k] / below));
    for (let row = rowsOfG; row < inequalities; row++) {
      const share = (constraints.sideOf(row) * this.#scale[row]) / this.#weakened(row, below);
      x[constraints.boundedBy(row)] += share * right.lambda[row];
    }
    this.#shared.solve(this.#values, x);
    out.z.set(x.subarray(0, n));
    out.nu.set(x.subarray(n, n + e));
    out.lambda.set(x.subarray(n + e));
    fixed.forEach((variable, k) => (out.nu[e + k] = (x[variable] - right.nu[e + k]) / below));
    for (let row = rowsOfG; row < inequalities; row++) {
      const value = constraints.sideOf(row) * this.#scale[row] * x[constraints.boundedBy(row)];
      out.lambda[row] = (value - right.lambda[row]) / this.#weakened(row, below);
    }
  }

  addTimes(x: Blocks, factor: number, out: Blocks): void {
    const constraints = this.#constraints;
    const product = constraints.newBlocks();
    const scale = this.#scale;
    for (let i = 0; i < x.z.length; i++) product.z[i] = this.#rho * x.z[i];
    constraints.addQ(x.z, product.z);
    constraints.addETransposed(x.nu, product.z);
    constraints.addCTransposed(x.lambda.map(times(scale)), product.z);
    constraints.addE(x.z, product.nu);
    constraints.addC(x.z, product.lambda);
    for (let i = 0; i < x.lambda.length; i++) {
      const own = scale[i] === 0 ? 1 : scale[i] * scale[i] * this.#gap[i];
      product.lambda[i] = scale[i] * product.lambda[i] - own * x.lambda[i];
    }
    add(out, product, factor);
  }

  /** To working accuracy; returns the relative residual. */
  refine(right: Blocks, out: Blocks): number {
    return refine(this, right, out);
  }

  /** Whether K is regular to working accuracy: a probe reaches into all directions. */
  get isRegular(): boolean {
    if (this.#isRegular !== undefined) return this.#isRegular;
    const probe = this.#probe();
    const answer = this.newBlocks();
    const left = refine(this, probe, answer);
    this.#isRegular = left <= SOLVED && norm(answer) <= REGULAR * norm(probe);
    if (!this.#isRegular) this.#assemble(REGULARISATION.singular);
    return this.#isRegular;
  }

  /** Whether `solve` solves for what is in the range of K. */
  get isSolvable(): boolean {
    if (this.isRegular) return true;
    const [image, answer] = [this.newBlocks(), this.newBlocks()];
    this.addTimes(this.#probe(), 1, image);
    this.solve(image, answer);
    const size = norm(image);
    this.addTimes(answer, -1, image);
    return norm(image) <= CONSISTENT * size;
  }

  #probe(): Blocks {
    const probe = this.newBlocks();
    let phase = 0;
    for (const block of [probe.z, probe.nu, probe.lambda]) {
      for (let i = 0; i < block.length; i++) block[i] = Math.cos(++phase * phase);
    }
    return probe;
  }

  /** By the same symmetric operator for every right-hand side. */
  solve(right: Blocks, out: Blocks): void {
    if (this.isRegular) return this.#invert(right, out, REFINEMENTS.regular);
    const image = this.newBlocks();
    this.#invert(right, out, REFINEMENTS.singular);
    for (let round = 0; round < 4; round++) {
      for (const block of [image.z, image.nu, image.lambda]) block.fill(0);
      this.addTimes(out, 1, image);
      this.#invert(image, out, REFINEMENTS.singular);
    }
  }

  /** out ← G right. */
  #invert(right: Blocks, out: Blocks, refinements: number): void {
    const rest = this.newBlocks();
    const step = this.newBlocks();
    for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
    for (let k = 0; k < refinements; k++) {
      for (const name of ["z", "nu", "lambda"] as const) rest[name].set(right[name]);
      if (k > 0) this.addTimes(out, -1, rest);
      this.solveOnce(rest, step);
      add(out, step, 1);
    }
  }
}

function times(scale: Float64Array): (value: number, i: number) => number {
  return (value, i) => scale[i] * value;
}
