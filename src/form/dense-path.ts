/** Linear systems at a point of the central path (central-path.ts), with dense matrices. */
import { mirror, symmetrise } from "../matrix/dense.js";
import { QuasidefiniteFactors } from "../matrix/ldl.js";
import { addTimesInOrder, denseMatrix } from "../matrix/operator.js";
import { pseudoInverse } from "../matrix/orthogonal.js";
import { requireRoom } from "../problem/errors.js";
import type { KktVectors } from "../problem/fields.js";
import type { PathSystem } from "./path-system.js";
import { DELTA, FACTOR_REGULARISATION, REGULAR, RHO, SOLVED } from "./path-system.js";
import type { Refinable } from "./refinement.js";
import { add, norm, refine } from "./refinement.js";
import type { Blocks, Constraints } from "./standard.js";

export class DensePath implements PathSystem, Refinable {
  readonly #constraints: Constraints;
  readonly #solution: KktVectors;
  #lambda: Float64Array;
  #slack: Float64Array;
  #factors: QuasidefiniteFactors | undefined;
  #weights: Float64Array;
  /** Rows that the factorisation does not eliminate. */
  #kept = new Int32Array(0);
  /** Of what elimination leaves of K, `[n + equalities + kept]` squared; or what stands for it. */
  #inverse: { readonly matrix: Float64Array; readonly regular: boolean } | undefined;

  constructor(constraints: Constraints, solution: KktVectors) {
    this.#constraints = constraints;
    this.#solution = solution;
    this.#lambda = this.#slack = this.#weights = new Float64Array(constraints.inequalities);
  }

  newBlocks(): Blocks {
    return this.#constraints.newBlocks();
  }

  refine(right: Blocks, out: Blocks): number {
    return refine(this, right, out);
  }

  /**
   * Eliminates the rows whose slack outweighs their multiplier, which add little to Q, and keeps the others beside E:
   * eliminated, their weight lambda/s would drown all else. Regularised.
   */
  factor({ lambda }: Blocks, slack: Float64Array): void {
    const constraints = this.#constraints;
    const { n, equalities } = constraints;
    this.#lambda = lambda;
    this.#slack = slack;
    this.#inverse = undefined;
    this.#weights = slack.map((s, i) => 1 / (s / lambda[i] + DELTA));
    this.#kept = Int32Array.from(lambda.keys()).filter((i) => lambda[i] > slack[i]);
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
      refine(this, unit, column);
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
    const left = refine(this, probe, answer);
    for (let i = 0; i < scale.length; i++) {
      probe.lambda[i] *= scale[i];
      answer.lambda[i] /= scale[i];
    }
    return left <= SOLVED && norm(answer) <= REGULAR * norm(probe);
  }

  #rowScales(): Float64Array {
    return this.#slack.map((s, i) => Math.sqrt(this.#lambda[i] / (this.#lambda[i] + s)));
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

  solveOnce(right: Blocks, out: Blocks): void {
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
  addTimes(x: Blocks, scale: number, out: Blocks): void {
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
