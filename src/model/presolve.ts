/**
 * What can be said of rows without solving: those of a single variable are bounds, those of none are true or false, and
 * those that are there already say nothing. All of it is linear in the multipliers, which go to the row that stays, or are 0; so
 * derivatives are right as they are.
 */
import type { Affine } from "./affine.js";
import { ONE } from "./affine.js";

/** A bound: data, affine in the parameters. */
export interface Bound {
  readonly constant: number;
  /** Parameters and their coefficients. */
  readonly terms: readonly (readonly [parameter: number, coefficient: number])[];
}

/** The term of the only variable of a row, where its coefficient is a number; −1 for other rows. */
export function singleVariable(rows: Affine, i: number): number {
  let at = -1;
  for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
    if (rows.variable[k] === ONE) continue;
    if (at >= 0 || rows.parameter[k] !== ONE) return -1;
    at = k;
  }
  return at;
}

/** Where a z + c = 0 has its z: −c / a. */
export function boundOf(rows: Affine, i: number, at: number): Bound {
  let constant = 0;
  const terms: [number, number][] = [];
  for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
    if (k === at) continue;
    const value = -rows.value[k] / rows.value[at];
    if (rows.parameter[k] === ONE) constant += value;
    else terms.push([rows.parameter[k], value]);
  }
  return { constant, terms };
}

/** Whether two bounds are apart by the same number for all values of the parameters. */
export function movesAlike(a: Pick<Bound, "terms">, b: Pick<Bound, "terms">): boolean {
  return (
    a.terms.length === b.terms.length &&
    a.terms.every(
      ([parameter, coefficient], k) => parameter === b.terms[k][0] && coefficient === b.terms[k][1],
    )
  );
}

/** Whether a row is a number. */
export function isNumber(rows: Affine, i: number): boolean {
  for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
    if (rows.variable[k] !== ONE || rows.parameter[k] !== ONE) return false;
  }
  return true;
}

/** What a row has besides variables and parameters. */
export function numberIn(rows: Affine, i: number): number {
  for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
    if (rows.variable[k] === ONE && rows.parameter[k] === ONE) return rows.value[k];
  }
  return 0;
}

/** Rows that are kept, by all that they say but their number. */
export class KeptRows {
  readonly #equalities = new Set<string>();
  readonly #inequalities = new Map<string, number>();

  /** Whether this row = 0 is kept already, or a multiple of it; from now on it is. */
  hasEquality(rows: Affine, i: number): boolean {
    const scale = scaleOf(rows, i);
    // Of either sign.
    const signed = firstOf(rows, i) < 0 ? -scale : scale;
    const key = `${keyOf(rows, i, signed)}=${numberIn(rows, i) / signed}`;
    const known = this.#equalities.has(key);
    this.#equalities.add(key);
    return known;
  }

  /** Whether a row ≤ 0 that is kept says this one too; from now on this one is kept. */
  hasInequality(rows: Affine, i: number): boolean {
    const scale = scaleOf(rows, i);
    const key = keyOf(rows, i, scale);
    const number = numberIn(rows, i) / scale;
    const before = this.#inequalities.get(key);
    if (before !== undefined && number <= before) return true;
    this.#inequalities.set(key, number);
    return false;
  }
}

function firstOf(rows: Affine, i: number): number {
  for (let k = rows.start[i]; k < rows.start[i + 1]; k++) if (rows.variable[k] !== ONE) return rows.value[k];
  return 1;
}

function scaleOf(rows: Affine, i: number): number {
  return Math.abs(firstOf(rows, i));
}

function keyOf(rows: Affine, i: number, scale: number): string {
  let key = "";
  for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
    if (rows.variable[k] === ONE && rows.parameter[k] === ONE) continue;
    key += `${rows.variable[k]},${rows.parameter[k]},${rows.value[k] / scale};`;
  }
  return key;
}
