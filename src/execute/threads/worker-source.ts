/** What is asked of a solution whose factors are in a worker: checked here, answered there. */
import {
  readCotangents,
  readTangents,
  requireJacobianNames,
  wantedFields,
} from "../../derivative/questions.js";
import { entriesLike } from "../../derivative/entries.js";
import type { FieldArrays, OutputTangents, SolutionSource } from "../../problem/fields.js";
import { written } from "../../problem/fields.js";
import type { DenseArray, Problem } from "../../problem/problem.js";
import type { Contact } from "./contact.js";
import type { SolvedRemotely } from "./remote.js";

/**
 * @param id the request that the worker knows the solution by.
 * @param outline the problem's shapes; its numbers are not needed.
 */
export function sourceInWorker(
  contact: Contact,
  id: number,
  { weaklyActive, certificates, solvedBy }: SolvedRemotely,
  outline: Problem,
  dispose: () => void,
): SolutionSource<"later"> {
  const ask = async <Value>(request: Parameters<Contact["ask"]>[0]): Promise<Value> =>
    (await contact.ask(request)).value as Value;
  return {
    when: "later",
    async vjp(given, options) {
      const wrt = wantedFields(outline, options);
      const cotangents = readCotangents(outline, given);
      const arrays = await ask<FieldArrays>({ kind: "vjp", solution: id, cotangents, wrt });
      return Object.fromEntries(wrt.map((name) => [name, entriesLike(outline[name]!, arrays[name]!)]));
    },
    async jvp(given) {
      const moves = Object.entries(readTangents(outline, given)).map(([name, { data }]) => [name, data]);
      const tangents = Object.fromEntries(moves) as FieldArrays;
      return written(await ask<OutputTangents>({ kind: "jvp", solution: id, tangents }));
    },
    async jacobian(output, input) {
      requireJacobianNames(outline, output, input);
      return written(await ask<DenseArray<Float64Array>>({ kind: "jacobian", solution: id, output, input }));
    },
    atRounding: (element) => ask({ kind: "atRounding", solution: id, element }),
    weaklyActive: () => weaklyActive,
    certificate: (element) => certificates.get(element),
    solvedBy: (element) => solvedBy[element],
    dispose,
  };
}
