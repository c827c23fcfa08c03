/** What users see of a batch that was solved on the GPU, and what they may keep there. */
import { Solution } from "../../api/solution.js";
import { shapedGradients, readCotangents, refuseUnsolved, wantedFields } from "../../derivative/questions.js";
import { OptNetError, describe, excerpt } from "../../problem/errors.js";
import type { ByInput, SolutionSource, VjpOptions, When } from "../../problem/fields.js";
import { widthOf } from "../../problem/fields.js";
import type { ArrayInput, FieldName } from "../../problem/problem.js";
import type { GpuCotangents } from "./derivative.js";
import type { GpuArray } from "./gpu-problem.js";
import { isGpuArray } from "./gpu-problem.js";
import type { CotangentName, OutputArrayName } from "./layout.js";
import { COTANGENT_NAMES } from "./layout.js";
import { refuse } from "./refusals.js";
import type { Timings } from "./result.js";
import type { GpuSolvedBatch } from "./solved-batch.js";

/** Derivatives of a loss with respect to the outputs, in CPU memory or as float32 in GPU memory. */
export type GpuCotangentsInput = {
  readonly [Name in CotangentName]?: ArrayInput | number | GpuArray | undefined;
};

/** The batches that are in use behind solutions of this GPU. */
const batches = new WeakMap<Solution<When>, GpuSolvedBatch>();

/** Derivatives come later: the factorisations that they need stay on the GPU until `dispose`. */
export function solutionOnGpu(batch: GpuSolvedBatch): Solution<"later"> {
  const { data, problem, settings } = batch;
  const source: SolutionSource<"later"> = {
    when: "later",
    async vjp(cotangents, options) {
      const names = wantedFields(problem, options);
      // A GPU moves no right-hand side: the shift is 0, whatever the inputs.
      const given = { ...readCotangents(problem, cotangents) };
      delete given.shiftB;
      delete given.shiftH;
      refuseUnsolved(data.status, settings);
      return shapedGradients(problem, names, await batch.gradients(given, names));
    },
    jvp: async () => refuse("jvp"),
    jacobian: async () => refuse("jacobian"),
    weaklyActive: () => batch.weaklyActive(),
    certificate: (element) => batch.certificate(element),
    atRounding: (element) => Promise.resolve(batch.atRounding(element)),
    solvedBy: (element) => batch.solvedBy(element),
    dispose() {
      batches.delete(solution);
      batch.dispose();
    },
  };
  const solution: Solution<"later"> = new Solution(data, source);
  batches.set(solution, batch);
  return solution;
}

/** A solution of the CPU as one whose derivatives come later: where there is no GPU, the same program goes on. */
export function solutionLater(solution: Solution): Solution<"later"> {
  const { shiftB, shiftH } = solution;
  return new Solution<"later">(
    solution,
    {
      when: "later",
      vjp: async (cotangents, options) => solution.vjp(cotangents, options),
      jvp: async (tangents) => solution.jvp(tangents),
      jacobian: async (output, input) => solution.jacobian(output, input),
      weaklyActive: () => solution.weaklyActive,
      certificate: (element) => solution.certificate(element),
      atRounding: async (element) => solution.atRounding(element),
      solvedBy: (element) => solution.solvedBy(element),
      dispose: () => solution.dispose(),
    },
    { shiftB, shiftH },
  );
}

/**
 * A new GPU buffer with one output of a solution as float32; the caller owns it.
 *
 * @throws OptNetError for a solution that is not on a GPU, or was disposed of.
 * @example
 * ```ts
 * const { buffer, shape } = toBuffer(await solveAsync({ Q: [2, 2], p }), "z");
 * ```
 */
export function toBuffer(solution: Solution<When>, name: OutputArrayName): GpuArray {
  return batchOf(solution).toBuffer(name);
}

/**
 * As `solution.vjp`, but the gradients stay on the GPU as float32; the caller owns the buffers. Cotangents may be there
 * too.
 *
 * @throws OptNetError as `solution.vjp`, and for a solution that is not on a GPU.
 * @example
 * ```ts
 * const { p } = await vjpToBuffers(solution, { z: toBuffer(solution, "z") }, { wrt: ["p"] });
 * ```
 */
export async function vjpToBuffers<const Wrt extends readonly FieldName[]>(
  solution: Solution<When>,
  cotangents: GpuCotangentsInput,
  options: VjpOptions<Wrt> = {},
): Promise<ByInput<Wrt, GpuArray>> {
  const batch = batchOf(solution);
  const names = wantedFields(batch.problem, options);
  const given = readGpuCotangents(batch, cotangents);
  refuseUnsolved(batch.data.status, batch.settings);
  return (await batch.gradientBuffers(given, names)) as ByInput<Wrt, GpuArray>;
}

/** With the setting `measure`: how long each phase of a solve on the GPU took, in milliseconds. */
export function timingsOf(solution: Solution<When>): Readonly<Timings> | undefined {
  return batchOf(solution).timings;
}

function batchOf(solution: Solution<When>): GpuSolvedBatch {
  const batch = batches.get(solution);
  if (batch) return batch;
  throw new OptNetError({
    field: "solution",
    expected: "a solution on the GPU that is in use",
    got: "one that was solved on the CPU, or was disposed of",
    hint: "Use solution.vjp and the numbers of the solution, which work in every case.",
  });
}

function readGpuCotangents({ problem }: GpuSolvedBatch, cotangents: GpuCotangentsInput): GpuCotangents {
  const entries = Object.entries(cotangents) as [CotangentName, ArrayInput | number | GpuArray | undefined][];
  const given: { -readonly [Name in CotangentName]?: GpuArray | Float64Array } = {};
  for (const [name, value] of entries) {
    if (!COTANGENT_NAMES.includes(name)) throw unknownOutput(name);
    if (value === undefined) continue;
    if (isGpuArray(value))
      requireNumbers(`cotangents.${name}`, value, problem.batch * widthOf(name, problem));
    given[name] = isGpuArray(value) ? value : readCotangents(problem, { [name]: value })[name]!;
  }
  return given;
}

function unknownOutput(name: string): OptNetError {
  return new OptNetError({
    field: `cotangents.${excerpt(name)}`,
    expected: `one of ${COTANGENT_NAMES.join(", ")}`,
    got: describe(name),
    hint: "Check the spelling.",
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
