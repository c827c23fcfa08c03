/**
 * The point at which every slack times its multiplier is mu, and linear systems there:
 *
 *     F₁ = Qz + p + Eᵀnu + Cᵀlambda + rho (z − z*)   = 0
 *     F₂ = Ez − f                                    = 0
 *     F₃ = Cz − d + s − delta lambda                 = 0,     s ∘ lambda = mu,   s, lambda > 0
 *
 * It is a point of the central path. With v = lambda − s the last line solves itself,
 *
 *     lambda = ½ (√(v² + 4mu) + v),     s = ½ (√(v² + 4mu) − v),
 *
 * and what is left is a smooth monotone equation in (z, nu, v), for which Newton's method with a line search on
 * ‖F‖ has no signs to mind. Its Jacobian in (z, nu, lambda) is the symmetric matrix
 *
 *     K = [ Q + rho  Eᵀ   Cᵀ
 *           E        0    0
 *           C        0    −(s/lambda + delta) ]
 *
 * which tends to the KKT matrix of the active set as mu → 0: a row that matters has s/lambda → 0, the others have
 * lambda/s → 0. The tiny rho and delta, part of the definition, give the path where there is no interior (rows
 * that shut each other in) and where the minimisers reach to infinity.
 *
 * Sources: Chen & Mangasarian 1996 and Kanzow 1996 for the smooth form; Tracy & Manchester 2024 (arXiv
 * 2406.11749) for differentiating a relaxed solution.
 */
import { maxAbs, mirror, symmetrise } from "../matrix/dense.js";
import { addTimesInOrder, denseMatrix } from "../matrix/operator.js";
import { QuasidefiniteFactors } from "../matrix/ldl.js";
import { pseudoInverse } from "../matrix/orthogonal.js";
import { requireRoom } from "../problem/errors.js";
import type { Blocks, Constraints } from "./standard.js";
import type { KktVectors } from "../problem/fields.js";

const RHO = 1e-10;
const DELTA = 1e-10;
/** Regularisation of the factorisation alone, relative to the largest entry of Q; refinement removes it. */
const FACTOR_REGULARISATION = 1e-9;
const MAX_STEPS = 60;
/** Where the central path is easy to find. */
const WIDE = 1;
/** ‖F‖∞ of a point that counts as found, relative to the size of the data and of the solution. */
const FOUND = 1e-9;
const MAX_REFINEMENTS = 12;
/** Relative residual at which the probe of a linear system counts as solved. */
const SOLVED = 1e-9;
/** Size of the inverse, scaled, from which a system counts as singular. */
const REGULAR = 1e7;

export class CentralPoint {
  readonly point: Blocks;
  /** Whether Newton's method arrived. */
  readonly found: boolean;
  readonly #constraints: Constraints;
  readonly #solution: KktVectors;
  #mu: number;
  readonly #center: Float64Array;
  readonly #v: Float64Array;
  readonly #slack: Float64Array;
  readonly #residual: Blocks;
  #factors: QuasidefiniteFactors | undefined;
  #weights: Float64Array;
  /** Rows that the factorisation does not eliminate. */
  #kept = new Int32Array(0);
  /** Of what elimination leaves of K, `[n + equalities + kept]` squared; or what stands for it. */
  #inverse: { readonly matrix: Float64Array; readonly regular: boolean } | undefined;

  /** @param solution where to start; the nearer mu is to 0, the nearer the point is to it. */
  constructor(constraints: Constraints, solution: KktVectors, mu: number) {
    this.#constraints = constraints;
    this.#solution = solution;
    this.#mu = mu;
    this.#center = solution.z.slice();
    this.point = constraints.newBlocks();
    constraints.gather(solution, solution, this.point);
    this.#residual = constraints.newBlocks();
    this.#slack = new Float64Array(constraints.inequalities);
    this.#weights = new Float64Array(constraints.inequalities);
    const value = new Float64Array(constraints.inequalities);
    constraints.addC(solution.z, value);
    this.#v = value.map((Cz, i) => this.point.lambda[i] - Math.max(0, constraints.d[i] - Cz));
    this.found = this.#newton() || this.#follow();
    this.#factor();
  }

  /**
   * Solves K out = right; where K is singular to working accuracy, by its pseudo-inverse, scaled. Both are matrices
   * that are symmetric to the last bit: what rounding makes of one right-hand side it must make of all.
   */
  solve(right: KktVectors, out: KktVectors): void {
    if (this.#inverse === undefined) {
      const regular = this.#isRegular();
      this.#inverse = { matrix: regular ? this.#plainInverse() : this.#pseudoInverse(), regular };
    }
    const { matrix, regular } = this.#inverse;
    const given = this.#constraints.newBlocks();
    const answer = this.#constraints.newBlocks();
    this.#constraints.gather(right, this.#solution, given);
    if (regular) this.#applyInverse(matrix, given, answer);
    else this.#applyPseudoInverse(matrix, given, answer);
    this.#constraints.scatter(answer, this.#solution, out);
  }

  #plainInverse(): Float64Array {
    const { n, equalities } = this.#constraints;
    const size = n + equalities + this.#kept.length;
    const inverse = new Float64Array(size * size);
    const unit = this.#constraints.newBlocks();
    const column = this.#constraints.newBlocks();
    for (let i = 0; i < size; i++) {
      const [block, at] =
        i < n
          ? [unit.z, i]
          : i < n + equalities
            ? [unit.nu, i - n]
            : [unit.lambda, this.#kept[i - n - equalities]];
      block[at] = 1;
      this.#refine(unit, column);
      block[at] = 0;
      inverse.set(column.z, i * size);
      inverse.set(column.nu, i * size + n);
      this.#kept.forEach((row, k) => (inverse[i * size + n + equalities + k] = column.lambda[row]));
    }
    symmetrise(inverse, size);
    return inverse;
  }

  #applyInverse(inverse: Float64Array, right: Blocks, out: Blocks): void {
    const size = Math.sqrt(inverse.length);
    this.#eliminate(right, out, (x) => {
      const product = new Float64Array(size);
      addTimesInOrder(denseMatrix(inverse, size, size), x, product);
      x.set(product);
    });
  }

  /**
   * Decided once, for all right-hand sides, so that the map stays symmetric. Scaled by √(lambda/(lambda + s)) on
   * the rows of C, a regular K has an inverse near 1; the probe reaches into all its directions.
   */
  #isRegular(): boolean {
    const probe = this.#constraints.newBlocks();
    let phase = 0;
    for (const block of [probe.z, probe.nu, probe.lambda]) {
      for (let i = 0; i < block.length; i++) block[i] = Math.cos(++phase * phase);
    }
    const scale = this.#rowScales();
    for (let i = 0; i < scale.length; i++) probe.lambda[i] /= scale[i];
    const answer = this.#constraints.newBlocks();
    const left = this.#refine(probe, answer);
    for (let i = 0; i < scale.length; i++) {
      probe.lambda[i] *= scale[i];
      answer.lambda[i] /= scale[i];
    }
    return left <= SOLVED && norm(answer) <= REGULAR * norm(probe);
  }

  #rowScales(): Float64Array {
    return this.#slack.map((s, i) => Math.sqrt(this.point.lambda[i] / (this.point.lambda[i] + s)));
  }

  #pseudoInverse(): Float64Array {
    const constraints = this.#constraints;
    const { n, equalities, inequalities } = constraints;
    const size = n + equalities + inequalities;
    requireRoomFor(size);
    const scale = this.#rowScales();
    const K = new Float64Array(size * size);
    constraints.addHessian(new Float64Array(inequalities), K, size);
    for (let k = 0; k < equalities; k++) K.set(constraints.rowOfE(k), (n + k) * size);
    for (let k = 0; k < inequalities; k++) {
      const row = n + equalities + k;
      K.set(
        constraints.rowOfC(k).map((value) => value * scale[k]),
        row * size,
      );
      K[row * size + row] = -(scale[k] ** 2) / this.#weights[k];
    }
    mirror(K, size);
    return pseudoInverse(K, size, 1 / REGULAR);
  }

  #applyPseudoInverse(inverse: Float64Array, right: Blocks, out: Blocks): void {
    const { n, equalities, inequalities } = this.#constraints;
    const scale = this.#rowScales();
    const r = new Float64Array(n + equalities + inequalities);
    r.set(right.z);
    r.set(right.nu, n);
    for (let i = 0; i < inequalities; i++) r[n + equalities + i] = right.lambda[i] * scale[i];
    const x = new Float64Array(r.length);
    addTimesInOrder(denseMatrix(inverse, x.length, x.length), r, x);
    out.z.set(x.subarray(0, n));
    out.nu.set(x.subarray(n, n + equalities));
    for (let i = 0; i < inequalities; i++) out.lambda[i] = x[n + equalities + i] * scale[i];
  }

  /** Along the path from where it is wide, when there is no way from the solution directly. */
  #follow(): boolean {
    const mu = this.#mu;
    for (let wide = Math.max(WIDE, mu); ; wide = Math.max(mu, wide / 10)) {
      this.#mu = wide;
      const found = this.#newton();
      if (wide === mu) return found;
    }
  }

  /** Newton's method from the current point. */
  #newton(): boolean {
    const constraints = this.#constraints;
    const step = constraints.newBlocks();
    const start = { z: this.point.z.slice(), nu: this.point.nu.slice(), v: this.#v.slice() };
    const change = new Float64Array(this.#v.length);
    let norm = this.#evaluate();
    for (let iteration = 0; iteration < MAX_STEPS && norm > 0; iteration++) {
      this.#factor();
      const { z, nu, lambda } = this.#residual;
      this.#refine({ z: z.map(negative), nu: nu.map(negative), lambda: lambda.map(negative) }, step);
      // dlambda = lambda / (lambda + s) dv.
      for (let i = 0; i < change.length; i++) {
        change[i] = step.lambda[i] * (1 + this.#slack[i] / this.point.lambda[i]);
      }
      start.z.set(this.point.z);
      start.nu.set(this.point.nu);
      start.v.set(this.#v);
      let alpha = 1;
      let next = norm;
      for (; alpha > 1e-12; alpha /= 2) {
        for (let i = 0; i < start.z.length; i++) this.point.z[i] = start.z[i] + alpha * step.z[i];
        for (let i = 0; i < start.nu.length; i++) this.point.nu[i] = start.nu[i] + alpha * step.nu[i];
        for (let i = 0; i < start.v.length; i++) this.#v[i] = start.v[i] + alpha * change[i];
        next = this.#evaluate();
        if (next <= (1 - 1e-4 * alpha) * norm) break;
      }
      if (!(next < norm)) {
        this.point.z.set(start.z);
        this.point.nu.set(start.nu);
        this.#v.set(start.v);
        this.#evaluate();
        break;
      }
      norm = next;
    }
    return this.#violation() <= FOUND;
  }

  /** Slacks, multipliers and residuals of the current z, nu and v; returns ‖F‖. */
  #evaluate(): number {
    const constraints = this.#constraints;
    const { z, nu, lambda } = this.point;
    const mu = this.#mu;
    const F = this.#residual;
    for (let i = 0; i < lambda.length; i++) {
      const v = this.#v[i];
      const larger = 0.5 * (Math.abs(v) + Math.hypot(v, 2 * Math.sqrt(mu)));
      lambda[i] = v > 0 ? larger : mu / larger;
      this.#slack[i] = v > 0 ? mu / larger : larger;
    }
    for (let i = 0; i < z.length; i++) F.z[i] = constraints.p[i] + RHO * (z[i] - this.#center[i]);
    constraints.addQ(z, F.z);
    constraints.addETransposed(nu, F.z);
    constraints.addCTransposed(lambda, F.z);
    for (let i = 0; i < nu.length; i++) F.nu[i] = -constraints.f[i];
    constraints.addE(z, F.nu);
    for (let i = 0; i < lambda.length; i++)
      F.lambda[i] = this.#slack[i] - constraints.d[i] - DELTA * lambda[i];
    constraints.addC(z, F.lambda);
    return norm(F);
  }

  /** ‖F‖∞ relative to the largest numbers that it is made of. */
  #violation(): number {
    const { z, nu, lambda } = this.point;
    const { p, d, f } = this.#constraints;
    const dual = maxAbs(p) + maxAbs(nu) + maxAbs(lambda) + 1;
    const primal = maxAbs(d) + maxAbs(f) + maxAbs(z) + 1;
    const F = this.#residual;
    return Math.max(maxAbs(F.z) / dual, maxAbs(F.nu) / primal, maxAbs(F.lambda) / primal);
  }

  /**
   * Eliminates the rows whose slack outweighs their multiplier, which add little to Q, and keeps the others beside E:
   * eliminated, their weight lambda/s would drown all else. Regularised.
   */
  #factor(): void {
    const constraints = this.#constraints;
    const { n, equalities } = constraints;
    const { lambda } = this.point;
    this.#weights = this.#slack.map((s, i) => 1 / (s / lambda[i] + DELTA));
    this.#kept = Int32Array.from(lambda.keys()).filter((i) => lambda[i] > this.#slack[i]);
    const size = n + equalities + this.#kept.length;
    requireRoomFor(size);
    const M = new Float64Array(size * size);
    const eliminated = this.#weights.slice();
    for (const i of this.#kept) eliminated[i] = 0;
    constraints.addHessian(eliminated, M, size);
    let scale = 1;
    for (let i = 0; i < n; i++) scale = Math.max(scale, M[i * size + i]);
    for (let i = 0; i < n; i++) M[i * size + i] += RHO + FACTOR_REGULARISATION * scale;
    for (let k = 0; k < equalities; k++) {
      M.set(constraints.rowOfE(k), (n + k) * size);
      M[(n + k) * size + n + k] = -FACTOR_REGULARISATION / scale;
    }
    this.#kept.forEach((row, k) => {
      const at = n + equalities + k;
      M.set(constraints.rowOfC(row), at * size);
      M[at * size + at] = -1 / this.#weights[row] - FACTOR_REGULARISATION / scale;
    });
    this.#factors = new QuasidefiniteFactors(M, size, n);
  }

  /** Solves with the factors and refines while that helps; returns the relative residual. */
  #refine(right: Blocks, out: Blocks): number {
    const constraints = this.#constraints;
    const size = norm(right);
    if (size === 0) {
      for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
      return 0;
    }
    this.#solveOnce(right, out);
    const rest = constraints.newBlocks();
    const correction = constraints.newBlocks();
    const leftOver = (): number => {
      rest.z.set(right.z);
      rest.nu.set(right.nu);
      rest.lambda.set(right.lambda);
      this.#addTimes(out, -1, rest);
      return norm(rest);
    };
    let left = leftOver();
    for (let round = 0; round < MAX_REFINEMENTS && left > 0; round++) {
      this.#solveOnce(rest, correction);
      add(out, correction, 1);
      const next = leftOver();
      if (!(next < left)) {
        add(out, correction, -1);
        break;
      }
      left = next;
    }
    return left / size;
  }

  #solveOnce(right: Blocks, out: Blocks): void {
    this.#eliminate(right, out, (x) => this.#factors!.solve(x));
  }

  /** Solves with the rows that are not kept eliminated; `solve` overwrites a right-hand side with the solution. */
  #eliminate(right: Blocks, out: Blocks, solve: (x: Float64Array) => void): void {
    const constraints = this.#constraints;
    const { n, equalities } = constraints;
    const first = n + equalities;
    const x = new Float64Array(first + this.#kept.length);
    const z = x.subarray(0, n);
    const eliminated = right.lambda.map((value, i) => value * this.#weights[i]);
    for (const i of this.#kept) eliminated[i] = 0;
    z.set(right.z);
    constraints.addCTransposed(eliminated, z);
    x.set(right.nu, n);
    this.#kept.forEach((row, k) => (x[first + k] = right.lambda[row]));
    solve(x);
    out.z.set(z);
    out.nu.set(x.subarray(n, first));
    out.lambda.fill(0);
    constraints.addC(out.z, out.lambda);
    for (let i = 0; i < out.lambda.length; i++) {
      out.lambda[i] = (out.lambda[i] - right.lambda[i]) * this.#weights[i];
    }
    this.#kept.forEach((row, k) => (out.lambda[row] = x[first + k]));
  }

  /** out += scale · K x. */
  #addTimes(x: Blocks, scale: number, out: Blocks): void {
    const constraints = this.#constraints;
    const product = constraints.newBlocks();
    for (let i = 0; i < x.z.length; i++) product.z[i] = RHO * x.z[i];
    constraints.addQ(x.z, product.z);
    constraints.addETransposed(x.nu, product.z);
    constraints.addCTransposed(x.lambda, product.z);
    constraints.addE(x.z, product.nu);
    constraints.addC(x.z, product.lambda);
    for (let i = 0; i < x.lambda.length; i++) product.lambda[i] -= x.lambda[i] / this.#weights[i];
    add(out, product, scale);
  }
}

/** @throws OptNetError before anything is allocated. */
function requireRoomFor(size: number): void {
  const what = `a dense matrix of order ${size}, for a point of the central path`;
  requireRoom("gradient", size * size, what, 'Leave out gradient: "smoothed", or solve a smaller problem.');
}

function negative(value: number): number {
  return -value;
}

function add(target: Blocks, x: Blocks, scale: number): void {
  for (const name of ["z", "nu", "lambda"] as const) {
    for (let i = 0; i < target[name].length; i++) target[name][i] += scale * x[name][i];
  }
}

function norm({ z, nu, lambda }: Blocks): number {
  let square = 0;
  for (const block of [z, nu, lambda]) for (const value of block) square += value * value;
  return Math.sqrt(square);
}
