/** What every executor offers; types only. */
import type { FieldName, Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type {
  Certificate,
  FieldArrays,
  KktVectors,
  NumericData,
  OutputVectors,
  SolutionData,
  SolvedBy,
} from "../problem/fields.js";

/**
 * What solves batches: TypeScript, WebAssembly and threads at once, a GPU later. Its answer is a {@link SolvedBatch}, the
 * promise of a {@link SolvedLater}, or undefined where the problem's kind is not for it.
 */
export interface Executor<Solved = SolvedBatch, Asked = Problem, How = Settings> {
  solve(problem: Asked, settings: How, reuse?: Reuse): Solved;
}

/** What a solve may take over from earlier ones; an executor is free to take nothing. */
export interface Reuse {
  /** Its factors serve again where Q, A and G are the same operands. */
  readonly earlier?: SolvedBatch | undefined;
  /** Whether to start from its active sets. */
  readonly warmStart?: boolean | undefined;
  /** Arrays of the right lengths for the solution's numbers, all 0. */
  readonly into?: NumericData | undefined;
}

/** A solved batch that keeps its factorisations for derivatives. */
export interface SolvedBatch {
  readonly data: SolutionData;
  /** Elements that it leaves to another executor: nothing of theirs is of use. None where this is undefined. */
  readonly unfinished?: readonly number[] | undefined;
  /**
   * Solves, for every element and in the units of the inputs, the symmetric system
   *
   *     [ Q   Aᵀ  Cᵀ ] [dz     ]   [right.z      ]
   *     [ A   0   0  ] [dnu    ] = [right.nu     ]      rows of C: active rows of G, −I (lower), I (upper)
   *     [ C   0   0  ] [dlambda]   [right.lambda…]      dlambda = 0 on inactive rows
   *
   * into `out`. The map is symmetric, also where the system is singular and `out` stands for a solution that there is
   * not, or not only one. Elements that are not solved, and elements masked out, get zeros.
   */
  solveKkt(right: KktVectors, out: KktVectors): void;
  /** Number of weakly active constraints per element. */
  weaklyActive(): Int32Array;
  certificate(element: number): Certificate | undefined;
  /** What solved this element. */
  solvedBy(element: number): SolvedBy;
  /**
   * Keeps the factors for {@link Reuse} even when this is disposed of, until the function that it returns is called, or
   * is garbage.
   */
  keepFactors(): () => void;
  /**
   * Solves again, after p, b, h or finite bounds have changed in place, into the arrays of `data`; starts from the
   * active sets that it has, if asked to. Absent where that is not possible.
   *
   * @param boundsStay whether h and finite bounds have not changed since it last solved.
   */
  again?(warmStart: boolean, boundsStay: boolean): void;
  /** Where several threads solved: how they share what follows `solveKkt` in reverse mode. */
  readonly threads?: GradientThreads | undefined;
  dispose(): void;
}

export interface GradientThreads {
  /** Memory that all threads see, all 0, until `gradients` has returned. */
  borrow(length: number): Float64Array;
  /** The gradients of these inputs, from the solution u of the adjoint system in borrowed memory. */
  gradients(
    u: KktVectors,
    objective: Float64Array | undefined,
    names: readonly FieldName[],
    settings: Pick<Settings, "unsolvedGradient">,
  ): FieldArrays;
}

/** What {@link SolvedBatch} is where an executor answers later: its factors are where this thread cannot reach them. */
export interface SolvedLater {
  readonly data: SolutionData;
  /** As `SolvedBatch.solveKkt`, into new vectors. */
  solveKkt(right: KktVectors): Promise<KktVectors>;
  /** Reverse mode: the gradients of these inputs. */
  gradients(cotangents: Partial<OutputVectors>, names: readonly FieldName[]): Promise<FieldArrays>;
  weaklyActive(): Int32Array;
  certificate(element: number): Certificate | undefined;
  /** Whether an element is solved only because floats can do no better. */
  atRounding(element: number): boolean;
  solvedBy(element: number): SolvedBy;
  dispose(): void;
}

/** Fast outer products, which gradients of matrices are made of. Each is false where there was no memory, and nothing done. */
export interface OuterProducts {
  /**
   * target `[m, n]` += the sum over rows of left[i] right[i]ᵀ, for all pairs `[rows, m]` and `[rows, n]` of row-major
   * arrays: of a matrix that the batch shares.
   */
  add(
    target: Float64Array,
    products: readonly (readonly [left: Float64Array, right: Float64Array])[],
    rows: number,
  ): boolean;
  /**
   * target `[rows, m, n]` = scale · (a[i] x[i]ᵀ + b[i] y[i]ᵀ) for every row i, with `[rows, m]` and `[rows, n]` arrays: of
   * matrices of the elements' own. The target is 0 before.
   */
  set(
    target: Float64Array,
    scale: number,
    a: Float64Array,
    x: Float64Array,
    b: Float64Array,
    y: Float64Array,
    rows: number,
  ): boolean;
}
