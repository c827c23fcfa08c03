import type { Solution } from "../../api/solution.js";

/**
 * Solutions whose factors wait for derivatives: so many, of so many bytes, for so long. Whoever comes too late solves
 * again.
 */
export class KeptSolutions {
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #milliseconds: number;
  readonly #solutions = new Map<
    number,
    { readonly solution: Solution; readonly bytes: number; until: number }
  >();
  #last = 0;
  #bytes = 0;

  constructor(most: number, mostBytes: number, seconds: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
    this.#milliseconds = 1000 * seconds;
  }

  get size(): number {
    return this.#solutions.size;
  }

  /**
   * @param bytes that it holds, about.
   * @returns its number, never 0; 0 where it is not kept, and is disposed of.
   */
  add(solution: Solution, bytes: number): number {
    this.expire();
    if (this.#most === 0 || bytes > this.#mostBytes) {
      solution.dispose();
      return 0;
    }
    for (const oldest of this.#solutions.keys()) {
      if (this.#solutions.size < this.#most && this.#bytes + bytes <= this.#mostBytes) break;
      this.dispose(oldest);
    }
    this.#bytes += bytes;
    this.#last = (this.#last % (2 ** 32 - 1)) + 1;
    this.#solutions.set(this.#last, { solution, bytes, until: performance.now() + this.#milliseconds });
    return this.#last;
  }

  /** Its time begins anew. */
  get(number: number): Solution | undefined {
    this.expire();
    const kept = this.#solutions.get(number);
    if (kept === undefined) return undefined;
    kept.until = performance.now() + this.#milliseconds;
    this.#solutions.delete(number);
    this.#solutions.set(number, kept);
    return kept.solution;
  }

  dispose(number: number): void {
    const kept = this.#solutions.get(number);
    if (kept === undefined) return;
    this.#solutions.delete(number);
    this.#bytes -= kept.bytes;
    kept.solution.dispose();
  }

  /** Those that nobody asked about come first. */
  expire(): void {
    const now = performance.now();
    for (const [number, { until }] of this.#solutions) {
      if (until > now) break;
      this.dispose(number);
    }
  }

  clear(): void {
    for (const number of [...this.#solutions.keys()]) this.dispose(number);
  }
}
