/** What the CPU does and the GPU does not: asked for by name, it is refused by name. */
import { OptNetError, describe } from "../../problem/errors.js";
import type { Reuse } from "../executor.js";

/** What is asked for, and what there is instead. */
const UNAVAILABLE = {
  jvp: "vjp: derivatives on a GPU are reverse mode",
  jacobian: "vjp: derivatives on a GPU are reverse mode",
  "settings.warmStart": "a start from scratch, which is all that a GPU does",
  "settings.inPlace": "a new solution, which is all that a GPU makes",
  "settings.earlier": "a batch that a GPU factors itself",
} as const;

/** @throws OptNetError that names what the GPU does not do. */
export function refuse(field: keyof typeof UNAVAILABLE, got: unknown = "a call"): never {
  throw new OptNetError({
    field,
    expected: UNAVAILABLE[field],
    got: typeof got === "string" ? got : describe(got),
    hint: "Call solve, or QpSolver, which do it on the CPU.",
  });
}

/** @throws OptNetError for everything that an executor may take over from earlier solves. */
export function refuseReuse({ earlier, warmStart, into }: Reuse): void {
  if (warmStart) refuse("settings.warmStart", warmStart);
  if (into) refuse("settings.inPlace", true);
  if (earlier) refuse("settings.earlier", "the factors of an earlier batch");
}

/** @throws OptNetError for options of QpSolver.solve among the settings of a GPU. */
export function refuseOptions(settings: object): void {
  for (const name of ["warmStart", "inPlace"] as const) {
    const value = (settings as Record<string, unknown>)[name];
    if (value !== undefined) refuse(`settings.${name}`, value);
  }
}
