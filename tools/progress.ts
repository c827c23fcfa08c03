/** A run in the terminal: lines that stay and, where there is a terminal, a live bar below them. */
import { SingleBar } from "cli-progress";

/** How much there is to do, in ticks of about equal length. */
export interface Workload {
  readonly total: number;
  /** What an earlier run has done of it. */
  readonly done?: number;
}

export class Progress {
  readonly #stream: NodeJS.WritableStream;
  readonly #bar: SingleBar | undefined;
  readonly #total: number;
  readonly #started = performance.now();
  readonly #before: number;
  #done: number;

  constructor(stream: NodeJS.WritableStream, { total, done = 0 }: Workload) {
    this.#stream = stream;
    this.#total = total;
    this.#before = this.#done = done;
    if ("isTTY" in stream && stream.isTTY) {
      this.#bar = new SingleBar({
        stream,
        format: "  {label}  {bar} {percentage} %   {note}   {left} left",
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

  /** Whether there is a bar. */
  get live(): boolean {
    return this.#bar !== undefined;
  }

  /** `"[3/40]"`: how many ticks are done. */
  get count(): string {
    return `[${this.#done}/${this.#total}]`;
  }

  /** Shows what is under way beside the bar. */
  note(note: string, label = `${this.#done}/${this.#total}`): void {
    if (this.#bar === undefined) return;
    const payload = { label: label.padStart(7), note, left: duration(this.secondsLeft()) };
    if (this.#bar.isActive) this.#bar.update(this.#done, payload);
    else this.#bar.start(this.#total, this.#done, payload);
  }

  /** One more is done. */
  tick(note = "", label?: string): void {
    this.#done++;
    this.note(note, label);
  }

  /** A line that stays. */
  line(text: string): void {
    this.stop();
    this.#stream.write(text + "\n");
  }

  /** Takes the bar off the screen and gives the cursor back. */
  stop(): void {
    if (this.#bar?.isActive) this.#bar.stop();
  }

  secondsLeft(): number {
    const seconds = (performance.now() - this.#started) / 1000;
    const done = this.#done - this.#before;
    return done === 0 ? NaN : (seconds / done) * (this.#total - this.#done);
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
