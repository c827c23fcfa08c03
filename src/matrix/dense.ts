/**
 * Dense float64 kernels, row-major. The inner loops run along rows, four products at a time: that is what a
 * JavaScript engine compiles best. {@link ExactSums} are for the few products whose terms cancel to the last digits.
 */

export function dot(
  x: Float64Array,
  xStart: number,
  y: Float64Array,
  yStart: number,
  length: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += x[xStart + k] * y[yStart + k];
    s1 += x[xStart + k + 1] * y[yStart + k + 1];
    s2 += x[xStart + k + 2] * y[yStart + k + 2];
    s3 += x[xStart + k + 3] * y[yStart + k + 3];
  }
  for (; k < length; k++) s0 += x[xStart + k] * y[yStart + k];
  return s0 + s1 + (s2 + s3);
}

/** NaN where any entry is: it must not pass for a small residual. */
export function maxAbs(x: Float64Array): number {
  let largest = 0;
  for (const value of x) {
    const size = Math.abs(value);
    if (size > largest) largest = size;
    else if (Number.isNaN(size)) return NaN;
  }
  return largest;
}

/** out += scale · M x, with M `[rows, columns]`. */
export function addProduct(
  out: Float64Array,
  scale: number,
  M: Float64Array,
  rows: number,
  columns: number,
  x: Float64Array,
): void {
  for (let i = 0; i < rows; i++) out[i] += scale * dot(M, i * columns, x, 0, columns);
}

/** out += scale · Mᵀ y, with M `[rows, columns]`. */
export function addTransposedProduct(
  out: Float64Array,
  scale: number,
  M: Float64Array,
  rows: number,
  columns: number,
  y: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const factor = scale * y[i];
    if (factor === 0) continue;
    const row = i * columns;
    for (let j = 0; j < columns; j++) out[j] += factor * M[row + j];
  }
}

/** Lower triangle of H += Mᵀ diag(weights) M, with M `[rows, n]` and H `[n, n]`. */
export function addWeightedGram(
  H: Float64Array,
  n: number,
  M: Float64Array,
  rows: number,
  weights: Float64Array,
): void {
  let k = 0;
  for (; k + 3 < rows; k += 4) {
    const r0 = k * n;
    const r1 = r0 + n;
    const r2 = r1 + n;
    const r3 = r2 + n;
    for (let i = 0; i < n; i++) {
      const f0 = weights[k] * M[r0 + i];
      const f1 = weights[k + 1] * M[r1 + i];
      const f2 = weights[k + 2] * M[r2 + i];
      const f3 = weights[k + 3] * M[r3 + i];
      if (f0 === 0 && f1 === 0 && f2 === 0 && f3 === 0) continue;
      const target = i * n;
      for (let j = 0; j <= i; j++) {
        H[target + j] += f0 * M[r0 + j] + f1 * M[r1 + j] + (f2 * M[r2 + j] + f3 * M[r3 + j]);
      }
    }
  }
  for (; k < rows; k++) {
    const row = k * n;
    for (let i = 0; i < n; i++) {
      const factor = weights[k] * M[row + i];
      if (factor === 0) continue;
      const target = i * n;
      for (let j = 0; j <= i; j++) H[target + j] += factor * M[row + j];
    }
  }
}

/**
 * Cholesky factorisation H = L Lᵀ in place, in the lower triangle; the upper one is not read.
 *
 * @returns the row of the first pivot that is not positive, or −1.
 */
export function cholesky(H: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      H[row + j] = (H[row + j] - dot(H, row, H, j * n, j)) / H[j * n + j];
    }
    const pivot = H[row + i] - dot(H, row, H, row, i);
    if (!(pivot > 0) || pivot === Infinity) return i;
    H[row + i] = Math.sqrt(pivot);
  }
  return -1;
}

/** x ← L⁻¹ x. */
export function solveLower(L: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0; i < n; i++) x[i] = (x[i] - dot(L, i * n, x, 0, i)) / L[i * n + i];
}

/** x ← L⁻ᵀ x. */
export function solveLowerTransposed(L: Float64Array, n: number, x: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    const value = x[i] / L[row + i];
    x[i] = value;
    if (value === 0) continue;
    for (let j = 0; j < i; j++) x[j] -= value * L[row + j];
  }
}

/** Copies the lower triangle of M `[size, size]` to the upper one. */
export function mirror(M: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) M[j * size + i] = M[i * size + j];
}

/** M ← ½ (M + Mᵀ). */
export function symmetrise(M: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) M[j * size + i] = M[i * size + j] = 0.5 * (M[i * size + j] + M[j * size + i]);
  }
}

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
