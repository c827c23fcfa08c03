/**
 * Rows whose right-hand side is infinite. Gz ≤ +Infinity asks for nothing: the row is absent, and the element is solved
 * as if it had never been given. Its multiplier is 0, its slack infinite, its derivatives are 0. Gz ≤ −Infinity asks for
 * what no z can do: there is nothing to solve.
 *
 * Elements that lack the same rows are solved together, as one reduced problem.
 */
import type { Derivatives } from "../derivative/index.js";
import type { Moves } from "../derivative/inputs.js";
import { invalidElements } from "../execute/join.js";
import type { Reduction, Steps } from "./reduction.js";
import {
  addRows,
  copyRow,
  gatherEntries,
  gatherRows,
  newNumbers,
  newOutputs,
  newSolutionData,
  scatterRows,
  selectElements,
  selectOperand,
} from "../problem/batch.js";
import type {
  Certificate,
  FieldArrays,
  OutputName,
  OutputVectors,
  Shift,
  SolvedBy,
  Status,
} from "../problem/fields.js";
import { entriesOfRows } from "../matrix/selection.js";
import { INPUT_ROWS, OUTPUT_ROWS, widthOf } from "../problem/fields.js";
import type { FieldName, Operand, Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";

/** Whether any right-hand side of Gz ≤ h is infinite. */
export function hasInfiniteSides({ h }: Problem): boolean {
  if (h === undefined) return false;
  for (let i = 0; i < h.data.length; i++) if (Math.abs(h.data[i]) === Infinity) return true;
  return false;
}

const ROWS = { ...INPUT_ROWS, ...OUTPUT_ROWS };

/** Whether an output or an input has an entry, or a row, for every row of G. */
function hasRowsOfG(name: OutputName | FieldName): boolean {
  return ROWS[name] === "inequalities";
}

/** Some elements of a batch, with some rows of G. */
class SelectedRows implements Reduction {
  readonly elements: readonly number[];
  readonly rows: readonly number[];
  readonly problem: Problem;
  readonly #whole: Problem;

  constructor(whole: Problem, elements: readonly number[], rows: readonly number[]) {
    this.#whole = whole;
    this.elements = elements;
    this.rows = rows;
    const chosen = elements.length === whole.batch ? whole : selectElements(whole, elements);
    this.problem = withRows(chosen, rows);
  }

  pushForward(moves: Moves): Moves {
    const mine: Moves = {};
    for (const [name, move] of Object.entries(moves) as [FieldName, Operand][]) {
      if (this.problem[name] === undefined) continue;
      const chosen = this.elements.length === this.#whole.batch ? move : selectOperand(move, this.elements);
      mine[name] = hasRowsOfG(name) ? selectRows(chosen, this.rows, this.#whole.inequalities) : chosen;
    }
    return mine;
  }

  pullBack(gradients: FieldArrays, into: FieldArrays): void {
    for (const [name, from] of Object.entries(gradients) as [FieldName, Float64Array][]) {
      const { size } = this.#whole[name]!;
      // Rows of the whole, at most one per element: those that the part lacks are 0.
      const own = this.problem[name]!.size;
      const offsets = this.#offsets(name, own);
      const wide = own === size ? from : new Float64Array((from.length / own) * size);
      if (wide !== from) {
        for (let i = 0; i * own < from.length; i++) {
          for (let k = 0; k < own; k++) wide[i * size + offsets[k]] = from[i * own + k];
        }
      }
      addRows(wide, this.elements, into[name]!, this.#whole[name]!);
    }
  }

  lift(outputs: Partial<OutputVectors>, into: Partial<OutputVectors>): void {
    for (const [name, from] of Object.entries(outputs) as [OutputName, Float64Array][]) {
      const own = widthOf(name, this.problem);
      const width = widthOf(name, this.#whole);
      const offsets = this.#offsets(name, own);
      this.elements.forEach((element, i) => {
        for (let k = 0; k < own; k++) into[name]![element * width + offsets[k]] = from[i * own + k];
      });
    }
  }

  restrict(cotangents: Partial<OutputVectors>): Partial<OutputVectors> {
    const mine: { -readonly [Name in OutputName]?: Float64Array } = {};
    for (const [name, values] of Object.entries(cotangents) as [OutputName, Float64Array][]) {
      const width = widthOf(name, this.#whole);
      const own = widthOf(name, this.problem);
      const offsets = this.#offsets(name, own);
      const rows = gatherRows(values, width, this.elements);
      mine[name] =
        own === width
          ? rows
          : Float64Array.from({ length: this.elements.length * own }, (_, k) => {
              const i = Math.floor(k / own);
              return rows[i * width + offsets[k % own]];
            });
    }
    return mine;
  }

  /** Where the entries of one element's output or input stand in those of the whole. */
  #offsets(name: OutputName | FieldName, own: number): ArrayLike<number> {
    if (!hasRowsOfG(name)) return Array.from({ length: own }, (_, i) => i);
    const pattern = name === "G" ? this.#whole.G!.pattern : undefined;
    if (pattern) return entriesOfRows(pattern, this.rows).entries;
    const width = this.rows.length === 0 ? 1 : own / this.rows.length;
    return this.rows.flatMap((row) => Array.from({ length: width }, (_, k) => row * width + k));
  }
}

/** A part of the batch that is solved. */
interface Part {
  readonly reduction: SelectedRows;
  readonly solved: Derivatives;
}

/**
 * Solves a batch of which some right-hand sides h are infinite: parts of it, each without the rows that it lacks, and
 * puts them together again.
 */
export function* withoutAbsentRows(
  problem: Problem,
  settings: Settings,
  solvePart: (part: Problem) => Steps<Derivatives>,
): Steps<Derivatives> {
  const invalid = new Set(settings.invalid === "status" ? invalidElements(problem) : []);
  const { reductions, contradictions } = splitByRows(problem, invalid);
  const parts: Part[] = [];
  for (const reduction of reductions) {
    parts.push({ reduction, solved: yield* solvePart(reduction.problem) });
  }
  return new JoinedParts(problem, parts, contradictions);
}

/** The parts of a batch, and the elements that have a row that nothing can meet, by that row. */
function splitByRows(problem: Problem, invalid: ReadonlySet<number>) {
  const contradictions = new Map<number, number>();
  const alike = new Map<string, { rows: number[]; elements: number[] }>();
  for (let element = 0; element < problem.batch; element++) {
    const sides = elementOf(problem.h!, element);
    const impossible = sides.indexOf(-Infinity);
    if (impossible >= 0 && !invalid.has(element)) {
      contradictions.set(element, impossible);
      continue;
    }
    const rows = Array.from(sides.keys()).filter((row) => Math.abs(sides[row]) !== Infinity);
    const key = rows.join();
    const group = alike.get(key) ?? { rows, elements: [] };
    group.elements.push(element);
    alike.set(key, group);
  }
  const reductions = [...alike.values()].map(
    ({ rows, elements }) => new SelectedRows(problem, elements, rows),
  );
  return { reductions, contradictions };
}

class JoinedParts implements Derivatives {
  readonly problem: Problem;
  readonly data;
  readonly shift: Shift;
  readonly separable = false;
  readonly #parts: readonly Part[];
  /** Elements that have a row that nothing can meet, and the row. */
  readonly #contradictions: ReadonlyMap<number, number>;

  constructor(problem: Problem, parts: readonly Part[], contradictions: ReadonlyMap<number, number>) {
    this.problem = problem;
    this.#parts = parts;
    this.#contradictions = contradictions;
    const { batch, equalities: e, inequalities: m } = problem;
    const status = new Array<Status>(batch).fill("primalInfeasible");
    this.data = { ...newSolutionData(problem), status };
    this.shift = { shiftB: newNumbers(batch * e), shiftH: newNumbers(batch * m) };
    this.data.slack.fill(Infinity);
    for (const { reduction, solved } of parts) this.#lift(reduction, solved);
    for (const element of contradictions.keys()) this.#fillContradiction(element);
  }

  #lift(reduction: SelectedRows, { data, shift }: Derivatives): void {
    const { elements, rows } = reduction;
    const { batch, inequalities: m } = this.problem;
    const { z, nu, lambda, lambdaLower, lambdaUpper, objective } = data;
    reduction.lift(
      { z, nu, lambda, lambdaLower, lambdaUpper, objective, ...shift },
      { ...this.data, ...this.shift },
    );
    elements.forEach((element, i) => {
      const status = data.status[i];
      this.data.status[element] = status;
      for (const name of ["primalResidual", "dualResidual", "dualityGap", "iterations"] as const) {
        copyRow(data[name], i, elements.length, this.data[name], element, batch);
      }
      rows.forEach((row, k) => (this.data.slack[element * m + row] = data.slack[i * rows.length + k]));
      if (status !== "invalid") return;
      for (const out of [this.data.lambda, this.data.slack]) out.fill(NaN, element * m, element * m + m);
    });
  }

  /** Where nothing was solved, z = 0 is as good as any point. */
  #fillContradiction(element: number): void {
    const { inequalities: m, p } = this.problem;
    this.data.slack.fill(0, element * m, element * m + m);
    this.data.primalResidual[element] = Infinity;
    this.data.dualResidual[element] = elementOf(p, element).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  }

  pushForward(moves: Moves): OutputVectors {
    const out = newOutputs(this.problem);
    for (const { reduction, solved } of this.#parts) {
      reduction.lift(solved.pushForward(reduction.pushForward(moves)), out);
    }
    return out;
  }

  pullBack(cotangents: Partial<OutputVectors>, names: readonly FieldName[]): FieldArrays {
    const gradients = Object.fromEntries(
      names.map((name) => [name, newNumbers(this.problem[name]!.data.length)]),
    );
    for (const { reduction, solved } of this.#parts) {
      const mine = names.filter((name) => reduction.problem[name] !== undefined);
      reduction.pullBack(solved.pullBack(reduction.restrict(cotangents), mine), gradients);
    }
    return gradients;
  }

  weaklyActive(): Int32Array {
    const counts = new Int32Array(this.problem.batch);
    for (const { reduction, solved } of this.#parts) {
      scatterRows(solved.weaklyActive(), reduction.elements, counts, 1);
    }
    return counts;
  }

  atRounding(element: number): boolean {
    return this.#of(element, (solved, i) => solved.atRounding(i)) ?? false;
  }

  solvedBy(element: number): SolvedBy {
    return this.#of(element, (solved, i) => solved.solvedBy(i)) ?? "inspection";
  }

  certificate(element: number): Certificate | undefined {
    const { variables: n, equalities: e, inequalities: m } = this.problem;
    const lambda = newNumbers(m);
    const impossible = this.#contradictions.get(element);
    if (impossible !== undefined) {
      lambda[impossible] = 1;
      const [lambdaLower, lambdaUpper, nu] = [newNumbers(n), newNumbers(n), newNumbers(e)];
      return { kind: "primalInfeasible", nu, lambda, lambdaLower, lambdaUpper };
    }
    return this.#of(element, (solved, i, { rows }) => {
      const proof = solved.certificate(i);
      if (proof?.kind !== "primalInfeasible") return proof;
      rows.forEach((row, k) => (lambda[row] = proof.lambda[k]));
      return { ...proof, lambda };
    });
  }

  dispose(): void {
    for (const { solved } of this.#parts) solved.dispose();
  }

  /** Asks the part that an element is in; undefined where it is in none. */
  #of<Value>(
    element: number,
    ask: (solved: Derivatives, index: number, reduction: SelectedRows) => Value,
  ): Value | undefined {
    for (const { reduction, solved } of this.#parts) {
      const index = reduction.elements.indexOf(element);
      if (index >= 0) return ask(solved, index, reduction);
    }
    return undefined;
  }
}

/** The problem with these rows of G alone. */
function withRows(problem: Problem, rows: readonly number[]): Problem {
  const { G, h, inequalities } = problem;
  if (rows.length === inequalities) return problem;
  const some = rows.length > 0;
  return {
    ...problem,
    inequalities: rows.length,
    G: some ? selectRows(G!, rows, inequalities) : undefined,
    h: some ? selectRows(h!, rows, inequalities) : undefined,
  };
}

/** These rows, of `count`, of every element of G or h, or of what is shaped like them. */
function selectRows(operand: Operand, rows: readonly number[], count: number): Operand {
  const { data, size, stride, pattern } = operand;
  if (pattern) {
    const part = entriesOfRows(pattern, rows);
    return { ...operand, ...gatherEntries(operand, part.entries), pattern: part.pattern };
  }
  const width = size / count;
  const elements = data.length / size;
  const selected = new Float64Array(elements * rows.length * width);
  for (let element = 0; element < elements; element++) {
    rows.forEach((row, i) => {
      const from = element * size + row * width;
      selected.set(data.subarray(from, from + width), (element * rows.length + i) * width);
    });
  }
  // h ends in its rows, G in its rows and columns.
  const axis = operand.shape.length - (isMatrix(operand) ? 2 : 1);
  const shape = operand.shape.map((length, i) => (i === axis ? rows.length : length));
  const own = rows.length * width;
  return { ...operand, data: selected, size: own, stride: stride === 0 ? 0 : own, shape };
}

function isMatrix({ shape, stride, ofOne }: Operand): boolean {
  return shape.length - (stride > 0 || ofOne ? 1 : 0) === 2;
}
