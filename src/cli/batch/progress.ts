/** How far a run is, on standard error; and how it ended. */
import type { Status } from "../../index.js";
import { STATUS_CODES } from "../../io/contents.js";

/** Milliseconds between two messages: to a person who looks, and to a log. */
const TERMINAL_PAUSE = 200;
const LOG_PAUSE = 10_000;

/** What progress is shown on. */
export interface Display {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

export class Progress {
  readonly #display: Display | undefined;
  readonly #total: number;
  readonly #before: number;
  readonly #clock: () => number;
  readonly #start: number;
  #done: number;
  #shown: number;

  /** @param before elements that earlier runs have done. */
  constructor(display: Display | undefined, total: number, before: number, clock = () => performance.now()) {
    this.#display = display;
    this.#total = total;
    this.#before = before;
    this.#done = before;
    this.#clock = clock;
    this.#start = clock();
    this.#shown = this.#start;
  }

  add(count: number): void {
    this.#done += count;
    const now = this.#clock();
    const pause = this.#display?.isTTY ? TERMINAL_PAUSE : LOG_PAUSE;
    if (this.#display === undefined || now - this.#shown < pause) return;
    this.#shown = now;
    const line = this.line();
    this.#display.write(this.#display.isTTY ? `\r${line}\u001b[K` : `optnet: ${line}\n`);
  }

  /** Takes back the line on a terminal. */
  end(): void {
    if (this.#display?.isTTY && this.#shown > this.#start) this.#display.write("\r\u001b[K");
  }

  line(): string {
    const seconds = (this.#clock() - this.#start) / 1000;
    const rate = (this.#done - this.#before) / Math.max(seconds, 1e-3);
    const left = rate > 0 ? ` · ${duration((this.#total - this.#done) / rate)} left` : "";
    const percent = this.#total === 0 ? 100 : Math.floor((100 * this.#done) / this.#total);
    return `${percent} % · ${grouped(this.#done)} of ${grouped(this.#total)} · ${grouped(rate)} per second${left}`;
  }
}

export interface Summary {
  readonly out: string;
  readonly problems: number;
  /** Of those, how many this run has solved; absent where results were joined. */
  readonly now?: number | undefined;
  readonly seconds: number;
  readonly statuses: Readonly<Record<Status, number>>;
}

/** @param counts as `STATUS_CODES` has them. */
export function statusCounts(counts: readonly number[]): Record<Status, number> {
  const names = Object.keys(STATUS_CODES) as Status[];
  return Object.fromEntries(names.map((name, code) => [name, counts[code] ?? 0])) as Record<Status, number>;
}

export function summaryText({ out, problems, now, seconds, statuses }: Summary): string {
  const rows = Object.entries(statuses).filter(([name, count]) => count > 0 || name === "solved");
  const width = Math.max(...rows.map(([name]) => name.length));
  const what = `${out}: ${grouped(problems)} problem${problems === 1 ? "" : "s"}`;
  return [
    `${what}${now === undefined ? " joined" : ""} in ${seconds.toFixed(2)} s${pace(problems, now, seconds)}`,
    ...rows.map(([name, count]) => `  ${name.padEnd(width)}  ${grouped(count)}`),
    "",
  ].join("\n");
}

function pace(problems: number, now: number | undefined, seconds: number): string {
  if (now === undefined) return "";
  const rate = now > 0 ? `, ${grouped(now / Math.max(seconds, 1e-3))} per second` : "";
  return now < problems ? `${rate}; ${grouped(problems - now)} were done before` : rate;
}

function duration(seconds: number): string {
  const rounded = Math.ceil(seconds);
  if (rounded < 60) return `${rounded} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function grouped(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}
