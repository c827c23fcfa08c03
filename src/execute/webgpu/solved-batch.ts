/** A batch that the GPU has solved, with what it and the CPU know of its elements. */
import type { Certificate, FieldArrays, KktVectors, OutputVectors, SolvedBy } from "../../problem/fields.js";
import { solvePart } from "../../problem/batch.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import type { GpuCotangents } from "./derivative.js";
import type { GpuArray } from "./gpu-problem.js";
import { isGpuArray } from "./gpu-problem.js";
import type { OutputArrayName } from "./layout.js";
import type { Polished } from "./polish.js";
import { addPolished, certificateOf } from "./polish.js";
import type { GpuResult, Timings } from "./result.js";
import type { GpuSolutionData } from "./result-memory.js";
import type { SolvedLater } from "../executor.js";

export class GpuSolvedBatch implements SolvedLater {
  readonly data: GpuSolutionData;
  readonly timings: Readonly<Timings> | undefined;
  readonly #result: GpuResult;
  readonly #polished: Polished | undefined;

  /**
   * @param data what was read from `result`, with the numbers of polished elements.
   * @param polished elements that the CPU has solved again; `result` holds their numbers, and no derivatives of them.
   */
  constructor(result: GpuResult, data: GpuSolutionData, polished?: Polished, timings?: Timings) {
    this.#result = result;
    this.data = data;
    this.#polished = polished;
    this.timings = timings;
  }

  /** Elements that the CPU has solved again. */
  get polished(): readonly number[] {
    return this.#polished?.elements ?? [];
  }

  get problem() {
    return this.#result.batch.problem;
  }

  get settings() {
    return this.#result.batch.settings;
  }

  async solveKkt(right: KktVectors): Promise<KktVectors> {
    const out = await this.#result.solveKkt(right);
    if (this.#polished) {
      const { solved, elements } = this.#polished;
      solvePart(solved, elements, this.problem.batch, right, out);
    }
    return out;
  }

  async gradients(cotangents: GpuCotangents, names: readonly FieldName[]): Promise<FieldArrays> {
    const result = this.#result;
    const onGpu = await result.gradients(cotangents, names);
    const read = [...onGpu].map(async ([name, gradient]): Promise<[FieldName, Float64Array]> => [
      name,
      await result.readGradient(gradient),
    ]);
    const gradients: FieldArrays = Object.fromEntries(await Promise.all(read));
    if (this.#polished) {
      const numbers = Object.entries(cotangents).map(async ([name, value]) => [
        name,
        isGpuArray(value) ? await result.readArray(value) : value,
      ]);
      const here = Object.fromEntries(await Promise.all(numbers)) as Partial<OutputVectors>;
      addPolished(gradients, this.problem as Problem, this.#polished, here, names);
    }
    return gradients;
  }

  /** As {@link gradients}, as float32 in GPU memory; the caller owns the buffers. */
  async gradientBuffers(
    cotangents: GpuCotangents,
    names: readonly FieldName[],
  ): Promise<{ [Name in FieldName]?: GpuArray }> {
    const result = this.#result;
    if (this.#polished) {
      // Some of them are made on the CPU.
      const gradients = await this.gradients(cotangents, names);
      return Object.fromEntries(
        names.map((name) => [name, result.upload(gradients[name]!, (this.problem as Problem)[name]!.shape)]),
      );
    }
    const gradients = await result.gradients(cotangents, names);
    return Object.fromEntries(
      [...gradients].map(([name, gradient]) => [name, result.takeGradient(gradient)]),
    );
  }

  weaklyActive(): Int32Array {
    return this.data.weaklyActive;
  }

  solvedBy(element: number): SolvedBy {
    const index = this.polished.indexOf(element);
    if (index >= 0) return this.#polished!.solved.solvedBy(index);
    return this.#result.batch.contradictions.has(element) ? "inspection" : "GPU";
  }

  certificate(element: number): Certificate | undefined {
    const index = this.polished.indexOf(element);
    if (index >= 0) return this.#polished!.derivatives.certificate(index);
    return certificateOf(this.problem, this.data.status[element], element);
  }

  /** The GPU itself accepts nothing beyond its tolerance. */
  atRounding(element: number): boolean {
    const index = this.polished.indexOf(element);
    return index >= 0 && this.#polished!.derivatives.atRounding(index);
  }

  /** A new GPU buffer with one output as float32; the caller owns it. */
  toBuffer(name: OutputArrayName): GpuArray {
    return this.#result.copyOutput(name);
  }

  dispose(): void {
    this.#result.dispose();
    this.#polished?.derivatives.dispose();
  }
}
