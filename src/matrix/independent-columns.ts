/**
 * Which columns of a matrix are linearly independent, by Householder reflections with column pivoting; and how the
 * others depend on them.
 *
 * Every column is measured in its own norm, so that scaling a column changes nothing. Columns may come in groups: those
 * of an earlier group are taken first.
 *
 * Source: Golub & Van Loan, Matrix Computations, §5.4.
 */
export class IndependentColumns {
  /** The columns that are kept, in the order in which they were taken, and the others. */
  readonly kept: readonly number[];
  readonly dependent: readonly number[];
  readonly #work: Float64Array;
  readonly #length: number;

  /**
   * @param work the columns one after the other, each of `length` numbers; it is overwritten.
   * @param tolerance what may be left of a column, relative to its norm, where it depends on those before.
   * @param groups the columns of each group.
   */
  constructor(
    work: Float64Array,
    length: number,
    tolerance: number,
    groups: readonly (readonly number[])[] = [
      Array.from({ length: length > 0 ? work.length / length : 0 }, (_, i) => i),
    ],
  ) {
    this.#work = work;
    this.#length = length;
    const kept: number[] = [];
    const dependent: number[] = [];
    const least = new Map(
      groups.flat().map((column) => [column, tolerance * Math.sqrt(this.#square(column, 0))] as const),
    );
    groups.forEach((group, at) => {
      const left = [...group];
      const later = groups.slice(at + 1).flat();
      for (;;) {
        let best = -1;
        let largest = 0;
        for (let i = 0; i < left.length; i++) {
          const limit = least.get(left[i])!;
          const norm = Math.sqrt(this.#square(left[i], kept.length));
          // In units of its own size, a column that has kept most of itself comes first.
          if (norm > limit && norm * (tolerance / limit) > largest)
            [best, largest] = [i, norm * (tolerance / limit)];
        }
        if (best < 0 || kept.length === length) break;
        const [column] = left.splice(best, 1);
        this.#reflect(column, kept.length, [...left, ...later]);
        kept.push(column);
      }
      dependent.push(...left);
    });
    this.kept = kept;
    this.dependent = dependent;
  }

  /** For every dependent column, the combination of columns that is 0, with a 1 for itself: one after the other. */
  combinations(): Float64Array[] {
    const { kept, dependent } = this;
    const work = this.#work;
    const length = this.#length;
    const count = kept.length + dependent.length;
    return dependent.map((column) => {
      const out = new Float64Array(count);
      out[column] = 1;
      for (let k = kept.length - 1; k >= 0; k--) {
        let sum = -work[column * length + k];
        for (let l = k + 1; l < kept.length; l++) sum -= work[kept[l] * length + k] * out[kept[l]];
        out[kept[k]] = sum / work[kept[k] * length + k];
      }
      return out;
    });
  }

  #square(column: number, from: number): number {
    const work = this.#work;
    const length = this.#length;
    let sum = 0;
    for (let i = column * length + from; i < (column + 1) * length; i++) sum += work[i] * work[i];
    return sum;
  }

  /** Makes the column 0 below entry k, by a reflection that the columns of `others` get too. */
  #reflect(column: number, k: number, others: readonly number[]): void {
    const work = this.#work;
    const length = this.#length;
    const at = column * length;
    const norm = Math.sqrt(this.#square(column, k));
    const diagonal = work[at + k] > 0 ? -norm : norm;
    const head = work[at + k] - diagonal;
    for (const other of others) {
      const to = other * length;
      let sum = head * work[to + k];
      for (let i = k + 1; i < length; i++) sum += work[at + i] * work[to + i];
      const scale = sum / (diagonal * head);
      if (scale === 0) continue;
      work[to + k] += scale * head;
      for (let i = k + 1; i < length; i++) work[to + i] += scale * work[at + i];
    }
    work[at + k] = diagonal;
  }
}
