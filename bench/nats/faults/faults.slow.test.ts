import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { NatsServer } from "../../../test/support/nats-server.js";
import { NATS_SERVER, testWith } from "../../../test/support/needs.js";
import { isClean, underFire } from "./faults.js";
import { Tally } from "./tally.js";

const command = ["--import", "tsx", fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url))];

testWith(NATS_SERVER, "a minute under fire: every answer right, none lost, none doubled", async () => {
  const server = await NatsServer.start();
  try {
    const report = await underFire(server, { minutes: 1, workers: 2, clients: 2, seed: 1, command });
    for (const tally of [report.calls, report.jobs]) {
      expect([tally.wrong, tally.lost, tally.doubled]).toEqual([[], [], []]);
      expect(tally.right).toBe(tally.asked);
      expect(tally.right).toBeGreaterThan(10);
    }
    expect(report.workersKilled).toBeGreaterThan(3);
    expect(report.serverKilled).toBe(2);
    expect(report.noise).toBeGreaterThan(100);
    expect(report.deadLetters).toBeGreaterThan(0);
    expect(report.jobsLeft).toBe(0);
    expect(report.results).toBe(report.jobs.asked);
    expect(isClean(report)).toBe(true);
  } finally {
    await server.remove();
  }
});

test("a tally sees what is wrong", () => {
  const tally = new Tally();
  tally.asked = 2;
  tally.answer("a", true);
  expect(tally.isClean).toBe(false); // One has no answer.
  tally.answer("b", true);
  expect(tally.isClean).toBe(true);
  tally.answer("a", true);
  expect(tally.doubled).toEqual(["a"]);
  tally.lose("c", new Error("late"));
  tally.answer("d", false);
  expect([tally.lost, tally.wrong, tally.isClean]).toEqual([["c: late"], ["d"], false]);
});
