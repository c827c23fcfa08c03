/** The loop: epochs of batches, a measurement after each, the best weights kept; stops and goes on anywhere. */
import { setImmediate } from "node:timers/promises";
import { epochOrder } from "./random.js";
import type { Trainer, TrainerState } from "./trainer.js";

/** What is trained, and how it is measured. */
export interface Course<Metrics> {
  readonly trainer: Trainer;
  readonly epochs: number;
  /** Training steps per epoch. */
  readonly batches: number;
  /** One training step; epochs count from 1, batches from 0. @returns the loss before it. */
  step(epoch: number, batch: number): number | Promise<number>;
  /** Measures with the present weights; calls `onPart` after each of `parts` parts. */
  evaluate(onPart: () => void): Promise<Metrics>;
  readonly parts: number;
  /**
   * The epoch with the lowest score is kept; of several numbers the first that differs decides. It must not ask the
   * test part.
   */
  score(metrics: Metrics): number | readonly number[];
  /**
   * What the steps of an epoch leave for its measurement besides their losses: plain data, anew with each batch 0.
   * A run that stops within an epoch keeps it.
   */
  readonly account?: { sums: unknown };
}

/** How a course with examples in random order goes through them. */
export interface Schedule {
  readonly epochs: number;
  /** Examples per step. */
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** A batch of an epoch. */
export interface Batch {
  /** Of the examples, as `epochOrder` puts them. */
  readonly positions: readonly number[];
  readonly epoch: number;
  readonly index: number;
  /** Steps before this one, in all epochs. */
  readonly stepsDone: number;
  /** Share of the learning rate: from 1 to 0 over the course, along half a cosine. */
  readonly fall: number;
}

/** The part of a course that goes through `count` examples, each epoch in an order of its own. */
export function shuffled(
  schedule: Schedule,
  count: number,
  step: (batch: Batch) => number | Promise<number>,
): Pick<Course<unknown>, "epochs" | "batches" | "step"> {
  const { epochs, batch } = schedule;
  const batches = Math.ceil(count / batch);
  const positionsOf = batchPositions(schedule, count);
  return {
    epochs,
    batches,
    step(epoch, index) {
      const stepsDone = (epoch - 1) * batches + index;
      const fall = halfCosine(stepsDone, batches * epochs);
      return step({ positions: positionsOf(epoch, index), epoch, index, stepsDone, fall });
    },
  };
}

/** Which of `count` examples each batch of each epoch has. */
export function batchPositions(
  { batch, seed }: Pick<Schedule, "batch" | "seed">,
  count: number,
): (epoch: number, index: number) => readonly number[] {
  let order: { readonly epoch: number; readonly positions: readonly number[] } | undefined;
  return (epoch, index) => {
    if (order?.epoch !== epoch) order = { epoch, positions: epochOrder(count, seed, epoch) };
    return order.positions.slice(index * batch, (index + 1) * batch);
  };
}

/** From 1 to 0 over so many steps. */
export function halfCosine(step: number, steps: number): number {
  return 0.5 * (1 + Math.cos((Math.PI * step) / steps));
}

export interface EpochRecord<Metrics> {
  readonly epoch: number;
  /** Mean loss over the epoch's batches, each before its own step. */
  readonly loss: number;
  /** With the weights at the end of the epoch. */
  readonly metrics: Metrics;
  readonly trainingSeconds: number;
  readonly evaluationSeconds: number;
}

/** Where a run stands; with it, a run goes on as if it had never stopped. */
export interface RunState<Metrics> {
  readonly history: readonly EpochRecord<Metrics>[];
  readonly best: { readonly epoch: number; readonly weights: readonly Float32Array[] } | undefined;
  /** The epoch under way: batches done, and the sum of their losses. */
  readonly batches: number;
  readonly lossSum: number;
  /** The course's own account of it. */
  readonly sums?: unknown;
  readonly seconds: number;
  readonly trainer: TrainerState;
}

/** What the caller wants to hear, and when to stop. */
export interface Observer<Metrics> {
  /** After each batch of training and each part of a measurement; `loss` is the mean of the epoch so far. */
  onTick?(epoch: number, loss: number): void;
  onEpoch?(record: EpochRecord<Metrics>, isBest: boolean, state: RunState<Metrics>): void;
  /** Asked before each batch of training. */
  shouldStop?(): boolean;
}

/**
 * Trains from the beginning, or from where `state` stood. Before each batch the event loop gets a turn, so that
 * signals are heard.
 *
 * @returns where the run stands; it is complete where `history` has `epochs` entries.
 */
export async function runEpochs<Metrics>(
  course: Course<Metrics>,
  observer: Observer<Metrics> = {},
  state?: RunState<Metrics>,
): Promise<RunState<Metrics>> {
  const { trainer, epochs, account } = course;
  const history = [...(state?.history ?? [])];
  let best = state?.best;
  let batches = state?.batches ?? 0;
  let lossSum = state?.lossSum ?? 0;
  let seconds = state?.seconds ?? 0;
  if (state !== undefined) {
    await trainer.restore(state.trainer);
    if (account !== undefined) account.sums = state.sums;
  }
  const standing = async (): Promise<RunState<Metrics>> => ({
    ...{ history: [...history], best, batches, lossSum, seconds },
    ...(account !== undefined && batches > 0 && { sums: account.sums }),
    trainer: await trainer.state(),
  });

  while (history.length < epochs) {
    const epoch = history.length + 1;
    while (batches < course.batches) {
      await setImmediate();
      if (observer.shouldStop?.()) return standing();
      const start = performance.now();
      const stepLoss = await course.step(epoch, batches);
      lossSum += stepLoss;
      batches++;
      seconds += (performance.now() - start) / 1000;
      observer.onTick?.(epoch, lossSum / batches);
    }
    const loss = lossSum / batches;
    const start = performance.now();
    const metrics = await course.evaluate(() => observer.onTick?.(epoch, loss));
    const evaluationSeconds = (performance.now() - start) / 1000;
    const record = { epoch, loss, metrics, trainingSeconds: seconds, evaluationSeconds };
    history.push(record);
    const isBest = bestOf(history, (one) => course.score(one)) === record;
    if (isBest) best = { epoch, weights: trainer.weights() };
    [batches, lossSum, seconds] = [0, 0, 0];
    observer.onEpoch?.(record, isBest, await standing());
  }
  return standing();
}

/** The epoch to keep: the lowest score, and of equal ones the earliest. */
export function bestOf<Metrics>(
  history: readonly EpochRecord<Metrics>[],
  score: Course<Metrics>["score"],
): EpochRecord<Metrics> | undefined {
  const isLower = (a: readonly number[], b: readonly number[]): boolean => {
    const at = a.findIndex((value, i) => value !== b[i]);
    return at >= 0 && a[at] < b[at];
  };
  const scoreOf = ({ metrics }: EpochRecord<Metrics>): readonly number[] =>
    [score(metrics)].flat().map((value) => (Number.isNaN(value) ? Infinity : value));
  return history.reduce<EpochRecord<Metrics> | undefined>(
    (best, record) => (best === undefined || isLower(scoreOf(record), scoreOf(best)) ? record : best),
    undefined,
  );
}
