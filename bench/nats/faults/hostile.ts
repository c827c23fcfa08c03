/** Clients that do everything wrong: noise, other versions, parts without an end, and answers that nobody reads. */
import { connect as open, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createInbox } from "@nats-io/nats-core";
import { connect } from "@nats-io/transport-node";
import { Random } from "../../../tools/random.js";

/** Sends what is no request, some of it with the right beginning. @returns how many. */
export async function sendNoise(url: string, signal: AbortSignal): Promise<number> {
  const connection = await connect({ servers: url, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const random = new Random(11);
  const uniform = (): number => random.uniform();
  let sent = 0;
  while (!signal.aborted) {
    const bytes = Uint8Array.from({ length: Math.floor(200 * uniform()) }, () => 256 * uniform());
    if (uniform() < 0.7)
      bytes.set([0x4f, 0x51, 0x50, 0x4e, uniform() < 0.8 ? 1 : 2, 0, 1, 0].slice(0, bytes.length));
    if (uniform() < 0.5 && bytes.length > 24) {
      // The first part of a body that is said to be large; the others never come.
      const view = new DataView(bytes.buffer);
      view.setUint32(8, 0, true);
      view.setUint32(12, bytes.length - 24, true);
      view.setUint32(16, Math.floor(2 ** 27 * uniform()) + bytes.length, true);
    }
    try {
      connection.publish(uniform() < 0.1 ? "optnet.jobs" : "optnet.solve", bytes, { reply: createInbox() });
      sent++;
    } catch {
      // The server is away.
    }
    await sleep(5);
  }
  await connection.close();
  return sent;
}

/** Asks for all that is published, and reads none of it: the server has to let it go. @returns how often it did. */
export async function neverRead(port: number, signal: AbortSignal): Promise<number> {
  let dropped = 0;
  const ended = new Promise<void>((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true }),
  );
  while (!signal.aborted) {
    const socket: Socket = open({ port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    socket.write(
      `CONNECT {"verbose":false,"pedantic":false,"lang":"none","version":"0"}\r\nSUB > 1\r\nPING\r\n`,
    );
    socket.pause();
    await Promise.race([closed, ended, sleep(10_000)]);
    socket.destroy();
    dropped++;
    await sleep(200);
  }
  return dropped;
}
