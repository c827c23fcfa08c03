import type {
  ByInput,
  Certificate,
  FieldName,
  Gradients,
  SolutionShape,
  Status,
  VjpOptions,
} from "../../index.js";
import { withPlainArrays, written } from "../../problem/json.js";
import type { SolutionData } from "../../problem/solution.js";
import { requireElement, requireInUse, requireSolved } from "../../problem/solved.js";
import type { GpuArray } from "./gpu-problem.js";
import type { OutputArrayName } from "./layout.js";
import { refuse } from "./refusals.js";
import type { GpuSolutionData } from "./result-memory.js";
import type { Timings } from "./result.js";
import type { AsyncCotangents, AsyncSource } from "./source.js";

/** What is known of a solve besides its numbers. */
export interface Circumstances {
  readonly where: "gpu" | "cpu";
  readonly polished: readonly number[];
  readonly timings: Readonly<Timings> | undefined;
}

/**
 * The answer to a batch of problems that was solved on the GPU. The same numbers as in a `Solution`, but derivatives
 * come asynchronously: the factorisations that they need stay on the GPU until `dispose`.
 */
export class AsyncSolution implements SolutionData {
  /** Where it was solved: `cpu` is the fallback. */
  readonly where: "gpu" | "cpu";
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
  /** As in `Solution`: where it is not 0, the gradient is one of several. */
  readonly weaklyActive: Int32Array;
  /** Elements that the CPU has solved again, with the setting `polish`. */
  readonly polished: readonly number[];
  /** With the setting `measure`, on the GPU. */
  readonly timings: Readonly<Timings> | undefined;
  readonly #source: AsyncSource;
  #disposed = false;

  constructor(data: GpuSolutionData, source: AsyncSource, { where, polished, timings }: Circumstances) {
    this.where = where;
    this.timings = timings;
    this.polished = polished;
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
    this.weaklyActive = data.weaklyActive;
    this.#source = source;
  }

  /**
   * Reverse mode, as `Solution.vjp`: gradients of a loss with respect to the inputs. One adjoint solve per element
   * with the factorisation of the forward pass.
   *
   * @throws OptNetError for a wrong shape, an unknown name, after `dispose` and for a lost device.
   * @example
   * ```ts
   * const { p } = await solution.vjpAsync({ z: [1, 1] }, { wrt: ["p"] });
   * ```
   */
  async vjpAsync<const Wrt extends readonly FieldName[]>(
    cotangents: AsyncCotangents,
    options: VjpOptions<Wrt> = {},
  ): Promise<Gradients<Wrt>> {
    const gradients = await this.#live().vjp(cotangents, options);
    const named = Object.entries(gradients).map(([name, gradient]) => [name, written(gradient)]);
    return Object.fromEntries(named) as Gradients<Wrt>;
  }

  /** As {@link vjpAsync}, but the gradients stay on the GPU as float32; the caller owns the buffers. */
  async vjpToBuffers<const Wrt extends readonly FieldName[]>(
    cotangents: AsyncCotangents,
    options: VjpOptions<Wrt> = {},
  ): Promise<ByInput<Wrt, GpuArray>> {
    return (await this.#live().vjpToBuffers(cotangents, options)) as ByInput<Wrt, GpuArray>;
  }

  /** Not on a GPU. @throws OptNetError that says what there is instead. */
  jvp(): never {
    refuse("jvp");
  }

  /** Not on a GPU. @throws OptNetError that says what there is instead. */
  jacobian(): never {
    refuse("jacobian");
  }

  /** A new GPU buffer with one output as float32; the caller owns it. */
  toBuffer(name: OutputArrayName): GpuArray {
    return this.#live().toBuffer(name);
  }

  /** The proof behind a status `primalInfeasible` or `dualInfeasible`; undefined for other statuses. */
  certificate(element = 0): Certificate | undefined {
    return this.#source.certificate(element);
  }

  /** As `Solution.atRounding`; the GPU itself accepts nothing beyond its tolerance. */
  atRounding(element = 0): boolean {
    requireElement(element, this.shape.batch);
    return this.#source.atRounding(element);
  }

  /** For `JSON.stringify`, as `Solution.toJSON`. */
  toJSON(): Record<string, unknown> {
    return withPlainArrays(this);
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

  /** Frees the GPU memory of this solution. The numbers stay readable, and buffers that were handed out stay. */
  dispose(): void {
    if (!this.#disposed) this.#source.dispose();
    this.#disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #live(): AsyncSource {
    requireInUse(this.#disposed);
    return this.#source;
  }
}
