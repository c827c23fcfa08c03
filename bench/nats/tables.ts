/** The figures as a page. */
import { madeText, type Made } from "../../tools/made.js";
import { sizeText } from "../../tools/problems/sizes.js";
import { digits, markdownTable } from "../../tools/tables.js";
import type { CallRow, KilledCall } from "./calls.js";
import { LEAVES } from "./leaves.js";
import type { KilledStep, ScalingRow } from "./training.js";

/** What the benchmark writes down. */
export interface Results {
  readonly calls: readonly CallRow[];
  readonly scaling: readonly ScalingRow[];
  readonly killedCall: KilledCall;
  readonly killedStep: KilledStep;
}

export function pageOf(made: Made, { calls, scaling, killedCall, killedStep }: Results): string {
  return [
    `${madeText(made)}. Server, workers and clients share the cores, so that they compete; µs are`,
    "processor time of a call. A step has 16 leaves.",
    `\n${callTable(calls)}`,
    `\n${scalingTable(scaling)}\n`,
    scalingSentence(scaling),
    `\nA call that usually takes ${digits(killedCall.usual)} ms took ${digits(killedCall.killed)} ms where its worker was killed`,
    `(with \`retryAfter: ${killedCall.retryAfter}\`). A step that usually takes ${digits(killedStep.usual)} ms with two workers took`,
    `${digits(killedStep.killed)} ms where one of them was killed in the middle.\n`,
  ].join("\n");
}

export function callTable(rows: readonly CallRow[]): string {
  const head = ["n,e,m", "batch", "clients", "calls/s", "problems/s", "p50 ms", "p99 ms"];
  const costs = ["client µs", "worker µs", "server µs"];
  const cells = rows.map(({ batch, clients, rate, ...size }) => [
    ...[sizeText(size), String(batch), clients === 0 ? "in process" : String(clients)],
    ...[rate.callsPerSecond, rate.callsPerSecond * batch, rate.p50, rate.p99].map(digits),
    ...[rate.cost?.client, rate.cost?.worker, rate.cost?.server].map((cost) => digits(1e6 * (cost ?? NaN))),
  ]);
  return markdownTable([...head, ...costs], cells);
}

export function scalingTable(rows: readonly ScalingRow[]): string {
  const head = ["step alone, ms", "one worker, ms", "two, ms", "one ÷ two", "alone ÷ two", "µs more a leaf"];
  const cells = rows.map(({ alone, one, two }) =>
    [alone, one, two, one / two, alone / two, (1000 * (one - alone)) / LEAVES].map(digits),
  );
  return markdownTable(head, cells);
}

/** From which step on two workers are faster than nobody else, and stay so. */
export function scalingSentence(rows: readonly ScalingRow[]): string {
  const slower = rows.findLastIndex(({ alone, two }) => two >= alone);
  return slower === rows.length - 1
    ? "Two workers were not faster than one process alone."
    : `Two workers are faster than one process alone from steps of about ${digits(rows[slower + 1].alone)} ms on.`;
}
