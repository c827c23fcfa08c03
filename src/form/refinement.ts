/** Iterative refinement of solutions of a linear system over variables, equalities and inequalities. */
import type { Blocks } from "./standard.js";

/** A symmetric matrix K, and factors that are nearly its own. */
export interface Refinable {
  newBlocks(): Blocks;
  /** out += scale · K x. */
  addTimes(x: Blocks, scale: number, out: Blocks): void;
  /** Solves with the factors. */
  solveOnce(right: Blocks, out: Blocks): void;
}

const MAX_REFINEMENTS = 12;

/** Solves with the factors and refines while that helps; returns the relative residual. */
export function refine(system: Refinable, right: Blocks, out: Blocks): number {
  const size = norm(right);
  if (size === 0) {
    for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
    return 0;
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
  for (let round = 0; round < MAX_REFINEMENTS && left > 0; round++) {
    system.solveOnce(rest, correction);
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

export function add(target: Blocks, x: Blocks, scale: number): void {
  for (const name of ["z", "nu", "lambda"] as const) {
    for (let i = 0; i < target[name].length; i++) target[name][i] += scale * x[name][i];
  }
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
