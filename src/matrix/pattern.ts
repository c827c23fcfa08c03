/**
 * Where a sparse matrix has entries. Whatever depends on that alone (orders of elimination, symmetric counterparts) is
 * found once for a pattern and kept by its identity.
 */

/** Entries of row i have the columns `index[start[i]]` … `index[start[i + 1] − 1]`, ascending, each once. */
export interface Pattern {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
}

/** A pattern, and where in it each of some entries is. */
export interface PlacedEntries {
  readonly pattern: Pattern;
  readonly places: Int32Array;
}

/**
 * The pattern that has these entries, in whatever order they come; equal ones have one place.
 *
 * @param rowOf, columnOf within the sizes.
 */
export function patternOfEntries(
  rows: number,
  columns: number,
  rowOf: Int32Array,
  columnOf: Int32Array,
): PlacedEntries {
  const byColumn = countingSort(undefined, columnOf, columns);
  const order = countingSort(byColumn, rowOf, rows);
  const start = new Int32Array(rows + 1);
  const index = new Int32Array(order.length);
  const places = new Int32Array(order.length);
  let count = 0;
  let row = 0;
  for (const entry of order) {
    while (row < rowOf[entry]) start[++row] = count;
    const repeated = count > start[row] && index[count - 1] === columnOf[entry];
    if (!repeated) index[count++] = columnOf[entry];
    places[entry] = count - 1;
  }
  while (row < rows) start[++row] = count;
  return { pattern: { rows, columns, start, index: index.slice(0, count) }, places };
}

/** The entries of `order`, or all of them, by ascending keys below `keys`; equal ones stay in their order. */
export function countingSort(order: Int32Array | undefined, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const k of key) next[k + 1]++;
  for (let k = 0; k < keys; k++) next[k + 1] += next[k];
  const sorted = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) {
    const entry = order === undefined ? i : order[i];
    sorted[next[key[entry]]++] = entry;
  }
  return sorted;
}

/** The row of every entry. */
export function rowsOfEntries({ rows, start }: Pattern): Int32Array {
  const rowOf = new Int32Array(start[rows]);
  for (let i = 0; i < rows; i++) rowOf.fill(i, start[i], start[i + 1]);
  return rowOf;
}

/** The row of one entry. */
export function rowOfEntry({ rows, start }: Pattern, entry: number): number {
  let low = 0;
  let high = rows;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (start[middle] <= entry) low = middle;
    else high = middle;
  }
  return low;
}

/** Where the entry of a row and a column is; −1 where there is none. */
function placeOf({ start, index }: Pattern, row: number, column: number): number {
  let low = start[row];
  let high = start[row + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (index[middle] === column) return middle;
    if (index[middle] < column) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

const diagonals = new WeakMap<Pattern, Int32Array>();

/** Where the entry of every row on the diagonal is; −1 where none is stored. */
export function diagonalPlaces(pattern: Pattern): Int32Array {
  let places = diagonals.get(pattern);
  if (places === undefined) {
    places = new Int32Array(pattern.rows);
    for (let i = 0; i < places.length; i++) places[i] = placeOf(pattern, i, i);
    diagonals.set(pattern, places);
  }
  return places;
}

export function samePattern(a: Pattern, b: Pattern): boolean {
  if (a === b) return true;
  if (a.rows !== b.rows || a.columns !== b.columns || a.index.length !== b.index.length) return false;
  return a.start.every((at, i) => at === b.start[i]) && a.index.every((j, k) => j === b.index[k]);
}

/** A square pattern with the mirror images of its entries. */
export interface SymmetricPattern extends PlacedEntries {
  /** The place of the mirror image of every entry. */
  readonly mirror: Int32Array;
  /** Whether all entries are on the diagonal. */
  readonly diagonal: boolean;
}

const symmetric = new WeakMap<Pattern, SymmetricPattern>();

/** The pattern itself where it is symmetric, so that it is recognised; else with the mirror images that it lacks. */
export function symmetricPattern(given: Pattern): SymmetricPattern {
  const known = symmetric.get(given);
  if (known) return known;
  const count = given.index.length;
  const rowOf = rowsOfEntries(given);
  const twice = (a: Int32Array, b: Int32Array): Int32Array => {
    const both = new Int32Array(2 * count);
    both.set(a);
    both.set(b, count);
    return both;
  };
  const whole = patternOfEntries(
    given.rows,
    given.columns,
    twice(rowOf, given.index),
    twice(given.index, rowOf),
  );
  const mirror = new Int32Array(whole.pattern.index.length);
  for (let k = 0; k < count; k++) {
    mirror[whole.places[k]] = whole.places[count + k];
    mirror[whole.places[count + k]] = whole.places[k];
  }
  const found: SymmetricPattern = {
    pattern: mirror.length === count ? given : whole.pattern,
    places: whole.places.slice(0, count),
    mirror,
    diagonal: rowOf.every((row, k) => row === given.index[k]),
  };
  symmetric.set(given, found);
  return found;
}
