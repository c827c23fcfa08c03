/** What every backend offers; types only. */
import type { Plan } from "./plan.js";
import type { FieldName, Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type {
  Certificate,
  FieldArrays,
  KktVectors,
  NumericData,
  SolutionData,
  SolvedBy,
} from "../problem/fields.js";

export interface Executor {
  /** Solves every element of the batch. */
  solve(problem: Problem, plan: Plan, settings: Settings, reuse?: Reuse): SolvedBatch;
}

/** What a solve may take over from earlier ones; a backend is free to take nothing. */
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
   * Keeps the factors for {@link Reuse} even when this is disposed of, until the function that it returns is
   * called, or `holder` is garbage.
   */
  keepFactors(holder: object): () => void;
  /**
   * Solves again, after p, b, h or finite bounds have changed in place, into the arrays of `data`; starts from the
   * active sets that it has, if asked to. Absent where that is not possible.
   */
  again?(warmStart: boolean): void;
  /** Where the program has several threads: how they share what follows `solveKkt` in reverse mode. */
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

/** What a backend offers that may leave some elements of a batch to another. */
export interface PartlySolvedBatch {
  /** Elements named in `unfinished` hold nothing of use. */
  readonly data: SolutionData;
  readonly unfinished: readonly number[];
  /** As {@link SolvedBatch.solveKkt}; unfinished elements get zeros. */
  solveKkt(right: KktVectors, out: KktVectors): void;
  weaklyActive(): Int32Array;
  /** Of elements that it has found to have no solution. */
  certificate(element: number): Certificate | undefined;
  readonly solvedBy: SolvedBy;
  /** As {@link SolvedBatch.keepFactors}. */
  keepFactors(holder: object): () => void;
  again(settings: Settings, warmStart: boolean): void;
  dispose(): void;
}

/**
 * target `[m, n]` += the sum over rows of left[i] right[i]ᵀ, for all pairs `[rows, m]` and `[rows, n]` of row-major
 * arrays: what the gradient of a shared matrix is made of. False where there was no memory for it, and nothing was
 * done.
 */
export type AddOuterProducts = (
  target: Float64Array,
  products: readonly (readonly [left: Float64Array, right: Float64Array])[],
  rows: number,
) => boolean;
