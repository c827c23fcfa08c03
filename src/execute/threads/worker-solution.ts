import type { OutputVectors } from "../../derivative/arguments.js";
import {
  readCotangents,
  readTangents,
  requireJacobianNames,
  wantedFields,
} from "../../derivative/arguments.js";
import { withPlainArrays, written } from "../../problem/json.js";
import type { DenseArray, FieldName, Problem } from "../../problem/problem.js";
import type {
  Certificate,
  Cotangents,
  Gradients,
  OutputName,
  OutputTangents,
  Shift,
  SolutionData,
  SolutionShape,
  Status,
  Tangents,
  VjpOptions,
} from "../../problem/solution.js";
import { requireElement, requireInUse, requireSolved } from "../../problem/solved.js";
import type { SolvedRemotely } from "./remote.js";

/** What is asked of the worker that has a solution's factors. */
export interface RemoteDerivatives {
  vjp(cotangents: Partial<OutputVectors>, wrt: readonly FieldName[]): Promise<Gradients>;
  jvp(tangents: { readonly [Name in FieldName]?: Float64Array }): Promise<OutputTangents>;
  jacobian(output: OutputName, input: FieldName): Promise<DenseArray<Float64Array>>;
  atRounding(element: number): Promise<boolean>;
  dispose(): void;
}

/**
 * The answer to a batch of problems that a {@link SolverWorker} solved: the same numbers as in a `Solution`, to the bit.
 * Derivatives are promises, because the factors that they need are in the worker.
 */
export class WorkerSolution implements SolutionData, Shift {
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
  readonly shiftB: Float64Array;
  readonly shiftH: Float64Array;
  /** As in `Solution`: where it is not 0, the gradient is one of several. */
  readonly weaklyActive: Int32Array;
  readonly #certificates: ReadonlyMap<number, Certificate>;
  readonly #problem: Problem;
  readonly #remote: RemoteDerivatives;
  #disposed = false;

  /** @param problem its shapes; its numbers are not needed. */
  constructor(
    { data, shiftB, shiftH, weaklyActive, certificates }: SolvedRemotely,
    problem: Problem,
    remote: RemoteDerivatives,
  ) {
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
    this.shiftB = shiftB;
    this.shiftH = shiftH;
    this.weaklyActive = weaklyActive;
    this.#certificates = certificates;
    this.#problem = problem;
    this.#remote = remote;
  }

  /**
   * Reverse mode, as `Solution.vjp`.
   *
   * @throws OptNetError as there, and where the worker has come to an end.
   * @example
   * ```ts
   * const { p } = await solution.vjp({ z: [1, 1] }, { wrt: ["p"] });
   * ```
   */
  async vjp<const Wrt extends readonly FieldName[]>(
    cotangents: Cotangents,
    options: VjpOptions<Wrt> = {},
  ): Promise<Gradients<Wrt>> {
    requireInUse(this.#disposed);
    const names = wantedFields(this.#problem, options);
    const gradients = await this.#remote.vjp(readCotangents(this.#problem, cotangents), names);
    const entries = Object.entries(gradients) as [FieldName, DenseArray<Float64Array>][];
    return Object.fromEntries(entries.map(([name, gradient]) => [name, written(gradient)])) as Gradients<Wrt>;
  }

  /** Forward mode, as `Solution.jvp`. */
  async jvp(tangents: Tangents): Promise<OutputTangents> {
    requireInUse(this.#disposed);
    const moves = Object.entries(readTangents(this.#problem, tangents));
    return written(await this.#remote.jvp(Object.fromEntries(moves.map(([name, { data }]) => [name, data]))));
  }

  /** Whole Jacobians, as `Solution.jacobian`. */
  async jacobian(output: OutputName, input: FieldName): Promise<DenseArray<Float64Array>> {
    requireInUse(this.#disposed);
    requireJacobianNames(this.#problem, output, input);
    return written(await this.#remote.jacobian(output, input));
  }

  /** As `Solution.atRounding`. */
  async atRounding(element = 0): Promise<boolean> {
    requireInUse(this.#disposed);
    requireElement(element, this.shape.batch);
    return this.#remote.atRounding(element);
  }

  /** As `Solution.certificate`. */
  certificate(element = 0): Certificate | undefined {
    requireElement(element, this.shape.batch);
    requireInUse(this.#disposed);
    const certificate = this.#certificates.get(element);
    return certificate && written(certificate);
  }

  /** For `JSON.stringify`, as `Solution.toJSON`. */
  toJSON(): Record<string, unknown> {
    return withPlainArrays({ ...this });
  }

  /**
   * Returns this solution if every element is solved.
   *
   * @throws OptNetError naming the first element that is not.
   */
  assertSolved(): this {
    requireSolved(this);
    return this;
  }

  /** Frees the factorisations in the worker. The numbers stay readable. */
  dispose(): void {
    if (!this.#disposed) this.#remote.dispose();
    this.#disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
