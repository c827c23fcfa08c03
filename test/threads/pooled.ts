/** Pools for tests, the answers that they are to give, and what they complain of. */
import type { Solution } from "optnet";
import { solve } from "optnet";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { ThreadPoolBase } from "../../src/execute/threads/pool.js";
import { batchOf, cotangentsOf, differences, gradientDifferences } from "./batch.js";
import { poolOn, watched } from "./hosts.js";

export const B = 700;
export const problem = batchOf(1, B);
export const cotangents = cotangentsOf(B);
export const one = solve(problem);
export const gradients = one.vjp(cotangents);
export const tangents = one.jvp({ p: problem.p });

export function expectRight(solution: Solution): void {
  expect(differences(one, solution)).toEqual([]);
}

export function expectDerivatives(solution: Solution): void {
  expect(gradientDifferences(gradients, solution.vjp(cotangents))).toEqual([]);
  expect(solution.jvp({ p: problem.p })).toEqual(tangents);
}

const pools: ThreadPoolBase[] = [];
export const pooled = (
  ...texts: Parameters<typeof watched>
): { pool: ThreadPoolBase } & ReturnType<typeof watched> => {
  const found = watched(...texts);
  const pool = poolOn(found.host);
  pools.push(pool);
  return { pool, ...found };
};
/** Warnings are recorded, and pools that a test made end with it. */
export function tidyPools(): void {
  beforeEach(() => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    for (const pool of pools.splice(0)) pool.dispose();
  });
}
