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
 * lambda/s → 0. The tiny rho and delta, part of the definition and in canonical units, give the path where there is
 * no interior (rows that shut each other in) and where the minimisers reach to infinity.
 *
 * Sources: Chen & Mangasarian 1996 and Kanzow 1996 for the smooth form; Tracy & Manchester 2024 (arXiv
 * 2406.11749) for differentiating a relaxed solution.
 */
import { maxAbs } from "../matrix/dense.js";
import type { KktVectors } from "../problem/fields.js";
import type { PathSystem } from "./path-system.js";
import { norm } from "./refinement.js";
import type { Blocks, Constraints } from "./standard.js";

const MAX_STEPS = 60;
/** Where the central path is easy to find. */
const WIDE = 1;
/** ‖F‖∞ of a point that counts as found, relative to the size of the data and of the solution. */
const FOUND = 1e-9;

export class CentralPoint {
  readonly point: Blocks;
  /** Whether Newton's method arrived. */
  readonly found: boolean;
  readonly #constraints: Constraints;
  #mu: number;
  readonly #center: Float64Array;
  readonly #v: Float64Array;
  readonly #slack: Float64Array;
  readonly #residual: Blocks;
  readonly #system: PathSystem;

  /**
   * @param solution where to start; the nearer mu is to 0, the nearer the point is to it.
   * @param system what solves the linear systems.
   */
  constructor(constraints: Constraints, solution: KktVectors, mu: number, system: PathSystem) {
    this.#constraints = constraints;
    this.#mu = mu;
    this.#center = solution.z.slice();
    this.point = constraints.newBlocks();
    constraints.gather(solution, solution, this.point);
    this.#residual = constraints.newBlocks();
    this.#slack = new Float64Array(constraints.inequalities);
    this.#system = system;
    const value = new Float64Array(constraints.inequalities);
    constraints.addC(solution.z, value);
    this.#v = value.map((Cz, i) => this.point.lambda[i] - Math.max(0, constraints.d[i] - Cz));
    this.found = this.#newton() || this.#follow();
    this.#system.factor(this.point, this.#slack);
  }

  /** K out = right, by one symmetric operator, also where K is singular to working accuracy. */
  solve(right: KktVectors, out: KktVectors): void {
    this.#system.solve(right, out);
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
      this.#system.factor(this.point, this.#slack);
      const { z, nu, lambda } = this.#residual;
      this.#system.refine({ z: z.map(negative), nu: nu.map(negative), lambda: lambda.map(negative) }, step);
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
    const { rho, delta } = this.#system;
    const F = this.#residual;
    for (let i = 0; i < lambda.length; i++) {
      const v = this.#v[i];
      const larger = 0.5 * (Math.abs(v) + Math.hypot(v, 2 * Math.sqrt(mu)));
      lambda[i] = v > 0 ? larger : mu / larger;
      this.#slack[i] = v > 0 ? mu / larger : larger;
    }
    for (let i = 0; i < z.length; i++) F.z[i] = constraints.p[i] + rho[i] * (z[i] - this.#center[i]);
    constraints.addQ(z, F.z);
    constraints.addETransposed(nu, F.z);
    constraints.addCTransposed(lambda, F.z);
    for (let i = 0; i < nu.length; i++) F.nu[i] = -constraints.f[i];
    constraints.addE(z, F.nu);
    for (let i = 0; i < lambda.length; i++)
      F.lambda[i] = this.#slack[i] - constraints.d[i] - delta[i] * lambda[i];
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
}

function negative(value: number): number {
  return -value;
}
