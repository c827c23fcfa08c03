/** What central-path.ts solves with: the matrix K of its equations at a point, by whatever factors. */
import type { KktVectors } from "../problem/fields.js";
import type { Blocks } from "./standard.js";

/**
 * Part of the path's definition, in canonical units: they give it where there is no interior, and where minimisers reach to
 * infinity.
 */
export const RHO = 1e-10;
export const DELTA = 1e-10;
/** Regularisation of the factorisation alone, relative to the largest entry of Q; refinement removes it. */
export const FACTOR_REGULARISATION = 1e-9;
/** Relative residual at which the probe of a linear system counts as solved. */
export const SOLVED = 1e-9;
/** Size of the inverse, scaled, from which a system counts as singular. */
export const REGULAR = 1e7;

export interface PathSystem {
  /** {@link RHO} of every variable and {@link DELTA} of every row of C, in the user's units. */
  readonly rho: Float64Array;
  readonly delta: Float64Array;
  /** Takes K at this point, whose arrays it keeps. */
  factor(point: Blocks, slack: Float64Array): void;
  /** out ← K⁻¹ right, to working accuracy; returns the relative residual. */
  refine(right: Blocks, out: Blocks): number;
  /** The same by one symmetric operator, also where K is singular to working accuracy. */
  solve(right: KktVectors, out: KktVectors): void;
}
