/** A course in the terminal: progress with time left, a checkpoint after every epoch, Ctrl-C that keeps what was learned. */
import { findCheckpoint, requireSame, saveCheckpoint, type Fixed } from "./checkpoint.js";
import { bestOf, runEpochs, type Course, type EpochRecord, type RunState } from "./epochs.js";
import { duration, Progress } from "./progress.js";

export interface Column<Metrics> {
  readonly title: string;
  readonly cell: (record: EpochRecord<Metrics>) => string;
}

export interface CourseOptions<Metrics> {
  /** File of the checkpoint. */
  readonly checkpoint: string;
  /** What a run that is resumed must have in common with this one. */
  readonly fixed: Fixed;
  readonly resume: boolean;
  readonly shouldStop: () => boolean;
  readonly columns: readonly Column<Metrics>[];
  readonly stream?: NodeJS.WritableStream;
}

/** Where a run stands at its end. */
export interface CourseResult<Metrics> {
  readonly state: RunState<Metrics>;
  /** The epoch that is kept; undefined before the end of the first. */
  readonly kept: EpochRecord<Metrics> | undefined;
  /** Whether it came to its end. */
  readonly complete: boolean;
  readonly totalSeconds: number;
}

const GAP = "   ";

/**
 * Runs a course from the beginning, or from its checkpoint.
 *
 * @throws OptNetError where the checkpoint is of a run with other flags.
 */
export async function runCourse<Metrics>(
  course: Course<Metrics>,
  options: CourseOptions<Metrics>,
): Promise<CourseResult<Metrics>> {
  const { checkpoint, fixed, shouldStop, columns, stream = process.stdout } = options;
  const earlier = options.resume ? findCheckpoint<RunState<Metrics>>(checkpoint) : undefined;
  if (earlier !== undefined) requireSame(earlier.fixed, fixed);
  const state = earlier?.state;
  const epochsDone = state?.history.length ?? 0;
  const ticksPerEpoch = course.batches + course.parts;
  const progress = new Progress(stream, {
    total: course.epochs * ticksPerEpoch,
    done: epochsDone * ticksPerEpoch + (state?.batches ?? 0),
  });
  if (state !== undefined) {
    progress.line(`Resuming after epoch ${epochsDone} and ${state.batches} batches of the next.`);
  }
  const widths = columns.map(({ title }) => Math.max(title.length, 8));
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => cell.padStart(widths[i])).join(GAP);
  progress.line(["    epoch", row(columns.map(({ title }) => title)), "    time       left"].join(GAP));

  const end = await runEpochs(
    course,
    {
      shouldStop,
      onTick: (epoch, loss) => progress.tick(`loss ${loss.toPrecision(4)}`, `${epoch}/${course.epochs}`),
      onEpoch: (record, isBest, standing) => {
        const epoch = `${isBest ? "*" : " "}${`${record.epoch}/${course.epochs}`.padStart(8)}`;
        const seconds = record.trainingSeconds + record.evaluationSeconds;
        const times = [seconds, progress.secondsLeft()].map((time) => duration(time).padStart(8));
        progress.line([epoch, row(columns.map(({ cell }) => cell(record))), times.join(GAP)].join(GAP));
        saveCheckpoint(checkpoint, fixed, standing);
      },
    },
    state,
  );
  progress.stop();
  saveCheckpoint(checkpoint, fixed, end);
  const { history } = end;
  return {
    state: end,
    kept: bestOf(history, (metrics) => course.score(metrics)),
    complete: history.length >= course.epochs,
    totalSeconds: history.reduce((sum, one) => sum + one.trainingSeconds + one.evaluationSeconds, 0),
  };
}
