import { alignedTable } from "../../tools/tables.js";
import { isWrong, reasonOf, succeeded, type Attempt } from "./attempt.js";

/** Sizes of one problem. */
export interface ProblemSize {
  readonly name: string;
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
}

/** A folder of problems and what became of them. */
export interface ProblemSet {
  readonly name: string;
  readonly problems: readonly ProblemSize[];
  readonly attempts: readonly Attempt[];
}

/** The scores of one set at one tolerance. */
export interface Score {
  readonly set: string;
  readonly tolerance: number;
  readonly problems: number;
  readonly solved: number;
  readonly successPercent: number;
  /** Number of answers called solved that the check refuses. */
  readonly wrong: number;
  /** Of the problems solved. */
  readonly meanIterations: number;
  readonly maxIterations: number;
  /** Over all problems, with the time that was spent on each. */
  readonly geometricMeanSeconds: number;
  readonly totalSeconds: number;
  readonly failures: readonly { readonly problem: string; readonly reason: string }[];
}

/** Problems of our sets take milliseconds: a shift of 10 ms keeps the smallest from deciding the mean. */
const SHIFT_SECONDS = 0.01;
/** Solves longer than this are mentioned. */
export const SLOW_SECONDS = 10;

/** exp(mean(log(x + shift))) − shift: the customary mean of run times. */
export function shiftedGeometricMean(values: readonly number[], shift = SHIFT_SECONDS): number {
  const logs = values.map((value) => Math.log(value + shift));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length) - shift;
}

export function scoreOf(set: ProblemSet, tolerance: number): Score {
  const attempts = set.attempts.filter((attempt) => attempt.tolerance === tolerance);
  const solved = attempts.filter(succeeded);
  const seconds = attempts.map((attempt) => attempt.seconds);
  const iterations = solved.map((attempt) => attempt.iterations);
  return {
    set: set.name,
    tolerance,
    problems: attempts.length,
    solved: solved.length,
    successPercent: (100 * solved.length) / attempts.length,
    wrong: attempts.filter(isWrong).length,
    meanIterations: iterations.reduce((sum, count) => sum + count, 0) / iterations.length,
    maxIterations: Math.max(0, ...iterations),
    geometricMeanSeconds: shiftedGeometricMean(seconds),
    totalSeconds: seconds.reduce((sum, time) => sum + time, 0),
    failures: attempts
      .filter((attempt) => !succeeded(attempt))
      .map((attempt) => ({ problem: attempt.problem, reason: reasonOf(attempt) })),
  };
}

/** The whole report in Markdown: scores, failures, slow problems, and one row per problem. */
export function toMarkdown(sets: readonly ProblemSet[], tolerances: readonly number[]): string {
  const scores = sets.flatMap((set) => tolerances.map((tolerance) => scoreOf(set, tolerance)));
  const lines = [
    "# Robustness",
    "",
    "Success: the solver says solved, and the primal residual, dual residual and duality gap, recomputed from the",
    "input, are within the absolute tolerance. Of the infeasible sets: it says so, and its certificate proves it from",
    "the input. Wrong: what it says does not hold. Time: shifted geometric",
    "mean over all problems, shift 10 ms.",
    "",
    ...scoreTable(scores),
    "",
    "## Failures",
    "",
    ...failureLines(scores),
    "",
    ...slowLines(sets),
  ];
  for (const set of sets) lines.push(`## ${set.name}`, "", ...problemTable(set, tolerances), "");
  return lines.join("\n");
}

export function scoreTable(scores: readonly Score[]): string[] {
  return alignedTable(
    ["set", "tolerance", "solved", "success", "wrong", "iterations mean / max", "time", "total"],
    scores.map((score) => [
      score.set,
      score.tolerance.toExponential(),
      `${score.solved} of ${score.problems}`,
      `${score.successPercent.toFixed(1)} %`,
      String(score.wrong),
      score.solved === 0 ? "–" : `${score.meanIterations.toFixed(1)} / ${score.maxIterations}`,
      formatSeconds(score.geometricMeanSeconds),
      formatSeconds(score.totalSeconds),
    ]),
  );
}

export function failureLines(scores: readonly Score[]): string[] {
  const lines = scores.flatMap(({ tolerance, failures }) =>
    failures.map(({ problem, reason }) => `- ${problem} at ${tolerance.toExponential()}: ${reason}`),
  );
  return lines.length === 0 ? ["None."] : lines;
}

export function slowLines(sets: readonly ProblemSet[]): string[] {
  const slow = sets.flatMap((set) => set.attempts).filter((attempt) => attempt.seconds > SLOW_SECONDS);
  if (slow.length === 0) return [];
  const list = slow.map(
    ({ problem, tolerance, seconds }) =>
      `${problem} at ${tolerance.toExponential()} (${formatSeconds(seconds)})`,
  );
  return [`Slower than ${SLOW_SECONDS} s: ${list.join(", ")}.`, ""];
}

function problemTable(set: ProblemSet, tolerances: readonly number[]): string[] {
  return alignedTable(
    [
      "problem",
      "n",
      "e",
      "m",
      "tolerance",
      "outcome",
      "iterations",
      "time",
      "primal",
      "dual",
      "gap",
      "objective",
    ],
    set.problems.flatMap((problem) =>
      set.attempts
        .filter((attempt) => attempt.problem === problem.name && tolerances.includes(attempt.tolerance))
        .map((attempt) => [
          problem.name,
          String(problem.variables),
          String(problem.equalities),
          String(problem.inequalities),
          attempt.tolerance.toExponential(),
          isWrong(attempt) ? "WRONG" : attempt.outcome,
          String(attempt.iterations),
          formatSeconds(attempt.seconds),
          attempt.residuals.primal.toExponential(1),
          attempt.residuals.dual.toExponential(1),
          attempt.residuals.gap.toExponential(1),
          attempt.residuals.objective.toPrecision(9),
        ]),
    ),
  );
}

export function formatSeconds(seconds: number): string {
  return seconds < 1 ? `${(1000 * seconds).toFixed(1)} ms` : `${seconds.toFixed(1)} s`;
}
