/** Results as Markdown. */
import { digits, markdownTable } from "../../tools/tables.js";
import { best, counts, ratio, type Comparison, type Entry } from "./compare.js";

/** One row per batch: our time, the best peer of either kind, and how many times longer it takes. */
export function summaryTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map((comparison) => {
    const native = best(comparison, "native");
    const javascript = best(comparison, "javascript");
    return [
      title(comparison),
      time(comparison.ours),
      ...[native, javascript].flatMap((peer) => [
        peer ? `${digits(peer.microseconds!.median)} ${peer.name}` : "–",
        times(ratio(comparison, peer)),
      ]),
    ];
  });
  return markdownTable(["problem", "optnet", "best native", "÷ optnet", "best JavaScript", "÷ optnet"], rows);
}

/** One row per contender, one column per batch. */
export function fullTable(comparisons: readonly Comparison[]): string {
  const names = [...new Set(comparisons.flatMap(({ peers }) => peers.map(({ name }) => name)))];
  const row = (name: string, find: (comparison: Comparison) => Entry | undefined): string[] => [
    name,
    ...comparisons.map((comparison) => time(find(comparison))),
  ];
  return markdownTable(
    ["solver", ...comparisons.map(title)],
    [
      row("**optnet**", ({ ours }) => ours),
      ...names.map((name) => row(name, ({ peers }) => peers.find((peer) => peer.name === name))),
    ],
  );
}

/** What did not count, and why. */
export function failureLines(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap((comparison) =>
    [comparison.ours, ...comparison.peers]
      .filter(({ failure }) => failure !== undefined)
      .map(({ name, failure }) => `- ${name} on ${title(comparison)}: ${failure}`),
  );
}

export function title(batchOf: Pick<Comparison, "name" | "batch" | "shared" | "sequence">): string {
  const { name, batch, shared, sequence } = batchOf;
  if (sequence) return `${name}, ${batch} steps`;
  return `${name} ${shared ? "shared" : "distinct"} ×${batch}`;
}

function time(entry: Entry | undefined): string {
  if (entry === undefined) return "–";
  return counts(entry) ? digits(entry.microseconds!.median) : "failed";
}

function times(value: number): string {
  return Number.isNaN(value) ? "–" : `${digits(value)}×`;
}
