/// <reference lib="esnext.disposable" preserve="true" />
import { withPlainArrays, written } from "./json.js";
import type { ArrayInput, DenseArray, DiagonalInput, FieldName } from "./problem.js";
import { requireElement, requireInUse, requireSolved } from "./solved.js";

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

/** All of them; where numbers stand for statuses, they are positions in this list. */
export const STATUSES: readonly Status[] = [
  "solved",
  "maxIterations",
  "timeLimit",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
  "invalid",
];

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

/** The outputs that have derivatives. */
export const OUTPUT_NAMES = [
  "z",
  "nu",
  "lambda",
  "lambdaLower",
  "lambdaUpper",
  "objective",
  "shiftB",
  "shiftH",
] as const;

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
 * Gradients with respect to inputs, each with the shape of its input. Those that `wrt` lists by name are there, and no
 * others; without it there is one for every input that was given.
 */
export type Gradients<Wrt extends readonly FieldName[] = readonly FieldName[]> = ByInput<
  Wrt,
  DenseArray<Float64Array>
>;

/** A value for each input that is listed: for every one where the list itself is known, and for some of them else. */
export type ByInput<Wrt extends readonly FieldName[], Value> = number extends Wrt["length"]
  ? { readonly [Name in Wrt[number]]?: Value }
  : { readonly [Name in Wrt[number]]: Value };

/** Directions in which the inputs move; an absent input stays where it is. Shaped like the input. */
export type Tangents = {
  readonly [Name in FieldName]?: ArrayInput | (Name extends "Q" ? DiagonalInput : number) | undefined;
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

/** What only the solver knows of its solution. */
export interface SolutionSource {
  vjp(cotangents: Cotangents, options: VjpOptions): Gradients;
  jvp(tangents: Tangents): OutputTangents;
  jacobian(output: OutputName, input: FieldName): DenseArray<Float64Array>;
  weaklyActive(): Int32Array;
  certificate(element: number): Certificate | undefined;
  atRounding(element: number): boolean;
  dispose(): void;
}

/**
 * The answer to a batch of problems, with its derivatives.
 *
 * Every element has its own `status`; only `"solved"` means that the residuals in this object meet the
 * tolerance. Other elements hold the best point found. `JSON.stringify` writes its numbers and statuses.
 */
export class Solution implements SolutionData, Shift {
  readonly shape: SolutionShape;
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly lambdaLower: Float64Array;
  readonly lambdaUpper: Float64Array;
  readonly slack: Float64Array;
  readonly objective: Float64Array;
  readonly status: readonly Status[];
  readonly primalResidual: Float64Array;
  readonly dualResidual: Float64Array;
  readonly dualityGap: Float64Array;
  readonly iterations: Int32Array;
  readonly #source: SolutionSource;
  #shift: Shift | undefined;
  #disposed = false;

  constructor(data: SolutionData, source: SolutionSource, shift?: Shift) {
    this.shape = data.shape;
    this.z = data.z;
    this.nu = data.nu;
    this.lambda = data.lambda;
    this.lambdaLower = data.lambdaLower;
    this.lambdaUpper = data.lambdaUpper;
    this.slack = data.slack;
    this.objective = data.objective;
    this.status = data.status;
    this.primalResidual = data.primalResidual;
    this.dualResidual = data.dualResidual;
    this.dualityGap = data.dualityGap;
    this.iterations = data.iterations;
    this.#shift = shift;
    this.#source = source;
  }

  /** Added to b by the setting `infeasible: "closestFeasible"`; otherwise 0. See {@link Shift}. */
  get shiftB(): Float64Array {
    return this.#shifts.shiftB;
  }

  /** Added to h, likewise. */
  get shiftH(): Float64Array {
    return this.#shifts.shiftH;
  }

  /** Made when asked for: most solutions have none, and most users no need of zeros. */
  get #shifts(): Shift {
    this.#shift ??= {
      shiftB: new Float64Array(this.nu.length),
      shiftH: new Float64Array(this.lambda.length),
    };
    return this.#shift;
  }

  /**
   * Reverse mode: gradients of a loss with respect to the inputs, given its gradients with respect to the
   * outputs. It reuses the factorisation of the forward pass. The gradient of an input that the batch shares
   * is the sum over the batch.
   *
   * @param cotangents ∂loss/∂output for any of z, nu, lambda, lambdaLower, lambdaUpper, objective, shiftB, shiftH.
   * @throws OptNetError for a wrong shape, after `dispose`, and for unsolved elements where the setting
   *   `unsolvedGradient` is `"throw"`.
   * @example
   * ```ts
   * const { p, h } = solution.vjp({ z: [1, 1] }, { wrt: ["p", "h"] });
   * p.data; // Float64Array, with p.shape
   * ```
   * Source: Amos & Kolter 2017, eq. 7 and 8, with ∂l/∂G corrected.
   */
  vjp<const Wrt extends readonly FieldName[]>(
    cotangents: Cotangents,
    options: VjpOptions<Wrt> = {},
  ): Gradients<Wrt> {
    return this.#live().vjp(cotangents, options) as Gradients<Wrt>;
  }

  /**
   * Forward mode: how the outputs move when the inputs move along `tangents`.
   *
   * @example
   * ```ts
   * const dz = solution.jvp({ p: [1, 0], b: [0.5] }).z;
   * ```
   */
  jvp(tangents: Tangents): OutputTangents {
    return this.#live().jvp(tangents);
  }

  /**
   * The whole Jacobian ∂output/∂input of every element, by forward or reverse mode, whichever takes fewer solves.
   *
   * @returns one block per element: the shape of one element of the output (none for `objective`), then that of
   *   one element of the input, behind the batch axis where the problem has one. An input that the batch shares
   *   has a block per element too: how that element's output depends on it. Entries for a dense Q are those of
   *   its symmetric part.
   * @example
   * ```ts
   * const { data, shape } = solution.jacobian("z", "b"); // [n, e], or [B, n, e]
   * ```
   */
  jacobian(output: OutputName, input: FieldName): DenseArray<Float64Array> {
    return this.#live().jacobian(output, input);
  }

  /**
   * Number of weakly active constraints of each element, `[B]`: active with a multiplier that is zero to
   * working accuracy. Where it is not 0 the solution may have a kink, and gradients are one element of the
   * generalised Jacobian.
   */
  get weaklyActive(): Int32Array {
    return this.#live().weaklyActive();
  }

  /**
   * Whether an element is `solved` only because floats can do no better: a residual is above the tolerance, but within
   * the rounding of the terms that it is the sum of (docs/method/units.md). False for other statuses.
   *
   * @throws OptNetError where `element` is no position in the batch, and after `dispose`.
   * @example
   * ```ts
   * if (solution.atRounding(0)) console.warn("as exact as the data allow, but not to the tolerance");
   * ```
   */
  atRounding(element = 0): boolean {
    requireElement(element, this.shape.batch);
    return this.#live().atRounding(element);
  }

  /**
   * The proof behind a status `primalInfeasible` or `dualInfeasible`, and with `infeasible: "closestFeasible"`
   * the proof that the problem as given has no feasible point; otherwise undefined.
   */
  certificate(element = 0): Certificate | undefined {
    requireElement(element, this.shape.batch);
    const certificate = this.#live().certificate(element);
    return certificate && written(certificate);
  }

  /** For `JSON.stringify`: all numbers as arrays, flat as they are here; NaN and ±Infinity become null. */
  toJSON(): Record<string, unknown> {
    return withPlainArrays({ ...this, shiftB: this.shiftB, shiftH: this.shiftH });
  }

  /**
   * Returns this solution if every element is solved.
   *
   * @throws OptNetError naming the first element that is not, with its status and residuals.
   */
  assertSolved(): this {
    requireSolved(this);
    return this;
  }

  /** Frees the factorisations kept for derivatives. The numbers stay readable. */
  dispose(): void {
    if (!this.#disposed) this.#source.dispose();
    this.#disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #live(): SolutionSource {
    requireInUse(this.#disposed);
    return this.#source;
  }
}
