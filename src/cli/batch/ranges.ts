/** Which elements are done, with what is known of them; neighbours become one. */
import { combineCrc32 } from "../../io/zip/crc32.js";

/** Elements that are done. */
export interface DoneRange {
  readonly first: number;
  readonly count: number;
  /** CRC-32 of the bytes of each output. */
  readonly crcs: readonly number[];
  /** How many elements have each status. */
  readonly statuses: readonly number[];
}

export class DoneRanges {
  /** Bytes of one element in each output. */
  readonly #widths: readonly number[];
  /** Ascending, apart from each other. */
  #ranges: DoneRange[] = [];

  constructor(widths: readonly number[]) {
    this.#widths = widths;
  }

  get ranges(): readonly DoneRange[] {
    return this.#ranges;
  }

  get count(): number {
    return this.#ranges.reduce((sum, { count }) => sum + count, 0);
  }

  has(element: number): boolean {
    return this.#ranges.some(({ first, count }) => element >= first && element < first + count);
  }

  add(range: DoneRange): void {
    // Work comes back nearly in order.
    let at = this.#ranges.length;
    while (at > 0 && this.#ranges[at - 1].first > range.first) at--;
    this.#ranges.splice(at, 0, range);
    this.#join(at);
    if (at > 0) this.#join(at - 1);
  }

  /** Joins a range with the one behind it, where they touch. */
  #join(at: number): void {
    const left = this.#ranges[at];
    const right = this.#ranges[at + 1];
    if (right === undefined || left.first + left.count !== right.first) return;
    this.#ranges.splice(at, 2, {
      first: left.first,
      count: left.count + right.count,
      crcs: left.crcs.map((crc, i) => combineCrc32(crc, right.crcs[i], right.count * this.#widths[i])),
      statuses: left.statuses.map((count, i) => count + right.statuses[i]),
    });
  }

  /** What of `first` to `last` − 1 is not done, in pieces of at most `size` that begin at multiples of `step`. */
  *missing(first: number, last: number, size: number): Generator<{ first: number; count: number }> {
    let at = first;
    for (const range of [...this.#ranges, { first: last, count: 0 }]) {
      const end = Math.min(range.first, last);
      for (; at < end; at += size) yield { first: at, count: Math.min(size, end - at) };
      at = Math.max(Math.min(at, end), range.first + range.count);
    }
  }
}
