/** `npm run timing`: the paper's figures about time, on the CPU. Worth nothing on a machine that does other things. */
import { setImmediate } from "node:timers/promises";
import { command, listenForStop, outFolder, say, shown } from "../../tools/command.js";
import { integer, toggle } from "../../tools/flags.js";
import { lineCharts, panel, type Line } from "../../tools/plot.js";
import { generate } from "../../tools/problems/generate.js";
import { duration, Progress } from "../../tools/progress.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { median } from "../../tools/statistics.js";
import { oneByOne, quadprog, timeBothWays, together, type Solver } from "./solvers.js";

interface Sweep {
  readonly name: string;
  readonly solver: Solver;
  readonly shared: boolean;
}

const SWEEPS: readonly Sweep[] = [
  { name: "optnet, shared matrices", solver: together, shared: true },
  { name: "optnet, distinct matrices", solver: together, shared: false },
  { name: "optnet, one by one", solver: oneByOne, shared: false },
  { name: "quadprog, one by one", solver: quadprog, shared: false },
];

interface SweepPoint {
  readonly name: string;
  readonly batch: number;
  readonly milliseconds: number;
}

interface SharePoint {
  readonly n: number;
  readonly shared: boolean;
  readonly forward: number;
  readonly backward: number;
}

await command({
  name: "timing",
  about: "Times batches against solvers one by one, and gradients against solutions, on the CPU.",
  flags: {
    size: integer("variables and inequalities of the batch sweep", {
      ...{ usual: 100, quick: 20, note: "100, as in the paper; --quick 20", least: 1, most: 1000 },
    }),
    repeats: integer("measurements of each point, of which the median counts", {
      ...{ usual: 7, quick: 2, least: 1, most: 1000 },
    }),
    out: outFolder(),
    quick: toggle("small sizes, to see everything work"),
  },
  async run({ size, repeats, quick, ...options }, { made }) {
    const out = options.out ?? resultsBeside(import.meta.url, quick ? "quick" : "");
    const warmUpTime = quick ? 1 : 400;
    const batches = quick ? [1, 2, 4, 8] : [1, 2, 4, 8, 16, 32, 64, 128, 256];
    const sizes = quick ? [5, 10, 20] : [10, 20, 30, 50, 70, 100, 140, 200];
    const shareBatch = quick ? 8 : 128;
    const square = (n: number) => ({ variables: n, equalities: 0, inequalities: n });

    const shouldStop = listenForStop();
    const points = SWEEPS.length * batches.length + 2 * sizes.length;
    const progress = new Progress(process.stdout, { total: points });
    const sweep: SweepPoint[] = [];
    const shares: SharePoint[] = [];
    for (const { name, solver, shared } of SWEEPS) {
      for (const batch of batches) {
        await setImmediate();
        if (shouldStop()) return progress.stop();
        const problem = generate(square(size), batch, shared, 1);
        const run = (): number => {
          const start = performance.now();
          solver(problem);
          return performance.now() - start;
        };
        warmUp(warmUpTime, run);
        const milliseconds = median(Array.from({ length: repeats }, run));
        sweep.push({ name, batch, milliseconds });
        progress.tick(`${name}, batch ${batch}: ${milliseconds.toFixed(2)} ms`);
      }
    }
    for (const shared of [true, false]) {
      for (const n of sizes) {
        await setImmediate();
        if (shouldStop()) return progress.stop();
        const problem = generate(square(n), shareBatch, shared, 2);
        warmUp(warmUpTime, () => timeBothWays(problem));
        const times = Array.from({ length: repeats }, () => timeBothWays(problem));
        const forward = median(times.map((time) => time.forward));
        const backward = median(times.map((time) => time.backward));
        shares.push({ n, shared, forward, backward });
        progress.tick(`n = ${n}: ${forward.toFixed(1)} + ${backward.toFixed(1)} ms`);
      }
    }
    progress.stop();
    writeResult(out, "timing.json", made, { settings: { size, repeats, shareBatch }, sweep, shares });
    writeText(out, "batch-sweep.svg", sweepPicture(size, sweep));
    writeText(out, "forward-backward.svg", sharePicture(shareBatch, shares));
    for (const { name } of SWEEPS) {
      const last = sweep.findLast((point) => point.name === name)!;
      say(`${name.padEnd(28)}batch ${last.batch}: ${duration(last.milliseconds / 1000)}`);
    }
    say(`\nIn ${shown(out)}: timing.json, batch-sweep.svg, forward-backward.svg`);
  },
});

/** Runs once at least and for some milliseconds, so that the engine has compiled what it is going to. */
function warmUp(milliseconds: number, run: () => unknown): void {
  const end = performance.now() + milliseconds;
  do run();
  while (performance.now() < end);
}

function sweepPicture(size: number, sweep: readonly SweepPoint[]): string {
  const lines = SWEEPS.map(({ name }): Line => ({
    name,
    points: sweep
      .filter((point) => point.name === name)
      .map(({ batch, milliseconds }) => [Math.log2(batch), milliseconds / batch]),
  }));
  const axes = ["size of the batch, as a power of 2", "milliseconds per problem"] as const;
  return lineCharts(`Time per problem, ${size} variables, ${size} inequalities`, "forward, one core", [
    panel("Batch sweep", axes, "log", lines),
  ]);
}

function sharePicture(batch: number, shares: readonly SharePoint[]): string {
  const lines = (way: string, value: (point: SharePoint) => number, dashed = false): Line[] =>
    [true, false].map((shared) => ({
      ...{ name: `${way}${shared ? "shared" : "distinct"} matrices`, dashed },
      points: shares.filter((point) => point.shared === shared).map((point) => [point.n, value(point)]),
    }));
  const forward = lines("forward, ", (point) => point.forward);
  const backward = lines("backward, ", (point) => point.backward, true);
  const times = forward.flatMap((line, i) => [line, backward[i]]);
  const ratios = lines("", (point) => (100 * point.backward) / point.forward);
  return lineCharts(`Solution and gradients, batch of ${batch}`, "n variables, n inequalities, one core", [
    panel("Time", ["n", "milliseconds per batch"], "log", times),
    panel("Backward, share of forward", ["n", "%"], "linear", ratios),
  ]);
}
