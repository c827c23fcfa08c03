import { invalidElements } from "../../problem/aside.js";
import type { Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { newSolutionData } from "../../problem/solution-data.js";
import type { Shift, Status } from "../../problem/solution.js";
import { Solution } from "../../problem/solution.js";
import type { Steps } from "../../api/steps.js";
import { PartsSource, type SolvedPart } from "./derivatives.js";
import { splitByRows, type Split } from "./split.js";

/** Outputs with a row per element that have nothing to do with rows of G. */
const PLAIN = [
  ...(["z", "nu", "lambdaLower", "lambdaUpper", "objective"] as const),
  ...(["primalResidual", "dualResidual", "dualityGap", "iterations"] as const),
] as const;

/**
 * Solves a batch of which some right-hand sides h are infinite: parts of it, each without the rows that it lacks, and
 * puts them together again. An absent row has a multiplier of 0, an infinite slack and no derivatives.
 *
 * @param onDispose called when the solution will not read the problem any more.
 */
export function* withoutAbsentRows(
  problem: Problem,
  settings: Settings,
  onDispose: () => void,
  solvePart: (part: Problem) => Steps<Solution>,
): Steps<Solution> {
  const invalid = new Set(settings.invalid === "status" ? invalidElements(problem) : []);
  const split = splitByRows(problem, invalid);
  const parts: SolvedPart[] = [];
  for (const part of split.parts) parts.push({ ...part, solution: yield* solvePart(part.problem) });
  const { data, shift } = merged(problem, parts, split);
  const source = new PartsSource(problem, settings, parts, split.contradictions, data.status, onDispose);
  return new Solution(data, source, shift);
}

function merged(problem: Problem, parts: readonly SolvedPart[], { contradictions }: Split) {
  const { batch, equalities: e, inequalities: m } = problem;
  const status = new Array<Status>(batch).fill("primalInfeasible");
  const data = { ...newSolutionData(problem), status };
  const shift = { shiftB: new Float64Array(batch * e), shiftH: new Float64Array(batch * m) } satisfies Shift;
  data.slack.fill(Infinity);
  for (const { elements, rows, solution } of parts) {
    elements.forEach((element, i) => {
      status[element] = solution.status[i];
      for (const name of PLAIN) copyRow(solution[name], i, elements.length, data[name], element, batch);
      copyRow(solution.shiftB, i, elements.length, shift.shiftB, element, batch);
      rows.forEach((row, k) => {
        const [from, to] = [i * rows.length + k, element * m + row];
        data.lambda[to] = solution.lambda[from];
        data.slack[to] = solution.slack[from];
        shift.shiftH[to] = solution.shiftH[from];
      });
      if (status[element] !== "invalid") return;
      for (const out of [data.lambda, data.slack]) out.fill(NaN, element * m, element * m + m);
    });
  }
  // Where nothing was solved, z = 0 is as good as any point.
  for (const element of contradictions.keys()) {
    data.slack.fill(0, element * m, element * m + m);
    data.primalResidual[element] = Infinity;
    data.dualResidual[element] = elementOf(problem.p, element).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  }
  return { data, shift };
}

type Numbers = Float64Array | Int32Array;

function copyRow(from: Numbers, row: number, rows: number, to: Numbers, toRow: number, toRows: number): void {
  const length = from.length / rows;
  const target = toRow * (to.length / toRows);
  for (let i = 0; i < length; i++) to[target + i] = from[row * length + i];
}
