import { excerpt, printable } from "../problem/errors.js";
import type { IterationReport } from "../problem/settings.js";
import type { Certificate, Status } from "../problem/fields.js";
import type { Solution } from "../index.js";
import { objectiveInFile, type ProblemFile } from "../io/problem-file.js";

/** How many variables a report shows without `--all`. */
const SHOWN = 20;
/** How many constraints or variables of a certificate are named. */
const NAMED = 5;

const MEANING: Readonly<Record<Status, string>> = {
  solved: "",
  timeLimit: "the time limit came before the answer; z is the best point until then",
  maxIterations: "the residuals below miss the tolerance; more iterations or a looser tolerance may help",
  primalInfeasible: "no point satisfies all constraints",
  dualInfeasible: "the objective falls for ever",
  invalid: "the numbers are no problem",
  numericalError: "the arithmetic could not come closer than the residuals below",
};

/**
 * The solution as a line of JSON; a batch has one array per key, with one entry per element. Names are whole, and what
 * a terminal would obey is escaped, which JSON reads back as it was.
 */
export function toJsonText(file: ProblemFile, solution: Solution, seconds: number): string {
  const text = JSON.stringify(toJson(file, solution, seconds));
  return `${printable(text)}\n`;
}

function toJson(file: ProblemFile, solution: Solution, seconds: number): Record<string, unknown> {
  const parts: Record<string, (i: number) => unknown> = {
    status: (i) => solution.status[i],
    objective: (i) => objectiveInFile(file, solution.objective[i]),
    primalResidual: (i) => solution.primalResidual[i],
    dualResidual: (i) => solution.dualResidual[i],
    dualityGap: (i) => solution.dualityGap[i],
    iterations: (i) => solution.iterations[i],
    z: (i) => row(solution.z, i, solution),
    nu: (i) => row(solution.nu, i, solution),
    lambda: (i) => row(solution.lambda, i, solution),
    lambdaLower: (i) => row(solution.lambdaLower, i, solution),
    lambdaUpper: (i) => row(solution.lambdaUpper, i, solution),
    certificate: (i) => certificateJson(solution.certificate(i)),
  };
  const { variables, equalities, inequalities, batch } = solution.shape;
  const answer = Object.entries(parts).map(([key, part]) => [
    key,
    batch === 1 ? part(0) : Array.from({ length: batch }, (_, i) => part(i)),
  ]);
  return {
    name: file.name,
    shape: { batch, variables, equalities, inequalities },
    ...Object.fromEntries(answer),
    seconds,
    variableNames: file.variableNames,
    equalityNames: file.equalityNames,
    inequalityNames: file.inequalities.map(({ row, side }) => `${row} (${side})`),
    warnings: file.warnings,
  };
}

/** A report for people. */
export function toText(file: ProblemFile, solution: Solution, seconds: number, all: boolean): string {
  const { batch, variables, equalities, inequalities } = solution.shape;
  const size = `${count(variables, "variable")}, ${count(equalities, "equality", "equalities")}, ${count(inequalities, "inequality", "inequalities")}`;
  const lines = [`${excerpt(file.name)}: ${batch !== 1 ? `${batch} problems with ` : ""}${size}`];
  for (let element = 0; element < batch; element++) {
    lines.push("");
    if (batch > 1) lines.push(`Problem ${element}`);
    lines.push(...elementReport(file, solution, element, seconds, all));
  }
  return `${lines.join("\n")}\n`;
}

function elementReport(
  file: ProblemFile,
  solution: Solution,
  i: number,
  seconds: number,
  all: boolean,
): string[] {
  const status = solution.status[i];
  const time = solution.shape.batch > 1 ? "the batch took" : "in";
  const rows: [string, string][] = [
    [
      "status",
      `${status} after ${count(solution.iterations[i], "iteration")}, ${time} ${seconds.toFixed(3)} s`,
    ],
    ...(MEANING[status] ? [["", MEANING[status]] as [string, string]] : []),
    ["objective", `${format(objectiveInFile(file, solution.objective[i]))}${senseNote(file)}`],
    ["primal residual", solution.primalResidual[i].toExponential(2)],
    ["dual residual", solution.dualResidual[i].toExponential(2)],
    ["duality gap", solution.dualityGap[i].toExponential(2)],
  ];
  const lines = aligned(rows);
  const certificate = solution.certificate(i);
  if (certificate) lines.push("", ...certificateReport(file, certificate));
  lines.push(
    "",
    ...listing("variable", file.variableNames, row(solution.z, i, solution), all ? Infinity : SHOWN),
  );
  if (all) {
    const inequalityNames = file.inequalities.map(({ row, side }) => `${row} (${side})`);
    for (const [title, names, values] of [
      ["multiplier of equality (nu)", file.equalityNames, solution.nu],
      ["multiplier of inequality (lambda)", inequalityNames, solution.lambda],
      ["multiplier of lower bound", file.variableNames, solution.lambdaLower],
      ["multiplier of upper bound", file.variableNames, solution.lambdaUpper],
    ] as const) {
      if (names.length > 0) lines.push("", ...listing(title, names, row(values, i, solution), Infinity));
    }
  }
  return lines;
}

function senseNote({ sense, constant }: ProblemFile): string {
  const notes = [
    ...(sense === "maximise" ? ["maximised; multipliers are those of the minimised negative"] : []),
    ...(constant !== 0 ? [`with the constant ${constant}`] : []),
  ];
  return notes.length === 0 ? "" : ` (${notes.join("; ")})`;
}

/** Names what a proof of infeasibility rests on: the constraints that contradict each other, or the direction. */
function certificateReport(file: ProblemFile, certificate: Certificate): string[] {
  const entries =
    certificate.kind === "dualInfeasible"
      ? named(certificate.z, (i) => file.variableNames[i])
      : [
          ...named(certificate.nu, (i) => `row ${file.equalityNames[i]}`),
          ...named(
            certificate.lambda,
            (i) => `row ${file.inequalities[i].row} (${file.inequalities[i].side})`,
          ),
          ...named(certificate.lambdaLower, (i) => `lower bound of ${file.variableNames[i]}`),
          ...named(certificate.lambdaUpper, (i) => `upper bound of ${file.variableNames[i]}`),
        ];
  entries.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const largest = Math.abs(entries[0]?.value ?? 0);
  const relevant = entries.filter(({ value }) => Math.abs(value) > 1e-6 * largest);
  const title =
    certificate.kind === "dualInfeasible"
      ? "Along this direction the objective falls and no constraint stops it:"
      : "These constraints contradict each other; the multipliers prove it:";
  const rest = relevant.length - NAMED;
  return [
    title,
    ...aligned(relevant.slice(0, NAMED).map(({ name, value }) => [`  ${name}`, format(value)])),
    ...(rest > 0 ? [`  … and ${rest} more (--json has the whole certificate)`] : []),
  ];
}

function named(values: Float64Array, nameOf: (index: number) => string): { name: string; value: number }[] {
  return Array.from(values, (value, i) => ({ name: nameOf(i), value })).filter(({ value }) => value !== 0);
}

function certificateJson(certificate: Certificate | undefined): Record<string, unknown> | undefined {
  if (certificate === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(certificate).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );
}

function listing(
  title: string,
  names: readonly string[],
  values: readonly number[],
  shown: number,
): string[] {
  const rows = values.slice(0, shown).map((value, i): [string, string] => [names[i], format(value)]);
  const hidden = values.length - rows.length;
  return [
    ...aligned([[title, "value"], ...rows]),
    ...(hidden > 0 ? [`… and ${hidden} more; --all prints them`] : []),
  ];
}

export const ITERATION_HEADER =
  " element  iteration     primal       dual        gap         mu    sigma  alpha p  alpha d        rho      delta";

/** One line of `--verbose`. */
export function iterationLine(report: IterationReport): string {
  const exponential = (value: number): string => value.toExponential(2).padStart(11);
  const fixed = (value: number): string => value.toFixed(4).padStart(9);
  return [
    String(report.element).padStart(8),
    String(report.iteration).padStart(11),
    exponential(report.primalResidual),
    exponential(report.dualResidual),
    exponential(report.dualityGap),
    exponential(report.mu),
    fixed(report.sigma),
    fixed(report.alphaPrimal),
    fixed(report.alphaDual),
    exponential(report.rho),
    exponential(report.delta),
  ].join("");
}

function row(values: Float64Array, element: number, { shape }: Solution): number[] {
  const size = values.length / shape.batch;
  return Array.from(values.subarray(element * size, (element + 1) * size));
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const shown = rows.map(([label, value]) => [excerpt(label), value] as const);
  const width = shown.reduce((most, [label]) => Math.max(most, label.length), 0);
  return shown.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

function format(value: number): string {
  return String(Number(value.toPrecision(10)));
}
