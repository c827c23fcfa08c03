/** The files of results that are kept, and what is said where there is none. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { madeText, type Made } from "../../tools/made.js";

/** A file as its command wrote it. Older ones do not say what made them. */
export type Kept<Content> = Partial<Content> & { readonly made?: Made; readonly machine?: unknown };

/** Every file of results of a benchmark, the newest first. */
export function keptIn<Content>(root: string, benchmark: string, name = /\.json$/): Kept<Content>[] {
  const folder = join(root, "bench", benchmark, "results");
  if (!existsSync(folder)) return [];
  const dateOf = ({ made }: Kept<Content>): string => made?.date ?? "";
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Kept<Content>)
    .sort((a, b) => dateOf(b).localeCompare(dateOf(a)));
}

/** What made a file, as a sentence under its table. */
export function origin({ made, machine }: Kept<object>): string {
  if (made !== undefined) return `Made by ${madeText(made)}; ${made.date}.`;
  const { processor, cores, node } = (machine ?? {}) as { processor?: string; cores?: number; node?: string };
  const where = typeof machine === "string" ? machine : `${processor}, ${cores} cores, Node ${node}`;
  return `Made by version 0.1.0; ${where}.`;
}

/** What stands where no results are kept. */
export function absent(command: string): string {
  return `No results of this are kept here yet. On your machine, \`${command}\` makes them.`;
}
