/**
 * A problem from weights, always with a feasible point, and from its gradients back to the weights (Amos & Kolter 2017,
 * section 4):
 *
 *     Q = tril(L) tril(L)ᵀ + epsilon I        positive definite
 *     b = A z0,  h = G z0 + |s0|              feasible, because z0 satisfies every constraint
 *
 * The slack is the absolute value of its weight. It reaches zero, so a constraint can be tight at z0 as in a
 * layer that starts from total variation; and its slope is ±1 everywhere, where exp or softplus would stop
 * learning near zero. Initialisers then speak of s0 itself.
 *
 * What it computes with is an {@link Algebra}: numbers in float64, whose way back is written out here, or the tensors
 * of a framework, which differentiates them. In float32, b = A z0 is rounded, and two equal rows of A may ask for
 * values 1e-7 apart: a problem with no solution.
 */
import type { DenseArray, FieldName } from "../problem/problem.js";

/**
 * The problem data a layer takes from its inputs, its weights or its configuration: `Q`, `p`, `A`, `b`,
 * `G` and `h`, as for `solve`.
 */
export type LayerFieldName = "Q" | "p" | "A" | "b" | "G" | "h";

/**
 * The weights a layer may have; which of them exist follows from the sources of its fields. `L` makes a learned Q;
 * `p`, `A`, `b`, `G` and `h` are themselves; `z0` and `s0` make feasible right-hand sides.
 */
export type WeightName = "L" | "p" | "A" | "b" | "G" | "h" | "z0" | "s0";

/** What the problem is made from: an input that is fed, or a weight. */
export type OperandName = LayerFieldName | WeightName;

/** Where the numbers of a field come from, with a constant already checked. */
export type Source =
  | { readonly kind: "absent" | "learned" | "fed" | "feasible" }
  | { readonly kind: "fixed"; readonly value: DenseArray<Float64Array> };

/**
 * What z0 may be:
 * - `"free"`: any point.
 * - `"positive"`: z0 = exp(logZ0), as in the paper's mini-Sudoku.
 * - `"inside"`: strictly within `lower` and `upper`; with `lower: 0` alone the same as `"positive"`.
 */
export type PointKind = "free" | "positive" | "inside";

/** How weights and inputs make a problem. */
export interface Parametrisation {
  readonly variables: number;
  /** One number, or one per variable. */
  readonly lower: number | readonly number[];
  readonly upper: number | readonly number[];
  readonly epsilon: number;
  readonly point: PointKind;
  readonly sources: { readonly [Name in LayerFieldName]: Source };
}

/** What arrays of numbers, or tensors, can do. */
export interface Algebra<Value> {
  constant(array: DenseArray<Float64Array>): Value;
  /** tril(L) tril(L)ᵀ + epsilon I. */
  gram(L: Value, epsilon: number): Value;
  /** Diagonals `[B,n]` as `[B,1,n]`: with B = n they would read as one matrix. */
  diagonals(Q: Value): Value;
  /** M x for one matrix `[rows,n]` or for one per element `[B,rows,n]`. */
  product(M: Value, x: Value): Value;
  /** a + |s|, where the elements of a share s. */
  addAbsolute(a: Value, s: Value): Value;
  /** z0 from its weight: see {@link PointMap}. */
  point(w: Value, map: PointMap): Value;
}

/**
 * z0 = offset + free ∘ w + growth ∘ exp(curved ∘ w) + width ∘ sigmoid(w), variable by variable: w itself where nothing
 * bounds z0, exp(w) above or below one bound, a sigmoid of w between two.
 */
export interface PointMap {
  readonly offset: Float64Array;
  readonly free: Float64Array;
  readonly growth: Float64Array;
  /** 1 where there is growth: a large w of another variable must not overflow. */
  readonly curved: Float64Array;
  readonly width: Float64Array;
}

function pointMap({ variables: n, point, lower, upper }: Parametrisation): PointMap {
  const [offset, free, growth, curved, width] = Array.from({ length: 5 }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const low = point === "free" ? -Infinity : point === "positive" ? 0 : at(lower, i);
    const high = point === "inside" ? at(upper, i) : Infinity;
    const [below, above] = [low > -Infinity, high < Infinity];
    offset[i] = below ? low : above ? high : 0;
    if (!below && !above) free[i] = 1;
    else if (below && above) width[i] = high - low;
    else {
      growth[i] = below ? 1 : -1;
      curved[i] = 1;
    }
  }
  return { offset, free, growth, curved, width };
}

/** A bound of one variable. */
export function at(bound: number | readonly number[], index: number): number {
  return typeof bound === "number" ? bound : bound[index];
}

/** The inputs of the problem, besides its bounds. */
export type LayerInputs<Value> = { readonly [Name in LayerFieldName]: Value | undefined };

/** The problem that these operands make. */
export function feasibleProblem<Value>(
  algebra: Algebra<Value>,
  parametrisation: Parametrisation,
  operands: { readonly [Name in OperandName]?: Value },
  fedShape: (Q: Value) => readonly number[],
): LayerInputs<Value> {
  const { sources, epsilon } = parametrisation;
  const direct = (field: LayerFieldName): Value | undefined => {
    const source = sources[field];
    return source.kind === "fixed" ? algebra.constant(source.value) : operands[field];
  };
  const cost = (): Value | undefined => {
    if (sources.Q.kind === "learned") return algebra.gram(operands.L!, epsilon);
    const Q = direct("Q");
    const diagonals = sources.Q.kind === "fed" && fedShape(Q!).length === 2;
    return diagonals ? algebra.diagonals(Q!) : Q;
  };
  const z0 = operands.z0 && algebra.point(operands.z0, pointMap(parametrisation));
  const [A, G] = [direct("A"), direct("G")];
  return {
    Q: cost(),
    p: direct("p"),
    A,
    b: sources.b.kind === "feasible" ? algebra.product(A!, z0!) : direct("b"),
    G,
    h:
      sources.h.kind === "feasible"
        ? algebra.addAbsolute(algebra.product(G!, z0!), operands.s0!)
        : direct("h"),
  };
}

/** The fields of the problem that an operand enters. */
export function fieldsBehind({ sources }: Parametrisation, operand: OperandName): FieldName[] {
  const feasible = (field: "b" | "h"): FieldName[] => (sources[field].kind === "feasible" ? [field] : []);
  switch (operand) {
    case "L":
      return ["Q"];
    case "A":
      return ["A", ...feasible("b")];
    case "G":
      return ["G", ...feasible("h")];
    case "z0":
      return [...feasible("b"), ...feasible("h")];
    case "s0":
      return ["h"];
    default:
      return [operand];
  }
}

/** Float64, row-major. */
const NUMBERS: Algebra<DenseArray> = {
  constant: (array) => array,
  gram: costFrom,
  diagonals: ({ data, shape: [batch, n] }) => ({ data, shape: [batch, 1, n] }),
  product: (M, { data }) => product(M, data),
  addAbsolute: (a, { data: s }) => ({
    data: Float64Array.from(a.data, (value, i) => value + Math.abs(s[i % s.length])),
    shape: a.shape,
  }),
  point: ({ data }, map) => ({ data: pointFrom(data, map).z0, shape: [data.length] }),
};

/** A problem in numbers, and the way back. */
export interface Assembly {
  readonly inputs: LayerInputs<DenseArray>;
  /** Gradients for the named operands, given those for the {@link fieldsBehind} them. */
  pullBack(
    gradients: { readonly [Name in FieldName]?: DenseArray<Float64Array> },
    wanted: readonly OperandName[],
  ): Float64Array[];
}

/** The problem that these numbers make. */
export function feasibleNumbers(
  parametrisation: Parametrisation,
  values: { readonly [Name in OperandName]?: DenseArray },
): Assembly {
  const { sources } = parametrisation;
  const inputs = feasibleProblem(NUMBERS, parametrisation, values, ({ shape }) => shape);
  const point = values.z0 && pointFrom(values.z0.data, pointMap(parametrisation));
  const { A, G } = inputs;

  const pullBack: Assembly["pullBack"] = (gradients, wanted) => {
    const db = sources.b.kind === "feasible" ? gradients.b?.data : undefined;
    const dh = sources.h.kind === "feasible" ? gradients.h?.data : undefined;
    return wanted.map((operand) => {
      switch (operand) {
        case "L":
          return factorGradient(gradients.Q!.data, values.L!);
        case "A":
          return addOuter(gradients.A!.data, db, point?.z0);
        case "G":
          return addOuter(gradients.G!.data, dh, point?.z0);
        case "z0":
          return pointGradient(point!, [
            [A, db],
            [G, dh],
          ]);
        case "s0":
          return slackGradient(dh!, values.s0!.data);
        default:
          return gradients[operand]!.data;
      }
    });
  };
  return { inputs, pullBack };
}

/** Q = L Lᵀ + epsilon I from the lower triangle of L. */
function costFrom({ data: L, shape: [n] }: DenseArray, epsilon: number): DenseArray<Float64Array> {
  const Q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? epsilon : 0;
      for (let k = 0; k <= j; k++) sum += L[i * n + k] * L[j * n + k];
      Q[i * n + j] = Q[j * n + i] = sum;
    }
  }
  return { data: Q, shape: [n, n] };
}

/** ∂l/∂L = (dQ + dQᵀ) L = 2 dQ L on the lower triangle; dQ is symmetric. */
function factorGradient(dQ: Float64Array, { data: L, shape: [n] }: DenseArray): Float64Array {
  const dL = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const twice = 2 * dQ[i * n + k];
      for (let j = 0; j <= Math.min(i, k); j++) dL[i * n + j] += twice * L[k * n + j];
    }
  }
  return dL;
}

interface Point {
  readonly z0: Float64Array;
  /** ∂z0/∂weight, variable by variable. */
  readonly slope: Float64Array;
}

function pointFrom(w: ArrayLike<number>, { offset, free, growth, curved, width }: PointMap): Point {
  const z0 = new Float64Array(w.length);
  const slope = new Float64Array(w.length);
  for (let i = 0; i < w.length; i++) {
    const share = 1 / (1 + Math.exp(-w[i]));
    const grown = growth[i] * Math.exp(curved[i] * w[i]);
    z0[i] = offset[i] + (free[i] === 0 ? 0 : w[i]) + grown + width[i] * share;
    slope[i] = free[i] + curved[i] * grown + width[i] * share * (1 - share);
  }
  return { z0, slope };
}

/** M z0 for one matrix `[rows,n]` or for one per element `[B,rows,n]`. */
function product({ data, shape }: DenseArray, z0: ArrayLike<number>): DenseArray<Float64Array> {
  const n = z0.length;
  const result = new Float64Array(data.length / n);
  for (let row = 0; row < result.length; row++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += data[row * n + j] * z0[j];
    result[row] = sum;
  }
  return { data: result, shape: shape.slice(0, -1) };
}

/** dM + dRight z0ᵀ, the whole gradient of a matrix whose right-hand side is M z0. */
function addOuter(
  dM: Float64Array,
  dRight: Float64Array | undefined,
  z0: Float64Array | undefined,
): Float64Array {
  if (dRight === undefined || z0 === undefined) return dM;
  const n = z0.length;
  const sum = Float64Array.from(dM);
  for (let row = 0; row < dRight.length; row++) {
    for (let j = 0; j < n; j++) sum[row * n + j] += dRight[row] * z0[j];
  }
  return sum;
}

/** slope ∘ Σ Mᵀ dRight over the right-hand sides that z0 makes. */
function pointGradient(
  { slope }: Point,
  terms: readonly (readonly [DenseArray | undefined, Float64Array | undefined])[],
): Float64Array {
  const n = slope.length;
  const dw = new Float64Array(n);
  for (const [matrix, dRight] of terms) {
    if (matrix === undefined || dRight === undefined) continue;
    for (let row = 0; row < dRight.length; row++) {
      for (let j = 0; j < n; j++) dw[j] += matrix.data[row * n + j] * dRight[row];
    }
  }
  return dw.map((value, j) => value * slope[j]);
}

/** The slack is shared even where h is not: sum over the batch, times the slope of the absolute value. */
function slackGradient(dh: Float64Array, s0: ArrayLike<number>): Float64Array {
  const ds = new Float64Array(s0.length);
  for (let i = 0; i < dh.length; i++) ds[i % ds.length] += dh[i];
  return ds.map((value, i) => (s0[i] < 0 ? -value : value));
}
