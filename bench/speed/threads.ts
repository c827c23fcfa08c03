/** What threads gain: the same batch with one and with several, in turn, and to the same bits. */
import { solve } from "optnet";
import { ThreadPool } from "optnet/threads";
import { generate } from "../../tools/problems/generate.js";
import { TODAY } from "./library.js";
import { toInput, type Size } from "../../tools/problems/problem.js";
import { median, summarise, type Summary } from "../../tools/statistics.js";
import type { Rounds } from "./compare.js";

/** Milliseconds for a batch. */
export interface Gain {
  readonly one: Summary;
  readonly several: Summary;
}

export interface ThreadsGain {
  readonly name: string;
  readonly shared: boolean;
  readonly batch: number;
  readonly threads: number;
  readonly solve: Gain;
  readonly solveAsync: Gain;
  readonly vjp: Gain;
}

/** How many elements one thread solves in about so many milliseconds. */
export function batchFor(size: Size, shared: boolean, seed: number, milliseconds: number): number {
  const probe = 64;
  const input = toInput(generate(size, probe, shared, seed));
  const times: number[] = [];
  const start = performance.now();
  while (times.length < 20 || performance.now() - start < 300) {
    const began = performance.now();
    solve(input, TODAY.settings).dispose();
    times.push(performance.now() - began);
  }
  return 2 * Math.max(4, Math.round((milliseconds / median(times.slice(-20))) * (probe / 2)));
}

/**
 * @param pool of more than one thread.
 * @throws Error where numbers depend on the number of threads.
 */
export async function threadsGain(
  size: Size,
  shared: boolean,
  batch: number,
  seed: number,
  pool: ThreadPool,
  { rounds, seconds }: Rounds,
): Promise<ThreadsGain> {
  const problem = generate(size, batch, shared, seed);
  const input = toInput(problem);
  const { name, variables } = problem;
  const cotangents = { z: { data: new Float64Array(batch * variables).fill(1), shape: [batch, variables] } };
  const found: Record<"solve" | "several" | "async" | "vjp" | "vjpSeveral", number[]> = {
    ...{ solve: [], several: [], async: [], vjp: [], vjpSeveral: [] },
  };
  // Solving and deriving by turns: first all solves, so that the garbage of one kind does not slow the other.
  const timed = <Result>(into: number[], work: () => Result): Result => {
    const began = performance.now();
    const result = work();
    into.push(performance.now() - began);
    return result;
  };
  const one = solve(input, TODAY.settings);
  // Workers must have started: those that come too late have no part in the derivatives either.
  for (const end = performance.now() + 200; performance.now() < end;)
    pool.solve(input, TODAY.settings).dispose();
  const several = pool.solve(input, TODAY.settings);
  requireSame(name, one, several);
  const gradients = several.vjp(cotangents);
  requireSame(name, one.vjp(cotangents), gradients);
  const end = performance.now() + 2 * seconds * rounds * 1000;
  for (let i = 0; i < 2 || performance.now() < end; i++) {
    timed(found.solve, () => solve(input, TODAY.settings)).dispose();
    timed(found.several, () => pool.solve(input, TODAY.settings)).dispose();
    const began = performance.now();
    (await pool.solveAsync(input, TODAY.settings)).dispose();
    found.async.push(performance.now() - began);
  }
  const later = performance.now() + seconds * rounds * 1000;
  for (let i = 0; i < 2 || performance.now() < later; i++) {
    timed(found.vjp, () => one.vjp(cotangents));
    timed(found.vjpSeveral, () => several.vjp(cotangents));
  }
  one.dispose();
  several.dispose();
  // The first half is for the compilers of all threads.
  const summary = (times: number[]): Summary => summarise(times.slice(times.length >> 1));
  return {
    ...{ name, shared, batch, threads: pool.threads },
    solve: { one: summary(found.solve), several: summary(found.several) },
    solveAsync: { one: summary(found.solve), several: summary(found.async) },
    vjp: { one: summary(found.vjp), several: summary(found.vjpSeveral) },
  };
}

/** Compares all arrays of numbers of two objects, and those in their entries' `data`. */
function requireSame(name: string, a: object, b: object): void {
  for (const [field, value] of Object.entries(a) as [string, unknown][]) {
    const other = (b as Record<string, unknown>)[field];
    const [mine, theirs] = [value, other].map((entry) =>
      entry instanceof Float64Array ? entry : (entry as { data?: Float64Array } | undefined)?.data,
    );
    if (mine === undefined) continue;
    if (!mine.every((number, i) => Object.is(number, theirs?.[i]))) {
      throw new Error(`${name}: ${field} depends on the number of threads`);
    }
  }
}
