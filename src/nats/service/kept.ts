import type { Solution } from "../../problem/solution.js";

/** Solutions whose factors wait for derivatives: so many, for so long. Whoever comes too late solves again. */
export class KeptSolutions {
  readonly #most: number;
  readonly #milliseconds: number;
  readonly #solutions = new Map<number, { readonly solution: Solution; until: number }>();
  #last = 0;

  constructor(most: number, seconds: number) {
    this.#most = most;
    this.#milliseconds = 1000 * seconds;
  }

  get size(): number {
    return this.#solutions.size;
  }

  /** @returns its number, never 0; 0 where nothing is kept, and the solution is disposed of. */
  add(solution: Solution): number {
    this.expire();
    if (this.#most === 0) {
      solution.dispose();
      return 0;
    }
    for (const oldest of this.#solutions.keys()) {
      if (this.#solutions.size < this.#most) break;
      this.dispose(oldest);
    }
    this.#last = (this.#last % (2 ** 32 - 1)) + 1;
    this.#solutions.set(this.#last, { solution, until: performance.now() + this.#milliseconds });
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
    this.#solutions.get(number)?.solution.dispose();
    this.#solutions.delete(number);
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
