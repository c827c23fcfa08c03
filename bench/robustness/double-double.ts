/**
 * Sums of products to about 32 digits. A residual at 1e-9 of data near 1e6 is all cancellation: in plain
 * float64 the check would measure its own rounding.
 *
 * Source: T. J. Dekker, A floating-point technique for extending the available precision, 1971.
 */
export class Accumulator {
  #high = 0;
  #low = 0;

  /** Adds x. */
  add(x: number): void {
    const sum = this.#high + x;
    const part = sum - this.#high;
    this.#low += this.#high - (sum - part) + (x - part);
    this.#high = sum;
  }

  /** Adds x·y, with the rounding error of the product. */
  addProduct(x: number, y: number): void {
    const product = x * y;
    const xHead = head(x);
    const xTail = x - xHead;
    const yHead = head(y);
    const yTail = y - yHead;
    this.add(product);
    this.#low += xTail * yTail - (product - xHead * yHead - xTail * yHead - xHead * yTail);
  }

  /** Adds x·(what another accumulator holds). */
  addMultiple(x: number, other: Accumulator): void {
    this.addProduct(x, other.#high);
    this.addProduct(x, other.#low);
  }

  /** The sum, rounded once. */
  get value(): number {
    return this.#high + this.#low;
  }
}

/** The upper 26 bits, so that products of such halves are exact. */
function head(x: number): number {
  const shifted = 134217729 * x;
  return shifted - (shifted - x);
}
