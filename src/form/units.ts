import type { QuadraticKind } from "../problem/problem.js";

/** Scales of the variables and of the rows of A and G; every one is a power of two, so that scaling is exact. */
export interface Scaling {
  readonly z: Float64Array;
  readonly A: Float64Array;
  readonly G: Float64Array;
}

const SWEEPS = 12;

/** The power of two nearest to x on a logarithmic scale. */
export function nearestPowerOfTwo(x: number): number {
  return 2 ** Math.round(Math.log2(x));
}

/**
 * Ruiz equilibration of the KKT matrix [Q Aᵀ Gᵀ; A 0 0; G 0 0]: repeatedly divides rows and columns by the
 * square root of their largest entry, until all are near 1. Bounds need none: their rows are unit vectors.
 * Ruiz 2001, RAL-TR-2001-034.
 */
export function equilibrate(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  e: number,
  G: Float64Array,
  m: number,
): Scaling {
  const scaling = {
    z: new Float64Array(n).fill(1),
    A: new Float64Array(e).fill(1),
    G: new Float64Array(m).fill(1),
  };
  const columns = new Float64Array(n);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    columns.fill(0);
    quadraticNorms(n, quadratic, Q, scaling.z, columns);
    const rowsA = rowAndColumnNorms(A, e, n, scaling.A, scaling.z, columns);
    const rowsG = rowAndColumnNorms(G, m, n, scaling.G, scaling.z, columns);
    const spread = Math.max(
      divideByRoot(scaling.z, columns),
      divideByRoot(scaling.A, rowsA),
      divideByRoot(scaling.G, rowsG),
    );
    if (spread < 0.1) break;
  }
  for (const factors of [scaling.z, scaling.A, scaling.G]) {
    for (let i = 0; i < factors.length; i++) factors[i] = nearestPowerOfTwo(factors[i]);
  }
  return scaling;
}

function quadraticNorms(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  scale: Float64Array,
  columns: Float64Array,
): void {
  if (quadratic === "diagonal") {
    for (let j = 0; j < n; j++) columns[j] = Math.max(columns[j], Math.abs(Q[j]) * scale[j] * scale[j]);
  } else if (quadratic === "dense") {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const size = Math.abs(Q[i * n + j]) * scale[i] * scale[j];
        if (size > columns[j]) columns[j] = size;
      }
    }
  }
}

function rowAndColumnNorms(
  M: Float64Array,
  rows: number,
  n: number,
  rowScale: Float64Array,
  columnScale: Float64Array,
  columns: Float64Array,
): Float64Array {
  const norms = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < n; j++) {
      const size = Math.abs(M[i * n + j]) * rowScale[i] * columnScale[j];
      if (size > norms[i]) norms[i] = size;
      if (size > columns[j]) columns[j] = size;
    }
  }
  return norms;
}

/** Returns how far the norms are from 1. */
function divideByRoot(factors: Float64Array, norms: Float64Array): number {
  let spread = 0;
  for (let i = 0; i < factors.length; i++) {
    if (norms[i] === 0) continue;
    spread = Math.max(spread, Math.abs(1 - norms[i]));
    factors[i] /= Math.sqrt(norms[i]);
  }
  return spread;
}
