/** Worker processes of the package, as an operator starts them. */
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

/** The command as it is built. */
const BUILT = [
  join(dirname(createRequire(import.meta.url).resolve("optnet/package.json")), "dist/cli/main.js"),
];

/**
 * Starts `optnet serve` and waits until it serves.
 *
 * @param command what stands between `node` and `serve`; the built command if absent.
 */
export async function startWorker(
  url: string,
  flags: readonly string[] = [],
  command: readonly string[] = BUILT,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [...command, "serve", "--nats", url, ...flags], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (data) => {
      said += String(data);
      if (said.includes("serves")) resolve();
    });
    void ended.then(() => reject(new Error(`the worker ended and said: ${said}`)));
  });
  return { child, ended };
}

export async function stopWorker(
  { child, ended }: WorkerProcess,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<void> {
  child.kill(signal);
  await ended;
}
