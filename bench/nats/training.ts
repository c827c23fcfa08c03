/** How training grows from one worker to two, and what a killed worker costs. */
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { trainingCrew } from "optnet/nats";
import { Coordinator } from "optnet/training";
import { alone, LEAF, LEAVES, problemTerms, programFrom, STEP, weightTerms, WEIGHTS } from "./leaves.js";
import type { LeafCost } from "./limits.js";
import { median } from "../../tools/statistics.js";

export interface ScalingRow {
  readonly problemsPerExample: number;
  /** Milliseconds of a step: in this process alone, with one worker, with two. */
  readonly alone: number;
  readonly one: number;
  readonly two: number;
}

export interface KilledStep {
  /** Milliseconds of a step with two workers, and of one in which one of them is killed. */
  readonly usual: number;
  readonly killed: number;
}

const module = fileURLToPath(new URL("training-worker.ts", import.meta.url));

function startWorker(url: string): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", module, url], { stdio: "inherit" });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

async function timeOf(work: () => Promise<unknown>, repeats: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i <= repeats; i++) {
    const start = performance.now();
    await work();
    if (i > 0) times.push(performance.now() - start); // The first makes acquaintance.
  }
  return median(times);
}

/** A coordinator for the length of `use`, with as many workers. */
async function withWorkers<Result>(
  url: string,
  count: number,
  terms: string,
  use: (coordinator: Coordinator, workers: ChildProcess[]) => Promise<Result>,
): Promise<Result> {
  const crew = await trainingCrew(url, { run: "bench", terms });
  const coordinator = new Coordinator(programFrom(terms), crew, { leaf: LEAF });
  const workers = Array.from({ length: count }, () => startWorker(url));
  try {
    while (coordinator.workers < count) await sleep(20);
    return await use(coordinator, workers);
  } finally {
    await coordinator.close();
    await Promise.all(workers.map(end));
  }
}

export async function measureScaling(
  url: string,
  perExample: readonly number[],
  repeats: number,
): Promise<ScalingRow[]> {
  const rows: ScalingRow[] = [];
  for (const count of perExample) {
    const terms = problemTerms(count);
    const program = programFrom(terms);
    const withCount = (workers: number): Promise<number> =>
      withWorkers(url, workers, terms, (coordinator) =>
        timeOf(() => coordinator.gradient(STEP, WEIGHTS), repeats),
      );
    rows.push({
      problemsPerExample: count,
      alone: await timeOf(() => alone(program), repeats),
      one: await withCount(1),
      two: await withCount(2),
    });
  }
  return rows;
}

/** Processor time of the coordinator for a leaf with small weights, and for each byte more. */
export async function measureCoordinator(url: string, weights: number, steps: number): Promise<LeafCost> {
  const perLeaf = (count: number): Promise<number> =>
    withWorkers(url, 1, weightTerms(count), async (coordinator) => {
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
  { repeats, kills }: { repeats: number; kills: number },
): Promise<KilledStep> {
  return withWorkers(url, 2, problemTerms(perExample), async (coordinator, workers) => {
    const step = (): Promise<unknown> => coordinator.gradient(STEP, WEIGHTS);
    const usual = await timeOf(step, repeats);
    const killed: number[] = [];
    for (let i = 0; i < kills; i++) {
      const start = performance.now();
      const running = step();
      setTimeout(() => workers.shift()!.kill("SIGKILL"), usual / 3);
      await running;
      killed.push(performance.now() - start);
      workers.push(startWorker(url));
      while (coordinator.workers < 2) await sleep(20);
      await step();
    }
    return { usual, killed: median(killed) };
  });
}
