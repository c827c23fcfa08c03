/**
 * How fast is optnet? Measures it beside other solvers on the same data in one run. See `--help`.
 *
 *     npm run bench -- [--quick] [--sizes "10,0,10 20,10,20"] [--peers piqp,npm-quadprog] [--python PATH]
 */
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { generate as generatePuzzles } from "../../tools/sudoku/generate.js";
import { best, compare, ratio, type Comparison, type Rounds } from "./compare.js";
import type { Contender, Peer } from "./contender.js";
import { generate } from "../../tools/problems/generate.js";
import { gradientCost } from "./gradients.js";
import { npmHighs } from "./highs.js";
import { LOOPS, mpcSequence, oursInLoop } from "./mpc.js";
import { NATIVE_PEERS, NativePeer, pythonWorker, startNative } from "./native.js";
import { HELP, readOptions, type Options } from "./options.js";
import { ours, oursKept, oursOneByOne } from "./ours.js";
import type { BatchProblem, Size } from "../../tools/problems/problem.js";
import { Progress } from "./progress.js";
import { npmQuadprog } from "./quadprog.js";
import { emptyResults, toMarkdown, writeResults, type Results } from "./report.js";
import { learnedWeights, randomWeights, sudokuProblem } from "./sudoku.js";
import { sweep } from "./sweep.js";
import { digits } from "./table.js";
import { ThreadPool } from "optnet/threads";
import { batchFor as fitsBatch, threadsGain } from "./threads.js";
import { compareTraining } from "./training.js";

const SMALL: Size = { variables: 10, equalities: 0, inequalities: 10 };
/** Where threads are measured. */
const THREADED: readonly Size[] = [
  SMALL,
  { variables: 50, equalities: 0, inequalities: 50 },
  { variables: 50, equalities: 25, inequalities: 50 },
  { variables: 100, equalities: 50, inequalities: 100 },
];
const PUZZLES_PER_STEP = 150;

interface Task {
  readonly name: string;
  /** Adds to the results; returns what came out, in a line. */
  run(visit: (name: string) => void): Promise<string>;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) return console.log(HELP);
  if (!import.meta.resolve("optnet").endsWith("/dist/index.js")) {
    throw new Error("This must measure the package as it is built: use `npm run bench`.");
  }
  tf.enableProdMode();
  await tf.setBackend("cpu");

  const { peers, missing } = await startPeers(options);
  const versions = Object.fromEntries(peers.map(({ name, version }) => [name, version]));
  const results = emptyResults(options, versions, missing);
  announce(results);
  const tasks = options.parts.flatMap((part) => TASKS[part](options, peers, results));
  const progress = new Progress(tasks.length);
  try {
    for (const task of tasks) {
      progress.begin(task.name);
      progress.end(await task.run((name) => progress.visit(name)));
      writeResults(options.out, results); // so that an interrupted run is not lost
    }
  } finally {
    progress.stop();
    for (const peer of peers) peer.close();
  }
  console.log(toMarkdown(results));
  console.error(`Written: ${join(options.out, "speed.json")} and speed.md`);
}

async function startPeers({ peers, python }: Options) {
  const javascript = [npmQuadprog, npmHighs].filter(({ name }) => peers.includes(name.replace(" ", "-")));
  const started: Peer[] = [...javascript];
  const missing: Record<string, string> = {};
  for (const name of NATIVE_PEERS.filter((one) => peers.includes(one))) {
    try {
      started.push(await startNative(name, pythonWorker(python, name)));
    } catch (error) {
      missing[name] = `(${error instanceof Error ? error.message : String(error)})`;
    }
  }
  return { peers: started, missing };
}

function announce({ machine, quick }: Results): void {
  console.error(`${machine.processor}, Node ${machine.node}${quick ? "; a quick run" : ""}`);
  for (const [name, version] of Object.entries(machine.peers)) console.error(`  ${name} ${version}`);
  for (const [name, why] of Object.entries(machine.missing)) console.error(`  ${name} is missing ${why}`);
  if (Object.keys(machine.missing).length > 0) {
    console.error("  To install: python3 -m pip install -r bench/peers/requirements.txt");
  }
  if (machine.load > 0.5) {
    console.error(`  The machine is busy (load ${machine.load.toFixed(1)}): do not trust the figures.`);
  }
}

const roundsOf = ({ rounds, seconds, quick }: Options): Rounds => ({
  rounds,
  seconds,
  fewest: quick ? 2 : 8,
  repeats: 1000,
});

async function contendersFor(peers: readonly Peer[], problem: BatchProblem): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const peer of peers) contenders.push(...(await peer.enter(problem)));
  return contenders;
}

/** A task that compares everybody on one batch. */
function comparison(
  name: string,
  make: () => BatchProblem | Promise<BatchProblem>,
  mine: (problem: BatchProblem) => Contender,
  { options, peers, into }: { options: Options; peers: readonly Peer[]; into: Comparison[] },
): Task {
  return {
    name,
    async run(visit) {
      const problem = await make();
      const others = await contendersFor(peers, problem);
      if (problem.shared && mine === ours) others.unshift(oursKept(problem));
      const result = await compare(problem, mine(problem), others, roundsOf(options), visit);
      into.push(result);
      return outcome(result);
    },
  };
}

function outcome(result: Comparison): string {
  const { ours: mine } = result;
  const versus = (["native", "javascript"] as const).flatMap((kind) => {
    const peer = best(result, kind);
    return peer
      ? [`${peer.name} ${digits(peer.microseconds!.median)} (${digits(ratio(result, peer))}×)`]
      : [];
  });
  const own = mine.failure ?? `${digits(mine.microseconds?.median ?? NaN)} µs`;
  return [own, ...versus].join(", ");
}

const batchFor = ({ batch }: Options, { variables }: Size, shared: boolean): number =>
  shared || variables < 200 ? batch : Math.max(1, Math.floor(batch / 4));

const bothKinds = (options: Options, sizes: readonly Size[] = options.sizes) =>
  [true, false].flatMap((shared) =>
    sizes.map((size) => ({
      shared,
      size,
      name: `${Object.values(size).join()} ${shared ? "shared" : "distinct"}`,
      make: () => generate(size, batchFor(options, size, shared), shared, options.seed),
    })),
  );

const TASKS: Record<
  Options["parts"][number],
  (options: Options, peers: readonly Peer[], results: Results) => Task[]
> = {
  table: (options, peers, { table }) =>
    bothKinds(options).map(({ name, make }) => comparison(name, make, ours, { options, peers, into: table })),

  sudoku: (options, peers, { sudoku }) => {
    const puzzles = generatePuzzles(options.batch, options.seed);
    const problems = {
      "sudoku, random A": () => sudokuProblem("sudoku, random A", randomWeights(options.seed), puzzles),
      "sudoku, learned A": async () => sudokuProblem("sudoku, learned A", await learnedWeights(), puzzles),
    };
    return Object.entries(problems).map(([name, make]) =>
      comparison(name, make, ours, { options, peers, into: sudoku }),
    );
  },

  single: (options, peers, { single }) =>
    bothKinds(options, [SMALL]).map(({ name, make, shared }) =>
      comparison(
        `${name}, one per call`,
        () => ({ ...make(), name: `10,0,10 ${shared ? "QpSolver" : "solve"}` }),
        oursOneByOne,
        { options, peers, into: single },
      ),
    ),

  sweep: (options, _peers, results) =>
    [true, false].map((shared) => ({
      name: `batches, ${shared ? "shared" : "distinct"}`,
      async run(visit) {
        const batches = options.quick ? [64, 256, 1024] : [64, 256, 1024, 4096, 16384, 65536];
        const found = await sweep(SMALL, batches, shared, options.seed, roundsOf(options), visit);
        results.sweep.push(...found);
        return found.map(({ ours: mine }) => digits(mine.microseconds?.median ?? NaN)).join(" ");
      },
    })),

  gradients: (options, _peers, { gradients }) =>
    bothKinds(options).map(({ name, make }) => ({
      name: `gradients, ${name}`,
      async run() {
        const cost = gradientCost(make(), roundsOf(options));
        gradients.push(cost);
        return `${digits(cost.forward.median)} + ${digits(cost.backward.median)} µs`;
      },
    })),

  mpc: (options, peers, { mpc }) =>
    Object.values(LOOPS).map((loop) => ({
      name: `control loop, ${loop().name}`,
      async run(visit) {
        const problem = mpcSequence(loop(), options.quick ? 20 : 300);
        const [mine, ...others] = oursInLoop(problem);
        others.push(...(await contendersFor(peers, problem)));
        const result = await compare(problem, mine, others, roundsOf(options), visit);
        mpc.push(result);
        return outcome(result);
      },
    })),

  threads: (options, _peers, { threads }) => {
    const pool = new ThreadPool();
    return [6, 15, 60].flatMap((milliseconds) =>
      bothKinds(options, options.quick ? [SMALL] : THREADED).map(({ name, shared, size }) => ({
        name: `threads, ${name}, ${milliseconds} ms`,
        async run() {
          const batch = fitsBatch(size, shared, options.seed, options.quick ? 1 : milliseconds);
          const gain = await threadsGain(size, shared, batch, options.seed, pool, roundsOf(options));
          threads.push(gain);
          const { solve, solveAsync, vjp } = gain;
          return [solve, solveAsync, vjp]
            .map(({ one, several }) => `${digits(one.median)} ms ${digits(one.median / several.median)}×`)
            .join(", ");
        },
      })),
    );
  },

  training: (options, peers, results) => [
    {
      name: "training step",
      async run(visit) {
        const qpth = peers.find(
          (peer): peer is NativePeer => peer instanceof NativePeer && peer.name === "qpth",
        );
        const puzzles = generatePuzzles(PUZZLES_PER_STEP, options.seed);
        const steps = options.quick ? { rounds: 1, steps: 2 } : { rounds: 5, steps: 4 };
        results.training = await compareTraining(randomWeights(options.seed), puzzles, qpth, steps, visit);
        const { ours: mine, peers: others } = results.training;
        return [mine, ...others]
          .map(
            ({ name, milliseconds, failure }) =>
              `${name} ${failure ?? digits(milliseconds?.median ?? NaN)} ms`,
          )
          .join(", ");
      },
    },
  ],
};

await main();
