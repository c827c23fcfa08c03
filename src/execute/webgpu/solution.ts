import { OptNetError } from "../../index.js";
import type {
  ArrayInput,
  ByInput,
  Certificate,
  DenseArray,
  FieldName,
  Gradients,
  Solution,
  SolutionShape,
  Status,
  VjpOptions,
} from "../../index.js";
import type { GpuArray } from "./gpu-problem.js";
import { isGpuArray } from "./gpu-problem.js";
import { givenFields } from "./batch.js";
import type { GpuCotangents } from "./derivative.js";
import { COTANGENT_NAMES } from "./layout.js";
import type { GpuSolutionData } from "./results.js";
import type { GpuResult, Timings } from "./result.js";
import type { Problem } from "../../problem/problem.js";
import { describe, excerpt } from "../../problem/echo.js";
import { withPlainArrays, written } from "../../problem/json.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { SolutionData } from "../../problem/solution.js";
import { readOutputArray } from "../../problem/validate.js";
import { certificateOf } from "./certificate.js";
import { addPolished, type Polished } from "./polish.js";
import { requireElement, requireInUse, requireSolved } from "../../problem/solved.js";

/** Derivatives of a loss with respect to the outputs, in CPU memory or as float32 in GPU memory. */
export type AsyncCotangents = {
  readonly [Name in (typeof COTANGENT_NAMES)[number]]?: ArrayInput | number | GpuArray | undefined;
};

/** What is behind a solution: a batch on the GPU, or where there is none a solution of the CPU. */
export type SolutionOrigin =
  | {
      readonly kind: "gpu";
      readonly result: GpuResult;
      readonly data: GpuSolutionData;
      readonly timings?: Timings | undefined;
      readonly polished?: Polished | undefined;
    }
  | { readonly kind: "cpu"; readonly solution: Solution };

/** Outputs that a buffer can hold: `z`, `nu`, `lambda`, `lambdaLower`, `lambdaUpper` and `slack`. */
export type OutputArrayName = "z" | "nu" | "lambda" | "lambdaLower" | "lambdaUpper" | "slack";

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
  readonly #origin: SolutionOrigin;
  #disposed = false;

  constructor(origin: SolutionOrigin) {
    const data = origin.kind === "gpu" ? origin.data : origin.solution;
    this.where = origin.kind;
    this.timings = origin.kind === "gpu" ? origin.timings : undefined;
    this.polished = (origin.kind === "gpu" && origin.polished?.elements) || [];
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
    this.#origin = origin;
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
    const gradients = await this.#vjp(cotangents, options);
    const named = Object.entries(gradients).map(([name, gradient]) => [name, written(gradient)]);
    return Object.fromEntries(named) as Gradients<Wrt>;
  }

  async #vjp(cotangents: AsyncCotangents, options: VjpOptions): Promise<Gradients> {
    requireInUse(this.#disposed);
    const origin = this.#origin;
    if (origin.kind === "cpu") return origin.solution.vjp(cpuCotangents(cotangents), options);
    const { result, polished } = origin;
    const wrt = this.#wanted(options);
    const given = this.#read(cotangents);
    const onGpu = await result.gradients(given, wrt);
    const gradients: Gradients = Object.fromEntries(
      await Promise.all(
        [...onGpu].map(async ([name, gradient]): Promise<[FieldName, DenseArray<Float64Array>]> => [
          name,
          { data: await result.readGradient(gradient), shape: gradient.shape },
        ]),
      ),
    );
    if (polished) {
      const numbers = Object.entries(given).map(async ([name, value]) => [
        name,
        isGpuArray(value) ? await result.readArray(value) : value,
      ]);
      const here = Object.fromEntries(await Promise.all(numbers));
      addPolished(gradients, result.batch.problem as Problem, polished, here, wrt);
    }
    return gradients;
  }

  /** As {@link vjpAsync}, but the gradients stay on the GPU as float32; the caller owns the buffers. */
  async vjpToBuffers<const Wrt extends readonly FieldName[]>(
    cotangents: AsyncCotangents,
    options: VjpOptions<Wrt> = {},
  ): Promise<ByInput<Wrt, GpuArray>> {
    return (await this.#vjpToBuffers(cotangents, options)) as ByInput<Wrt, GpuArray>;
  }

  async #vjpToBuffers(cotangents: AsyncCotangents, options: VjpOptions) {
    const result = this.#requireGpu();
    if (this.polished.length > 0) {
      // Part of them is made on the CPU.
      const gradients = Object.entries(await this.vjpAsync(cotangents, options));
      return Object.fromEntries(
        gradients.map(([name, { data, shape }]) => [name, result.upload(data, shape)]),
      );
    }
    const gradients = await result.gradients(this.#read(cotangents), this.#wanted(options));
    return Object.fromEntries(
      [...gradients].map(([name, gradient]) => [name, result.takeGradient(gradient)]),
    );
  }

  /** A new GPU buffer with one output as float32; the caller owns it. */
  toBuffer(name: OutputArrayName): GpuArray {
    return this.#requireGpu().copyOutput(name);
  }

  /** The proof behind a status `primalInfeasible` or `dualInfeasible`; undefined for other statuses. */
  certificate(element = 0): Certificate | undefined {
    const origin = this.#origin;
    if (origin.kind === "cpu") return origin.solution.certificate(element);
    const polished = this.polished.indexOf(element);
    if (polished >= 0) return origin.polished!.solution.certificate(polished);
    return certificateOf(origin.result.batch.problem, this.status[element], element);
  }

  /** As `Solution.atRounding`; the GPU itself accepts nothing beyond its tolerance. */
  atRounding(element = 0): boolean {
    const origin = this.#origin;
    if (origin.kind === "cpu") return origin.solution.atRounding(element);
    requireElement(element, this.shape.batch);
    const polished = this.polished.indexOf(element);
    return polished >= 0 && origin.polished!.solution.atRounding(polished);
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
    if (!this.#disposed) {
      (this.#origin.kind === "gpu" ? this.#origin.result : this.#origin.solution).dispose();
      if (this.#origin.kind === "gpu") this.#origin.polished?.solution.dispose();
    }
    this.#disposed = true;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #requireGpu(): GpuResult {
    requireInUse(this.#disposed);
    if (this.#origin.kind === "gpu") return this.#origin.result;
    throw new OptNetError({
      field: "solution",
      expected: "a solution on the GPU",
      got: "one that fell back to the CPU",
      hint: "Use vjpAsync and the numbers of the solution, which work in both cases.",
    });
  }

  #read(cotangents: AsyncCotangents): GpuCotangents {
    const { batch, variables, equalities, inequalities } = this.shape;
    const lengths = {
      z: variables,
      nu: equalities,
      lambda: inequalities,
      lambdaLower: variables,
      lambdaUpper: variables,
      objective: undefined,
    };
    const { batched } = this.#requireGpu().batch.problem;
    requireKnown("cotangents", Object.keys(cotangents), COTANGENT_NAMES);
    const given = COTANGENT_NAMES.filter((name) => cotangents[name] !== undefined);
    return Object.fromEntries(
      given.map((name) => {
        const value = cotangents[name]!;
        if (!isGpuArray(value)) {
          return [name, readOutputArray(`cotangents.${name}`, value, batch, batched, lengths[name])];
        }
        requireNumbers(`cotangents.${name}`, value, batch * (lengths[name] ?? 1));
        return [name, value];
      }),
    );
  }

  #wanted({ wrt }: VjpOptions): readonly FieldName[] {
    const origin = this.#origin;
    if (origin.kind === "cpu") return [];
    const { problem, settings } = origin.result.batch;
    const unsolved = this.status.findIndex((status) => status !== "solved");
    if (settings.unsolvedGradient === "throw" && unsolved >= 0) this.assertSolved();
    const given = givenFields(problem);
    if (wrt === undefined) return given;
    requireKnown("wrt", wrt, FIELD_NAMES);
    requireKnown("wrt", wrt, given);
    return given.filter((name) => wrt.includes(name));
  }
}

function requireKnown(field: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new OptNetError({
    field: field === "wrt" ? field : `${field}.${excerpt(unknown)}`,
    expected: `one of ${known.join(", ")}`,
    got: describe(unknown),
    hint: "Check the spelling; an input that was not given has no gradient.",
  });
}

function requireNumbers(field: string, { buffer, shape, offset = 0 }: GpuArray, numbers: number): void {
  const length = shape.reduce((product, axis) => product * axis, 1);
  if (length === numbers && offset + 4 * numbers <= buffer.size) return;
  throw new OptNetError({
    field,
    expected: `${numbers} numbers, shaped like the output`,
    got: `shape [${shape.join(",")}] in a buffer of ${buffer.size} bytes`,
    hint: "Row-major float32.",
  });
}

function cpuCotangents(cotangents: AsyncCotangents): { [Name in keyof AsyncCotangents]: ArrayInput } {
  const onGpu = Object.entries(cotangents).find(([, value]) => isGpuArray(value));
  if (onGpu === undefined) return cotangents as { [Name in keyof AsyncCotangents]: ArrayInput };
  throw new OptNetError({
    field: `cotangents.${onGpu[0]}`,
    expected: "numbers in CPU memory, because the batch was solved on the CPU",
    got: "a GPU buffer",
    hint: 'Set fallback: "error" where everything is on the GPU.',
  });
}
