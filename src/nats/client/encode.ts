/** What a user passes, as it goes over the wire. Everything is checked here as `solve` checks it. */
import {
  readCotangents,
  readTangents,
  requireJacobianNames,
  wantedFields,
} from "../../derivative/arguments.js";
import { OptNetError } from "../../problem/errors.js";
import { FIELD_NAMES, type FieldName, type Problem } from "../../problem/problem.js";
import { resolveSettings, type SettingsInput } from "../../problem/settings.js";
import type { Cotangents, OutputName, Tangents, VjpOptions } from "../../problem/solution.js";
import { wireArray, type WireArray, type WireArrays } from "../wire/arrays.js";
import type { WireSettings } from "../wire/request.js";

/** @throws OptNetError for settings that `solve` refuses, and those that cannot go over a wire. */
export function encodeSettings(settings: SettingsInput = {}): WireSettings {
  resolveSettings(settings);
  if (settings.onIteration !== undefined) {
    throw new OptNetError({
      field: "settings.onIteration",
      expected: "none where another process solves",
      got: "a function",
      hint: "Solve with optnet itself to watch iterations.",
    });
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as WireSettings;
}

/** The inputs as they were checked. */
export function encodeFields(problem: Problem): Map<string, WireArray> {
  return new Map(
    FIELD_NAMES.flatMap((name) => {
      const operand = problem[name];
      return operand === undefined ? [] : [[name, wireArray(operand.data, operand.shape)] as const];
    }),
  );
}

export function encodeCotangents(problem: Problem, cotangents: Cotangents): WireArrays {
  const { batch, batched } = problem;
  const vectors = Object.entries(readCotangents(problem, cotangents)) as [OutputName, Float64Array][];
  return new Map(
    vectors.map(([name, data]) => {
      const inner = name === "objective" ? [] : [data.length / batch];
      return [name, wireArray(data, batched ? [batch, ...inner] : inner)];
    }),
  );
}

export function encodeTangents(problem: Problem, tangents: Tangents): WireArrays {
  const moves = Object.entries(readTangents(problem, tangents));
  return new Map(moves.map(([name, { data, shape }]) => [name, wireArray(data, shape)]));
}

export function encodeWrt(problem: Problem, options: VjpOptions): readonly FieldName[] {
  return wantedFields(problem, options);
}

export function checkJacobian(problem: Problem, output: OutputName, input: FieldName): void {
  requireJacobianNames(problem, output, input);
}
