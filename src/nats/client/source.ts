/** What is asked of a solution whose factors a worker keeps: checked here as `Solution` checks it, answered there. */
import {
  readCotangents,
  readTangents,
  requireJacobianNames,
  wantedFields,
} from "../../derivative/questions.js";
import { entriesLike, givenPattern, gradientLike } from "../../derivative/entries.js";
import type { Cotangents, OutputName, SolutionSource, Tangents } from "../../problem/fields.js";
import { sizeOfOutput, written } from "../../problem/fields.js";
import type { DenseArray, FieldName, Problem } from "../../problem/problem.js";
import type { SparseMatrix } from "../../problem/sparse-matrix.js";
import { numbersOf, type SolvedNumbers } from "../wire/answer.js";
import { wireArray, type WireArrays } from "../wire/arrays.js";
import { MessageError } from "../wire/bytes.js";
import type { Question } from "../wire/request.js";
import { entriesName, valuesArray } from "../wire/sparse.js";

/**
 * @param ask sends a question to the worker that keeps the factors, or to any, which solves again.
 * @param dispose tells the worker that nothing more will be asked.
 */
export function sourceAtWorker(
  problem: Problem,
  { weaklyActive, certificates, solvedBy }: SolvedNumbers,
  ask: (question: Question) => Promise<WireArrays>,
  dispose: () => void,
): SolutionSource<"later"> {
  return {
    when: "later",
    async vjp(given, options) {
      const wrt = wantedFields(problem, options);
      const cotangents = wireCotangents(problem, given);
      const arrays = await ask({ action: "vjp", cotangents, wrt });
      return Object.fromEntries(wrt.map((name) => [name, gradientIn(arrays, problem, name)]));
    },
    async jvp(given) {
      const arrays = await ask({ action: "jvp", tangents: wireTangents(problem, given) });
      const entries = [...arrays.keys()].map((name) => [name, numbersOf(arrays, name)]);
      return written(Object.fromEntries(entries) as Record<OutputName, Float64Array>);
    },
    async jacobian(output, input) {
      requireJacobianNames(problem, output, input);
      return denseOf(await ask({ action: "jacobian", output, input }), "jacobian");
    },
    async atRounding(element) {
      return numbersOf(await ask({ action: "atRounding", element }), "atRounding")[0] === 1;
    },
    weaklyActive: () => weaklyActive,
    certificate: (element) => certificates.get(element),
    solvedBy: (element) => solvedBy[element],
    dispose,
  };
}

/** @throws OptNetError as `Solution.vjp`. */
export function wireCotangents(problem: Problem, cotangents: Cotangents): WireArrays {
  const { batch, batched } = problem;
  const vectors = Object.entries(readCotangents(problem, cotangents)) as [OutputName, Float64Array][];
  return new Map(
    vectors.map(([name, data]) => {
      const size = sizeOfOutput(problem, name);
      return [name, wireArray(data, [...(batched ? [batch] : []), ...(size === undefined ? [] : [size])])];
    }),
  );
}

function wireTangents(problem: Problem, tangents: Tangents): WireArrays {
  const moves = Object.entries(readTangents(problem, tangents));
  return new Map(
    moves.map(([name, { data }]) => {
      const field = name as FieldName;
      return valuesArray(field, gradientLike(problem[field]!, data));
    }),
  );
}

/** A gradient as users see it: of a sparse input by the pattern that it was given by. */
function gradientIn(
  arrays: WireArrays,
  problem: Problem,
  name: FieldName,
): DenseArray<Float64Array> | SparseMatrix {
  const operand = problem[name]!;
  const pattern = givenPattern(operand);
  if (pattern === undefined) return denseOf(arrays, name);
  const numbers = numbersOf(arrays, entriesName(name));
  const entries = pattern.index.length * (operand.shape.length === 2 ? operand.shape[0] : 1);
  if (numbers.length === entries) return entriesLike(operand, numbers);
  throw new MessageError(`${numbers.length} numbers of ${entriesName(name)}, where there are ${entries}`);
}

function denseOf(arrays: WireArrays, name: string): DenseArray<Float64Array> {
  return written({ data: numbersOf(arrays, name), shape: arrays.get(name)?.shape ?? [] });
}
