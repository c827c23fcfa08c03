/** Times of solvers as multiples of ours: below one, the other solver is the faster one. */
import { digits, markdownTable } from "../../tools/tables.js";
import { best, counts, ratio, type Comparison, type Entry } from "../speed/compare.js";
import { title } from "../speed/table.js";

export const times = (value: number): string => (Number.isFinite(value) ? `${digits(value)}×` : "–");

const isBuild = ({ kind }: Entry): boolean => kind !== "native" && kind !== "javascript";

/** One row per batch: our time, and the fastest peer of either kind. */
export function bestPeers(comparisons: readonly Comparison[]): string {
  const beside = (comparison: Comparison, peer: Entry | undefined): string =>
    peer === undefined ? "–" : `${peer.name.replace(/^npm /, "")} ${times(ratio(comparison, peer))}`;
  return markdownTable(
    ["n, e, m", "optnet, µs", "best native solver", "best of npm"],
    comparisons.map((comparison) => [
      title(comparison),
      digits(comparison.ours.microseconds?.median ?? NaN),
      ...(["native", "javascript"] as const).map((kind) => beside(comparison, best(comparison, kind))),
    ]),
  );
}

/** Where we are the slower ones, in a sentence that counts. */
export function lostSentence(comparisons: readonly Comparison[]): string {
  const peers = comparisons.filter(({ peers }) => peers.some((peer) => counts(peer) && !isBuild(peer)));
  const lost = peers.flatMap((comparison) => {
    const losses = (["native", "javascript"] as const)
      .map((kind) => best(comparison, kind))
      .filter((peer) => peer !== undefined && ratio(comparison, peer) < 1);
    return losses.map((peer) => `${title(comparison)} (${peer!.name}, ${times(ratio(comparison, peer))})`);
  });
  const rows = new Set(lost.map((text) => text.split(" (")[0])).size;
  const won = `optnet is the fastest in ${peers.length - rows} of ${peers.length} rows`;
  return rows === 0 ? `${won}.` : `${won}. Another solver is faster on ${lost.join("; ")}.`;
}

/** One row per solver, one column per batch; the first row has our microseconds. */
export function everySolver(comparisons: readonly Comparison[]): string {
  const names = [...new Set(comparisons.flatMap(({ peers }) => peers.map(({ name }) => name)))];
  const cell = (comparison: Comparison, name: string): string => {
    const peer = comparison.peers.find((one) => one.name === name);
    if (peer === undefined) return "–";
    return counts(peer) ? times(ratio(comparison, peer)) : "failed";
  };
  return markdownTable(
    ["solver", ...comparisons.map(title)],
    [
      ["**optnet, µs**", ...comparisons.map(({ ours }) => digits(ours.microseconds?.median ?? NaN))],
      ...names.map((name) => [name, ...comparisons.map((comparison) => cell(comparison, name))]),
    ],
  );
}

/** A text that opens when it is asked for. */
export function folded(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`;
}
