/** A batch of problems as benchmarks hold it: flat float64 arrays, the same numbers for every solver. */
import type { ProblemInput } from "optnet";

export interface Size {
  /** n. */
  readonly variables: number;
  /** e. */
  readonly equalities: number;
  /** m. */
  readonly inequalities: number;
}

export type Field = "Q" | "p" | "A" | "b" | "G" | "h";

export interface BatchProblem extends Size {
  readonly name: string;
  readonly batch: number;
  /** Q, A, b, G, h are the same for the whole batch; p never is. */
  readonly shared: boolean;
  /** The elements follow one another: p, b and h differ, Q, A and G are the same. Absent where they do not. */
  readonly sequence?: true;
  /** Row-major, with a leading batch axis where the elements differ. Q is `[n,n]`, or `[n]` for a diagonal. */
  readonly fields: Readonly<Record<Field, Float64Array>>;
  readonly diagonal: boolean;
  /** The same lower bound for all variables, if there is one. */
  readonly lower: number | undefined;
}

/** The shape of one problem's part of a field. */
export function elementShape({ variables, equalities, inequalities, diagonal }: BatchProblem, field: Field) {
  const shapes: Record<Field, readonly number[]> = {
    Q: diagonal ? [variables] : [variables, variables],
    p: [variables],
    A: [equalities, variables],
    b: [equalities],
    G: [inequalities, variables],
    h: [inequalities],
  };
  return shapes[field];
}

/** Whether all elements have the same. */
function isShared({ shared, sequence }: BatchProblem, field: Field): boolean {
  if (sequence) return field === "Q" || field === "A" || field === "G";
  return shared && field !== "p";
}

/** The shape of a whole field. */
export function shapeOf(problem: BatchProblem, field: Field): readonly number[] {
  const shape = elementShape(problem, field);
  return isShared(problem, field) ? shape : [problem.batch, ...shape];
}

/** One problem's part of a field, without copying. */
export function elementOf(problem: BatchProblem, field: Field, element: number): Float64Array {
  const data = problem.fields[field];
  if (isShared(problem, field)) return data;
  const size = elementShape(problem, field).reduce((product, length) => product * length, 1);
  return data.subarray(element * size, element * size + size);
}

/** The batch as optnet takes it. Nothing is copied. */
export function toInput(problem: BatchProblem): ProblemInput {
  const dense = (field: Field) => ({ data: problem.fields[field], shape: shapeOf(problem, field) });
  return {
    Q: dense("Q"),
    p: dense("p"),
    ...(problem.equalities > 0 ? { A: dense("A"), b: dense("b") } : {}),
    ...(problem.inequalities > 0 ? { G: dense("G"), h: dense("h") } : {}),
    ...(problem.lower === undefined ? {} : { lower: problem.lower }),
  };
}

/** The first elements of a batch. */
export function firstOf(problem: BatchProblem, batch: number): BatchProblem {
  return withFields({ ...problem, batch }, (field) => {
    const data = problem.fields[field];
    return isShared(problem, field) ? data : data.subarray(0, (data.length / problem.batch) * batch);
  });
}

/** One element as a batch of its own. */
export function onlyOf(problem: BatchProblem, element: number): BatchProblem {
  return withFields({ ...problem, batch: 1, shared: true }, (field) => elementOf(problem, field, element));
}

function withFields(problem: BatchProblem, data: (field: Field) => Float64Array): BatchProblem {
  const fields = Object.keys(problem.fields) as Field[];
  return {
    ...problem,
    fields: Object.fromEntries(fields.map((field) => [field, data(field)])) as BatchProblem["fields"],
  };
}

/** G and h of one problem with the lower bound as rows −z ≤ −lower, for solvers that know no bounds. */
export function inequalityRows(problem: BatchProblem, element: number): { G: Float64Array; h: Float64Array } {
  const G = elementOf(problem, "G", element);
  const h = elementOf(problem, "h", element);
  if (problem.lower === undefined) return { G, h };
  const n = problem.variables;
  const rows = new Float64Array(G.length + n * n);
  rows.set(G);
  for (let i = 0; i < n; i++) rows[G.length + i * n + i] = -1;
  const right = new Float64Array(h.length + n).fill(-problem.lower);
  right.set(h);
  return { G: rows, h: right };
}
