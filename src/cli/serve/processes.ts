/** Some workers on one machine: a process each, and another for every one that ends or is stuck. */
import { fork, type ChildProcess } from "node:child_process";
import type { ServeCommand } from "./options.js";

/** Tells a process which one it is. */
const VARIABLE = "OPTNET_SERVE_POSITION";
const BEAT = 1000;
/** A process that ends sooner than this, in milliseconds, is not started again at once. */
const SHORTEST_LIFE = 2000;

/** Undefined in a process that was not started by {@link superviseProcesses}. */
export function ownPosition(): number | undefined {
  const text = process.env[VARIABLE];
  return text === undefined || process.send === undefined ? undefined : Number(text);
}

/** Tells the parent, if there is one, that this process is not stuck. */
export function beat(): void {
  if (ownPosition() === undefined) return;
  const timer = setInterval(() => process.connected && process.send!("beat"), BEAT);
  timer.unref();
  process.send!("beat");
}

/** Until SIGTERM or Ctrl-C, which all processes get. @returns the exit code. */
export async function superviseProcesses(
  { processes, stuckSeconds }: ServeCommand,
  say: (text: string) => void,
): Promise<number> {
  const children = new Map<number, ChildProcess>();
  let ending = false;
  let [started, code] = [0, 0];
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  const start = (position: number): void => {
    if (ending) return;
    const born = performance.now();
    let lastBeat: number | undefined;
    const environment = { ...process.env, [VARIABLE]: String(position) };
    const child = fork(process.argv[1], process.argv.slice(2), { env: environment });
    children.set(position, child);
    child.on("message", () => {
      if (lastBeat === undefined) started++;
      lastBeat = performance.now();
    });
    const watch = setInterval(() => {
      if (performance.now() - (lastBeat ?? born) < 1000 * stuckSeconds) return;
      say(`worker ${child.pid} is stuck and is replaced`);
      child.kill("SIGKILL");
    }, BEAT);
    child.once("exit", (exit, signal) => {
      clearInterval(watch);
      children.delete(position);
      // What no process could do, such as finding the server, is not tried for ever.
      if (started === 0 && exit !== 0 && !ending) {
        code = exit ?? 1;
        end("SIGTERM");
      }
      if (!ending) say(`worker ${child.pid} ended (${signal ?? exit}) and is replaced`);
      if (ending && children.size === 0) finish();
      else setTimeout(() => start(position), performance.now() - born < SHORTEST_LIFE ? SHORTEST_LIFE : 0);
    });
  };
  const end = (signal: NodeJS.Signals): void => {
    ending = true;
    for (const child of children.values()) child.kill(signal);
    if (children.size === 0) finish();
  };
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGINT", () => end("SIGTERM"));
  for (let position = 0; position < processes; position++) start(position);
  await finished;
  return code;
}
