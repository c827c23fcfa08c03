/** What users ask of a solution, checked; and what elements that were not solved contribute. */
import { fillRows } from "../problem/batch.js";
import type { FieldArrays, Gradients, SolutionSource, Status } from "../problem/fields.js";
import { written } from "../problem/fields.js";
import { OptNetError } from "../problem/errors.js";
import type { FieldName, Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { readCotangents, readTangents, requireJacobianNames, wantedFields } from "./arguments.js";
import type { Derivatives } from "./index.js";
import { jacobianOf } from "./jacobian.js";

/** @param onDispose called when nothing will read the problem any more. */
export function sourceOf(
  derivatives: Derivatives,
  settings: Pick<Settings, "unsolvedGradient">,
  onDispose?: () => void,
): SolutionSource {
  const { problem, data } = derivatives;
  return {
    when: "now",
    vjp(cotangents, options) {
      const names = wantedFields(problem, options);
      const given = readCotangents(problem, cotangents);
      refuseUnsolved(data.status, settings);
      const gradients = derivatives.pullBack(given, names);
      fillGradients(problem, data.status, settings, gradients);
      return gradientsOf(problem, names, gradients);
    },
    jvp(tangents) {
      const moves = readTangents(problem, tangents);
      refuseUnsolved(data.status, settings);
      const moved = derivatives.pushForward(moves);
      fillUnsolved(data.status, settings, moved);
      return written(moved);
    },
    jacobian(output, input) {
      requireJacobianNames(problem, output, input);
      refuseUnsolved(data.status, settings);
      const jacobian = jacobianOf(derivatives, output, input);
      fillUnsolved(data.status, settings, { jacobian: jacobian.data });
      return jacobian;
    },
    weaklyActive: () => derivatives.weaklyActive(),
    certificate: (element) => derivatives.certificate(element),
    atRounding: (element) => derivatives.atRounding(element),
    solvedBy: (element) => derivatives.solvedBy(element),
    dispose() {
      derivatives.dispose();
      onDispose?.();
    },
  };
}

/** Gradients as users see them: shaped like the inputs. */
export function gradientsOf(problem: Problem, names: readonly FieldName[], arrays: FieldArrays): Gradients {
  return Object.fromEntries(
    names.map((name) => [name, written({ data: arrays[name]!, shape: problem[name]!.shape })]),
  );
}

/** @throws OptNetError naming the first unsolved element, where the setting is `"throw"`. */
function refuseUnsolved(status: readonly Status[], settings: Pick<Settings, "unsolvedGradient">): void {
  if (settings.unsolvedGradient !== "throw") return;
  const element = status.findIndex((one) => one !== "solved");
  if (element < 0) return;
  throw new OptNetError({
    field: `status[${element}]`,
    expected: `"solved", because settings.unsolvedGradient is "throw"`,
    got: `"${status[element]}"`,
    hint: `Set unsolvedGradient to "zero" or "nan" to differentiate the rest of the batch.`,
  });
}

/** Overwrites the rows of unsolved elements in arrays with one row per element: 0, or NaN as the setting says. */
function fillUnsolved(
  status: readonly Status[],
  settings: Pick<Settings, "unsolvedGradient">,
  arrays: Readonly<Record<string, Float64Array>>,
): void {
  const value = settings.unsolvedGradient === "nan" ? NaN : 0;
  status.forEach((one, element) => {
    if (one !== "solved") fillRows(arrays, element, status.length, value);
  });
}

/** With the setting `"nan"`, gradients that an unsolved element has a part in are NaN; its part is 0 otherwise. */
function fillGradients(
  problem: Problem,
  status: readonly Status[],
  settings: Pick<Settings, "unsolvedGradient">,
  gradients: FieldArrays,
): void {
  if (settings.unsolvedGradient !== "nan") return;
  status.forEach((one, element) => {
    if (one === "solved") return;
    for (const [name, array] of Object.entries(gradients)) {
      const { stride, size } = problem[name as FieldName]!;
      array.fill(NaN, element * stride, element * stride + size);
    }
  });
}
