/**
 * `npm run bench:nats`: the service against `solve` in one process, training over workers, and what killed workers cost.
 * Run it where nothing else runs.
 */
import { command, outFolder, say, shown } from "../../tools/command.js";
import { decimal, integer, list, toggle } from "../../tools/flags.js";
import { sizes } from "../../tools/problems/sizes.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { NatsServer } from "../../test/support/nats-server.js";
import { measureCalls, measureKilledCall } from "./calls.js";
import { pageOf, type Results } from "./tables.js";
import { measureCoordinator, measureKilledStep, measureScaling } from "./training.js";

const KILLED = { variables: 50, equalities: 25, inequalities: 50 };
const countOf = (one: string): number | undefined => (/^[1-9]\d*$/.test(one) ? Number(one) : undefined);
const counts = (meaning: string, usual: string, quick: string) =>
  list(meaning, { usual, quick }, "whole numbers from 1", countOf, /[\s,]+/);

await command({
  name: "bench:nats",
  about: "Times the service and training over NATS on this machine, against one process.",
  flags: {
    quick: toggle("a few calls of each kind, to see that it runs"),
    sizes: sizes("10,0,10 50,25,50", { quick: "10,0,10" }),
    batches: counts("problems per call", "1,8,64,512", "1,64"),
    clients: counts("how many ask at the same time", "1,4,16", "1,4"),
    seconds: decimal("of calls of each kind", { usual: 2, quick: 0.2, least: 0.01, most: 3600 }),
    steps: counts("problems per example of a training step", "2,8,20,50,100,200,400,1000", "2,40"),
    rounds: integer("of steps with one worker, with two and without, in turn, of which the median counts", {
      ...{ usual: 7, quick: 2, least: 1, most: 1000 },
    }),
    kills: integer("workers that are killed, of each kind", { usual: 5, quick: 1, least: 1, most: 100 }),
    out: outFolder("bench/nats/results; --quick: nowhere"),
  },
  async run(options, { made }) {
    const { quick, seconds, batches, clients, steps, rounds, kills } = options;
    const server = await NatsServer.start();
    try {
      say("Calls …");
      const calls = await measureCalls(server, { sizes: options.sizes, batches, clients, seconds });
      say("A killed worker of a service …");
      const killedCall = await measureKilledCall(server.url, KILLED, kills);
      say("Training with one worker and with two …");
      const scaling = await measureScaling(server.url, steps, rounds);
      say("A killed worker of a training …");
      const killedStep = await measureKilledStep(server.url, quick ? 40 : 400, { rounds, kills });
      say("The coordinator of a training …");
      const coordinator = await measureCoordinator(server.url, quick ? 10_000 : 250_000, quick ? 3 : 50);
      const results: Results = { calls, scaling, killedCall, killedStep, coordinator };
      say(`\n${pageOf(made, results)}`);
      const out = options.out ?? (quick ? undefined : resultsBeside(import.meta.url));
      if (out === undefined) return;
      writeResult(out, "nats.json", made, results);
      writeText(out, "nats.md", pageOf(made, results));
      say(`In ${shown(out)}: nats.json, nats.md`);
    } finally {
      await server.remove();
    }
  },
});
