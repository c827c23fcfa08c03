/** Iterative refinement of solutions of a linear system over variables, equalities and inequalities. */
import { addScaled } from "../matrix/dense.js";
import type { Blocks } from "./standard.js";

/** A symmetric matrix K, and factors that are nearly its own. */
export interface Refinable {
  newBlocks(): Blocks;
  /** out += scale · K x. */
  addTimes(x: Blocks, scale: number, out: Blocks): void;
  /** Solves with the factors. */
  solveOnce(right: Blocks, out: Blocks): void;
}

const NAMES = ["z", "nu", "lambda"] as const;

const MAX_REFINEMENTS = 12;

export interface Refined {
  /** What is left, relative to the right-hand side. */
  readonly residual: number;
  /** Solves with the factors that it took. */
  readonly solves: number;
}

/** Solves with the factors and refines while that helps. */
export function refine(system: Refinable, right: Blocks, out: Blocks): Refined {
  const size = norm(right);
  if (size === 0) {
    fillBlocks(out, 0);
    return { residual: 0, solves: 0 };
  }
  system.solveOnce(right, out);
  const rest = system.newBlocks();
  const correction = system.newBlocks();
  const leftOver = (): number => {
    rest.z.set(right.z);
    rest.nu.set(right.nu);
    rest.lambda.set(right.lambda);
    system.addTimes(out, -1, rest);
    return norm(rest);
  };
  let left = leftOver();
  let solves = 1;
  for (; solves <= MAX_REFINEMENTS && left > 0; solves++) {
    system.solveOnce(rest, correction);
    addBlocks(out, 1, correction);
    const next = leftOver();
    if (!(next < left)) {
      addBlocks(out, -1, correction);
      break;
    }
    left = next;
  }
  return { residual: left / size, solves };
}

/** target += scale · other. */
export function addBlocks(target: Blocks, scale: number, other: Blocks): void {
  addScaled(target.z, scale, other.z);
  addScaled(target.nu, scale, other.nu);
  addScaled(target.lambda, scale, other.lambda);
}

export function copyBlocks(from: Blocks, to: Blocks): void {
  for (const name of NAMES) to[name].set(from[name]);
}

export function fillBlocks(blocks: Blocks, value: number): Blocks {
  for (const name of NAMES) blocks[name].fill(value);
  return blocks;
}

export function norm({ z, nu, lambda }: Blocks): number {
  let square = 0;
  for (const block of [z, nu, lambda]) for (const value of block) square += value * value;
  return Math.sqrt(square);
}

/** A right-hand side in general position, which reaches into all directions. */
export function probeOf(blocks: Blocks): Blocks {
  let phase = 0;
  for (const block of [blocks.z, blocks.nu, blocks.lambda]) {
    for (let i = 0; i < block.length; i++) block[i] = Math.cos(++phase * phase);
  }
  return blocks;
}

/**
 * out ← M right, after a fixed number of refinements from 0. With F the factored matrix,
 *
 *     M = F⁻¹ + (I − F⁻¹K) F⁻¹ + … + (I − F⁻¹K)ᵏ⁻¹ F⁻¹
 *
 * is a polynomial in K F⁻¹ between factors F⁻¹, and so symmetric. What is left of a direction that K scales by σ shrinks by
 * regularisation/σ each time: where K is regular it is K⁻¹.
 *
 * Source: Rockafellar 1976.
 */
export function refineTimes(system: Refinable, right: Blocks, out: Blocks, refinements: number): void {
  const rest = system.newBlocks();
  const step = system.newBlocks();
  fillBlocks(out, 0);
  for (let k = 0; k < refinements; k++) {
    copyBlocks(right, rest);
    if (k > 0) system.addTimes(out, -1, rest);
    system.solveOnce(rest, step);
    addBlocks(out, 1, step);
  }
}

/**
 * out ← (M K)² M (K M)² right: K M is 1 on the range of K and 0 on its kernel, which M stretches by k/regularisation, so
 * that this is symmetric, 0 on the kernel and K⁻¹ on the range: the pseudo-inverse, in the units of the system.
 */
export function pseudoInvert(system: Refinable, right: Blocks, out: Blocks, refinements: number): void {
  const image = system.newBlocks();
  refineTimes(system, right, out, refinements);
  for (let round = 0; round < 4; round++) {
    fillBlocks(image, 0);
    system.addTimes(out, 1, image);
    refineTimes(system, image, out, refinements);
  }
}
