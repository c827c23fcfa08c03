/** A run in the terminal: a table with one row per epoch and, where there is a terminal, a live bar below. */
import { SingleBar } from "cli-progress";

/** How much there is to do; a tick is a batch of training or a part of a measurement. */
export interface Workload {
  readonly epochs: number;
  readonly ticksPerEpoch: number;
  /** Ticks that an earlier run has done. */
  readonly done?: number;
}

export class Progress {
  readonly #stream: NodeJS.WritableStream;
  readonly #bar: SingleBar | undefined;
  readonly #work: Workload;
  readonly #started = performance.now();
  #done = 0;
  #ofEpoch: number;
  #toGo: number;

  constructor(stream: NodeJS.WritableStream, work: Workload) {
    const { epochs, ticksPerEpoch, done = 0 } = work;
    this.#stream = stream;
    this.#work = work;
    this.#ofEpoch = done % ticksPerEpoch;
    this.#toGo = epochs * ticksPerEpoch - done;
    if ("isTTY" in stream && stream.isTTY) {
      this.#bar = new SingleBar({
        stream,
        format: "  {epoch}  {bar} {percentage} %   {note}   {left} left",
        barCompleteChar: "█",
        barIncompleteChar: "░",
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        linewrap: false,
        fps: 8,
      });
    }
  }

  /** @param note what to show beside the bar. */
  tick(epoch: number, note: string): void {
    this.#done++;
    this.#toGo--;
    this.#ofEpoch++;
    if (this.#bar === undefined) return;
    const { epochs, ticksPerEpoch } = this.#work;
    const left = duration(this.secondsLeft());
    const payload = { epoch: `${epoch}/${epochs}`.padStart(7), note, left };
    if (this.#bar.isActive) this.#bar.update(this.#ofEpoch, payload);
    else this.#bar.start(ticksPerEpoch, this.#ofEpoch, payload);
  }

  /** A line of the table, at the end of an epoch. */
  row(text: string): void {
    this.stop();
    this.#ofEpoch = 0;
    this.line(text);
  }

  /** Takes the bar off the screen and gives the cursor back. */
  stop(): void {
    if (this.#bar?.isActive) this.#bar.stop();
  }

  line(text: string): void {
    this.#stream.write(text + "\n");
  }

  secondsLeft(): number {
    const seconds = (performance.now() - this.#started) / 1000;
    return this.#done === 0 ? NaN : (seconds / this.#done) * this.#toGo;
  }
}

/** `"0.30 %"`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** `"8.1 s"`, `"1:05"`, `"2:00:09"`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number): string => String(part).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
