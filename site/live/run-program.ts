/**
 * Runs a program of the reader's: a worker that is a module made of its text, so that imports, `await` and the lines of
 * errors are those of the program, and an endless loop can be ended.
 */
import { init, parse } from "es-module-lexer";
import type { Message } from "./console.js";
import { LIBRARIES } from "./libraries.js";

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
  let finish!: (outcome: Outcome) => void;
  let over = false;
  const outcome = new Promise<Outcome>((resolve) => {
    finish = (how) => {
      over = true;
      worker?.terminate();
      clearTimeout(timer);
      resolve(how);
    };
  });
  const timer = setTimeout(() => {
    listener.error(`Ended after ${seconds} seconds.`, undefined);
    finish("timed out");
  }, 1000 * seconds);
  const start = async (): Promise<void> => {
    const prelude = `import ${JSON.stringify(new URL("lib/console.js", site).href)};`;
    const text = `${prelude}${await withAddresses(program, site)}\n;postMessage({ kind: "done" });`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    if (over) return;
    worker = new Worker(address, { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "line") listener.line(data.text);
      else if (data.kind === "done") finish("done");
      else {
        listener.error(data.text, data.line);
        finish("failed");
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      const text = event.message
        ? event.message.replace(/^Uncaught (?:\(in promise\) )?/, "")
        : "The program could not be loaded.";
      listener.error(text, event.lineno || undefined);
      finish("failed");
    };
  };
  start().catch((error: unknown) => {
    listener.error(error instanceof Error ? error.message : String(error), undefined);
    finish("failed");
  });
  return { outcome, stop: () => finish("stopped") };
}
