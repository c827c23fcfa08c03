/** The figures as Markdown, and the places in texts where they stand. */
import type { RateRow, Results } from "./results.js";

const significant = (value: number): string => String(Number(value.toPrecision(3)));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---:")), ...rows.map(line)].join("\n");
}

/** By the names of their places. */
export function tablesOf(results: Results): Record<"calls" | "scaling" | "killed" | "machine", string> {
  const { machine, killedCall, killedStep } = results;
  const where = `${machine.processor}, ${machine.cores} cores for the server, workers and clients together, Node ${machine.node}`;
  return {
    machine: `One machine: ${where}.`,
    calls: callTable(results.rates),
    scaling: scalingTable(results),
    killed: [
      `- A call that usually takes ${significant(killedCall.usual)} ms took ${significant(killedCall.killed)} ms`,
      `  where its worker was killed (with \`retryAfter: ${killedCall.retryAfter}\`).`,
      `- A training step that usually takes ${significant(killedStep.usual)} ms with two workers took`,
      `  ${significant(killedStep.killed)} ms where one of them was killed in the middle.`,
    ].join("\n"),
  };
}

function callTable(rates: readonly RateRow[]): string {
  const sizeOf = ({ variables, equalities, inequalities }: RateRow): string =>
    `${variables}, ${equalities}, ${inequalities}`;
  const rows = rates.map((row) => [
    sizeOf(row),
    String(row.batch),
    row.clients === 0 ? "in process" : String(row.clients),
    significant(row.rate.callsPerSecond),
    significant(row.rate.callsPerSecond * row.batch),
    significant(row.rate.p50),
    significant(row.rate.p99),
  ]);
  const head = ["n, e, m", "batch", "clients", "calls/s", "problems/s", "p50 ms", "p99 ms"];
  return table(head, rows);
}

function scalingTable({ scaling }: Results): string {
  const rows = scaling.map(({ alone, one, two }) => [
    significant(alone),
    significant(one),
    significant(two),
    significant(one / two),
    significant(alone / two),
  ]);
  const head = ["step alone, ms", "one worker, ms", "two workers, ms", "one ÷ two", "alone ÷ two"];
  const even = scaling.find(({ alone, two }) => two < alone);
  const sentence =
    even === undefined
      ? "Two workers were nowhere faster than one process alone."
      : `Two workers are faster than one process alone from steps of about ${significant(even.alone)} ms.`;
  return `${table(head, rows)}\n\n${sentence}`;
}

/** Replaces what stands between `<!-- figures NAME -->` and `<!-- /figures -->`. */
export function fillFigures(text: string, tables: Readonly<Record<string, string>>): string {
  return text.replace(
    /(<!-- figures (\w+) -->\n)[^]*?(<!-- \/figures -->)/g,
    (whole, start: string, name: string, end: string) =>
      tables[name] === undefined ? whole : `${start}\n${tables[name]}\n\n${end}`,
  );
}
