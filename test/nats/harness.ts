/** What the tests of the service have in common. */
import { afterEach, expect } from "vitest";
import type { ProblemInput, Solution } from "optnet";
import { connect, serve } from "optnet/nats";
import { NatsServer, type ServerOptions } from "../support/nats-server.js";

export const Q = [
  [4, 1],
  [1, 2],
];

/** Batch, sparse enough to be quick, with everything in it. */
export function example(batch: number, n = 6): ProblemInput {
  const row = (shift: number): number[] => Array.from({ length: n }, (_, j) => Math.sin(3 * j + shift));
  return {
    Q: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 3 : 0.1))),
    p: Array.from({ length: batch }, (_, i) => row(i)),
    A: [row(0.5)],
    b: [0.25],
    G: [row(1), row(2), row(3)],
    h: Array.from({ length: batch }, (_, i) => [1, 0.5, i - 0.5]),
    lower: -2,
    upper: row(0).map((value) => value + 2),
  };
}

const NUMBERS = [
  ...(["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective", "primalResidual"] as const),
  ...([
    "dualResidual",
    "dualityGap",
    "iterations",
    "shiftB",
    "shiftH",
    "weaklyActive",
    "shape",
    "status",
  ] as const),
];

export function expectSame(remote: Solution<"later">, own: Solution): void {
  for (const name of NUMBERS) expect(remote[name], name).toEqual(own[name]);
  own.status.forEach((_, i) => {
    expect(remote.certificate(i)).toEqual(own.certificate(i));
    expect(remote.solvedBy(i)).toBe(own.solvedBy(i));
  });
}

export const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Everything ends with its test. */
export async function start(options?: ServerOptions): Promise<NatsServer> {
  const server = await NatsServer.start(options);
  ends.push(() => server.remove());
  return server;
}

export async function worker(...args: Parameters<typeof serve>) {
  const one = await serve(...args);
  ends.push(() => one.close());
  return one;
}

export async function client(...args: Parameters<typeof connect>) {
  const one = await connect(...args);
  ends.push(() => one.close());
  return one;
}
