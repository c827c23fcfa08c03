/**
 * The elimination tree of a sparse symmetric matrix, and how many entries each column of its factor has: found from
 * the pattern in time nearly proportional to its entries, without the pattern of the factor.
 *
 * The parent of a column is the first row below the diagonal in which its factor has an entry. Column j changes only
 * columns above it in the tree, so that a column and all below it (in the tree) can be numbered one after the other.
 *
 * Sources: Liu 1990, The role of elimination trees in sparse factorization; Gilbert, Ng & Peyton 1994, An efficient
 * algorithm to compute row and column counts for sparse Cholesky factorization.
 */
import type { Pattern } from "./pattern.js";

/** The strictly lower triangle by columns: rows of column j, ascending, and the entry of the pattern that each is. */
export interface LowerColumns {
  readonly size: number;
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly entry: Int32Array;
}

/** The entries of a symmetric matrix below the diagonal, when unknown i is at `place[i]`. */
export function lowerColumns({ rows: size, start, index }: Pattern, place: Int32Array): LowerColumns {
  // Twice sorted by counting: by rows, then by columns, which leaves the rows of a column ascending.
  const inRow = new Int32Array(size + 1);
  const inColumn = new Int32Array(size + 1);
  let count = 0;
  for (let i = 0; i < size; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (index[k] === i) continue;
      const a = place[i];
      const b = place[index[k]];
      inRow[(a > b ? a : b) + 1]++;
      inColumn[(a > b ? b : a) + 1]++;
      count++;
    }
  }
  for (let i = 0; i < size; i++) {
    inRow[i + 1] += inRow[i];
    inColumn[i + 1] += inColumn[i];
  }
  const byRow = new Int32Array(count);
  const columnOf = new Int32Array(count);
  const nextInRow = inRow.slice();
  for (let i = 0; i < size; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (index[k] === i) continue;
      const a = place[i];
      const b = place[index[k]];
      const at = nextInRow[a > b ? a : b]++;
      byRow[at] = k;
      columnOf[at] = a > b ? b : a;
    }
  }
  const row = new Int32Array(count);
  const entry = new Int32Array(count);
  const nextInColumn = inColumn.slice();
  for (let i = 0; i < size; i++) {
    for (let t = inRow[i]; t < inRow[i + 1]; t++) {
      const at = nextInColumn[columnOf[t]]++;
      row[at] = i;
      entry[at] = byRow[t];
    }
  }
  return { size, start: inColumn, row, entry };
}

/** The columns of each row, ascending: those of row i are `column[start[i]]` … `column[start[i + 1] − 1]`. */
export function columnsOfRows({ size, start, row }: LowerColumns): {
  readonly start: Int32Array;
  readonly column: Int32Array;
} {
  const rowStart = new Int32Array(size + 1);
  for (const i of row) rowStart[i + 1]++;
  for (let i = 0; i < size; i++) rowStart[i + 1] += rowStart[i];
  const column = new Int32Array(row.length);
  const next = rowStart.slice();
  for (let j = 0; j < size; j++) for (let t = start[j]; t < start[j + 1]; t++) column[next[row[t]]++] = j;
  return { start: rowStart, column };
}

/** The parent of every column, −1 for a root. */
export function eliminationTree(columns: LowerColumns): Int32Array {
  const { size } = columns;
  const parent = new Int32Array(size).fill(-1);
  // Column j of row i is below i in the tree, and so is the highest ancestor of j that is known.
  const { start, column } = columnsOfRows(columns);
  const shortcut = new Int32Array(size).fill(-1);
  for (let i = 0; i < size; i++) {
    for (let t = start[i]; t < start[i + 1]; t++) {
      let j = column[t];
      while (j >= 0 && j < i) {
        const above = shortcut[j];
        shortcut[j] = i;
        if (above < 0) parent[j] = i;
        j = above;
      }
    }
  }
  return parent;
}

/**
 * Nodes of a forest, children before their parent and every subtree in one piece. Given sizes, the largest of siblings
 * comes last: right before its parent.
 *
 * @param parent of every node, larger than the node itself; −1 for a root.
 */
export function postorder(parent: Int32Array, size?: Int32Array): Int32Array {
  const count = parent.length;
  const firstChild = new Int32Array(count + 1).fill(-1);
  const sibling = new Int32Array(count).fill(-1);
  const largest = new Int32Array(count + 1).fill(-1);
  // Node `count` is the parent of the roots.
  for (let j = count - 1; j >= 0; j--) {
    const above = parent[j] < 0 ? count : parent[j];
    if (largest[above] < 0 || (size && size[j] > size[largest[above]])) largest[above] = j;
    sibling[j] = firstChild[above];
    firstChild[above] = j;
  }
  for (let above = 0; above <= count; above++) moveToEnd(above, largest[above], firstChild, sibling);
  const order = new Int32Array(count);
  let found = 0;
  let node = deepest(count, firstChild);
  while (node !== count) {
    order[found++] = node;
    if (sibling[node] >= 0) node = deepest(sibling[node], firstChild);
    else node = parent[node] < 0 ? count : parent[node];
  }
  return order;
}

function moveToEnd(above: number, child: number, firstChild: Int32Array, sibling: Int32Array): void {
  if (child < 0 || sibling[child] < 0) return;
  let before = -1;
  let last = -1;
  for (let j = firstChild[above]; j >= 0; j = sibling[j]) {
    if (sibling[j] === child) before = j;
    last = j;
  }
  if (before < 0) firstChild[above] = sibling[child];
  else sibling[before] = sibling[child];
  sibling[last] = child;
  sibling[child] = -1;
}

function deepest(node: number, firstChild: Int32Array): number {
  while (firstChild[node] >= 0) node = firstChild[node];
  return node;
}

/**
 * How many entries each column of the factor has, its diagonal included.
 *
 * Row i of the factor has an entry in every column of a subtree of the elimination tree, which is the union of the
 * paths from the entries of row i of the matrix up to i. Each path is counted up to where it meets the one before.
 *
 * @param order of the nodes in which every subtree is in one piece.
 */
export function columnCounts(
  { size, start, row }: LowerColumns,
  parent: Int32Array,
  order: Int32Array,
): Int32Array {
  const count = new Int32Array(size);
  // Where in the order each node's subtree begins: with that of its first child.
  const first = new Int32Array(size).fill(-1);
  for (let k = 0; k < size; k++) {
    const j = order[k];
    if (first[j] < 0) {
      first[j] = k;
      count[j] = 1;
    }
    const above = parent[j];
    if (above >= 0 && first[above] < 0) first[above] = first[j];
  }
  const lastFirst = new Int32Array(size).fill(-1);
  const lastLeaf = new Int32Array(size).fill(-1);
  const ancestor = new Int32Array(size);
  for (let j = 0; j < size; j++) ancestor[j] = j;
  for (const j of order) {
    if (parent[j] >= 0) count[parent[j]]--;
    for (let t = start[j]; t < start[j + 1]; t++) {
      const i = row[t];
      if (first[j] <= lastFirst[i]) continue;
      // Column j is a leaf of row i's subtree.
      lastFirst[i] = first[j];
      count[j]++;
      if (lastLeaf[i] >= 0) count[rootOf(lastLeaf[i], ancestor)]--;
      lastLeaf[i] = j;
    }
    if (parent[j] >= 0) ancestor[j] = parent[j];
  }
  for (let j = 0; j < size; j++) if (parent[j] >= 0) count[parent[j]] += count[j];
  return count;
}

/** The end of the path that begins at a node; leaves shorter paths behind. */
function rootOf(node: number, ancestor: Int32Array): number {
  let root = node;
  while (ancestor[root] !== root) root = ancestor[root];
  for (let j = node; j !== root;) {
    const above = ancestor[j];
    ancestor[j] = root;
    j = above;
  }
  return root;
}
