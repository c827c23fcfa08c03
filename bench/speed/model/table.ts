/** What was found of models, as Markdown. Rows that are lost stay in. */
import { digits, markdownTable } from "../../../tools/tables.js";
import type { ModelComparison } from "./compare.js";
import type { LayerComparison } from "./training.js";

const times = (theirs: number | undefined, ours: number): string =>
  theirs === undefined ? "–" : `${digits(theirs / ours)}×`;

export function modelTable(comparisons: readonly ModelComparison[]): string {
  return withNotes(
    markdownTable(
      [
        "model, µs",
        "optnet, other values",
        "of that by hand",
        "optnet, new problem",
        "cvxjs",
        "÷ other values",
        "÷ new problem",
      ],
      comparisons.map(({ name, fresh, solve, byHand, cvxjs }) => [
        name,
        ...[digits(solve.median), `${((100 * byHand.median) / solve.median).toFixed(0)} %`],
        ...[digits(fresh.median), digits(cvxjs?.median ?? NaN)],
        ...[times(cvxjs?.median, solve.median), times(cvxjs?.median, fresh.median)],
      ]),
    ),
    comparisons.map(({ name, failure }) => failure && `- cvxjs on ${name} does not count: ${failure}`),
  );
}

export function layerTable(comparisons: readonly LayerComparison[]): string {
  return withNotes(
    markdownTable(
      ["layer, ms per step", "optnet/tfjs", "cvxpylayers", "÷ optnet", "difference"],
      comparisons.map(({ name, batch, ours, cvxpylayers, difference }) => [
        `${name} ×${batch}`,
        ...[digits(ours.median), digits(cvxpylayers?.median ?? NaN), times(cvxpylayers?.median, ours.median)],
        difference === undefined ? "–" : difference.toExponential(1),
      ]),
    ),
    comparisons.map(({ name, failure }) => failure && `- cvxpylayers on ${name} does not count: ${failure}`),
  );
}

function withNotes(table: string, notes: readonly (string | undefined)[]): string {
  const told = notes.filter((note) => note !== undefined);
  return told.length === 0 ? table : `${table}\n\n${told.join("\n")}`;
}
