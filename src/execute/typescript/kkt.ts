/**
 * KKT systems of one element, in the interior point's units: factored, solved, and refined to working accuracy. The
 * same object serves the Newton steps and, between two of them, an active set; `factors` says whom last.
 */
import type { InteriorProblem } from "./interior-problem.js";
import {
  addATransposed,
  addCTransposed,
  addRows,
  multiplyQ,
  newBlocks,
  sameRows,
  softnessOf,
} from "./interior-problem.js";
import { addBlocks } from "../../form/refinement.js";
import type { Blocks } from "../../form/standard.js";
import { sameIndices } from "../../form/standard.js";
import { maxAbs } from "../../matrix/dense.js";
import type { Sizes, System } from "./residual.js";
import { sparseResidual } from "./residual.js";
import type { KktFactors } from "./factors.js";
import { DenseFactors, SparseFactors } from "./factors.js";

/** Parts of a problem that elements with equal matrices have in common, as the same objects. */
const SHARED = ["Q", "A", "G", "kkt", "boxBasis"] as const;

/** Whose factors a system holds: those of the matrix for its `v`, `rho` and `delta`, or of an active set. */
export type FactorsOf =
  { readonly kind: "regularised" } | { readonly kind: "active"; readonly active: Uint8Array };

const REGULARISED: FactorsOf = { kind: "regularised" };

/**
 * The regularised KKT system
 *
 *     [ Q + rho I   Aᵀ         Cᵀ ] [z     ]
 *     [ A          −delta I    0  ] [nu    ] = right        v = s/lambda + delta in a Newton step
 *     [ C           0         −V  ] [lambda]
 *
 * and, with its factors for rho = delta = v ≈ 0, the system of an active set.
 */
export class KktSystem {
  readonly problem: InteriorProblem;
  readonly v: Float64Array;
  rho = 0;
  delta = 0;
  readonly #factors: KktFactors;
  #factorsOf: FactorsOf | undefined;
  /** Relative residual that the factors of an active set leave of the probe; undefined where that is not known. */
  #probed: number | undefined;
  /** The active set that was found singular last. */
  #singular: Uint8Array | undefined;
  readonly #residual: Blocks;
  readonly #correction: Blocks;

  constructor(problem: InteriorProblem) {
    this.problem = problem;
    this.v = new Float64Array(problem.d.length);
    this.#factors = problem.kkt ? new SparseFactors(problem, problem.kkt) : new DenseFactors(problem);
    this.#residual = newBlocks(problem);
    this.#correction = newBlocks(problem);
  }

  /** Whether the KKT matrix is factored whole. */
  get isSparse(): boolean {
    return this.problem.kkt !== undefined;
  }

  /** How many numbers this holds. */
  get numbers(): number {
    const { n, e } = this.problem;
    return this.#factors.numbers + 2 * (n + e) + 3 * this.v.length;
  }

  /** Whose factors these are; undefined before the first factorisation, and after one that failed. */
  get factors(): FactorsOf | undefined {
    return this.#factorsOf;
  }

  /** Factors for the current `v`, `rho` and `delta`; false where rounding left no positive pivot. */
  factor(): boolean {
    return this.#factorAs(REGULARISED);
  }

  /**
   * Factors for an active set: its rows nearly as equalities, the others without weight. What is left of the
   * regularisation, refinement takes out.
   */
  factorActive(active: Uint8Array): boolean {
    if (!this.isSparse) return this.factorActiveWith(active, ACTIVE_REGULARISATION);
    if (this.#singular && sameRows(active, this.#singular)) return this.#factorSingular(active);
    // Rows that nearly depend on each other need less: as much as a probe shows.
    for (const regularisation of SPARSE_REGULARISATIONS) {
      if (!this.factorActiveWith(active, regularisation)) continue;
      this.#probed = this.#probe();
      if (this.#probed <= REGULAR) return true;
    }
    return this.#factorSingular(active);
  }

  #factorSingular(active: Uint8Array): boolean {
    const done = this.factorActiveWith(active, ACTIVE_REGULARISATION);
    this.#probed = Infinity;
    return done;
  }

  /**
   * Factors for an active set, unless these are its factors, and solves as {@link solveActive} does, with as much
   * regularisation as the right-hand side shows to be good.
   */
  solveFor(active: Uint8Array, right: Blocks, out: Blocks): number {
    let residual = this.isFactoredFor(active) ? this.solveActive(right, out, SOLVABLE) : Infinity;
    for (const regularisation of this.isSparse ? SPARSE_REGULARISATIONS : [ACTIVE_REGULARISATION]) {
      if (residual <= REGULAR) break;
      if (this.factorActiveWith(active, regularisation)) residual = this.solveActive(right, out, SOLVABLE);
    }
    // Less regularisation may leave no factors at all where more did well enough.
    if (!this.isFactoredFor(active)) {
      const isFactored = this.factorActiveWith(active, ACTIVE_REGULARISATION);
      residual = isFactored ? this.solveActive(right, out, SOLVABLE) : Infinity;
    }
    if (residual > SOLVABLE) this.#singular = active;
    return residual;
  }

  /** The same with this much regularisation. */
  factorActiveWith(active: Uint8Array, regularisation: number): boolean {
    this.rho = regularisation;
    this.delta = regularisation;
    this.#probed = undefined;
    for (let i = 0; i < active.length; i++)
      this.v[i] = active[i] ? regularisation + softnessOf(this.problem, i) : INACTIVE;
    return this.#factorAs({ kind: "active", active });
  }

  /**
   * Whether the factors of the active set solve for a right-hand side in general position: then they do for all, and
   * the system is regular.
   */
  get isRegular(): boolean {
    if (this.#probed === undefined) {
      this.#probed = this.#probe();
      if (this.#probed > REGULAR && this.isSparse) this.factorActive(this.#activeRows);
    }
    return this.#probed <= REGULAR;
  }

  #probe(): number {
    return this.solveActive(probeOf(this.problem, this.#activeRows), newBlocks(this.problem), REGULAR);
  }

  /** Whether the factors are those of this active set. */
  isFactoredFor(active: Uint8Array): boolean {
    return this.#factorsOf?.kind === "active" && sameRows(this.#factorsOf.active, active);
  }

  /** Whether the matrices are this problem's too, so that factors for an active set serve it. */
  serves(problem: InteriorProblem): boolean {
    const own = this.problem;
    return (
      ([...SHARED, "quadraticScale", "ridge", "soft"] as const).every(
        (name) => own[name] === problem[name],
      ) &&
      sameIndices(own.lowerIndex, problem.lowerIndex) &&
      sameIndices(own.upperIndex, problem.upperIndex)
    );
  }

  /** Ends its use. */
  dispose(): void {
    this.#factors.dispose();
  }

  #factorAs(factorsOf: FactorsOf): boolean {
    const { ridge, soft } = this.problem;
    const done = this.#factors.factor(this.v, this.rho + ridge, this.delta + soft);
    this.#factorsOf = done ? factorsOf : undefined;
    return done;
  }

  /**
   * Solves the regularised system to working accuracy: the solution of the factors, refined while its residual
   * shrinks. Without refinement the weights of active rows, up to 1e10 at the end, would cost as many digits.
   *
   * @param dualFloor right-hand side of the first block below which its size counts as this.
   * @param rho the regularisation of z that refinement leaves.
   * @returns the largest residual of a block relative to its right-hand side.
   */
  solve(
    right: Blocks,
    out: Blocks,
    accuracy: number,
    dualFloor = 0,
    rho = Math.min(this.rho, RHO_TARGET),
  ): number {
    this.#factors.solve(right, out);
    const { ridge, soft } = this.problem;
    const system = {
      rho: rho + ridge,
      delta: this.delta + soft,
      v: this.v,
      active: undefined,
      wanted: Infinity,
    };
    return this.#refine(system, right, out, STEP_REFINEMENTS, accuracy, dualFloor);
  }

  /**
   * Solves the KKT system of the active set that the factors are for, without regularisation: active rows hold as
   * equalities, the multipliers of the others are 0. The factors are those of a neighbouring system, so that
   * refinement converges to it in a few steps.
   *
   * @param wanted where it is clear that refinement will not bring the residual there, it ends.
   * @returns the residual relative to the right-hand side, in the largest entry.
   */
  solveActive(right: Blocks, out: Blocks, wanted = Infinity): number {
    const { problem } = this;
    const { ridge, soft } = problem;
    const v = soft > 0 ? this.v.map((_, i) => softnessOf(problem, i)) : undefined;
    const system = { rho: ridge, delta: soft, v, active: this.#activeRows, wanted };
    for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
    return this.#refine(system, right, out, ACTIVE_REFINEMENTS, ACTIVE_ACCURACY, 0);
  }

  /** One solution with the factors of an active set, not refined: symmetric in exact arithmetic. */
  solveOnce(right: Blocks, out: Blocks): void {
    this.#factors.solve(right, out);
    dropInactive(this.#activeRows, out.lambda);
  }

  /** out ← K x, for the matrix K of the active set, without regularisation. */
  multiplyActive(x: Blocks, out: Blocks): void {
    const { problem } = this;
    multiplyQ(problem, x.z, out.z);
    out.nu.fill(0);
    out.lambda.fill(0);
    addRows(problem, 1, x, out);
    dropInactive(this.#activeRows, out.lambda);
  }

  get #activeRows(): Uint8Array {
    if (this.#factorsOf?.kind !== "active") throw new Error("the factors are not those of an active set");
    return this.#factorsOf.active;
  }

  /** Adds solutions for what is left of the right-hand side while that shrinks. */
  #refine(
    system: System,
    right: Blocks,
    out: Blocks,
    maxSteps: number,
    accuracy: number,
    dualFloor: number,
  ): number {
    const sizeZ = maxAbs(right.z);
    const sizeNu = maxAbs(right.nu);
    const sizeLambda = maxAbs(right.lambda);
    const largest = Math.max(sizeZ, sizeNu, sizeLambda);
    if (!(largest > 0)) return 0;
    const floor = BLOCK_FLOOR * largest;
    const scaleZ = Math.max(sizeZ, dualFloor > 0 ? dualFloor : floor);
    const scaleNu = Math.max(sizeNu, floor);
    const scaleLambda = Math.max(sizeLambda, floor);
    const residual = this.#residual;
    const correction = this.#correction;
    let previous = Infinity;
    for (let step = 0; ; step++) {
      const sizes = this.#residualOf(system, right, out);
      const size = Math.max(sizes.z / scaleZ, sizes.nu / scaleNu, sizes.lambda / scaleLambda);
      if (size >= previous) {
        if (step > 0) addBlocks(out, -1, correction);
        return previous;
      }
      if (size <= accuracy || step === maxSteps || size > PROGRESS * previous) return size;
      if (step >= FEW_STEPS && size * (size / previous) ** (maxSteps - step) > system.wanted) return size;
      previous = size;
      this.#factors.solve(residual, correction);
      dropInactive(system.active, correction.lambda);
      addBlocks(out, 1, correction);
    }
  }

  /** @returns the largest of its entries, by block. */
  #residualOf(system: System, right: Blocks, out: Blocks): Sizes {
    const residual = this.#residual;
    if (this.isSparse) return sparseResidual(this.problem, system, right, out, residual);
    const { rho, delta, v, active } = system;
    const { problem } = this;
    multiplyQ(problem, out.z, residual.z);
    // What cancels to the last digits comes first.
    for (let i = 0; i < problem.e; i++) residual.nu[i] = right.nu[i] + delta * out.nu[i];
    if (v === undefined) residual.lambda.set(right.lambda);
    else for (let i = 0; i < v.length; i++) residual.lambda[i] = right.lambda[i] + v[i] * out.lambda[i];
    addRows(problem, -1, out, residual);
    for (let i = 0; i < problem.n; i++) residual.z[i] = right.z[i] - residual.z[i] - rho * out.z[i];
    dropInactive(active, residual.lambda);
    return { z: maxAbs(residual.z), nu: maxAbs(residual.nu), lambda: maxAbs(residual.lambda) };
  }
}

export function dropInactive(active: Uint8Array | undefined, values: Float64Array): void {
  if (active) for (let i = 0; i < active.length; i++) if (!active[i]) values[i] = 0;
}

/**
 * Regularisation of the factorisation for an active set: small, so that refinement takes few steps to remove it;
 * but its inverse square, the range of numbers in the matrix, must leave digits for the rest.
 */
const ACTIVE_REGULARISATION = 1e-7;
/** In this order, where the matrix is factored whole: its other pivots lose no digits to small ones. */
const SPARSE_REGULARISATIONS = [ACTIVE_REGULARISATION, 1e-10];
/** Relative residual at which the system of the derivative counts as regular: all blocks of the probe are alike. */
export const REGULAR = 1e-12;
/** Relative residual beyond which a right-hand side shows that the system of an active set is singular. */
export const SOLVABLE = 1e-9;
/** Steps of this share of 1 never come near where they have been. */
const GOLDEN = 0.6180339887498949;
/** The weight of an inactive row is the inverse of this: nothing, without the NaNs of an infinity. */
const INACTIVE = 1e30;
const ACTIVE_REFINEMENTS = 30;
const STEP_REFINEMENTS = 10;
/** From so many steps on the last one shows how fast the residual falls. */
const FEW_STEPS = 4;
/** Refinement continues only while a step shrinks the residual by at least this factor. */
const PROGRESS = 0.9;
/**
 * Each block of equations is solved relative to its own right-hand side, unless that is smaller than this part of
 * the largest: slacks of 1e5 in one block must not excuse a dual residual of 1e-5 in another.
 */
const BLOCK_FLOOR = 1e-4;
/**
 * Newton steps are refined towards this regularisation of z, whatever the factors needed: a step leaves a dual
 * residual of rho dz, which along flat directions would be far from small.
 */
const RHO_TARGET = 1e-14;
/** Relative residual at which the system of an active set counts as solved to rounding. */
const ACTIVE_ACCURACY = 1e-14;

/** A right-hand side in general position, 0 in rows that are not active. */
export function probeOf(problem: InteriorProblem, active: Uint8Array): Blocks {
  const probe = newBlocks(problem);
  let phase = 0;
  for (const block of [probe.z, probe.nu, probe.lambda]) {
    for (let i = 0; i < block.length; i++) {
      phase += GOLDEN;
      if (phase >= 1) phase -= 1;
      if (block !== probe.lambda || active[i]) block[i] = phase < 0.5 ? phase - 1 : phase;
    }
  }
  return probe;
}

/**
 * Least-squares problems in the rows of the constraints alone: the KKT system without the quadratic term, in which
 * the multipliers of chosen rows weigh 1 each.
 */
export class RowSystem {
  readonly problem: InteriorProblem;
  readonly #kkt: KktSystem;

  constructor(problem: InteriorProblem) {
    this.problem = problem;
    this.#kkt = new KktSystem({ ...problem, Q: undefined });
  }

  /** Chooses the rows of C that have a multiplier; those of A have one always. */
  factor(rows: Uint8Array): boolean {
    const kkt = this.#kkt;
    kkt.rho = ROWS_RHO;
    kkt.delta = 1;
    for (let i = 0; i < rows.length; i++) kkt.v[i] = rows[i] ? 1 : INACTIVE;
    return kkt.factor();
  }

  dispose(): void {
    this.#kkt.dispose();
  }

  /** The smallest multipliers with Aᵀnu + Cᵀlambda = right; proximal steps take the regularisation out again. */
  solve(right: Float64Array, out: Blocks): void {
    const rest = newBlocks(this.problem);
    const step = newBlocks(this.problem);
    for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
    rest.z.set(right);
    for (let k = 0; k < PROXIMAL_STEPS; k++) {
      this.#kkt.solve(rest, step, 1e-14);
      addBlocks(out, 1, step);
      rest.z.set(right);
      addATransposed(this.problem, -1, out.nu, rest.z);
      addCTransposed(this.problem, -1, out.lambda, rest.z);
      if (maxAbs(rest.z) <= 1e-15 * maxAbs(right)) return;
    }
  }
}

const ROWS_RHO = 1e-8;
const PROXIMAL_STEPS = 6;
