/** What `npm run bench` found, part by part. */
import { digits, markdownTable } from "../../tools/tables.js";
import type { Comparison } from "../speed/compare.js";
import type { GradientCost } from "../speed/gradients.js";
import { layerTable, modelTable } from "../speed/model/table.js";
import type { Results } from "../speed/results.js";
import type { SparseComparison } from "../speed/sparse/compare.js";
import { sparseFailures, sparseTable } from "../speed/sparse/table.js";
import { failureLines, title } from "../speed/table.js";
import type { ThreadsGain } from "../speed/threads.js";
import type { TrainingEntry, TrainingResult } from "../speed/training.js";
import { absent, keptIn, origin, type Kept } from "./files.js";
import { bestPeers, everySolver, folded, lostSentence, times } from "./ratios.js";
import type { Texts } from "../../tools/regions.js";

type File = Kept<Results>;

const isThere = (found: unknown): boolean => (Array.isArray(found) ? found.length > 0 : found !== undefined && found !== null); // prettier-ignore

/** The texts of every part, each from the newest file that has it. */
export function speedTexts(root: string): Texts {
  const files = keptIn<Results>(root, "speed");
  const part = <Part extends keyof Results>(
    name: Part,
    flag: string,
    write: (found: NonNullable<Results[Part]>, file: File) => string,
  ): string => {
    const file = files.find((one) => isThere(one[name]));
    if (file === undefined) return absent(`npm run bench -- --parts ${flag}`);
    const quick = file.quick ? "A quick run, whose figures mean little. " : "";
    const text = write(file[name] as NonNullable<Results[Part]>, file);
    return `${text}\n\n${quick}${origin(file)}${peersOf(file, text)}`;
  };
  return {
    dense: part("table", "table", (table) => denseText(table)),
    sudoku: part("sudoku", "sudoku", loopText),
    training: part("training", "training", (training) => trainingText(training)),
    single: part("single", "single", loopText),
    sweep: part("sweep", "sweep", sweepText),
    vjp: part("gradients", "gradients", vjpText),
    mpc: part("mpc", "mpc", loopText),
    threads: part("threads", "threads", threadsText),
    models: part("models", "model", modelTable),
    layers: part("layers", "model", layerTable),
    sparse: part("sparse", "sparse", sparseText),
  };
}

/** The versions of those peers that a text names. */
function peersOf({ peers, machine }: File, text: string): string {
  const versions = peers ?? (machine as { readonly peers?: Record<string, string> } | undefined)?.peers ?? {};
  const named = Object.entries(versions).filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
  const names = named.map(([name, version]) => `${name} ${version}`);
  return names.length === 0 ? "" : ` Beside ${names.join(", ")}.`;
}

function sparseText(comparisons: readonly SparseComparison[]): string {
  const failures = sparseFailures(comparisons);
  const table = sparseTable(comparisons);
  return failures.length === 0 ? table : `${table}\n\n${failures.join("\n")}`;
}

function denseText(table: readonly Comparison[]): string {
  const [shared, distinct] = [true, false].map((kind) => table.filter((one) => one.shared === kind));
  return [
    bestPeers(table),
    lostSentence(table),
    ...(shared.length > 0 ? [folded("Every solver, shared data", everySolver(shared))] : []),
    ...(distinct.length > 0 ? [folded("Every solver, distinct data", everySolver(distinct))] : []),
    notCounted(table),
  ].join("\n\n");
}

/** A few batches: the best, and all. */
function loopText(comparisons: readonly Comparison[]): string {
  return [
    bestPeers(comparisons),
    lostSentence(comparisons),
    folded("Every solver", everySolver(comparisons)),
    notCounted(comparisons),
  ].join("\n\n");
}

function notCounted(comparisons: readonly Comparison[]): string {
  const lines = failureLines(comparisons);
  return lines.length === 0
    ? ""
    : folded(`Not counted: ${lines.length} answers that failed the check`, lines.join("\n"));
}

function trainingText({ puzzles, ours, peers }: TrainingResult): string {
  const own = ours.milliseconds?.median ?? NaN;
  const row = ({ name, failure, milliseconds }: TrainingEntry): string[] => {
    const time = failure === undefined ? (milliseconds?.median ?? NaN) : NaN;
    return [name, failure === undefined ? digits(time) : "failed", times(time / own)];
  };
  return [
    markdownTable([`${puzzles} puzzles`, "ms per step", "÷ optnet"], [ours, ...peers].map(row)),
    ...peers.flatMap(({ name, failure }) =>
      failure === undefined ? [] : [`${name} does not count: ${failure}.`],
    ),
  ].join("\n\n");
}

/** Our microseconds alone: the batch is what changes. */
function sweepText(sweep: readonly Comparison[]): string {
  const rows = [true, false].map((kind) => sweep.filter(({ shared }) => shared === kind));
  const [first] = rows.filter((row) => row.length > 0);
  return markdownTable(
    ["µs per problem", ...first.map(({ batch }) => `×${batch}`)],
    rows
      .filter((row) => row.length > 0)
      .map((row) => [
        `${row[0].name} ${row[0].shared ? "shared" : "distinct"}`,
        ...row.map(({ ours }) => digits(ours.microseconds?.median ?? NaN)),
      ]),
  );
}

function vjpText(costs: readonly GradientCost[]): string {
  return markdownTable(
    ["n, e, m", "forward, µs", "full vjp, µs", "vjp ÷ forward"],
    costs.map(({ forward, backward, ...batch }) => [
      title(batch),
      digits(forward.median),
      digits(backward.median),
      `${((100 * backward.median) / forward.median).toFixed(1)} %`,
    ]),
  );
}

function threadsText(gains: readonly ThreadsGain[]): string {
  const [{ threads }] = gains;
  const gain = ({ one, several }: ThreadsGain["solve"]): string => times(one.median / several.median);
  return markdownTable(
    [
      "n, e, m",
      "one thread, ms",
      `\`solve\`, ${threads} threads`,
      "`solveAsync`",
      `\`vjp\`, ${threads} threads`,
    ],
    gains.map(({ solve, solveAsync, vjp, ...batch }) => [
      title(batch),
      digits(solve.one.median),
      ...[solve, solveAsync, vjp].map(gain),
    ]),
  );
}
