/** How training grows from one worker to two, and what a killed worker costs. */
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { trainingCrew } from "optnet/nats";
import { Coordinator } from "optnet/training";
import { LEAF, LEAVES, problemTerms, programFrom, STEP, weightTerms, WEIGHTS } from "./leaves.js";
import type { LeafCost } from "./limits.js";
import { PlainProcess } from "./plain.js";
import { median } from "../../tools/statistics.js";

/** Milliseconds of a step, all measured one after the other, so that a machine that drifts drifts in all of them. */
export interface Round {
  /** In one process, without a server or a coordinator. */
  readonly alone: number;
  /** In each of two such processes at the same time: two steps, then. */
  readonly both: number;
  /** With one worker, with two. */
  readonly one: number;
  readonly two: number;
}

export interface ScalingRow {
  readonly problemsPerExample: number;
  readonly rounds: readonly Round[];
}

export interface KilledStep {
  /** Milliseconds of a step with two workers, and of one in which one of them is killed. */
  readonly usual: number;
  readonly killed: number;
}

const module = fileURLToPath(new URL("training-worker.ts", import.meta.url));

function startWorker(url: string, run: string): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", module, url, run], { stdio: "inherit" });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

interface Training {
  readonly url: string;
  readonly workers: number;
  readonly terms: string;
  /** Most leaves in a bunch. */
  readonly bunch?: number;
}

/** A coordinator for the length of `use`, with its workers. */
async function withWorkers<Result>(
  { url, workers: count, terms, bunch }: Training,
  use: (coordinator: Coordinator, workers: ChildProcess[]) => Promise<Result>,
): Promise<Result> {
  const run = runOf(count);
  const crew = await trainingCrew(url, { run, terms });
  const coordinator = new Coordinator(programFrom(terms), crew, { leaf: LEAF, bunch });
  const workers = Array.from({ length: count }, () => startWorker(url, run));
  try {
    while (coordinator.workers < count) await sleep(20);
    return await use(coordinator, workers);
  } finally {
    await coordinator.close();
    await Promise.all(workers.map(end));
  }
}

/** Two trainings are under way at the same time, of which one computes. */
const runOf = (workers: number): string => `bench-${workers}`;

/** Steps are repeated for about so long in each round, in milliseconds, and so often at most. */
const ROUND = { milliseconds: 150, most: 5 };

export async function measureScaling(
  url: string,
  perExample: readonly number[],
  rounds: number,
): Promise<ScalingRow[]> {
  const rows: ScalingRow[] = [];
  for (const problemsPerExample of perExample) {
    const terms = problemTerms(problemsPerExample);
    const plain = [new PlainProcess(terms), new PlainProcess(terms)];
    try {
      const measured = await withWorkers({ url, workers: 1, terms }, (one) =>
        withWorkers({ url, workers: 2, terms }, (two) => inRounds(rounds, { plain, one, two })),
      );
      rows.push({ problemsPerExample, rounds: measured });
    } finally {
      await Promise.all(plain.map((process) => process.end()));
    }
  }
  return rows;
}

async function inRounds(
  rounds: number,
  { plain, one, two }: { plain: readonly PlainProcess[]; one: Coordinator; two: Coordinator },
): Promise<Round[]> {
  const together = (processes: readonly PlainProcess[], steps: number): Promise<unknown> =>
    Promise.all(processes.map((process) => process.compute(steps)));
  const train = async (coordinator: Coordinator, steps: number): Promise<void> => {
    for (let i = 0; i < steps; i++) await coordinator.gradient(STEP, WEIGHTS);
  };
  const measures = {
    alone: (steps: number) => together(plain.slice(0, 1), steps),
    one: (steps: number) => train(one, steps),
    two: (steps: number) => train(two, steps),
    both: (steps: number) => together(plain, steps),
  };
  // Connections are made, compilers and coordinators learn.
  for (const measure of Object.values(measures)) await measure(3);
  await together(plain, 1);
  const rough = await timeOf(() => measures.alone(1));
  const steps = Math.max(1, Math.min(ROUND.most, Math.round(ROUND.milliseconds / rough)));
  const found: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: [string, number][] = [];
    for (const [name, measure] of Object.entries(measures)) {
      times.push([name, (await timeOf(() => measure(steps))) / steps]);
    }
    found.push(Object.fromEntries(times) as unknown as Round);
  }
  return found;
}

/** Processor time of the coordinator for a bunch of one leaf with small weights, and for each byte more. */
export async function measureCoordinator(url: string, weights: number, steps: number): Promise<LeafCost> {
  const perLeaf = (count: number): Promise<number> =>
    withWorkers({ url, workers: 1, terms: weightTerms(count), bunch: 1 }, async (coordinator) => {
      const step = (): Promise<unknown> => coordinator.gradient(STEP, [new Float32Array(count)]);
      for (let i = 0; i < 3; i++) await step();
      const before = process.cpuUsage();
      for (let i = 0; i < steps; i++) await step();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6 / (steps * LEAVES);
    });
  const [each, large] = [await perLeaf(1), await perLeaf(weights)];
  return { each, perByte: Math.max(0, large - each) / (4 * weights) };
}

export function measureKilledStep(
  url: string,
  perExample: number,
  { rounds, kills }: { rounds: number; kills: number },
): Promise<KilledStep> {
  const terms = problemTerms(perExample);
  return withWorkers({ url, workers: 2, terms }, async (coordinator, workers) => {
    const step = (): Promise<unknown> => coordinator.gradient(STEP, WEIGHTS);
    const times: number[] = [];
    for (let i = 0; i < 2 + rounds; i++) times.push(await timeOf(step));
    const usual = median(times.slice(2)); // The first make acquaintance.
    const killed: number[] = [];
    for (let i = 0; i < kills; i++) {
      const start = performance.now();
      const running = step();
      setTimeout(() => workers.shift()!.kill("SIGKILL"), usual / 3);
      await running;
      killed.push(performance.now() - start);
      workers.push(startWorker(url, runOf(2)));
      while (coordinator.workers < 2) await sleep(20);
      await step();
    }
    return { usual, killed: median(killed) };
  });
}
