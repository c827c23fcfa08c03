/** The service without a server: on threads of this process. */
import { expect, test } from "vitest";
import { solve } from "optnet";
import { connect } from "optnet/nats";
import { example, expectSame } from "./harness.js";

test(`"local:" is the same, without a server`, async () => {
  const { solve: remoteSolve, close, submit, health } = await connect("local:");
  const [found, own] = [await remoteSolve(example(4)), solve(example(4))];
  expectSame(found, own);
  expect(await found.vjp({ objective: [1, 0, 0, 1] })).toEqual(own.vjp({ objective: [1, 0, 0, 1] }));
  await expect(submit(example(1))).rejects.toThrow(/submit: expected a NATS server with JetStream/);
  expect(JSON.parse((await health())[0])).toMatchObject({ state: "ready" });
  await close();
});
