/** `npm run bench:nats:faults`: a service under fire. */
import { command, outFolder, say, shown } from "../../../tools/command.js";
import { decimal, integer, toggle } from "../../../tools/flags.js";
import { resultsBeside, writeResult } from "../../../tools/results.js";
import { NatsServer } from "../../../test/support/nats-server.js";
import { isClean, underFire } from "./faults.js";

const MOST = 1000;

await command({
  name: "bench:nats:faults",
  about:
    "Kills workers every few seconds and the server twice, among noise and slow clients, and counts answers.",
  flags: {
    quick: toggle("a minute, to see that it runs"),
    minutes: decimal("of fire", { usual: 10, quick: 1, least: 0.2, most: 10_000 }),
    workers: integer("that solve, and are killed", { usual: 3, quick: 2, least: 1, most: MOST }),
    clients: integer("that ask", { usual: 4, quick: 2, least: 1, most: MOST }),
    seed: integer("of who is killed when", { usual: 1, least: 0, most: 2 ** 32 - 1 }),
    out: outFolder("bench/nats/results; --quick: nowhere"),
  },
  async run({ minutes, workers, clients, seed, ...options }, { made }) {
    const server = await NatsServer.start();
    try {
      const report = await underFire(server, { minutes, workers, clients, seed, say });
      const { calls, jobs, ...others } = report;
      const found = { ...others, workers, clients, calls: calls.counts, jobs: jobs.counts };
      for (const [name, tally] of Object.entries({ Calls: calls, Jobs: jobs })) {
        const { asked, right, wrong, lost, doubled } = tally.counts;
        say(`${name}: ${asked} asked, ${right} right, ${wrong} wrong, ${lost} lost, ${doubled} doubled`);
        for (const what of tally.complaints.slice(0, 20)) say(`  ${what}`);
      }
      say(
        `${report.workersKilled} workers and ${report.serverKilled} servers killed, ${report.noise} messages of noise, ` +
          `${report.slowClientsDropped} clients that read nothing, ${report.deadLetters} dead letters, ` +
          `${report.jobsLeft} jobs left over`,
      );
      if (!isClean(report)) process.exitCode = 1;
      const out =
        options.out ?? (options.quick ? undefined : resultsBeside(new URL("..", import.meta.url).href));
      if (out === undefined) return;
      writeResult(out, "faults.json", made, found);
      say(`In ${shown(out)}: faults.json`);
    } finally {
      await server.remove();
    }
  },
});
