/** Results as Markdown. */
import { best, counts, ratio, type Comparison, type Entry } from "./compare.js";

/** Three digits: 3.14, 31.4, 314, 3142. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** A Markdown table; the first column is text, the others are numbers. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, rule, ...rows].map(line).join("\n");
}

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

export function title({ name, batch, shared, sequence }: Comparison): string {
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
