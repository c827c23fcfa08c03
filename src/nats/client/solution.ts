/// <reference lib="esnext.disposable" preserve="true" />
import { describe } from "../../problem/echo.js";
import { OptNetError } from "../../problem/errors.js";
import { withPlainArrays, written } from "../../problem/json.js";
import type { DenseArray, FieldName } from "../../problem/problem.js";
import { requireInUse, requireSolved } from "../../problem/solved.js";
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
import type { SolvedNumbers } from "../wire/answer.js";
import { numbersOf } from "../wire/answer.js";

/** What a remote solution asks its client for. */
export interface RemoteSource {
  readonly arithmetic: string;
  vjp(cotangents: Cotangents, options: VjpOptions): Promise<Gradients>;
  jvp(tangents: Tangents): Promise<OutputTangents>;
  jacobian(output: OutputName, input: FieldName): Promise<DenseArray<Float64Array>>;
  dispose(): void;
}

/**
 * A solution that a worker found. It has what `Solution` of `solve` has; derivatives are promises, because a worker
 * computes them: the one that solved, where it still keeps the factors, and otherwise any, which solves again.
 */
export class RemoteSolution implements SolutionData, Shift {
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
  /** See `Solution.weaklyActive`. */
  readonly weaklyActive: Int32Array;
  readonly #certificates: SolvedNumbers["certificates"];
  readonly #source: RemoteSource;
  #disposed = false;

  constructor(solved: SolvedNumbers, source: RemoteSource) {
    const { arrays, shape } = solved;
    const numbers = (name: string): Float64Array => numbersOf(arrays, name);
    this.shape = shape;
    this.z = numbers("z");
    this.nu = numbers("nu");
    this.lambda = numbers("lambda");
    this.lambdaLower = numbers("lambdaLower");
    this.lambdaUpper = numbers("lambdaUpper");
    this.slack = numbers("slack");
    this.objective = numbers("objective");
    this.status = solved.status;
    this.primalResidual = numbers("primalResidual");
    this.dualResidual = numbers("dualResidual");
    this.dualityGap = numbers("dualityGap");
    this.iterations = solved.iterations;
    this.weaklyActive = solved.weaklyActive;
    this.shiftB = arrays.has("shiftB") ? numbers("shiftB") : new Float64Array(this.nu.length);
    this.shiftH = arrays.has("shiftH") ? numbers("shiftH") : new Float64Array(this.lambda.length);
    this.#certificates = solved.certificates;
    this.#source = source;
  }

  /** Whose bits these are: kernels, engine and a digest. Equal words, equal bits. */
  get arithmetic(): string {
    return this.#source.arithmetic;
  }

  /** As `Solution.vjp`. */
  async vjp<const Wrt extends readonly FieldName[]>(
    cotangents: Cotangents,
    options: VjpOptions<Wrt> = {},
  ): Promise<Gradients<Wrt>> {
    return (await this.#live().vjp(cotangents, options)) as Gradients<Wrt>;
  }

  /** As `Solution.jvp`. */
  async jvp(tangents: Tangents): Promise<OutputTangents> {
    return this.#live().jvp(tangents);
  }

  /** As `Solution.jacobian`. */
  async jacobian(output: OutputName, input: FieldName): Promise<DenseArray<Float64Array>> {
    return this.#live().jacobian(output, input);
  }

  /** As `Solution.certificate`; it came with the numbers. */
  certificate(element = 0): Certificate | undefined {
    if (!Number.isInteger(element) || element < 0 || element >= this.shape.batch) {
      throw new OptNetError({
        field: "element",
        expected:
          this.shape.batch === 0 ? "a batch with elements" : `an integer from 0 to ${this.shape.batch - 1}`,
        got: describe(element),
        hint: "It is the position in the batch.",
      });
    }
    const certificate = this.#certificates.get(element);
    return certificate && written(certificate);
  }

  /** As `Solution.toJSON`. */
  toJSON(): Record<string, unknown> {
    return withPlainArrays({ ...this });
  }

  /** As `Solution.assertSolved`. */
  assertSolved(): this {
    requireSolved(this);
    return this;
  }

  /** Tells the worker that no derivatives will be asked for. The numbers stay readable. */
  dispose(): void {
    if (!this.#disposed) this.#source.dispose();
    this.#disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #live(): RemoteSource {
    requireInUse(this.#disposed);
    return this.#source;
  }
}
