/// <reference lib="esnext.disposable" preserve="true" />
import { OptNetError, describe } from "../problem/errors.js";
import type {
  Answer,
  Certificate,
  Cotangents,
  Gradients,
  OutputName,
  OutputTangents,
  Shift,
  SolutionData,
  SolutionShape,
  SolutionSource,
  SolvedBy,
  Status,
  Tangents,
  VjpOptions,
  When,
} from "../problem/fields.js";
import { withPlainArrays, written } from "../problem/fields.js";
import type { DenseArray, FieldName } from "../problem/problem.js";

/**
 * The answer to a batch of problems, with its derivatives.
 *
 * Every element has its own `status`; only `"solved"` means that the residuals in this object meet the
 * tolerance. Other elements hold the best point found. `JSON.stringify` writes its numbers and statuses.
 *
 * What it is asked for comes at once, or as promises where the factors are in a worker or on a GPU: then it is a
 * `Solution<"later">`, with the same numbers and the same methods.
 *
 * @example
 * ```ts
 * const here: Solution = solve({ Q, p, G, h });
 * here.vjp({ z }).p; // at once
 * const there: Solution<"later"> = await worker.solve({ Q, p, G, h });
 * (await there.vjp({ z })).p; // from the worker
 * ```
 */
export class Solution<W extends When = "now"> implements SolutionData, Shift {
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
  readonly #source: SolutionSource<W>;
  #shift: Shift | undefined;
  #disposed = false;

  constructor(data: SolutionData, source: SolutionSource<W>, shift?: Shift) {
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
  ): Answer<Gradients<Wrt>, W> {
    return this.#ask((source) => source.vjp(cotangents, options) as Answer<Gradients<Wrt>, W>);
  }

  /**
   * Forward mode: how the outputs move when the inputs move along `tangents`.
   *
   * @example
   * ```ts
   * const dz = solution.jvp({ p: [1, 0], b: [0.5] }).z;
   * ```
   */
  jvp(tangents: Tangents): Answer<OutputTangents, W> {
    return this.#ask((source) => source.jvp(tangents));
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
  jacobian(output: OutputName, input: FieldName): Answer<DenseArray<Float64Array>, W> {
    return this.#ask((source) => source.jacobian(output, input));
  }

  /**
   * Number of weakly active constraints of each element, `[B]`: active with a multiplier that is zero to
   * working accuracy. Where it is not 0 the solution may have a kink, and gradients are one element of the
   * generalised Jacobian.
   */
  get weaklyActive(): Int32Array {
    requireInUse(this.#disposed);
    return this.#source.weaklyActive();
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
  atRounding(element = 0): Answer<boolean, W> {
    return this.#ask((source) => {
      requireElement(element, this.shape.batch);
      return source.atRounding(element);
    });
  }

  /**
   * What solved an element: `"pivoting"` (WebAssembly, and warm starts of sparse problems), `"interior point"`,
   * `"sparse interior point"` or `"closed form"` (TypeScript), `"GPU"`; `"inspection"` where there was nothing to solve,
   * because bounds contradict each other or numbers are invalid.
   *
   * @throws OptNetError where `element` is no position in the batch, and after `dispose`.
   * @example
   * ```ts
   * solution.status.forEach((_, i) => console.log(i, solution.solvedBy(i)));
   * ```
   */
  solvedBy(element = 0): SolvedBy {
    requireElement(element, this.shape.batch);
    requireInUse(this.#disposed);
    return this.#source.solvedBy(element);
  }

  /**
   * The proof behind a status `primalInfeasible` or `dualInfeasible`, and with `infeasible: "closestFeasible"`
   * the proof that the problem as given has no feasible point; otherwise undefined.
   */
  certificate(element = 0): Certificate | undefined {
    requireElement(element, this.shape.batch);
    requireInUse(this.#disposed);
    const certificate = this.#source.certificate(element);
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

  /** Errors come as what was asked for would have come: thrown, or as a rejected promise. */
  #ask<Value>(question: (source: SolutionSource<W>) => Answer<Value, W>): Answer<Value, W> {
    try {
      requireInUse(this.#disposed);
      return question(this.#source);
    } catch (error) {
      if (this.#source.when === "now") throw error;
      return Promise.reject(error as Error) as Answer<Value, W>;
    }
  }
}

/** @throws OptNetError where a solution was disposed of, whose derivatives are gone. */
function requireInUse(disposed: boolean): void {
  if (!disposed) return;
  throw new OptNetError({
    field: "solution",
    expected: "a solution that is in use",
    got: "one that was disposed of",
    hint: "Take derivatives before dispose(); the numbers themselves stay readable.",
  });
}

/** @throws OptNetError where this is no position in the batch. */
function requireElement(element: number, batch: number): void {
  if (Number.isInteger(element) && element >= 0 && element < batch) return;
  throw new OptNetError({
    field: "element",
    expected: batch === 0 ? "a batch with elements" : `an integer from 0 to ${batch - 1}`,
    got: describe(element),
    hint: "It is the position in the batch.",
  });
}

/** What tells whether a batch is solved; one entry per element. */
interface Outcome {
  readonly status: readonly string[];
  readonly primalResidual: Float64Array;
  readonly dualResidual: Float64Array;
  readonly dualityGap: Float64Array;
}

/** @throws OptNetError naming the first element that is not solved, with its status and residuals. */
function requireSolved(data: Outcome): void {
  const element = data.status.findIndex((status) => status !== "solved");
  if (element < 0) return;
  throw new OptNetError({
    field: `status[${element}]`,
    expected: `"solved"`,
    got:
      `"${data.status[element]}" (primal residual ${data.primalResidual[element]}, dual residual ` +
      `${data.dualResidual[element]}, duality gap ${data.dualityGap[element]})`,
    hint: "Check that the constraints can be met and that the objective is bounded, or loosen the tolerance.",
  });
}
