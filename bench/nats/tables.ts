/** The figures as a page. */
import type { RateRow, Results } from "./results.js";

const significant = (value: number): string => String(Number(value.toPrecision(3)));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---:")), ...rows.map(line)].join("\n");
}

export function pageOf(results: Results): string {
  const { machine, version, killedCall, killedStep } = results;
  return [
    `optnet ${version}, Node ${machine.node}, ${machine.processor}, ${machine.cores} cores for the server, workers and`,
    "clients together, so that they compete; made by `npm run bench:nats`.",
    "",
    "## Calls against `solve` in process",
    "",
    callTable(results.rates),
    "",
    "## A training step of 16 leaves",
    "",
    scalingTable(results),
    "",
    "## A killed worker",
    "",
    `- A call that usually takes ${significant(killedCall.usual)} ms took ${significant(killedCall.killed)} ms`,
    `  where its worker was killed (with \`retryAfter: ${killedCall.retryAfter}\`).`,
    `- A training step that usually takes ${significant(killedStep.usual)} ms with two workers took`,
    `  ${significant(killedStep.killed)} ms where one of them was killed in the middle.`,
    "",
  ].join("\n");
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
