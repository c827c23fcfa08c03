/** `npm run bench`: how fast is optnet, beside other solvers, on the same data, in one run? See `--help`. */
import { basename, join } from "node:path";
import { solve } from "optnet";
import { ThreadPool } from "optnet/threads";
import { command, say, shown } from "../../tools/command.js";
import { ROOT } from "../../tools/made.js";
import { generate } from "../../tools/problems/generate.js";
import type { BatchProblem, Size } from "../../tools/problems/problem.js";
import { sizeText } from "../../tools/problems/sizes.js";
import { Progress } from "../../tools/progress.js";
import { generate as generatePuzzles } from "../../tools/sudoku/generate.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { digits } from "../../tools/tables.js";
import { best, compare, ratio, type Comparison, type Rounds } from "./compare.js";
import type { Contender, Peer } from "./contender.js";
import { gradientCost } from "./gradients.js";
import { npmHighs } from "./highs.js";
import { loadBuild, TODAY, type Library } from "./library.js";
import { compareModels, type Cvxjs } from "./model/compare.js";
import { loadCvxjs } from "./model/languages.js";
import { PROBLEMS } from "./model/problems.js";
import { compareLayers, TRAINED } from "./model/training.js";
import { LOOPS, mpcSequence, oursInLoop } from "./mpc.js";
import { NATIVE_PEERS, NativePeer, pythonWorker, startNative } from "./native.js";
import { FLAGS, type Options, type Part } from "./options.js";
import { ours, oursKept, oursOneByOne } from "./ours.js";
import { npmQuadprog } from "./quadprog.js";
import { toMarkdown, writeResults } from "./report.js";
import { emptyResults, type Results } from "./results.js";
import { compareSparse, type SparseSolver } from "./sparse/compare.js";
import { generatedCases, publicCases } from "./sparse/problems.js";
import { oursFor, SPARSE_PEERS, startSparsePeer } from "./sparse/solvers.js";
import { learnedWeights, randomWeights, sudokuProblem } from "./sudoku.js";
import { sweep } from "./sweep.js";
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

/** Who is measured, and how. */
interface Run {
  readonly options: Options;
  readonly peers: readonly Peer[];
  /** Peers of the part `model`. */
  readonly modelPeers: ModelPeers;
  /** Peers of the part `sparse`. */
  readonly sparsePeers: readonly SparseSolver[];
  /** Another build of optnet. */
  readonly against: Library | undefined;
  readonly results: Results;
}

interface Task {
  readonly name: string;
  /** Adds to the results; returns what came out, in a line. */
  run(visit: (name: string) => void): Promise<string>;
}

interface ModelPeers {
  readonly cvxjs?: Cvxjs;
  readonly cvxpylayers?: NativePeer;
}

async function startPeers({ peers, python, parts, limit }: Options) {
  const javascript = [npmQuadprog, npmHighs].filter(({ name }) => peers.includes(name.replace(" ", "-")));
  const started: Peer[] = [...javascript];
  const missing: Record<string, string> = {};
  const attempt = async <Started>(
    name: string,
    start: () => Promise<Started>,
  ): Promise<Started | undefined> => {
    try {
      return await start();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      missing[name] = `(${reason.replaceAll(python, basename(python))})`; // nobody's business where it lies
      return undefined;
    }
  };
  const native = (name: string) => attempt(name, () => startNative(name, pythonWorker(python, name)));
  const onlySparse = parts.every((part) => part === "sparse");
  for (const name of NATIVE_PEERS.filter((one) => peers.includes(one) && !onlySparse)) {
    const peer = await native(name);
    if (peer !== undefined) started.push(peer);
  }
  const wanted = (name: string): boolean => parts.includes("model") && peers.includes(name);
  const cvxjs = wanted("cvxjs") ? await attempt("cvxjs", loadCvxjs) : undefined;
  const cvxpylayers = wanted("cvxpylayers") ? await native("cvxpylayers") : undefined;
  const modelPeers = { ...(cvxjs && { cvxjs }), ...(cvxpylayers && { cvxpylayers }) };
  const sparsePeers: SparseSolver[] = [];
  for (const name of SPARSE_PEERS.filter((one) => parts.includes("sparse") && peers.includes(one))) {
    const peer = await attempt(`sparse ${name}`, () => startSparsePeer(python, name, limit));
    if (peer !== undefined) sparsePeers.push(peer);
  }
  return { peers: started, modelPeers, sparsePeers, missing };
}

function announce({ made, peers, missing, against, quick }: Results): void {
  const { processor, node, load } = made.machine;
  const lines = [
    `${processor}, Node ${node}${quick ? "; a quick run" : ""}`,
    ...(against === undefined ? [] : [`  against ${against}`]),
    ...Object.entries(peers).map(([name, version]) => `  ${name} ${version}`),
    ...Object.entries(missing).map(([name, why]) => `  ${name} is missing ${why}`),
    ...(Object.keys(missing).length === 0
      ? []
      : ["  To install: python3 -m pip install -r bench/peers/requirements.txt"]),
    ...(load > 0.5 ? [`  The machine is busy (load ${load.toFixed(1)}): do not trust the figures.`] : []),
  ];
  process.stderr.write(lines.join("\n") + "\n");
}

const roundsOf = ({ rounds, seconds, quick }: Options): Rounds => ({
  rounds,
  seconds,
  fewest: quick ? 2 : 8,
  repeats: 1000,
});

/** The others on a batch: another build called in the same ways, and the peers. */
async function othersFor(
  { peers, against }: Run,
  problem: BatchProblem,
  ways: readonly ((library: Library) => Contender)[],
): Promise<Contender[]> {
  // A way that is not the first is measured in today's build too, next to the other build's.
  const optnets = ways.flatMap((way, i) => [
    ...(i === 0 ? [] : [way(TODAY)]),
    ...(against === undefined ? [] : [way(against)]),
  ]);
  const contenders: Contender[] = [];
  for (const peer of peers) contenders.push(...(await peer.enter(problem)));
  return [...optnets, ...contenders];
}

/** A task that compares everybody on one batch. */
function comparison(
  name: string,
  make: () => BatchProblem | Promise<BatchProblem>,
  waysOf: (problem: BatchProblem) => readonly ((library: Library) => Contender)[],
  run: Run,
  into: Comparison[],
): Task {
  return {
    name,
    async run(visit) {
      const problem = await make();
      const ways = waysOf(problem);
      const others = await othersFor(run, problem, ways);
      const result = await compare(problem, ways[0](TODAY), others, roundsOf(run.options), visit);
      into.push(result);
      return outcome(result);
    },
  };
}

/** The whole batch in one call, and what a kept solver makes of it. */
const inOneCall = (problem: BatchProblem): ((library: Library) => Contender)[] => [
  (library) => ours(problem, library),
  ...(problem.shared ? [(library: Library) => oursKept(problem, library)] : []),
];

function outcome(result: Comparison): string {
  const { ours: mine } = result;
  const versus = (["build", "native", "javascript"] as const).flatMap((kind) => {
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
      name: `${sizeText(size)} ${shared ? "shared" : "distinct"}`,
      make: () => generate(size, batchFor(options, size, shared), shared, options.seed),
    })),
  );

const TASKS: Record<Part, (run: Run) => Task[]> = {
  table: (run) =>
    bothKinds(run.options).map(({ name, make }) => comparison(name, make, inOneCall, run, run.results.table)),

  sudoku: (run) => {
    const { batch, seed } = run.options;
    const puzzles = generatePuzzles(batch, seed);
    const problems = {
      "sudoku, random A": () => sudokuProblem("sudoku, random A", randomWeights(seed), puzzles),
      "sudoku, learned A": async () => sudokuProblem("sudoku, learned A", await learnedWeights(), puzzles),
    };
    return Object.entries(problems).map(([name, make]) =>
      comparison(name, make, inOneCall, run, run.results.sudoku),
    );
  },

  single: (run) =>
    bothKinds(run.options, [SMALL]).map(({ name, make, shared }) =>
      comparison(
        `${name}, one per call`,
        () => ({ ...make(), name: `10,0,10 ${shared ? "QpSolver" : "solve"}` }),
        (problem) => [(library) => oursOneByOne(problem, library)],
        run,
        run.results.single,
      ),
    ),

  sweep: ({ options, against, results }) =>
    [true, false].map((shared) => ({
      name: `batches, ${shared ? "shared" : "distinct"}`,
      async run(visit) {
        const batches = options.quick ? [64, 256, 1024] : [64, 256, 1024, 4096, 16384, 65536];
        const found = await sweep(SMALL, batches, shared, options.seed, roundsOf(options), visit, against);
        results.sweep.push(...found);
        return found.map(({ ours: mine }) => digits(mine.microseconds?.median ?? NaN)).join(" ");
      },
    })),

  gradients: ({ options, against, results }) =>
    bothKinds(options).map(({ name, make }) => ({
      name: `gradients, ${name}`,
      async run() {
        const cost = gradientCost(make(), roundsOf(options), against);
        results.gradients.push(cost);
        return `${digits(cost.forward.median)} + ${digits(cost.backward.median)} µs`;
      },
    })),

  mpc: (run) =>
    Object.values(LOOPS).map((loop) =>
      comparison(
        `control loop, ${loop().name}`,
        () => mpcSequence(loop(), run.options.quick ? 20 : 300),
        (problem) => oursInLoop(problem).map((_, i) => (library) => oursInLoop(problem, library)[i]),
        run,
        run.results.mpc,
      ),
    ),

  threads: ({ options, results: { threads } }) => {
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

  model: ({ options, modelPeers: { cvxjs, cvxpylayers }, results }) => [
    ...PROBLEMS.map((problem) => ({
      name: problem.name,
      async run(visit: (name: string) => void) {
        const found = await compareModels(problem, cvxjs, roundsOf(options), visit);
        results.models.push(found);
        const theirs = found.failure ?? `cvxjs ${digits(found.cvxjs?.median ?? NaN)} µs`;
        return `${digits(found.solve.median)} µs, ${theirs}`;
      },
    })),
    ...Object.keys(TRAINED).map((name) => ({
      name: `layer, ${name}`,
      async run(visit: (name: string) => void) {
        const steps = options.quick ? { rounds: 1, steps: 2 } : { rounds: options.rounds, steps: 3 };
        const found = await compareLayers(name, options.batch, options.seed, cvxpylayers, steps, visit);
        results.layers.push(found);
        const theirs = found.failure ?? `cvxpylayers ${digits(found.cvxpylayers?.median ?? NaN)} ms`;
        return `${digits(found.ours.median)} ms, ${theirs}`;
      },
    })),
  ],

  sparse: ({ options, sparsePeers, results: { sparse } }) => {
    const { quick, seed, rounds, limit } = options;
    const folders = options.sparse.split(",").filter((folder) => folder !== "");
    const cases = [
      ...generatedCases(quick, seed, (problem) => solve(problem).z),
      ...publicCases(folders, quick),
    ];
    return cases.map((make, i) => ({
      name: `sparse ${i + 1}`,
      async run(visit) {
        const of = await make();
        if (of === undefined) return "too small, or too large";
        const solvers = [...oursFor(of), ...sparsePeers];
        const found = await compareSparse(of, solvers, { rounds, limit }, visit);
        sparse.push(found);
        return `${found.name}: ${found.entries
          .map(({ name, milliseconds }) => `${name} ${digits(milliseconds?.median ?? NaN)} ms`)
          .join(", ")}`;
      },
    }));
  },

  training: ({ options, peers, results }) => [
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

await command({
  name: "bench",
  about: "Measures optnet beside other solvers, in one run, and verifies every answer.",
  flags: FLAGS,
  notes: `Native peers are those whose packages the interpreter has. All of them:
  python3 -m pip install -r bench/peers/requirements.txt
and for cvxpylayers, beside which the part model trains:
  python3 -m pip install -r bench/peers/requirements-cvxpy.txt

--against measures all parts but training, threads and model; with --peers none it is a comparison of two builds alone.`,
  async run(options, { made }) {
    if (!import.meta.resolve("optnet").endsWith("/dist/index.js")) {
      throw new Error("This must measure the package as it is built: use `npm run bench`.");
    }
    await startTensorFlow("cpu");
    const against = options.against === undefined ? undefined : await loadBuild(options.against);
    const { peers, modelPeers, sparsePeers, missing } = await startPeers(options);
    const { cvxjs, cvxpylayers } = modelPeers;
    const versions = {
      ...Object.fromEntries(peers.map(({ name, version }) => [name, version])),
      ...Object.fromEntries(sparsePeers.map(({ name, version }) => [`sparse ${name}`, version])),
      ...(cvxjs && { cvxjs: cvxjs.version }),
      ...(cvxpylayers && { cvxpylayers: cvxpylayers.version }),
    };
    const results = emptyResults(options, made, {
      ...{ peers: versions, missing },
      ...(against && { against: against.name }),
    });
    announce(results);
    const folder = join(ROOT, "bench/speed/results", against ? `against-${against.version}` : "");
    const out = options.out ?? folder;
    const run: Run = { options, peers, modelPeers, sparsePeers, against, results };
    const tasks = options.parts.flatMap((part) => TASKS[part](run));
    const progress = new Progress(process.stderr, { total: tasks.length });
    try {
      for (const task of tasks) {
        progress.note(task.name);
        const found = await task.run((name) => progress.note(`${task.name}: ${name}`));
        progress.tick(task.name);
        if (!progress.live) progress.line(`${progress.count} ${task.name}: ${found}`);
        writeResults(out, results); // so that an interrupted run is not lost
      }
    } finally {
      progress.stop();
      for (const peer of [...peers, ...sparsePeers, ...(cvxpylayers ? [cvxpylayers] : [])]) peer.close();
    }
    say(toMarkdown(results));
    process.stderr.write(`Written: ${shown(join(out, "speed.json"))} and speed.md\n`);
  },
});
