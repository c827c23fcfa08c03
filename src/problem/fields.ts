/**
 * What goes into a problem and what comes out: every field by its name, with its rows. Shapes, memory, copies, readers of
 * files and executors are made from these tables, so that a field is added in one place.
 */
import type { ArrayInput, DenseArray, DiagonalInput, FieldName, Problem, SparseInput } from "./problem.js";
import type { SparseMatrix } from "./sparse-matrix.js";

/** Sizes of one element that fields have as many rows as. */
export type RowCount = "variables" | "equalities" | "inequalities";

/** The rows of one element of every input; Q, A and G have a column for every variable too. */
export const INPUT_ROWS: Readonly<Record<FieldName, RowCount>> = {
  Q: "variables",
  p: "variables",
  A: "equalities",
  b: "equalities",
  G: "inequalities",
  h: "inequalities",
  lower: "variables",
  upper: "variables",
};

/** The inputs that are matrices, with a column for every variable: these may be sparse. */
export const MATRIX_NAMES = ["Q", "A", "G"] as const;

export type MatrixName = (typeof MATRIX_NAMES)[number];

/** Whether one element of an input has two axes; Q may have one, as a diagonal. */
export function isMatrix(name: FieldName): name is MatrixName {
  return (MATRIX_NAMES as readonly FieldName[]).includes(name);
}

const PART = /^[QAG]\.(?:data|indices|indptr|shape)$/;

/** Whether an array of this name, in a file or a message, is a part of a sparse matrix: they are called as in SciPy. */
export function isPartOfSparse(name: string): boolean {
  return PART.test(name);
}

/** The rows of one element of every output; undefined where it is one number. */
export const OUTPUT_ROWS = {
  z: "variables",
  nu: "equalities",
  lambda: "inequalities",
  lambdaLower: "variables",
  lambdaUpper: "variables",
  slack: "inequalities",
  objective: undefined,
  primalResidual: undefined,
  dualResidual: undefined,
  dualityGap: undefined,
  iterations: undefined,
  shiftB: "equalities",
  shiftH: "inequalities",
} as const satisfies Record<string, RowCount | undefined>;

/** The unknowns of the KKT system: the minimiser and the multipliers. */
export const VECTOR_NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

/** The outputs that have derivatives. */
export const OUTPUT_NAMES = [...VECTOR_NAMES, "objective", "shiftB", "shiftH"] as const;

/** The arrays of a solution's numbers, in the order in which they lie in memory. */
export const ARRAY_NAMES = [
  ...VECTOR_NAMES,
  ...(["slack", "objective", "primalResidual", "dualResidual", "dualityGap", "iterations"] as const),
] as const;

/** All statuses; where they are numbers, they are positions here. */
export const STATUSES = [
  "solved",
  "maxIterations",
  "timeLimit",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
  "invalid",
] as const satisfies readonly Status[];

/** Numbers in one element of an output; undefined where it is one number without an axis. */
export function sizeOfOutput(problem: Pick<Problem, RowCount>, name: OutputName): number | undefined {
  const rows = OUTPUT_ROWS[name];
  return rows && problem[rows];
}

/** How many numbers one element of an output has. */
export function widthOf(name: keyof typeof OUTPUT_ROWS, sizes: Pick<Problem, RowCount>): number {
  const rows = OUTPUT_ROWS[name];
  return rows === undefined ? 1 : sizes[rows];
}

/** What became of one element of the batch. */
export type Status =
  /** The primal residual, the dual residual and the duality gap are within the tolerance. */
  | "solved"
  /** Given up after as many iterations as the settings allow; `z` is the best point found. */
  | "maxIterations"
  /** Not finished within the setting `timeLimit`. */
  | "timeLimit"
  /** No point satisfies the constraints; `certificate` holds the proof. */
  | "primalInfeasible"
  /** The objective falls for ever along the direction in `certificate`. */
  | "dualInfeasible"
  /** The precision does not suffice; `z` is the best point found. */
  | "numericalError"
  /** With the setting `invalid: "status"`: numbers that are no problem. All outputs are NaN. */
  | "invalid";

/** Sizes of a solved batch. */
export interface SolutionShape {
  /** B, the number of elements; 1 where no input has a batch axis. */
  readonly batch: number;
  /** n, the length of z. */
  readonly variables: number;
  /** e, the rows of A. */
  readonly equalities: number;
  /** m, the rows of G. */
  readonly inequalities: number;
}

/** The name of an output that has derivatives. */
export type OutputName = (typeof OUTPUT_NAMES)[number];

/** Derivatives of a loss with respect to the outputs; an absent output has none. Shaped like the output. */
export interface Cotangents {
  /** `[B,n]`, or `[n]` where there is no batch. */
  readonly z?: ArrayInput | undefined;
  /** `[B,e]`, or `[e]`. */
  readonly nu?: ArrayInput | undefined;
  /** `[B,m]`, or `[m]`. */
  readonly lambda?: ArrayInput | undefined;
  /** `[B,n]`, or `[n]`. */
  readonly lambdaLower?: ArrayInput | undefined;
  /** `[B,n]`, or `[n]`. */
  readonly lambdaUpper?: ArrayInput | undefined;
  /** `[B]`, or one number where there is no batch. */
  readonly objective?: ArrayInput | number | undefined;
  /** `[B,e]`, or `[e]`. */
  readonly shiftB?: ArrayInput | undefined;
  /** `[B,m]`, or `[m]`. */
  readonly shiftH?: ArrayInput | undefined;
}

/**
 * Gradients with respect to inputs, each with the shape of its input; that of a sparse matrix is a sparse matrix of its
 * pattern. Those that `wrt` lists by name are there, and no others; without it there is one for every input that was given.
 */
export type Gradients<Wrt extends readonly FieldName[] = readonly FieldName[]> = number extends Wrt["length"]
  ? { readonly [Name in Wrt[number]]?: GradientOf<Name> }
  : { readonly [Name in Wrt[number]]: GradientOf<Name> };

type GradientOf<Name extends FieldName> =
  DenseArray<Float64Array> | (Name extends "Q" | "A" | "G" ? SparseMatrix : never);

/** A value for each input that is listed: for every one where the list itself is known, and for some of them else. */
export type ByInput<Wrt extends readonly FieldName[], Value> = number extends Wrt["length"]
  ? { readonly [Name in Wrt[number]]?: Value }
  : { readonly [Name in Wrt[number]]: Value };

/**
 * Directions in which the inputs move; an absent input stays where it is. Shaped like the input; those of a sparse matrix
 * have its pattern, or are dense and 0 elsewhere.
 */
export type Tangents = {
  readonly [Name in FieldName]?:
    | ArrayInput
    | (Name extends "Q" ? DiagonalInput : number)
    | (Name extends "Q" | "A" | "G" ? SparseInput : never)
    | undefined;
};

/** How the outputs move; each is shaped like the output of the same name. */
export interface OutputTangents {
  /** Of the minimiser, `[B,n]`. */
  readonly z: Float64Array;
  /** Of the equality multipliers, `[B,e]`. */
  readonly nu: Float64Array;
  /** Of the inequality multipliers, `[B,m]`. */
  readonly lambda: Float64Array;
  /** Of the multipliers of lower bounds, `[B,n]`. */
  readonly lambdaLower: Float64Array;
  /** Of the multipliers of upper bounds, `[B,n]`. */
  readonly lambdaUpper: Float64Array;
  /** Of the objective, `[B]`. */
  readonly objective: Float64Array;
  /** Of what was added to b, `[B,e]`. */
  readonly shiftB: Float64Array;
  /** Of what was added to h, `[B,m]`. */
  readonly shiftH: Float64Array;
}

/** How reverse mode goes about it. */
export interface VjpOptions<Wrt extends readonly FieldName[] = readonly FieldName[]> {
  /** Compute only these gradients. Default: every input that was given. */
  readonly wrt?: Wrt | undefined;
}

/** A proof that one element has no solution, in the units of the inputs. */
export type Certificate =
  | {
      /**
       * Multipliers with lambda, lambdaLower, lambdaUpper ≥ 0, Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper ≈ 0
       * and bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper = −1: no z satisfies the constraints. Where h is
       * −Infinity in a row, nothing else is needed: lambda is 1 there and 0 elsewhere.
       */
      readonly kind: "primalInfeasible";
      /** Multipliers of the equalities, `[e]`. */
      readonly nu: Float64Array;
      /** Multipliers of the inequalities, `[m]`. */
      readonly lambda: Float64Array;
      /** Multipliers of the lower bounds, `[n]`. */
      readonly lambdaLower: Float64Array;
      /** Multipliers of the upper bounds, `[n]`. */
      readonly lambdaUpper: Float64Array;
    }
  | {
      /**
       * A direction with Qz ≈ 0, Az ≈ 0, Gz ≤ 0 (to rounding), z within the bounds' recession cone and
       * pᵀz = −1: the objective falls for ever along it.
       */
      readonly kind: "dualInfeasible";
      /** The direction, `[n]`. */
      readonly z: Float64Array;
    };

/** The numbers of a solution; arrays are row-major with one row per element of the batch. */
export interface SolutionData {
  /** Sizes of the batch. */
  readonly shape: SolutionShape;
  /** Minimiser, `[B, n]`. */
  readonly z: Float64Array;
  /** Equality multipliers, `[B, e]`. */
  readonly nu: Float64Array;
  /** Inequality multipliers, `[B, m]`, ≥ 0. */
  readonly lambda: Float64Array;
  /** Multipliers of the lower bounds, `[B, n]`, ≥ 0; 0 where there is no bound. */
  readonly lambdaLower: Float64Array;
  /** Multipliers of the upper bounds, `[B, n]`, ≥ 0; 0 where there is no bound. */
  readonly lambdaUpper: Float64Array;
  /** h − Gz as the solver holds it, `[B, m]`, ≥ 0; Infinity where h is. */
  readonly slack: Float64Array;
  /** ½ zᵀQz + pᵀz, `[B]`. */
  readonly objective: Float64Array;
  /** What became of every element. */
  readonly status: readonly Status[];
  /** Largest violation of Az = b, Gz ≤ h and the bounds, `[B]`; recomputed from the inputs. */
  readonly primalResidual: Float64Array;
  /** ‖Qz + p + Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper‖∞, `[B]`; recomputed from the inputs. */
  readonly dualResidual: Float64Array;
  /** |zᵀQz + pᵀz + bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper|, `[B]`. */
  readonly dualityGap: Float64Array;
  /** Rounds of pivoting, or iterations of the interior point, that every element took, `[B]`. */
  readonly iterations: Int32Array;
}

/**
 * By how much right-hand sides were moved to make problems feasible: the solution is that of Az = b + shiftB,
 * Gz ≤ h + shiftH. `[B, e]` and `[B, m]`; 0 for elements that are solved as they are.
 */
export interface Shift {
  /** Added to b, `[B, e]`. */
  readonly shiftB: Float64Array;
  /** Added to h, `[B, m]`. */
  readonly shiftH: Float64Array;
}

/** Whether what a solution is asked for comes at once, or as a promise from a worker or a GPU. */
export type When =
  /** At once. */
  | "now"
  /** As a promise. */
  | "later";

/** A value, or the promise of one. */
export type Answer<Value, W extends When> = W extends "now" ? Value : Promise<Value>;

/** What solves elements; where they are numbers, they are positions here. */
export const SOLVERS = [
  ...(["pivoting", "interior point", "sparse interior point", "closed form", "GPU", "inspection"] as const),
] as const;

/** What solved an element: see `Solution.solvedBy`. */
export type SolvedBy = (typeof SOLVERS)[number];

/** What only the solver knows of its solution. */
export interface SolutionSource<W extends When = "now"> {
  readonly when: W;
  vjp(cotangents: Cotangents, options: VjpOptions): Answer<Gradients, W>;
  jvp(tangents: Tangents): Answer<OutputTangents, W>;
  jacobian(output: OutputName, input: FieldName): Answer<DenseArray<Float64Array>, W>;
  weaklyActive(): Int32Array;
  certificate(element: number): Certificate | undefined;
  atRounding(element: number): Answer<boolean, W>;
  solvedBy(element: number): SolvedBy;
  dispose(): void;
}

/** A solution's numbers, to which an executor adds the statuses. */
export type NumericData = Omit<SolutionData, "status">;

/**
 * Vectors over the rows of the KKT system of every element: in the equations' order when they are right-hand
 * sides, in the unknowns' order when they are solutions. Row-major `[B, n]`, `[B, e]`, `[B, m]`, `[B, n]`, `[B, n]`.
 */
export type KktVectors = { readonly [Name in (typeof VECTOR_NAMES)[number]]: Float64Array };

/** One array per output that has derivatives, with one row per element of the batch. */
export type OutputVectors = { readonly [Name in OutputName]: Float64Array };

/** One array for each of some inputs. */
export type FieldArrays = { readonly [Name in FieldName]?: Float64Array };

/** Typed arrays are objects to `JSON.stringify`, with a key for every number; results say themselves how to be written. */

/** Not a class: whoever prints a result sees a plain object. */
const WRITTEN = {
  toJSON(this: object): Record<string, unknown> {
    return withPlainArrays(this);
  },
};

/** The object, of which `JSON.stringify` writes typed arrays as arrays; NaN and ±Infinity become null there. */
export function written<Values extends object>(values: Values): Values {
  return Object.assign(Object.create(WRITTEN) as object, values) as Values;
}

/** Its entries, with plain arrays in place of typed ones. */
export function withPlainArrays(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    ]),
  );
}
