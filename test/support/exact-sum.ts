/** The rounding unit of the backend under test: that of float64, unless its suite says otherwise. */
export const arithmetic = { epsilon: Number.EPSILON };

/**
 * A sum of products to about 32 digits, with the sum of the sizes of its terms: a residual at 1e-12 of data near
 * 1 is all cancellation, and a plain sum would measure its own rounding.
 *
 * Source: Ogita, Rump & Oishi 2005, algorithm Dot2.
 */
export class ExactSum {
  #high = 0;
  #low = 0;
  #terms = 0;
  #size = 0;

  /** Adds x·y. */
  add(x: number, y = 1): this {
    const product = x * y;
    if (product === 0) return this;
    const [xHead, xTail] = split(x);
    const [yHead, yTail] = split(y);
    const productError = xTail * yTail - (product - xHead * yHead - xTail * yHead - xHead * yTail);
    const sum = this.#high + product;
    const part = sum - this.#high;
    this.#low += this.#high - (sum - part) + (product - part) + productError;
    this.#high = sum;
    this.#size += Math.abs(product);
    this.#terms++;
    return this;
  }

  /** Adds x times another sum, without rounding that first. */
  addMultiple(x: number, sum: ExactSum): this {
    return this.add(sum.#high, x).add(sum.#low, x);
  }

  get value(): number {
    return this.#high + this.#low;
  }

  /** The sum of its terms' sizes. */
  get size(): number {
    return this.#size;
  }

  /** How far the same sum may be off in the arithmetic of the backend. */
  get rounding(): number {
    return (this.#terms + 1) * arithmetic.epsilon * this.#size;
  }
}

/** Two halves of 26 bits whose products are exact. */
function split(x: number): [head: number, tail: number] {
  const shifted = 134217729 * x;
  const head = shifted - (shifted - x);
  return [head, x - head];
}
