/** Running sums of products: plain, and in twice the working precision for those whose terms cancel to the last digits. */
import type { Matrix } from "./operator.js";
import { addTimes, addTransposedTimes, columnAt, firstOf, lastOf, shiftOf } from "./operator.js";

/** One running sum per entry. */
interface Sums {
  addTimes(M: Matrix, x: Float64Array): void;
  addTransposedTimes(M: Matrix, y: Float64Array): void;
  addVector(sign: 1 | -1, x: Float64Array): void;
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

  addVector(sign: 1 | -1, x: Float64Array): void {
    const sums = this.#sum;
    for (let i = 0; i < x.length; i++) sums[i] += sign * x[i];
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
    const before = this.#high[i];
    const sum = before + product;
    const taken = sum - before;
    this.#high[i] = sum;
    this.#low[i] += before - (sum - taken) + (product - taken) + errorOf(x, y, product);
  }

  addTimes(M: Matrix, x: Float64Array): void {
    const [sums, errors] = [this.#high, this.#low];
    const { value } = M;
    for (let i = 0; i < M.rows; i++) {
      const last = lastOf(M, i);
      const shift = shiftOf(M, i);
      let sum = sums[i];
      let error = errors[i];
      for (let k = firstOf(M, i); k < last; k++) {
        if (value[k] === 0) continue;
        const y = x[columnAt(M, k, shift)];
        const product = value[k] * y;
        const before = sum;
        sum = before + product;
        const taken = sum - before;
        error += before - (sum - taken) + (product - taken) + errorOf(value[k], y, product);
      }
      sums[i] = sum;
      errors[i] = error;
    }
  }

  addTransposedTimes(M: Matrix, y: Float64Array): void {
    const [sums, errors] = [this.#high, this.#low];
    const { value } = M;
    for (let i = 0; i < M.rows; i++) {
      if (y[i] === 0) continue;
      const last = lastOf(M, i);
      const shift = shiftOf(M, i);
      for (let k = firstOf(M, i); k < last; k++) {
        if (value[k] === 0) continue;
        const j = columnAt(M, k, shift);
        const product = value[k] * y[i];
        const before = sums[j];
        const sum = before + product;
        const taken = sum - before;
        sums[j] = sum;
        errors[j] += before - (sum - taken) + (product - taken) + errorOf(value[k], y[i], product);
      }
    }
  }

  addVector(sign: 1 | -1, x: Float64Array): void {
    const [sums, errors] = [this.#high, this.#low];
    for (let i = 0; i < x.length; i++) {
      if (x[i] === 0) continue;
      const before = sums[i];
      const sum = before + sign * x[i];
      const taken = sum - before;
      sums[i] = sum;
      errors[i] += before - (sum - taken) + (sign * x[i] - taken);
    }
  }

  values(): Float64Array {
    const [sums, errors] = [this.#high, this.#low];
    const out = new Float64Array(sums.length);
    for (let i = 0; i < out.length; i++) out[i] = sums[i] + errors[i];
    return out;
  }
}

/** What rounding takes from a product. */
function errorOf(x: number, y: number, product: number): number {
  const xHigh = high(x);
  const yHigh = high(y);
  const xLow = x - xHigh;
  const yLow = y - yHigh;
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}

/** The upper half of a number's digits (Veltkamp's split). */
function high(x: number): number {
  if (!(Math.abs(x) < SPLITTABLE)) return x;
  const scaled = 134217729 * x;
  return scaled - (scaled - x);
}

/** Numbers beyond this would leave the range when they are split. */
const SPLITTABLE = 2 ** 970;
