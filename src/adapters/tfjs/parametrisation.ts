/**
 * From weights to a problem, and from its gradients back to the weights (Amos & Kolter 2017, section 4):
 *
 *     Q = tril(L) tril(L)ᵀ + epsilon I        positive definite
 *     b = A z0,  h = G z0 + |s0|              feasible, because z0 satisfies every constraint
 *
 * All in float64. TensorFlow.js would round b = A z0 to float32, and then two equal rows of A could ask for
 * values 1e-7 apart: a problem with no solution.
 *
 * The slack is the absolute value of its weight. It reaches zero, so a constraint can be tight at z0 as in a
 * layer that starts from total variation; and its slope is ±1 everywhere, where exp or softplus would stop
 * learning near zero. Initialisers then speak of s0 itself.
 */
import type { DenseArray, FieldName, Gradients, ProblemInput } from "../../index.js";
import type { LayerFieldName, WeightName } from "./config.js";
import { at, type Blueprint } from "./resolve.js";

/** A tensor the problem is made from: a fed field or a weight. */
export type OperandName = LayerFieldName | WeightName;

export type OperandValues = { readonly [Name in OperandName]?: DenseArray };

export interface Assembly {
  readonly problem: ProblemInput;
  /** Gradients for the named operands, given those for {@link fieldsBehind} them. */
  pullBack(gradients: Gradients, wanted: readonly OperandName[]): Float64Array[];
}

/** The fields of the problem that an operand enters. */
export function fieldsBehind({ sources }: Blueprint, operand: OperandName): FieldName[] {
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

export function assemble(blueprint: Blueprint, values: OperandValues): Assembly {
  const { sources, lower, upper, variables } = blueprint;
  const point = values.z0 && pointFrom(blueprint, values.z0.data);

  const direct = (field: LayerFieldName): DenseArray | undefined => {
    const source = sources[field];
    return source.kind === "fixed" ? source.value : values[field];
  };
  const cost = (): DenseArray => {
    if (sources.Q.kind === "learned") return costFrom(values.L!, blueprint.epsilon);
    const Q = direct("Q")!;
    // With B = n, fed diagonals [B,n] would read as one matrix.
    if (sources.Q.kind === "fed" && Q.shape.length === 2)
      return { data: Q.data, shape: [Q.shape[0], 1, variables] };
    return Q;
  };
  const A = direct("A");
  const G = direct("G");
  const problem: ProblemInput = {
    Q: cost(),
    p: direct("p")!,
    A,
    b: sources.b.kind === "feasible" ? product(A!, point!.z0) : direct("b"),
    G,
    h: sources.h.kind === "feasible" ? addSlack(product(G!, point!.z0), values.s0!.data) : direct("h"),
    lower: lower === -Infinity ? undefined : lower,
    upper: upper === Infinity ? undefined : upper,
  };

  const pullBack = (gradients: Gradients, wanted: readonly OperandName[]): Float64Array[] => {
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
  return { problem, pullBack };
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

/** z0 from its weight w: w itself, exp(w) above or below one bound, a sigmoid of w between two. */
function pointFrom({ variables, point, lower, upper }: Blueprint, weight: ArrayLike<number>): Point {
  const z0 = new Float64Array(variables);
  const slope = new Float64Array(variables);
  for (let i = 0; i < variables; i++) {
    const low = point === "free" ? -Infinity : point === "positive" ? 0 : at(lower, i);
    const high = point === "inside" ? at(upper, i) : Infinity;
    const w = weight[i];
    if (low > -Infinity && high < Infinity) {
      const share = 1 / (1 + Math.exp(-w));
      z0[i] = low + (high - low) * share;
      slope[i] = (high - low) * share * (1 - share);
    } else if (low > -Infinity) {
      slope[i] = Math.exp(w);
      z0[i] = low + slope[i];
    } else if (high < Infinity) {
      slope[i] = -Math.exp(w);
      z0[i] = high + slope[i];
    } else {
      z0[i] = w;
      slope[i] = 1;
    }
  }
  return { z0, slope };
}

/** M z0 for one matrix `[rows,n]` or for one per element `[B,rows,n]`. */
function product({ data, shape }: DenseArray, z0: Float64Array): DenseArray<Float64Array> {
  const n = z0.length;
  const result = new Float64Array(data.length / n);
  for (let row = 0; row < result.length; row++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += data[row * n + j] * z0[j];
    result[row] = sum;
  }
  return { data: result, shape: shape.slice(0, -1) };
}

function addSlack(product: DenseArray<Float64Array>, s0: ArrayLike<number>): DenseArray<Float64Array> {
  const { data } = product;
  for (let i = 0; i < data.length; i++) data[i] += Math.abs(s0[i % s0.length]);
  return product;
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
