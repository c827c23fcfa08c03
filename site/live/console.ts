/**
 * The first import of a program that runs in a worker: what it prints goes to the page, written as Node writes it, so
 * that a program prints the same lines here and there.
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

function tell(message: Message): void {
  globalThis.postMessage(message);
}

for (const name of ["log", "info", "warn", "error", "debug"] as const) {
  console[name] = (...values: unknown[]) => tell({ kind: "line", text: written(values) });
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
