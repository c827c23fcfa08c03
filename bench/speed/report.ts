/** What a run has found, as Markdown and JSON. */
import { madeText } from "../../tools/made.js";
import { writeResult, writeText } from "../../tools/results.js";
import { digits, markdownTable } from "../../tools/tables.js";
import { againstTable } from "./against.js";
import type { GradientCost } from "./gradients.js";
import { layerTable, modelTable } from "./model/table.js";
import type { Results } from "./results.js";
import { failureLines, fullTable, summaryTable } from "./table.js";
import { sparseFailures, sparseTable } from "./sparse/table.js";
import type { ThreadsGain } from "./threads.js";
import type { TrainingEntry, TrainingResult } from "./training.js";

export function writeResults(folder: string, results: Results): void {
  const { made, ...rest } = results;
  writeResult(folder, "speed.json", made, rest, { exact: true });
  writeText(folder, "speed.md", toMarkdown(results));
}

export function toMarkdown(results: Results): string {
  const {
    peers,
    missing,
    table,
    sudoku,
    single,
    sweep,
    gradients,
    training,
    mpc,
    threads,
    models,
    layers,
    sparse,
  } = results;
  const both = [true, false].map((shared) => table.filter((comparison) => comparison.shared === shared));
  const failures = [
    ...failureLines([...table, ...sudoku, ...single, ...sweep, ...mpc]),
    ...sparseFailures(sparse),
  ];
  const sections: [string, string | undefined][] = [
    ["Microseconds per problem", table.length > 0 ? summaryTable(table) : undefined],
    ["All solvers, shared data", both[0].length > 0 ? fullTable(both[0]) : undefined],
    ["All solvers, distinct data", both[1].length > 0 ? fullTable(both[1]) : undefined],
    [
      "The mini-Sudoku layer",
      sudoku.length > 0 ? `${summaryTable(sudoku)}\n\n${fullTable(sudoku)}` : undefined,
    ],
    ["A training step of the mini-Sudoku layer", training && trainingTable(training)],
    ["One problem per call", single.length > 0 ? summaryTable(single) : undefined],
    ["Batches of growing size", sweep.length > 0 ? fullTable(sweep) : undefined],
    ["Forward and backward", gradients.length > 0 ? gradientTable(gradients) : undefined],
    ["A control loop", mpc.length > 0 ? `${summaryTable(mpc)}\n\n${fullTable(mpc)}` : undefined],
    ["Threads", threads.length > 0 ? threadsTable(threads) : undefined],
    ["Models: compiling and solving", models.length > 0 ? modelTable(models) : undefined],
    ["Models as layers: forward and backward", layers.length > 0 ? layerTable(layers) : undefined],
    ["Sparse problems", sparse.length > 0 ? sparseTable(sparse) : undefined],
    ["Against another build", againstTable(results)],
    ["Not counted", failures.length > 0 ? failures.join("\n") : undefined],
  ];
  return [
    "# Speed",
    ...(results.quick ? ["A quick run, to see that everything works. Its figures mean little."] : []),
    introduction(results),
    ...sections.filter(([, text]) => text !== undefined).map(([name, text]) => `## ${name}\n\n${text}`),
    `${peersLine("Peers", peers)}\n${peersLine("Not installed", missing)}`.trim(),
  ]
    .join("\n\n")
    .concat("\n");
}

function introduction({ made, rounds, seed }: Results): string {
  return (
    `${madeText(made)}; load at the start ${made.machine.load.toFixed(1)}. Everything but "Threads" runs on one thread. Medians of ${rounds} rounds, ours and a peer's in turn, set-up ` +
    `included; seed ${seed}. "n,e,m shared ×B": a batch of B problems that differ in p only; "distinct": in ` +
    "everything. Every answer was verified from the input. Solvers asked for less accuracy than 1e-8 are listed, " +
    "but are never the best."
  );
}

function peersLine(title: string, peers: Readonly<Record<string, string>>): string {
  const names = Object.entries(peers).map(([name, text]) => `${name} ${text}`);
  return names.length > 0 ? `${title}: ${names.join("; ")}.` : "";
}

function gradientTable(costs: readonly GradientCost[]): string {
  return markdownTable(
    ["problem", "forward, µs", "full vjp, µs", "vjp ÷ forward"],
    costs.map(({ name, shared, batch, forward, backward }) => [
      `${name} ${shared ? "shared" : "distinct"} ×${batch}`,
      digits(forward.median),
      digits(backward.median),
      `${((100 * backward.median) / forward.median).toFixed(1)} %`,
    ]),
  );
}

function threadsTable(gains: readonly ThreadsGain[]): string {
  const [{ threads }] = gains;
  const gain = ({ one, several }: ThreadsGain["solve"]): string[] => [
    digits(one.median),
    digits(several.median),
    `${digits(one.median / several.median)}×`,
  ];
  return markdownTable(
    ["problem", "solve, ms", `${threads} threads`, "", "async", "", "vjp, ms", `${threads} threads`, ""],
    gains.map(({ name, shared, batch, solve, solveAsync, vjp }) => [
      `${name} ${shared ? "shared" : "distinct"} ×${batch}`,
      ...gain(solve),
      ...gain(solveAsync).slice(1),
      ...gain(vjp),
    ]),
  );
}

function trainingTable({ puzzles, ours, peers }: TrainingResult): string {
  const row = (entry: TrainingEntry): string[] => {
    const own = ours.milliseconds?.median ?? NaN;
    const time = entry.failure === undefined ? (entry.milliseconds?.median ?? NaN) : NaN;
    return [
      entry.name,
      entry.failure === undefined ? digits(time) : "failed",
      Number.isNaN(time) ? "–" : `${digits(time / own)}×`,
      entry.gradientDifference === undefined ? "–" : entry.gradientDifference.toExponential(1),
    ];
  };
  const failures = peers.filter(({ failure }) => failure !== undefined);
  return [
    markdownTable(
      [`${puzzles} puzzles`, "ms per step", "÷ optnet", "first gradient, from ours"],
      [ours, ...peers].map(row),
    ),
    ...failures.map(({ name, failure }) => `${name} does not count: ${failure}.`),
  ].join("\n\n");
}
