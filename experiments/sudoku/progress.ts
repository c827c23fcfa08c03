/** The run in the terminal: a table with one row per epoch and, where there is a terminal, a live bar below. */
import type { WriteStream } from "node:tty";
import { SingleBar } from "cli-progress";
import { duration, percent } from "../../tools/progress.js";
import type { Measure } from "./measure.js";
import type { EpochRecord, Observer } from "./training.js";

/** Boards that pass through the solver in one epoch. */
export interface Workload {
  readonly epochs: number;
  readonly training: number;
  readonly evaluation: number;
}

const HEADER =
  "  epoch   train loss    error   valid. error   test error   unseen   QPs unsolved     time     left";

export class Progress implements Required<Pick<Observer, "onBatch" | "onEpoch">> {
  readonly #stream: WriteStream | NodeJS.WritableStream;
  readonly #bar: SingleBar | undefined;
  readonly #work: Workload;
  readonly #started = performance.now();
  #done = 0;
  #ofEpoch: number;
  #toGo: number;

  /**
   * @param epochsDone whole epochs that an earlier run has done
   * @param boardsDone boards that it has done of the next one
   */
  constructor(stream: NodeJS.WritableStream, work: Workload, epochsDone = 0, boardsDone = 0) {
    this.#stream = stream;
    this.#work = work;
    this.#ofEpoch = boardsDone;
    this.#toGo = (work.epochs - epochsDone) * (work.training + work.evaluation) - boardsDone;
    if ("isTTY" in stream && stream.isTTY) {
      this.#bar = new SingleBar({
        stream,
        format: "  {epoch}  {bar} {percentage} %   {numbers}   {left} left",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        linewrap: false,
        fps: 8,
      });
    }
    this.line(HEADER);
  }

  onBatch(epoch: number, boards: number, { loss, error }: Measure): void {
    this.#done += boards;
    this.#toGo -= boards;
    this.#ofEpoch += boards;
    if (this.#bar === undefined) return;
    const payload = {
      epoch: `${epoch}/${this.#work.epochs}`.padStart(5),
      numbers: `loss ${loss.toFixed(4)}   train error ${percent(error)}`,
      left: duration(this.#secondsLeft()),
    };
    const total = this.#work.training + this.#work.evaluation;
    if (this.#bar.isActive) this.#bar.update(this.#ofEpoch, payload);
    else this.#bar.start(total, this.#ofEpoch, payload);
  }

  onEpoch(record: EpochRecord, isBest: boolean): void {
    this.stop();
    this.#ofEpoch = 0;
    const unsolved = [record.training, record.validation, record.test].reduce((n, m) => n + m.unsolved, 0);
    this.line(
      [
        `${isBest ? "*" : " "}${`${record.epoch}/${this.#work.epochs}`.padStart(6)}`,
        record.training.loss.toFixed(5).padStart(13),
        percent(record.training.error).padStart(9),
        (record.validation.boards === 0 ? "–" : percent(record.validation.error)).padStart(15),
        percent(record.test.error).padStart(13),
        percent(record.testUnseen.error).padStart(9),
        String(unsolved).padStart(15),
        duration(record.trainingSeconds + record.evaluationSeconds).padStart(9),
        duration(this.#secondsLeft()).padStart(9),
      ].join(""),
    );
  }

  /** Takes the bar off the screen and gives the cursor back. */
  stop(): void {
    if (this.#bar?.isActive) this.#bar.stop();
  }

  line(text: string): void {
    this.#stream.write(text + "\n");
  }

  #secondsLeft(): number {
    const seconds = (performance.now() - this.#started) / 1000;
    return this.#done === 0 ? NaN : (seconds / this.#done) * this.#toGo;
  }
}
