/** The loop: epochs of batches in the order of the data, an evaluation after each, the best weights kept. */
import { setImmediate } from "node:timers/promises";
import type { Sudoku } from "../../tools/sudoku/board.js";
import type { Learner, LearnerState } from "./learner.js";
import { addOutcomes, means, NOTHING, type Measure, type Outcome, type Totals } from "./measure.js";
import type { Split } from "./split.js";

export interface EpochRecord {
  readonly epoch: number;
  /** Over the epoch's batches, each before its own step, as in the paper. */
  readonly training: Measure;
  /** With the weights at the end of the epoch, as for the test part. */
  readonly validation: Measure;
  readonly test: Measure;
  /** The test boards that do not occur in the training part. */
  readonly testUnseen: Measure;
  readonly trainingSeconds: number;
  readonly evaluationSeconds: number;
}

/** Where a run stands; with it, a run goes on as if it had never stopped. */
export interface RunState {
  readonly history: readonly EpochRecord[];
  readonly best: { readonly epoch: number; readonly weights: readonly Float32Array[] } | undefined;
  /** The epoch under way: batches done, and sums over them. */
  readonly batches: number;
  readonly totals: Totals;
  readonly seconds: number;
  readonly learner: LearnerState;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly batch: number;
}

/** What the caller wants to hear, and when to stop. */
export interface Observer {
  /** After each batch of training, and each batch of evaluation. */
  onBatch?(epoch: number, boardsDone: number, sofar: Measure): void;
  onEpoch?(record: EpochRecord, isBest: boolean, state: RunState): void | Promise<void>;
  /** Asked after each batch of training. */
  shouldStop?(): boolean;
}

/**
 * Trains up to `epochs` epochs, from the beginning or from where `state` stood.
 *
 * Batches are taken in the order of the data, the same in every epoch, as the paper's code does: no shuffling.
 * Before each batch the event loop gets a turn, so that signals are heard.
 *
 * @returns where the run stands; it is complete where `history` has `epochs` entries.
 */
export async function train(
  learner: Learner,
  { training, validation, test, unseen }: Split,
  { epochs, batch }: TrainingOptions,
  observer: Observer = {},
  state?: RunState,
): Promise<RunState> {
  const history = [...(state?.history ?? [])];
  let best = state?.best;
  let batches = state?.batches ?? 0;
  let totals = state?.totals ?? NOTHING;
  let seconds = state?.seconds ?? 0;
  if (state !== undefined) await learner.restore(state.learner);
  const standing = async (): Promise<RunState> => ({
    ...{ history: [...history], best, batches, totals, seconds },
    learner: await learner.state(),
  });
  const batchCount = Math.ceil(training.length / batch);

  while (history.length < epochs) {
    const epoch = history.length + 1;
    while (batches < batchCount) {
      await setImmediate();
      if (observer.shouldStop?.()) return standing();
      const start = performance.now();
      const { outcomes } = learner.step(training.slice(batches * batch, (batches + 1) * batch));
      seconds += (performance.now() - start) / 1000;
      totals = addOutcomes(totals, outcomes);
      batches++;
      observer.onBatch?.(epoch, outcomes.length, means(totals));
    }

    const start = performance.now();
    const report = (boards: number): void => observer.onBatch?.(epoch, boards, means(totals));
    const chosenBy = await evaluate(learner, validation, batch, report);
    const tested = await evaluate(learner, test, batch, report);
    const record: EpochRecord = {
      epoch,
      training: means(totals),
      validation: measure(chosenBy),
      test: measure(tested),
      testUnseen: measure(tested.filter((_, index) => unseen[index])),
      trainingSeconds: seconds,
      evaluationSeconds: (performance.now() - start) / 1000,
    };
    history.push(record);
    const isBest = bestOf(history) === record;
    if (isBest) best = { epoch, weights: (await learner.state()).weights };
    [batches, totals, seconds] = [0, NOTHING, 0];
    await observer.onEpoch?.(record, isBest, await standing());
  }
  return standing();
}

/**
 * The epoch to keep: lowest error on the validation boards, then lowest loss on them, then the earlier one.
 * Where there are no validation boards, the training error and loss stand in. The test part is never asked.
 */
export function bestOf(history: readonly EpochRecord[]): EpochRecord | undefined {
  const judgedBy = (record: EpochRecord): Measure =>
    record.validation.boards > 0 ? record.validation : record.training;
  return history.reduce<EpochRecord | undefined>((best, record) => {
    if (best === undefined) return record;
    const [a, b] = [judgedBy(record), judgedBy(best)];
    return a.error < b.error || (a.error === b.error && a.loss < b.loss) ? record : best;
  }, undefined);
}

/** Predicts all boards and says what became of each. */
export async function evaluate(
  learner: Learner,
  sudokus: readonly Sudoku[],
  batch: number,
  onBatch?: (boards: number) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < sudokus.length; start += batch) {
    await setImmediate();
    const part = learner.predict(sudokus.slice(start, start + batch)).outcomes;
    outcomes.push(...part);
    onBatch?.(part.length);
  }
  return outcomes;
}

/** Means over outcomes. */
export function measure(outcomes: readonly Outcome[]): Measure {
  return means(addOutcomes(NOTHING, outcomes));
}
