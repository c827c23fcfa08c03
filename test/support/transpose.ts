/** How far forward and reverse mode are from being each other's transpose. */
import type { FieldName, OutputName, Solution } from "optnet";

export interface Mismatch {
  readonly output: OutputName;
  readonly input: FieldName;
  /** ‖J − (Jᵀ)ᵀ‖ / ‖J‖. */
  readonly size: number;
  readonly norm: number;
}

/**
 * The worst of all pairs of an output and an input, for one problem without a batch axis. A pair whose derivative is 0,
 * as that of a vertex by the cost, has nothing but rounding: it is measured by the others of its output or input.
 */
export function worstMismatch(solution: Solution, fields: readonly FieldName[]): Mismatch {
  const shapes = solution.vjp({}, { wrt: fields });
  const outputs = OUTPUTS.filter((name) => solution[name].length > 0);
  const forward = new Map(fields.map((input) => [input, forwardColumns(solution, input, shapes[input]!)]));
  const pairs = outputs.flatMap((output) => {
    const backward = reverseRows(solution, output, fields);
    return fields.map((input) => {
      const columns = forward.get(input)!.map((column) => column[output]);
      const rows = backward.map((row) => row[input]!.data);
      const difference = rows.map((row, i) => row.map((value, j) => value - columns[j][i]));
      return { output, input, difference: spectralNorm(difference), norm: spectralNorm(rows) };
    });
  });
  let worst: Mismatch = { output: "z", input: "p", size: 0, norm: 0 };
  for (const { output, input, difference, norm } of pairs) {
    const related = pairs.filter((pair) => pair.output === output || pair.input === input);
    const size = difference === 0 ? 0 : difference / Math.max(...related.map((pair) => pair.norm));
    if (!(size <= worst.size)) worst = { output, input, size, norm };
  }
  return worst;
}

function forwardColumns(
  solution: Solution,
  input: FieldName,
  { data, shape }: { readonly data: Float64Array; readonly shape: readonly number[] },
) {
  return Array.from({ length: data.length }, (_, j) => {
    const unit = new Float64Array(data.length);
    unit[j] = 1;
    return solution.jvp({ [input]: { data: unit, shape } });
  });
}

function reverseRows(solution: Solution, output: (typeof OUTPUTS)[number], wrt: readonly FieldName[]) {
  const { length } = solution[output];
  return Array.from({ length }, (_, i) => {
    const unit = new Float64Array(length);
    unit[i] = 1;
    return solution.vjp({ [output]: output === "objective" ? 1 : unit }, { wrt });
  });
}

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;

/** By power iteration; that is enough to tell sizes apart. */
function spectralNorm(rows: readonly Float64Array[]): number {
  const width = rows[0]?.length ?? 0;
  const largest = Math.max(0, ...rows.flatMap((row) => [...row].map(Math.abs)));
  if (!(largest > 0) || !Number.isFinite(largest)) return largest;
  let x = Float64Array.from({ length: width }, (_, j) => Math.cos(j + 1));
  let norm = 0;
  for (let step = 0; step < 20; step++) {
    const y = rows.map((row) => row.reduce((sum, value, j) => sum + (value / largest) * x[j], 0));
    const back = Float64Array.from({ length: width }, (_, j) =>
      rows.reduce((sum, row, i) => sum + (row[j] / largest) * y[i], 0),
    );
    const length = Math.hypot(...back);
    if (length === 0) break;
    norm = Math.sqrt(length / Math.hypot(...x)) * largest;
    x = back.map((value) => value / length);
  }
  return Math.max(norm, largest);
}
