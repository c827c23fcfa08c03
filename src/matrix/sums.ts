/** Running sums of products: plain, and in twice the working precision for those whose terms cancel to the last digits. */
import { addProduct, addTransposedProduct } from "./dense.js";

/** One running sum per entry. */
interface Sums {
  addProduct(M: Float64Array, rows: number, columns: number, x: Float64Array): void;
  addTransposed(M: Float64Array, rows: number, columns: number, y: Float64Array): void;
  addElementwise(x: Float64Array, y: Float64Array): void;
  addVector(scale: number, x: Float64Array): void;
  values(): Float64Array;
}

export class PlainSums implements Sums {
  readonly #sum: Float64Array;

  constructor(start: Float64Array) {
    this.#sum = start.slice();
  }

  addProduct(M: Float64Array, rows: number, columns: number, x: Float64Array): void {
    addProduct(this.#sum, 1, M, rows, columns, x);
  }

  addTransposed(M: Float64Array, rows: number, columns: number, y: Float64Array): void {
    addTransposedProduct(this.#sum, 1, M, rows, columns, y);
  }

  addElementwise(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.#sum[i] += x[i] * y[i];
  }

  addVector(scale: number, x: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.#sum[i] += scale * x[i];
  }

  values(): Float64Array {
    return this.#sum;
  }
}

/** Error-free products and sums: Dekker 1971, Knuth; as in Ogita, Rump & Oishi 2005 (Dot2). */
export class ExactSums implements Sums {
  readonly #high: Float64Array;
  readonly #low: Float64Array;

  constructor(start: Float64Array) {
    this.#high = start.slice();
    this.#low = new Float64Array(start.length);
  }

  add(i: number, x: number, y: number): void {
    const product = x * y;
    const xHigh = high(x);
    const yHigh = high(y);
    const xLow = x - xHigh;
    const yLow = y - yHigh;
    const productError = xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
    const before = this.#high[i];
    const sum = before + product;
    const taken = sum - before;
    this.#high[i] = sum;
    this.#low[i] += before - (sum - taken) + (product - taken) + productError;
  }

  addProduct(M: Float64Array, rows: number, columns: number, x: Float64Array): void {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) if (M[i * columns + j] !== 0) this.add(i, M[i * columns + j], x[j]);
    }
  }

  addTransposed(M: Float64Array, rows: number, columns: number, y: Float64Array): void {
    for (let i = 0; i < rows; i++) {
      if (y[i] === 0) continue;
      for (let j = 0; j < columns; j++) if (M[i * columns + j] !== 0) this.add(j, M[i * columns + j], y[i]);
    }
  }

  addElementwise(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.add(i, x[i], y[i]);
  }

  addVector(scale: number, x: Float64Array): void {
    for (let i = 0; i < x.length; i++) this.add(i, scale, x[i]);
  }

  values(): Float64Array {
    return this.#high.map((value, i) => value + this.#low[i]);
  }
}

/** The upper half of a number's digits (Veltkamp's split). */
function high(x: number): number {
  if (!(Math.abs(x) < SPLITTABLE)) return x;
  const scaled = 134217729 * x;
  return scaled - (scaled - x);
}

/** Numbers beyond this would leave the range when they are split. */
const SPLITTABLE = 2 ** 970;
