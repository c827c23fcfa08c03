/** Running sums of products: plain, and in twice the working precision for those whose terms cancel to the last digits. */
import type { Matrix } from "./operator.js";
import { addTimes, addTransposedTimes, columnAt, firstOf, lastOf, shiftOf } from "./operator.js";

/** One running sum per entry. */
interface Sums {
  addTimes(M: Matrix, x: Float64Array): void;
  addTransposedTimes(M: Matrix, y: Float64Array): void;
  addVector(scale: number, x: Float64Array): void;
  values(): Float64Array;
}

export class PlainSums implements Sums {
  readonly #sum: Float64Array;

  constructor(start: Float64Array) {
    this.#sum = start.slice();
  }

  addTimes(M: Matrix, x: Float64Array): void {
    addTimes(this.#sum, 1, M, x);
  }

  addTransposedTimes(M: Matrix, y: Float64Array): void {
    addTransposedTimes(this.#sum, 1, M, y);
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

  addTimes(M: Matrix, x: Float64Array): void {
    const { value } = M;
    for (let i = 0; i < M.rows; i++) {
      const last = lastOf(M, i);
      const shift = shiftOf(M, i);
      for (let k = firstOf(M, i); k < last; k++) {
        if (value[k] !== 0) this.add(i, value[k], x[columnAt(M, k, shift)]);
      }
    }
  }

  addTransposedTimes(M: Matrix, y: Float64Array): void {
    const { value } = M;
    for (let i = 0; i < M.rows; i++) {
      if (y[i] === 0) continue;
      const last = lastOf(M, i);
      const shift = shiftOf(M, i);
      for (let k = firstOf(M, i); k < last; k++) {
        if (value[k] !== 0) this.add(columnAt(M, k, shift), value[k], y[i]);
      }
    }
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
