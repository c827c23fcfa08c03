/**
 * Canonical units: powers of two for the variables, the rows and the objective, decided by Q, A and G alone, such that
 * a problem in other units has the same numbers in these. Every threshold of the solver is meant in canonical units.
 *
 * Equilibration by itself does not do this, because its result depends on where it starts. So it starts from a
 * representative that all scalings of a problem by powers of two share (gauge.ts). From there Ruiz 2001
 * (RAL-TR-2001-034) equilibrates [Q Aᵀ Gᵀ; A 0 0; G 0 0]. Bounds need no units of their own: their rows are unit
 * vectors. docs/method/units.md has the definitions.
 */
import type { QuadraticKind } from "../problem/problem.js";
import type { Gauge } from "./gauge.js";
import { gaugeOf } from "./gauge.js";
import { balance } from "./geometric.js";
import { connectedParts, patternOf } from "./pattern.js";
import type { Parts } from "./pattern.js";
import { nearestPowerOfTwo } from "./powers.js";

/** Multiply canonical variables by `z` to get the user's, the user's rows by `A` and `G` to get canonical ones. */
export interface Units {
  readonly z: Float64Array;
  readonly A: Float64Array;
  readonly G: Float64Array;
  /** Multiplies the user's objective where Q is not 0; a linear objective has its unit from p. */
  readonly objective: number;
  readonly parts: Parts;
}

/**
 * What the units of the variables are to balance: Q and the rows, or the rows alone, which may suit where Q does not.
 * `given` starts from the user's units, for answers that are also measured in them: these are not canonical.
 */
export type Emphasis = "all" | "rows" | "given";

/** Weight of Q in the equilibration: rows decide first, and Q where they are small or few. */
const Q_WEIGHT = 2 ** -6;
const SWEEPS = 12;
export function unitsOf(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  e: number,
  G: Float64Array,
  m: number,
  emphasis: Emphasis = "all",
): Units {
  const pattern = patternOf(n, A, e, G, m);
  const parts = connectedParts(pattern, quadratic, Q);
  if (emphasis === "given") {
    const ones = (length: number): Float64Array => new Float64Array(length).fill(1);
    const start = { z: ones(n), A: ones(e), G: ones(m), objective: 1 };
    return { ...equilibrate(n, quadratic, Q, A, G, start), objective: 1, parts };
  }
  const start = gaugeOf(quadratic, Q, pattern);
  const gauge = balance(emphasis === "rows" ? "zero" : quadratic, Q, pattern, start);
  if (emphasis === "rows") return { ...gauge, parts };
  const scales = equilibrate(n, quadratic, Q, A, G, { ...gauge, objective: Q_WEIGHT * gauge.objective });
  return { ...scales, objective: gauge.objective, parts };
}

/** Repeatedly divides rows and columns by the square root of their largest entry, until all are near 1. */
function equilibrate(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  G: Float64Array,
  start: Gauge,
): Pick<Units, "z" | "A" | "G"> {
  const scaling = { z: start.z.slice(), A: start.A.slice(), G: start.G.slice() };
  const columns = new Float64Array(n);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    columns.fill(0);
    quadraticNorms(n, quadratic, Q, start.objective, scaling.z, columns);
    const rowsA = rowAndColumnNorms(A, n, scaling.A, scaling.z, columns);
    const rowsG = rowAndColumnNorms(G, n, scaling.G, scaling.z, columns);
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
  objective: number,
  scale: Float64Array,
  columns: Float64Array,
): void {
  if (quadratic === "diagonal") {
    for (let j = 0; j < n; j++) {
      columns[j] = Math.max(columns[j], Math.abs(Q[j]) * objective * scale[j] * scale[j]);
    }
  } else if (quadratic === "dense") {
    for (let i = 0; i < n; i++) {
      const rowScale = objective * scale[i];
      for (let j = 0; j < n; j++) {
        const size = Math.abs(Q[i * n + j]) * rowScale * scale[j];
        if (size > columns[j]) columns[j] = size;
      }
    }
  }
}

function rowAndColumnNorms(
  M: Float64Array,
  n: number,
  rowScale: Float64Array,
  columnScale: Float64Array,
  columns: Float64Array,
): Float64Array {
  const norms = new Float64Array(rowScale.length);
  for (let i = 0; i < norms.length; i++) {
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
