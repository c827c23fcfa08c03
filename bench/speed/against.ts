/** Today's build beside another one, row by row: every row that both were measured on, lost ones included. */
import type { Summary } from "../../tools/statistics.js";
import { digits, markdownTable } from "../../tools/tables.js";
import { counts, type Comparison, type Entry } from "./compare.js";
import type { Results } from "./results.js";
import { title } from "./table.js";

export interface AgainstRow {
  readonly name: string;
  /** Microseconds per problem; undefined where an answer did not pass the check. */
  readonly today: Summary | undefined;
  readonly other: Summary | undefined;
}

/** The rows of a comparison: each way to call today's build that the other was called in, too. */
function rowsOf(comparison: Comparison, against: string): AgainstRow[] {
  const { ours, peers } = comparison;
  const mine = [ours, ...peers.filter(({ kind }) => kind === "ours")];
  const time = (entry: Entry): Summary | undefined => (counts(entry) ? entry.microseconds : undefined);
  return peers
    .filter(({ kind }) => kind === "build")
    .flatMap((other) => {
      const way = other.name.slice(against.length);
      const own = mine.find(({ name }) => name === `optnet${way}`);
      return own ? [{ name: title(comparison) + way, today: time(own), other: time(other) }] : [];
    });
}

/** All rows of a run, gradients too. */
export function againstRows(results: Results): AgainstRow[] {
  const { against: name = "", table, sudoku, single, sweep, mpc, gradients } = results;
  const comparisons = [...table, ...sudoku, ...single, ...sweep, ...mpc];
  return [
    ...comparisons.flatMap((comparison) => rowsOf(comparison, name)),
    ...gradients.flatMap((cost) => {
      const { forward, backward, against } = cost;
      if (against === undefined) return [];
      const failed = against.failure !== undefined;
      return [
        { name: `${title(cost)}, solve before vjp`, mine: forward, theirs: against.forward },
        { name: `${title(cost)}, vjp`, mine: backward, theirs: against.backward },
      ].map(({ name, mine, theirs }) => ({
        ...{ name, today: mine, other: failed ? undefined : theirs },
      }));
    }),
  ];
}

/** Undefined where nothing was measured against another build. */
export function againstTable(results: Results): string | undefined {
  const rows = againstRows(results);
  if (rows.length === 0) return undefined;
  const ratios = rows.map(({ today, other }) => (today && other ? other.median / today.median : NaN));
  const counted = ratios.filter((ratio) => !Number.isNaN(ratio));
  const mean = Math.exp(counted.reduce((sum, ratio) => sum + Math.log(ratio), 0) / counted.length);
  /** Rows whose middle halves do not overlap; others may be chance. */
  const isClear = ({ today, other }: AgainstRow): boolean => today!.lowerQuartile > other!.upperQuartile;
  const lost = rows.filter((_, i) => ratios[i] < 1);
  const time = (summary: Summary | undefined): string => (summary ? digits(summary.median) : "failed");
  return [
    markdownTable(
      ["problem", "today, µs", `${results.against}, µs`, "÷ today", "lost"],
      rows.map((row, i) => [
        ...[row.name, time(row.today), time(row.other)],
        Number.isNaN(ratios[i]) ? "–" : `${ratios[i].toFixed(3)}×`,
        ratios[i] < 1 ? (isClear(row) ? "clearly" : "within quartiles") : "",
      ]),
    ),
    `Geometric mean of ${counted.length} rows: ${mean.toFixed(3)}×. Slower than it was on ${lost.length} of them, ` +
      `of which the quartiles overlap on ${lost.length - lost.filter(isClear).length}.`,
  ].join("\n\n");
}
