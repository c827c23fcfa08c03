/** What the other benchmarks found: accuracy, robustness, files, a GPU, messages. */
import { markdownTable } from "../../tools/tables.js";
import { row as bulkRow, TABLE_HEAD, type Line } from "../bulk/table.js";
import type { Measurement } from "../gpu/measure.js";
import { table as gpuTable, type PeerMeasurement } from "../gpu/table.js";
import type { Row as GradientRow } from "../gradients/measure.js";
import { pageOf, type Results as NatsResults } from "../nats/tables.js";
import type { Score } from "../robustness/summary.js";
import { absent, keptIn, origin, type Kept } from "./files.js";
import { folded } from "./ratios.js";
import type { Texts } from "../../tools/regions.js";

export function otherTexts(root: string): Texts {
  return {
    accuracy: newest<{ rows: readonly GradientRow[] }>(root, "gradients", "bench:gradients", ({ rows }) => accuracyText(rows!)), // prettier-ignore
    robustness: newest<{ scores: readonly Score[] }>(root, "robustness", "bench:robustness -- --data DIR", ({ scores }) => robustnessText(scores!)), // prettier-ignore
    bulk: newest<{ lines: readonly Line[] }>(root, "bulk", "bench:bulk", ({ lines }) => [...TABLE_HEAD, ...lines!.map(bulkRow)].join("\n")), // prettier-ignore
    gpu: gpuText(root),
    nats: natsText(root),
    faults: newest<Faults>(root, "nats", "bench:nats:faults", (faults) => faultsText(faults as Faults), /^faults\.json$/), // prettier-ignore
  };
}

/** The newest file of a benchmark as a text with its origin. */
function newest<Content>(
  root: string,
  benchmark: string,
  command: string,
  write: (file: Kept<Content>) => string,
  name?: RegExp,
): string {
  const [file] = keptIn<Content>(root, benchmark, name);
  return file === undefined ? absent(`npm run ${command}`) : `${write(file)}\n\n${origin(file)}`;
}

function accuracyText(rows: readonly GradientRow[]): string {
  const largest = (values: readonly number[]): string => Math.max(...values).toExponential(1);
  return markdownTable(
    ["n, e, m", "bounds", "loss of", "problems", "largest median", "worst"],
    rows.map(({ n, e, m, bounds, loss, compared, errors }) => [
      ...[`${n}, ${e}, ${m}`, bounds ? "yes" : "no", loss, String(compared)],
      largest(errors.map(({ median }) => median)),
      largest(errors.map(({ worst }) => worst)),
    ]),
  );
}

function robustnessText(scores: readonly Score[]): string {
  const failures = scores.flatMap(({ set, tolerance, failures: failed }) =>
    failed.map(({ problem, reason }) => `- ${problem} of ${set} at ${tolerance.toExponential()}: ${reason}`),
  );
  return [
    markdownTable(
      ["set", "tolerance", "solved", "success", "wrong"],
      scores.map(({ set, tolerance, problems, solved, successPercent, wrong }) => [
        ...[
          set,
          tolerance.toExponential(),
          `${solved} of ${problems}`,
          `${successPercent.toFixed(1)} %`,
          String(wrong),
        ],
      ]),
    ),
    ...(failures.length > 0 ? [folded(`Not solved: ${failures.length}`, failures.join("\n"))] : []),
  ].join("\n\n");
}

/** Every device has a file of its own. */
function gpuText(root: string): string {
  interface Content {
    readonly device: string;
    readonly measurements: readonly Measurement[];
    readonly peer: readonly PeerMeasurement[];
  }
  const files = keptIn<Content>(root, "gpu").filter(({ measurements }) => measurements?.length);
  if (files.length === 0) return absent("npm run bench:gpu");
  return files
    .map(
      (file) =>
        `${file.device}, milliseconds per batch:\n\n${gpuTable(file.measurements!, true, file.peer)}\n\n${origin(file)}`,
    ) // prettier-ignore
    .join("\n\n");
}

function natsText(root: string): string {
  const [file] = keptIn<NatsResults>(root, "nats", /^nats\.json$/);
  if (file?.made === undefined) return absent("npm run bench:nats");
  return pageOf(file.made, file as NatsResults);
}

interface Tally {
  readonly asked: number;
  readonly right: number;
  readonly wrong: number;
  readonly lost: number;
  readonly doubled: number;
}

interface Faults {
  readonly minutes: number;
  readonly workers: number;
  readonly clients: number;
  readonly workersKilled: number;
  readonly serverKilled: number;
  readonly noise: number;
  readonly slowClientsDropped: number;
  readonly deadLetters: number;
  readonly calls: Tally;
  readonly jobs: Tally;
}

function faultsText({ calls, jobs, ...fire }: Faults): string {
  const cells = ({ asked, right, wrong, lost, doubled }: Tally): string[] => [asked, right, wrong, lost, doubled].map(String); // prettier-ignore
  return [
    markdownTable(
      ["", "asked", "right", "wrong", "lost", "doubled"],
      [
        ["calls", ...cells(calls)],
        ["jobs", ...cells(jobs)],
      ],
    ),
    `In ${fire.minutes} minutes, ${fire.workers} workers were killed ${fire.workersKilled} times and the server ` +
      `${fire.serverKilled} times, among ${fire.noise} messages of noise; ${fire.slowClientsDropped} clients read ` +
      `nothing, and ${fire.deadLetters} messages became dead letters. ${fire.clients} clients asked.`,
  ].join("\n\n");
}
