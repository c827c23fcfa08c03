import { excerpt, OptNetError } from "../../problem/errors.js";
import { sparse } from "../../problem/sparse.js";
import { lineError, type InequalityOrigin, type ProblemFile } from "../problem-file.js";
import { readLines, type Layout } from "./lines.js";
import { readModel, type QpsModel, type Row } from "./model.js";

/**
 * Reads a quadratic program in QPS format: MPS with a section QUADOBJ (one triangle of Q), QMATRIX (both) or
 * QSECTION (one), for an objective ½ zᵀQz + pᵀz + constant. Free and fixed layout are told apart by content.
 *
 * Conventions where readers differ:
 * - the constant of the objective is minus its entry in RHS;
 * - the first row N is the objective, others are ignored; of several sets in RHS, RANGES and BOUNDS the first
 *   is used;
 * - a range R on row E means [rhs, rhs + R] for R > 0 and [rhs + R, rhs] for R < 0;
 * - a negative upper bound on a variable without a lower bound makes the lower bound −∞; MI leaves the upper
 *   bound alone;
 * - magnitudes from 1e20 in RHS, RANGES and BOUNDS are infinite.
 *
 * A and G are sparse matrices of the file's entries, and so is Q, unless it is diagonal (`[n]`) or 0 (absent).
 *
 * @param text the content of the file.
 * @param file its name, for errors.
 * @throws OptNetError with `field` = `FILE:LINE` for a broken file, and for integer variables.
 * @example
 * ```ts
 * const { problem, constant } = readQps(await readFile("HS76.QPS", "utf8"), "HS76.QPS");
 * solve(problem).objective[0] + constant;
 * ```
 * Source: I. Maros & C. Mészáros, A repository of convex quadratic programming problems, 1999.
 */
export function readQps(text: string, file: string): ProblemFile {
  return toProblem(readEitherLayout(text, file), file);
}

/** Most files read as free layout; a file that does not may have blanks in its names, and be of fixed layout. */
function readEitherLayout(text: string, file: string): QpsModel {
  const read = (layout: Layout): QpsModel => readModel(readLines(text, file, layout), file);
  try {
    return read("free");
  } catch (freeError) {
    if (!(freeError instanceof OptNetError)) throw freeError;
    try {
      return read("fixed");
    } catch (fixedError) {
      if (!(fixedError instanceof OptNetError)) throw fixedError;
      // Whichever layout got further is the one that was meant.
      throw lineOf(fixedError) > lineOf(freeError) ? fixedError : freeError;
    }
  }
}

function lineOf(error: OptNetError): number {
  return Number(/:(\d+)$/.exec(error.field)?.[1]);
}

function toProblem(model: QpsModel, file: string): ProblemFile {
  const n = model.columns.length;
  if (n === 0) {
    throw new OptNetError({
      field: file,
      expected: "at least one column",
      got: "none",
      hint: "The section COLUMNS is empty.",
    });
  }
  const sides = model.rows.map((row) => sidesOf(row, file));
  const equalities = model.rows.filter((_, i) => sides[i].equality !== undefined);
  const { origins, h, upperAt, lowerAt } = placeInequalities(model.rows, sides);
  const e = equalities.length;
  const m = origins.length;
  const A = new Triplets(e, n);
  const G = new Triplets(m, n);
  const equalityAt = new Map(equalities.map((row, index) => [row, index]));
  for (const { row, column, value } of model.entries) {
    const equality = equalityAt.get(model.rows[row]);
    if (equality !== undefined) A.add(equality, column, value);
    if (upperAt[row] >= 0) G.add(upperAt[row], column, value);
    if (lowerAt[row] >= 0) G.add(lowerAt[row], column, 0 - value);
  }
  const b = Float64Array.from(equalities, (row) => row.rhs);
  const sign = model.maximise ? -1 : 1;
  const quadratic = quadraticCost(model, sign);
  return {
    name: model.name || file,
    problem: {
      ...(quadratic && { Q: quadratic }),
      p: Float64Array.from(model.cost, (value) => sign * value),
      ...(e > 0 && { A: A.matrix(), b }),
      ...(m > 0 && { G: G.matrix(), h: Float64Array.from(h) }),
      ...(model.columns.some(({ lower }) => lower > -Infinity) && {
        lower: model.columns.map(({ lower }) => lower),
      }),
      ...(model.columns.some(({ upper }) => upper < Infinity) && {
        upper: model.columns.map(({ upper }) => upper),
      }),
    },
    sense: model.maximise ? "maximise" : "minimise",
    constant: model.constant,
    variableNames: model.columns.map((column) => column.name),
    equalityNames: equalities.map((row) => row.name),
    inequalities: origins,
    warnings: model.warnings,
  };
}

/** What a row asks of its activity: one value, or a value to stay above and one to stay below. */
interface Sides {
  readonly equality: number | undefined;
  readonly lower: number;
  readonly upper: number;
}

function sidesOf({ name, type, rhs, range, line }: Row, file: string): Sides {
  const width = Math.abs(range ?? 0);
  let lower = type === "L" ? -Infinity : rhs;
  let upper = type === "G" ? Infinity : rhs;
  if (range !== undefined) {
    if (type === "L") lower = rhs - width;
    else if (type === "G") upper = rhs + width;
    else if (range > 0) upper = rhs + width;
    else lower = rhs - width;
  }
  const impossible = lower === Infinity || upper === -Infinity || Number.isNaN(lower) || Number.isNaN(upper);
  if (type === "E" ? !Number.isFinite(rhs) : impossible) {
    throw lineError(
      file,
      line,
      `a row ${excerpt(name)} that can be met`,
      `a right-hand side of ${rhs} for a row of type ${type}`,
      "Magnitudes from 1e20 are infinite.",
    );
  }
  // A range of width 0 makes any row an equality; two opposite inequalities would have no interior.
  return { equality: lower === upper ? lower : undefined, lower, upper };
}

/** Gives every finite side of a row its row in G; rows with no finite side disappear. */
function placeInequalities(rows: readonly Row[], sides: readonly Sides[]) {
  const origins: InequalityOrigin[] = [];
  const h: number[] = [];
  const upperAt = new Int32Array(rows.length).fill(-1);
  const lowerAt = new Int32Array(rows.length).fill(-1);
  sides.forEach(({ equality, lower, upper }, row) => {
    if (equality !== undefined) return;
    if (upper < Infinity) {
      upperAt[row] = origins.length;
      origins.push({ row: rows[row].name, side: "upper" });
      h.push(upper);
    }
    if (lower > -Infinity) {
      lowerAt[row] = origins.length;
      origins.push({ row: rows[row].name, side: "lower" });
      h.push(0 - lower);
    }
  });
  return { origins, h, upperAt, lowerAt };
}

/** Q in the smallest form that holds it: nothing for a linear program, `[n]` for a diagonal. */
function quadraticCost({ quadratic, columns }: QpsModel, sign: number) {
  const n = columns.length;
  const entries = quadratic.filter(({ value }) => value !== 0);
  if (entries.length === 0) return undefined;
  if (entries.some(({ row, column }) => row !== column)) {
    const Q = new Triplets(n, n);
    for (const { row, column, value } of entries) Q.add(row, column, sign * value);
    return Q.matrix();
  }
  const data = new Float64Array(n);
  for (const { row, value } of entries) data[row] = sign * value;
  return { data, shape: [n] };
}

/** The entries of a matrix, as they come. */
class Triplets {
  readonly #shape: readonly [rows: number, columns: number];
  readonly #rows: number[] = [];
  readonly #columns: number[] = [];
  readonly #values: number[] = [];

  constructor(rows: number, columns: number) {
    this.#shape = [rows, columns];
  }

  add(row: number, column: number, value: number): void {
    this.#rows.push(row);
    this.#columns.push(column);
    this.#values.push(value);
  }

  matrix() {
    return sparse.fromTriplets(this.#shape, this.#rows, this.#columns, this.#values);
  }
}
