/** The figures as a page. */
import { madeText, type Made } from "../../tools/made.js";
import { sizeText } from "../../tools/problems/sizes.js";
import { percent } from "../../tools/progress.js";
import { median } from "../../tools/statistics.js";
import { digits, markdownTable } from "../../tools/tables.js";
import type { CallRow, KilledCall } from "./calls.js";
import { LEAVES } from "./leaves.js";
import { MACHINES, serviceLimit, trainingLimit, type LeafCost } from "./limits.js";
import type { KilledStep, Round, ScalingRow } from "./training.js";

/** What the benchmark writes down. */
export interface Results {
  readonly calls: readonly CallRow[];
  readonly scaling: readonly ScalingRow[];
  readonly killedCall: KilledCall;
  readonly killedStep: KilledStep;
  readonly coordinator: LeafCost;
}

export function pageOf(made: Made, results: Results): string {
  const { calls, scaling, killedCall, killedStep, coordinator } = results;
  return [
    `${madeText(made)}. Server, workers and clients share the cores, so that they compete; µs are`,
    "processor time of a call. A step has 16 leaves.",
    `\n${callTable(calls)}`,
    `\n${scalingTable(scaling)}\n`,
    scalingSentence(scaling),
    `\nA call that usually takes ${digits(killedCall.usual)} ms took ${digits(killedCall.killed)} ms where its worker was killed`,
    `(with \`retryAfter: ${killedCall.retryAfter}\`). A step that usually takes ${digits(killedStep.usual)} ms with two workers took`,
    `${digits(killedStep.killed)} ms where one of them was killed in the middle.\n`,
    "On paper, calls a second of machines with 16 cores and 10 Gbit/s, with one server:",
    `\n${serviceTable(calls)}\n`,
    `A bunch costs the coordinator ${digits(1e6 * coordinator.each)} µs, and ${digits(1e9 * coordinator.perByte)} ns for each byte`,
    "of the gradients in it. A step in which every core computes a leaf of a second, a bunch each:",
    `\n${trainingTable(coordinator)}\n`,
  ].join("\n");
}

/** The largest batch of each size, with the most clients. */
export function serviceTable(rows: readonly CallRow[]): string {
  const head = [
    "n,e,m",
    "batch",
    "machines",
    "workers",
    "server",
    "its network",
    "clients' cores",
    "first limit",
  ];
  const measured = rows.filter(
    ({ rate }) => rate.cost !== undefined && rate.cost.worker > 0 && rate.cost.server > 0,
  );
  const last = new Map(measured.map((row) => [sizeText(row), row]));
  const cells = [...last].flatMap(([size, { batch, rate }]) =>
    MACHINES.map((machines) => {
      const { workers, server, network, clientCores, first } = serviceLimit(machines, rate.cost!, rate.bytes);
      const numbers = [workers, server, network, clientCores].map(digits);
      return [size, String(batch), String(machines), ...numbers, first];
    }),
  );
  return markdownTable(head, cells);
}

const WEIGHTS = [10_000, 1_000_000];

export function trainingTable(coordinator: LeafCost): string {
  const head = [
    "bytes of weights",
    "machines",
    "weights out, s",
    "gradients in, s",
    "coordinator, s",
    "share lost",
  ];
  const cells = WEIGHTS.flatMap((bytes) =>
    MACHINES.map((machines) => {
      const {
        weights,
        gradients,
        coordinator: adding,
        lost,
      } = trainingLimit(machines, { leaf: 1, bytes }, coordinator);
      return [String(bytes), String(machines), ...[weights, gradients, adding].map(digits), percent(lost)];
    }),
  );
  return markdownTable(head, cells);
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
  const head = [
    ...["step alone, ms", "one worker, ms", "two, ms", "one ÷ two", "two processes, no coordination"],
    ...["alone ÷ two", "µs more a leaf"],
  ];
  const cells = rows.map(({ rounds }) => {
    const of = (value: (round: Round) => number): number => median(rounds.map(value));
    return [
      of(({ alone }) => alone),
      of(({ one }) => one),
      of(({ two }) => two),
      of(({ one, two }) => one / two),
      of(({ alone, both }) => (2 * alone) / both),
      of(({ alone, two }) => alone / two),
      of(({ alone, one }) => (1000 * (one - alone)) / LEAVES),
    ].map(digits);
  });
  return markdownTable(head, cells);
}

/** From which step on two workers are faster than nobody else, and stay so. */
export function scalingSentence(rows: readonly ScalingRow[]): string {
  const gain = ({ rounds }: ScalingRow): number => median(rounds.map(({ alone, two }) => alone / two));
  const slower = rows.findLastIndex((row) => gain(row) <= 1);
  if (slower === rows.length - 1) return "Two workers were not faster than one process alone.";
  const first = median(rows[slower + 1].rounds.map(({ alone }) => alone));
  return `Two workers are faster than one process alone from steps of about ${digits(first)} ms on.`;
}
