/** Counters of a worker, as OpenMetrics text. */
import type { Reason } from "../wire/answer.js";

/** Upper ends of the buckets, in seconds. */
const SECONDS = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];
/** Upper ends of the buckets of batch sizes. */
const ELEMENTS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096, 16384];

/** What stands now, rather than what has happened. */
export interface Gauges {
  readonly waiting: number;
  readonly waitingBytes: number;
  readonly kept: number;
  readonly arrayBytes: number;
  readonly draining: boolean;
}

class Histogram {
  readonly #ends: readonly number[];
  readonly #counts: number[];
  #sum = 0;

  constructor(ends: readonly number[]) {
    this.#ends = ends;
    this.#counts = [...ends, Infinity].map(() => 0);
  }

  add(value: number): void {
    const bucket = this.#ends.findIndex((end) => value <= end);
    this.#counts[bucket < 0 ? this.#ends.length : bucket]++;
    this.#sum += value;
  }

  lines(name: string): string[] {
    let below = 0;
    const buckets = this.#counts.map((count, i) => {
      below += count;
      const end = this.#ends[i];
      return `${name}_bucket{le="${end === undefined ? "+Inf" : decimal(end)}"} ${below}`;
    });
    return [...buckets, `${name}_sum ${this.#sum}`, `${name}_count ${below}`];
  }
}

export class Metrics {
  readonly #answers = new Map<string, number>();
  readonly #statuses = new Map<string, number>();
  readonly #seconds = new Histogram(SECONDS);
  readonly #solving = new Histogram(SECONDS);
  readonly #elements = new Histogram(ELEMENTS);

  /** A request was answered, after so many seconds here. */
  answered(outcome: "ok" | Reason, seconds: number): void {
    this.#answers.set(outcome, (this.#answers.get(outcome) ?? 0) + 1);
    this.#seconds.add(seconds);
  }

  /** A batch was solved. */
  solved(statuses: readonly string[], seconds: number): void {
    for (const status of statuses) this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    this.#solving.add(seconds);
    this.#elements.add(statuses.length);
  }

  text({ waiting, waitingBytes, kept, arrayBytes, draining }: Gauges): string {
    const labelled = (name: string, label: string, counts: ReadonlyMap<string, number>): string[] =>
      [...counts].map(([value, count]) => `${name}{${label}="${value}"} ${count}`);
    return [
      ...family("optnet_requests", "counter", "Requests that were answered, by outcome."),
      ...labelled("optnet_requests_total", "outcome", this.#answers),
      ...family("optnet_elements", "counter", "Problems that were solved, by status."),
      ...labelled("optnet_elements_total", "status", this.#statuses),
      ...family("optnet_request_seconds", "histogram", "From a request's arrival to its answer.", "seconds"),
      ...this.#seconds.lines("optnet_request_seconds"),
      ...family("optnet_batch_seconds", "histogram", "Solving one batch.", "seconds"),
      ...this.#solving.lines("optnet_batch_seconds"),
      ...family("optnet_batch_elements", "histogram", "Elements that were solved together."),
      ...this.#elements.lines("optnet_batch_elements"),
      ...family("optnet_waiting_requests", "gauge", "Requests that wait."),
      `optnet_waiting_requests ${waiting}`,
      ...family("optnet_waiting_bytes", "gauge", "Their size.", "bytes"),
      `optnet_waiting_bytes ${waitingBytes}`,
      ...family("optnet_kept_solutions", "gauge", "Solutions whose factors wait for derivatives."),
      `optnet_kept_solutions ${kept}`,
      ...family("optnet_array_bytes", "gauge", "Arrays from the object store that are kept.", "bytes"),
      `optnet_array_bytes ${arrayBytes}`,
      ...family("optnet_draining", "gauge", "1 where the worker finishes and takes nothing new."),
      `optnet_draining ${draining ? 1 : 0}`,
      "# EOF\n",
    ].join("\n");
  }
}

function family(name: string, type: string, help: string, unit?: string): string[] {
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${help}`,
  ];
}

/** OpenMetrics wants a point in numbers of buckets. */
function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
