/**
 * Dense float64 kernels, row-major. The inner loops run along rows, four products at a time: that is what a
 * JavaScript engine compiles best. Sums that cancel to the last digits are in sums.ts.
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
  let i = 0;
  for (const last = x.length - 3; i < last; i += 4) {
    const a = Math.abs(x[i]);
    const b = Math.abs(x[i + 1]);
    const c = Math.abs(x[i + 2]);
    const d = Math.abs(x[i + 3]);
    if (a <= largest && b <= largest && c <= largest && d <= largest) continue;
    largest = Math.max(largest, a, b, c, d);
    if (Number.isNaN(largest)) return NaN;
  }
  for (; i < x.length; i++) {
    const size = Math.abs(x[i]);
    if (size <= largest) continue;
    if (Number.isNaN(size)) return NaN;
    largest = size;
  }
  return largest;
}

/**
 * out += scale · x. Like the two below a function of its own however short: an engine compiles a loop by itself at its first
 * turn, but goes on slowly behind it for as long as what follows has not run often.
 */
export function addScaled(out: Float64Array, scale: number, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) out[i] += scale * x[i];
}

/** out ← −x. */
export function setNegative(out: Float64Array, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) out[i] = -x[i];
}

/** The larger one of 0 and each entry. */
export function nonnegative(x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = Math.max(0, x[i]);
  return out;
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
