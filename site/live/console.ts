/**
 * The first import of a program that runs in a worker: what it prints goes to the page, written as Node writes it, so
 * that a program prints the same lines here and there.
 */
import { inspect } from "node-inspect-extracted";

export type Message =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "error"; readonly text: string }
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

/** What went wrong, with the fields of an OptNetError, whose message has them all. */
function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

globalThis.addEventListener("unhandledrejection", (event) => tell({ kind: "error", text: errorText(event.reason) }));
