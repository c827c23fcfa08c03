/** Sparse comparisons as Markdown. */
import { digits, markdownTable } from "../../../tools/tables.js";
import type { SparseComparison, SparseEntry } from "./compare.js";

/** One row per case: milliseconds per problem of everybody, how many times ours it is, and iterations of ours. */
export function sparseTable(comparisons: readonly SparseComparison[]): string {
  const peers = [...new Set(comparisons.flatMap(({ entries }) => entries.slice(1).map(({ name }) => name)))];
  const rows = comparisons.map(({ name, elements, variables, entries: [own, ...others] }) => [
    `${name}, n ${variables}${elements > 1 ? ` ×${elements}` : ""}`,
    time(own),
    own.iterations === undefined ? "–" : digits(own.iterations),
    ...peers.map((peer) =>
      besides(
        own,
        others.find((entry) => entry.name === peer),
      ),
    ),
  ]);
  return markdownTable(["ms per problem (÷ optnet)", "optnet", "iterations", ...peers], rows);
}

function time({ milliseconds, failure }: SparseEntry): string {
  return failure === undefined ? digits(milliseconds?.median ?? NaN) : "failed";
}

function besides(own: SparseEntry, entry: SparseEntry | undefined): string {
  if (entry === undefined) return "–";
  const [mine, theirs] = [own.milliseconds?.median, entry.milliseconds?.median];
  const ratio = mine === undefined || theirs === undefined ? "" : ` (${digits(theirs / mine)}×)`;
  return time(entry) + ratio;
}

/** What did not count, and why. */
export function sparseFailures(comparisons: readonly SparseComparison[]): string[] {
  return comparisons.flatMap(({ name, entries }) =>
    entries
      .filter(({ failure }) => failure !== undefined)
      .map((entry) => `- ${name}: ${entry.name} does not count: ${entry.failure}.`),
  );
}
