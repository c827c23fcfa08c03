/**
 * Runs a program of the reader's: a module made of its text, in a worker of its own, so that imports, `await` and the lines
 * of errors are those of the program, and an endless loop can be ended.
 */
import { init, parse } from "es-module-lexer";
import type { Message } from "./console.js";
import { LIBRARIES } from "./libraries.js";
import { faultIn } from "./syntax.js";

export type Outcome = "done" | "failed" | "stopped" | "timed out";

export interface Running {
  readonly outcome: Promise<Outcome>;
  stop(): void;
}

export interface Listener {
  line(text: string): void;
  /** @param line in the program, from 1; undefined where it is not known. */
  error(text: string, line: number | undefined): void;
}

/**
 * The program with the addresses of the modules that it imports; every statement stays on its line.
 *
 * @param site the address of the site's root.
 * @throws Error that names what cannot be imported here, or is no program.
 */
async function withAddresses(program: string, site: string): Promise<string> {
  await init();
  const [imports] = parse(program);
  let text = "";
  let end = 0;
  for (const found of imports) {
    if (!("specifier" in found) || typeof found.specifier !== "string") continue;
    const { specifier: name, start: from, end: to } = found;
    if (!(name in LIBRARIES)) {
      const known = Object.keys(LIBRARIES).join(", ");
      throw new Error(`There is no "${name}" in this page. Programs here may import ${known}.`);
    }
    const address = new URL(LIBRARIES[name], site).href;
    const quoted = /^["'`]/.test(program.slice(from, to));
    text += program.slice(end, from) + (quoted ? JSON.stringify(address) : address);
    end = to;
  }
  return text + program.slice(end);
}

/** @param seconds after which it is ended. */
export function runProgram(program: string, site: string, listener: Listener, seconds = 60): Running {
  let worker: Worker | undefined;
  let address: string | undefined;
  let finish!: (outcome: Outcome) => void;
  let over = false;
  const outcome = new Promise<Outcome>((resolve) => {
    finish = (how) => {
      over = true;
      worker?.terminate();
      if (address !== undefined) URL.revokeObjectURL(address);
      clearTimeout(timer);
      resolve(how);
    };
  });
  const timer = setTimeout(() => {
    listener.error(`Ended after ${seconds} seconds.`, undefined);
    finish("timed out");
  }, 1000 * seconds);
  const fail = async (text: string, line?: number): Promise<void> => {
    // What is no program at all does not say where, in a browser.
    const fault = line === undefined ? await faultIn(program, text).catch(() => undefined) : undefined;
    if (over) return;
    listener.error(fault?.text ?? text, fault?.line ?? line);
    finish("failed");
  };
  const start = async (): Promise<void> => {
    const text = await withAddresses(program, site);
    if (over) return;
    worker = new Worker(new URL("lib/console.js", site), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "line") listener.line(data.text);
      else if (data.kind === "done") finish("done");
      else void fail(data.text, data.line);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      void fail("What runs programs could not be loaded: is the site still there?");
    };
    address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    worker.postMessage(address);
  };
  start().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  return { outcome, stop: () => finish("stopped") };
}
