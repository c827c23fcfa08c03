/** What is behind a solution that was asked of the GPU: a batch there, or where there is no GPU a solution of the CPU. */
import type { Solution } from "../../index.js";
import { OptNetError } from "../../index.js";
import type {
  ArrayInput,
  Certificate,
  FieldName,
  Gradients,
  SolutionShape,
  VjpOptions,
} from "../../index.js";
import { describe, excerpt } from "../../problem/echo.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { requireSolved } from "../../problem/solved.js";
import { readOutputArray } from "../../problem/validate.js";
import type { GpuCotangents } from "./derivative.js";
import type { GpuArray } from "./gpu-problem.js";
import { isGpuArray } from "./gpu-problem.js";
import type { CotangentName, OutputArrayName } from "./layout.js";
import { COTANGENT_NAMES } from "./layout.js";
import { givenFields } from "./batch.js";
import type { GpuSolvedBatch } from "./solved-batch.js";

/** Derivatives of a loss with respect to the outputs, in CPU memory or as float32 in GPU memory. */
export type AsyncCotangents = {
  readonly [Name in CotangentName]?: ArrayInput | number | GpuArray | undefined;
};

export type GradientBuffers = { readonly [Name in FieldName]?: GpuArray };

/** As `SolutionSource`, with derivatives that come later. */
export interface AsyncSource {
  vjp(cotangents: AsyncCotangents, options: VjpOptions): Promise<Gradients>;
  /** The gradients in GPU memory. */
  vjpToBuffers(cotangents: AsyncCotangents, options: VjpOptions): Promise<GradientBuffers>;
  toBuffer(name: OutputArrayName): GpuArray;
  certificate(element: number): Certificate | undefined;
  atRounding(element: number): boolean;
  dispose(): void;
}

export function sourceOnGpu(batch: GpuSolvedBatch): AsyncSource {
  const read = (cotangents: AsyncCotangents): GpuCotangents => readCotangents(batch, cotangents);
  const wanted = (options: VjpOptions): readonly FieldName[] => wantedFields(batch, options);
  return {
    vjp: async (cotangents, options) => batch.gradients(read(cotangents), wanted(options)),
    vjpToBuffers: async (cotangents, options) => batch.gradientBuffers(read(cotangents), wanted(options)),
    toBuffer: (name) => batch.toBuffer(name),
    certificate: (element) => batch.certificate(element),
    atRounding: (element) => batch.atRounding(element),
    dispose: () => batch.dispose(),
  };
}

export function sourceOnCpu(solution: Solution): AsyncSource {
  return {
    vjp: async (cotangents, options) => solution.vjp(onCpu(cotangents), options),
    vjpToBuffers: async () => refuseBuffers(),
    toBuffer: refuseBuffers,
    certificate: (element) => solution.certificate(element),
    atRounding: (element) => solution.atRounding(element),
    dispose: () => solution.dispose(),
  };
}

function refuseBuffers(): never {
  throw new OptNetError({
    field: "solution",
    expected: "a solution on the GPU",
    got: "one that fell back to the CPU",
    hint: "Use vjpAsync and the numbers of the solution, which work in both cases.",
  });
}

function onCpu(cotangents: AsyncCotangents): { [Name in keyof AsyncCotangents]: ArrayInput } {
  const onGpu = Object.entries(cotangents).find(([, value]) => isGpuArray(value));
  if (onGpu === undefined) return cotangents as { [Name in keyof AsyncCotangents]: ArrayInput };
  throw new OptNetError({
    field: `cotangents.${onGpu[0]}`,
    expected: "numbers in CPU memory, because the batch was solved on the CPU",
    got: "a GPU buffer",
    hint: 'Set fallback: "error" where everything is on the GPU.',
  });
}

function readCotangents({ data, problem }: GpuSolvedBatch, cotangents: AsyncCotangents): GpuCotangents {
  const { batch } = data.shape;
  const lengths = lengthsOf(data.shape);
  requireKnown("cotangents", Object.keys(cotangents), COTANGENT_NAMES);
  const given = COTANGENT_NAMES.filter((name) => cotangents[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => {
      const value = cotangents[name]!;
      if (!isGpuArray(value)) {
        return [name, readOutputArray(`cotangents.${name}`, value, batch, problem.batched, lengths[name])];
      }
      requireNumbers(`cotangents.${name}`, value, batch * (lengths[name] ?? 1));
      return [name, value];
    }),
  );
}

/** Numbers of one element; undefined where it is one without an axis. */
function lengthsOf({ variables: n, equalities: e, inequalities: m }: SolutionShape) {
  return { z: n, nu: e, lambda: m, lambdaLower: n, lambdaUpper: n, objective: undefined };
}

function wantedFields(
  { data, problem, settings }: GpuSolvedBatch,
  { wrt }: VjpOptions,
): readonly FieldName[] {
  if (settings.unsolvedGradient === "throw") requireSolved(data);
  const given = givenFields(problem);
  if (wrt === undefined) return given;
  requireKnown("wrt", wrt, FIELD_NAMES);
  requireKnown("wrt", wrt, given);
  return given.filter((name) => wrt.includes(name));
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
