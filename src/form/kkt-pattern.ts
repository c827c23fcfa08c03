/**
 * The pattern of the KKT matrix of sparse problems: what of it depends on patterns alone is found once for them, and kept
 * by their identity. Unknowns are z, then the multipliers of A and of G; bounds are on the diagonal.
 *
 *     [ Q           ]      lower triangle, every diagonal entry stored
 *     [ A   −δ      ]
 *     [ G        −V ]
 */
import type { Pattern } from "../matrix/pattern.js";
import { samePattern } from "../matrix/pattern.js";
import { selectEntries } from "../matrix/selection.js";
import { sparseRows } from "../matrix/sparse.js";
import type { Operand, Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";

export interface KktPattern extends Patterns {
  /** Over some of the variables: which entries of the patterns over all of them its own are. */
  readonly selected: { readonly [Name in keyof Patterns]: Int32Array } | undefined;
  /** The entries on and below the diagonal. */
  readonly lower: Pattern;
  /** Where in `lower` the diagonal entry of every unknown is. */
  readonly diagonal: Int32Array;
  /** Where every entry of Q, A and G is; −1 for those of Q above the diagonal. */
  readonly places: { readonly Q: Int32Array; readonly A: Int32Array; readonly G: Int32Array };
}

/** The patterns of a problem's Q, A and G; those of an absent matrix, and of a diagonal Q, have no entries. */
export interface Patterns {
  readonly Q: Pattern;
  readonly A: Pattern;
  readonly G: Pattern;
}

/**
 * As declared, or of dense arrays that the batch shares where their zeros are.
 *
 * @returns undefined where no matrix is declared sparse and a batch has dense ones of its own: whether these are worth
 *   a look would depend on the numbers of each element.
 */
export function patternsOf(problem: Problem): Patterns | undefined {
  const { Q, A, G, variables: n } = problem;
  const matrices = [Q, A, G].filter((operand) => operand !== undefined && !isDiagonal(problem, operand));
  const declared = matrices.some((operand) => operand!.pattern !== undefined);
  if (!declared && matrices.some((operand) => operand!.stride !== 0)) return undefined;
  const patternOf = (operand: Operand | undefined, rows: number): Pattern => {
    if (operand === undefined || isDiagonal(problem, operand)) return empty(rows, n);
    if (operand.pattern !== undefined) return operand.pattern;
    return interned(operand.stride === 0 ? nonzerosOf(operand.data, rows, n) : full(rows, n));
  };
  return { Q: patternOf(Q, n), A: patternOf(A, problem.equalities), G: patternOf(G, problem.inequalities) };
}

function isDiagonal(problem: Problem, operand: Operand): boolean {
  return operand === problem.Q && problem.quadratic === "diagonal" && operand.pattern === undefined;
}

/** Patterns found lately, so that equal ones are the same and what is known of them is found again. */
const recent: Pattern[] = [];
const RECENT = 24;

function interned(pattern: Pattern): Pattern {
  const at = recent.findIndex((known) => samePattern(known, pattern));
  const found = at < 0 ? pattern : recent[at];
  if (at >= 0) recent.splice(at, 1);
  recent.unshift(found);
  if (recent.length > RECENT) recent.pop();
  return found;
}

function empty(rows: number, columns: number): Pattern {
  return interned({ rows, columns, start: new Int32Array(rows + 1), index: new Int32Array(0) });
}

function full(rows: number, columns: number): Pattern {
  const index = new Int32Array(rows * columns);
  for (let k = 0; k < index.length; k++) index[k] = k % columns;
  return { rows, columns, start: Int32Array.from({ length: rows + 1 }, (_, i) => i * columns), index };
}

function nonzerosOf(M: Float64Array, rows: number, columns: number): Pattern {
  const { start, index } = sparseRows(M, rows, columns);
  return { rows, columns, start, index };
}

/** The numbers of one element at the entries of the pattern over all variables, copied. */
export function entriesOn(
  operand: Operand,
  element: number,
  { rows, columns, start, index }: Pattern,
): Float64Array {
  const source = elementOf(operand, element);
  if (operand.pattern) return source.slice();
  const value = new Float64Array(index.length);
  for (let i = 0; i < rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) value[k] = source[i * columns + index[k]];
  }
  return value;
}

/** What was made of a pattern of Q, then of one of A, then of one of G. */
const known = new WeakMap<Pattern, WeakMap<Pattern, WeakMap<Pattern, KktPattern>>>();

export function kktPatternOf({ Q, A, G }: Patterns): KktPattern {
  const ofQ = at(known, Q, () => new WeakMap<Pattern, WeakMap<Pattern, KktPattern>>());
  const ofA = at(ofQ, A, () => new WeakMap<Pattern, KktPattern>());
  return at(ofA, G, () => combine({ Q, A, G }));
}

function at<Value>(map: WeakMap<Pattern, Value>, key: Pattern, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function combine({ Q, A, G }: Patterns, selected?: KktPattern["selected"]): KktPattern {
  const n = Q.columns;
  const size = n + A.rows + G.rows;
  const below = (i: number): number => {
    let count = 0;
    for (let k = Q.start[i]; k < Q.start[i + 1]; k++) if (Q.index[k] < i) count++;
    return count;
  };
  let entries = size + A.index.length + G.index.length;
  for (let i = 0; i < n; i++) entries += below(i);
  const start = new Int32Array(size + 1);
  const index = new Int32Array(entries);
  const diagonal = new Int32Array(size);
  const places = {
    Q: new Int32Array(Q.index.length).fill(-1),
    A: new Int32Array(A.index.length),
    G: new Int32Array(G.index.length),
  };
  let row = 0;
  let count = 0;
  for (const [name, M] of [
    ["Q", Q],
    ["A", A],
    ["G", G],
  ] as const) {
    const target = places[name];
    const isQ = name === "Q";
    for (let i = 0; i < M.rows; i++) {
      for (let k = M.start[i]; k < M.start[i + 1]; k++) {
        if (isQ && M.index[k] >= i) {
          // The diagonal comes last in its row.
          if (M.index[k] === i) target[k] = count;
          continue;
        }
        target[k] = count;
        index[count++] = M.index[k];
      }
      diagonal[row] = count;
      index[count++] = row++;
      start[row] = count;
    }
  }
  return { Q, A, G, selected, lower: { rows: size, columns: size, start, index }, diagonal, places };
}

/** The rows and columns that are left without fixed variables. Found lately for the same pattern. */
const reduced = new WeakMap<KktPattern, { readonly free: Int32Array; readonly kkt: KktPattern }[]>();
const REDUCED = 8;

/** The pattern over some of the variables, ascending. */
export function overVariables(kkt: KktPattern, free: Int32Array): KktPattern {
  if (free.length === kkt.Q.columns) return kkt;
  const list = reduced.get(kkt) ?? [];
  reduced.set(kkt, list);
  const found = list.find(
    (one) => one.free.length === free.length && one.free.every((j, i) => j === free[i]),
  );
  if (found) return found.kkt;
  const Q = selectEntries(kkt.Q, free, free);
  const A = selectEntries(kkt.A, undefined, free);
  const G = selectEntries(kkt.G, undefined, free);
  const part = combine(
    { Q: Q.pattern, A: A.pattern, G: G.pattern },
    { Q: Q.entries, A: A.entries, G: G.entries },
  );
  list.unshift({ free, kkt: part });
  if (list.length > REDUCED) list.pop();
  return part;
}

/** What stands for a matrix that is absent. */
export function noRows(columns: number): Pattern {
  return empty(0, columns);
}
