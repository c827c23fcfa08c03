/** Where a sparse matrix has entries. */

/** Entries of row i have the columns `index[start[i]]` … `index[start[i + 1] − 1]`, ascending, each once. */
export interface Pattern {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
}
