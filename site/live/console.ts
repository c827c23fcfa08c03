/**
 * The worker in which a program runs, a module whose address it is told: what the program prints goes to the page, written
 * as Node writes it, so that a program prints the same lines here and there.
 */
import { inspect } from "node-inspect-extracted";

export type Message =
  | { readonly kind: "line"; readonly text: string }
  /** With its line in the program, from 1, where that is known. */
  | { readonly kind: "error"; readonly text: string; readonly line: number | undefined }
  | { readonly kind: "done" };

function written(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" ");
}

const tell = globalThis.postMessage.bind(globalThis) as (message: Message) => void;

/** A loop that prints without end would bury the page in messages. */
const [MOST_LINES, LONGEST_LINE] = [1000, 20_000];
let lines = 0;

function print(values: readonly unknown[]): void {
  if (++lines > MOST_LINES + 1) return;
  const text =
    lines > MOST_LINES ? `… more than ${MOST_LINES} lines: the rest is not shown.` : written(values);
  tell({
    kind: "line",
    text: text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}… ${text.length} characters` : text,
  });
}

for (const name of ["log", "info", "warn", "error", "debug"] as const) {
  console[name] = (...values: unknown[]) => print(values);
}

/** An error, on the innermost line of the program that led to it: libraries have other addresses. */
function tellError(error: unknown): void {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const place = error instanceof Error ? /blob:[^\s)]*?:(\d+):\d+/.exec(error.stack ?? "") : null;
  tell({ kind: "error", text, line: place === null ? undefined : Number(place[1]) });
}

globalThis.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  tellError(event.reason);
});
globalThis.addEventListener("error", (event) => {
  event.preventDefault();
  tellError(event.error ?? event.message);
});

globalThis.onmessage = async ({ data: address }: MessageEvent<string>) => {
  globalThis.onmessage = null;
  try {
    await import(/* @vite-ignore */ address);
    tell({ kind: "done" });
  } catch (error) {
    tellError(error);
  }
};
