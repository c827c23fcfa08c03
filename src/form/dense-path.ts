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
import { addKktTimes, BlockUnits, multiplied, multiplyBy, refineInUnits } from "./block-units.js";
import { norm, probeOf, refine } from "./refinement.js";
import type { Blocks, Constraints } from "./standard.js";
import type { UnitsOfElement } from "./units.js";

/** All of it in canonical units: what is singular must not depend on the user's. */
export class DensePath implements PathSystem, Refinable {
  readonly rho: Float64Array;
  readonly delta: Float64Array;
  readonly #constraints: Constraints;
  readonly #solution: KktVectors;
  readonly #canonical: BlockUnits;
  #units: Blocks;
  /** s/lambda + delta of the rows of C. */
  #gap: Float64Array;
  #factors: QuasidefiniteFactors | undefined;
  #weights: Float64Array;
  /** Rows that the factorisation does not eliminate. */
  #kept = new Int32Array(0);
  /** Of what elimination leaves of K, `[n + equalities + kept]` squared; or what stands for it. */
  #inverse: { readonly matrix: Float64Array; readonly regular: boolean } | undefined;

  constructor(constraints: Constraints, units: UnitsOfElement, solution: KktVectors) {
    this.#constraints = constraints;
    this.#solution = solution;
    this.#canonical = new BlockUnits(constraints, units);
    this.rho = this.#canonical.rho(RHO);
    this.delta = this.#canonical.delta(DELTA);
    this.#gap = this.#weights = new Float64Array(constraints.inequalities);
    this.#units = this.#canonical.at(this.#gap);
  }

  newBlocks(): Blocks {
    return this.#constraints.newBlocks();
  }

  refine(right: Blocks, out: Blocks): number {
    return refineInUnits(this, this.#units, right, out);
  }

  /**
   * Eliminates the rows whose slack outweighs their multiplier, which add little to Q, and keeps the others beside E:
   * eliminated, their weight lambda/s would drown all else. Regularised.
   */
  factor({ lambda }: Blocks, slack: Float64Array): void {
    const constraints = this.#constraints;
    const { n, equalities } = constraints;
    this.#inverse = undefined;
    const gap = slack.map((s, i) => s / lambda[i] + this.delta[i]);
    const units = this.#canonical.at(gap);
    this.#units = units;
    this.#gap = gap.map((value, i) => value * units.lambda[i] ** 2);
    this.#weights = this.#gap.map((gap) => 1 / gap);
    this.#kept = Int32Array.from(lambda.keys()).filter((i) => lambda[i] > slack[i]);
    const size = n + equalities + this.#kept.length;
    requireRoomFor(size);
    const M = new Float64Array(size * size);
    const eliminated = this.#weights.map((weight, i) => weight * units.lambda[i] ** 2);
    for (const i of this.#kept) eliminated[i] = 0;
    constraints.addHessian(eliminated, M, size);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) M[i * size + j] *= units.z[i] * units.z[j];
    }
    for (let i = 0; i < n; i++) {
      const at = i * size + i;
      M[at] += RHO + FACTOR_REGULARISATION * Math.max(1, M[at]);
    }
    for (let k = 0; k < equalities; k++) {
      M.set(this.#scaledRow(constraints.rowOfE(k), units.nu[k]), (n + k) * size);
      M[(n + k) * size + n + k] = -FACTOR_REGULARISATION;
    }
    this.#kept.forEach((row, k) => {
      const at = n + equalities + k;
      M.set(this.#scaledRow(constraints.rowOfC(row), units.lambda[row]), at * size);
      M[at * size + at] = -this.#gap[row] - FACTOR_REGULARISATION;
    });
    this.#factors = new QuasidefiniteFactors(M, size, n);
  }

  #scaledRow(row: Float64Array, unit: number): Float64Array {
    const { z } = this.#units;
    return row.map((value, i) => value * unit * z[i]);
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
    const scaled = multiplied(given, this.#units);
    if (regular) this.#applyInverse(matrix, scaled, answer);
    else this.#applyPseudoInverse(matrix, scaled, answer);
    multiplyBy(answer, this.#units);
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
   * Decided once, for all right-hand sides, so that the map stays symmetric. Scaled by 1/√(1 + gap) on
   * the rows of C, a regular K has an inverse near 1; the probe reaches into all its directions.
   */
  #isRegular(): boolean {
    const probe = probeOf(this.newBlocks());
    const scale = this.#rowScales();
    for (let i = 0; i < scale.length; i++) probe.lambda[i] /= scale[i];
    const answer = this.#constraints.newBlocks();
    const { residual } = refine(this, probe, answer);
    for (let i = 0; i < scale.length; i++) {
      probe.lambda[i] *= scale[i];
      answer.lambda[i] /= scale[i];
    }
    return residual <= SOLVED && norm(answer) <= REGULAR * norm(probe);
  }

  #rowScales(): Float64Array {
    return this.#gap.map((gap) => 1 / Math.sqrt(1 + gap));
  }

  #pseudoInverse(): Float64Array {
    const constraints = this.#constraints;
    const { n, equalities, inequalities } = constraints;
    const size = n + equalities + inequalities;
    requireRoomFor(size);
    const scale = this.#rowScales();
    const K = new Float64Array(size * size);
    constraints.addHessian(new Float64Array(inequalities), K, size);
    const { z, nu, lambda } = this.#units;
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) K[i * size + j] *= z[i] * z[j];
    for (let k = 0; k < equalities; k++) {
      K.set(this.#scaledRow(constraints.rowOfE(k), nu[k]), (n + k) * size);
    }
    for (let k = 0; k < inequalities; k++) {
      const row = n + equalities + k;
      K.set(this.#scaledRow(constraints.rowOfC(k), scale[k] * lambda[k]), row * size);
      K[row * size + row] = -(scale[k] ** 2) * this.#gap[k];
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
    const units = this.#units;
    const first = n + equalities;
    const x = new Float64Array(first + this.#kept.length);
    const z = x.subarray(0, n);
    const eliminated = right.lambda.map((value, i) => value * this.#weights[i]);
    for (const i of this.#kept) eliminated[i] = 0;
    const added = new Float64Array(n);
    constraints.addCTransposed(
      eliminated.map((value, i) => value * units.lambda[i]),
      added,
    );
    for (let i = 0; i < n; i++) z[i] = right.z[i] + added[i] * units.z[i];
    x.set(right.nu, n);
    this.#kept.forEach((row, k) => (x[first + k] = right.lambda[row]));
    solve(x);
    out.z.set(z);
    out.nu.set(x.subarray(n, first));
    out.lambda.fill(0);
    constraints.addC(
      z.map((value, i) => value * units.z[i]),
      out.lambda,
    );
    for (let i = 0; i < out.lambda.length; i++) {
      out.lambda[i] = (out.lambda[i] * units.lambda[i] - right.lambda[i]) * this.#weights[i];
    }
    this.#kept.forEach((row, k) => (out.lambda[row] = x[first + k]));
  }

  addTimes(x: Blocks, factor: number, out: Blocks): void {
    addKktTimes(this.#constraints, this.#units, { rho: RHO, gap: this.#gap }, x, factor, out);
  }
}

/** @throws OptNetError before anything is allocated. */
function requireRoomFor(size: number): void {
  const what = `a dense matrix of order ${size}, for a point of the central path`;
  requireRoom("gradient", size * size, what, 'Leave out gradient: "smoothed", or solve a smaller problem.');
}
