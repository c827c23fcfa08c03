/**
 * Supernodes: columns that follow each other and whose factors have entries in nearly the same rows, which are kept
 * and worked on as one dense block. Where a few zeros more make larger blocks, they are taken along.
 *
 * Sources: Liu, Ng & Peyton 1993, On finding supernodes for sparse matrix computations; Ashcraft & Grimes 1989, The
 * influence of relaxed supernode partitions on the multifrontal method.
 */
import type { LowerColumns } from "./elimination-tree.js";
import { columnsOfRows } from "./elimination-tree.js";

/** Supernodes in postorder; supernode s has the columns `first[s]` … `first[s + 1] − 1`. */
export interface Supernodes {
  readonly count: number;
  readonly first: Int32Array;
  /** Of each column. */
  readonly ofColumn: Int32Array;
  /** The supernode that has the first row below s, −1 for a root; it is larger than s. */
  readonly parent: Int32Array;
  /** Rows below the columns of s: `row[rowStart[s]]` … `row[rowStart[s + 1] − 1]`, ascending. */
  readonly rowStart: Int32Array;
  readonly row: Int32Array;
}

/**
 * @param parent, count of the columns, which are numbered in postorder.
 */
export function findSupernodes(columns: LowerColumns, parent: Int32Array, count: Int32Array): Supernodes {
  const first = relax(fundamental(parent, count), parent, count);
  return withRows(columns, parent, count, first);
}

/** First columns of supernodes without zeros, and the end. */
function fundamental(parent: Int32Array, count: Int32Array): Int32Array {
  const size = parent.length;
  const first: number[] = [];
  for (let j = 0; j < size; j++) {
    if (j === 0 || parent[j - 1] !== j || count[j - 1] !== count[j] + 1) first.push(j);
  }
  return Int32Array.from([...first, size]);
}

/** Supernodes of at most so many columns may have such a part of zeros. */
const ALLOWED_ZEROS: readonly { readonly columns: number; readonly part: number }[] = [
  { columns: 4, part: 0.25 },
  { columns: 16, part: 0.2 },
  { columns: 48, part: 0.1 },
  { columns: Infinity, part: 0.05 },
];

/** Joins supernodes to their parent where that follows them, from the last one to the first. */
function relax(first: Int32Array, parent: Int32Array, count: Int32Array): Int32Array {
  const supernodes = first.length - 1;
  // Of the joined supernode that begins with the one after s: its columns, rows and zeros.
  let columns = 0;
  let rows = 0;
  let zeros = 0;
  const kept: number[] = [parent.length];
  for (let s = supernodes - 1; s >= 0; s--) {
    const own = first[s + 1] - first[s];
    const ownRows = count[first[s]];
    const joins =
      s < supernodes - 1 && parent[first[s + 1] - 1] >= 0 && parent[first[s + 1] - 1] < kept[kept.length - 2];
    const joinedZeros = zeros + own * (rows + own - ownRows);
    const width = own + columns;
    const entries = (width * (width + 1)) / 2 + width * (rows - columns);
    if (joins && isAllowed(width, joinedZeros / entries)) {
      columns = width;
      rows += own;
      zeros = joinedZeros;
      kept[kept.length - 1] = first[s];
    } else {
      columns = own;
      rows = ownRows;
      zeros = 0;
      kept.push(first[s]);
    }
  }
  return Int32Array.from(kept.reverse());
}

function isAllowed(columns: number, zeros: number): boolean {
  return ALLOWED_ZEROS.some((limit) => columns <= limit.columns && zeros <= limit.part);
}

function withRows(
  columns: LowerColumns,
  parent: Int32Array,
  columnCount: Int32Array,
  first: Int32Array,
): Supernodes {
  const size = parent.length;
  const count = first.length - 1;
  const ofColumn = new Int32Array(size);
  for (let s = 0; s < count; s++) ofColumn.fill(s, first[s], first[s + 1]);
  const above = new Int32Array(count).fill(-1);
  const rowStart = new Int32Array(count + 1);
  for (let s = 0; s < count; s++) {
    const last = first[s + 1] - 1;
    // All columns of s have the rows of its last one, and that one has all that lie below.
    rowStart[s + 1] = rowStart[s] + columnCount[last] - 1;
    if (parent[last] >= 0) above[s] = ofColumn[parent[last]];
  }
  const row = new Int32Array(rowStart[count]);
  const next = rowStart.slice(0, count);
  const seen = new Int32Array(count).fill(-1);
  const byRow = columnsOfRows(columns);
  for (let i = 0; i < size; i++) {
    const own = ofColumn[i];
    for (let t = byRow.start[i]; t < byRow.start[i + 1]; t++) {
      // Row i has entries in the supernodes on the path from that of the column up to its own.
      for (let s = ofColumn[byRow.column[t]]; s < own && seen[s] !== i; s = above[s]) {
        seen[s] = i;
        row[next[s]++] = i;
      }
    }
  }
  return { count, first, ofColumn, parent: above, rowStart, row };
}
