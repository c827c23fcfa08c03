/** `npm run bench:nats:faults -- [--minutes N] [--workers N] [--clients N]`: a service under fire. */
import { parseArgs } from "node:util";
import { NatsServer } from "../../../test/support/nats-server.js";
import { underFire } from "./faults.js";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    workers: { type: "string", default: "3" },
    clients: { type: "string", default: "4" },
  },
});
const [minutes, workers, clients] = [values.minutes, values.workers, values.clients].map((text) => {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`a positive number, not "${text}"`);
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const server = await NatsServer.start();
try {
  const report = await underFire(server, { minutes, workers, clients, say });
  for (const [name, tally] of [
    ["Calls", report.calls],
    ["Jobs", report.jobs],
  ] as const) {
    const { asked, right, wrong, lost, doubled } = tally;
    say(
      `${name}: ${asked} asked, ${right} right, ${wrong.length} wrong, ${lost.length} lost, ${doubled.length} doubled`,
    );
    for (const what of [...wrong, ...lost, ...doubled].slice(0, 20)) say(`  ${what}`);
  }
  say(
    `${report.workersKilled} workers and ${report.serverKilled} servers killed, ${report.noise} messages of noise, ` +
      `${report.slowClientsDropped} clients that read nothing, ${report.deadLetters} dead letters`,
  );
  process.exitCode = report.calls.isClean && report.jobs.isClean ? 0 : 1;
} finally {
  await server.remove();
}
