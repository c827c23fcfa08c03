/**
 * All that the pattern of a sparse symmetric matrix decides about its factors L D Lᵀ: the order of elimination, how
 * much work and memory they take, and where everything is. Found once per pattern.
 *
 * Numbers are factored by the multifrontal method (multifrontal.ts). The front of a supernode is a dense symmetric
 * matrix over its columns and the rows below them. Its first part, the panel, becomes columns of L and stays; what is
 * left, the update, is added to the front of the supernode's parent, and its memory is used again.
 *
 * Source: Liu 1992, The multifrontal method for sparse matrix solution.
 */
import { separatorStages } from "./dissection.js";
import type { LowerColumns } from "./elimination-tree.js";
import { columnCounts, eliminationTree, lowerColumns, postorder } from "./elimination-tree.js";
import { minimumDegree } from "./ordering.js";
import type { Pattern } from "./pattern.js";
import type { Supernodes } from "./supernodes.js";
import { findSupernodes } from "./supernodes.js";

/** What can be told before there are any supernodes. */
export interface Prediction {
  readonly size: number;
  /** Multiplications of one factorisation. */
  readonly flops: number;
  /** Entries of L, its diagonal included. */
  readonly entries: number;
}

export interface Symbolic extends Prediction {
  /** The pattern of the matrix, on and below its diagonal. */
  readonly lower: Pattern;
  /** The unknown that is eliminated at each place, and the place of each unknown. */
  readonly order: Int32Array;
  readonly place: Int32Array;
  readonly supernodes: Supernodes;
  /** The first child of each supernode, −1 where it has none. */
  readonly firstChild: Int32Array;
  /** For every row below a supernode, as `supernodes.row` has them: which row of the parent's front it is. */
  readonly rowOfParent: Int32Array;
  /**
   * The panel of supernode s begins here: its columns one after the other, each with all rows of the front. The last
   * number is how many numbers all panels have.
   */
  readonly panelStart: Int32Array;
  /** Where each entry of `lower` goes among the numbers of the panels. */
  readonly entryPlace: Int32Array;
  /** Where the update of supernode s begins, a square by columns; and how many numbers all have that exist at once. */
  readonly updateStart: Int32Array;
  readonly updateNumbers: number;
  /** Rows of the largest front. */
  readonly largestFront: number;
  /** Bytes that one set of factors takes, work space included. */
  readonly bytes: number;
}

interface Elimination extends Prediction {
  readonly order: Int32Array;
  readonly parent: Int32Array;
  readonly count: Int32Array;
}

interface Known {
  readonly elimination: Elimination;
  symbolic?: Symbolic;
}

/** What is known of the patterns that somebody still has. */
const known = new WeakMap<Pattern, Known>();

/** Places of numbers must be whole numbers of 32 bits. */
const MOST_NUMBERS = 2 ** 31 - 1;

/**
 * How much work and memory the factors of a symmetric matrix take.
 *
 * @param lower where the matrix has entries on and below its diagonal.
 */
export function predict(lower: Pattern): Prediction {
  return knownOf(lower).elimination;
}

/**
 * The symbolic factorisation of a symmetric matrix; the same object for the same pattern.
 *
 * @param lower where the matrix has entries on and below its diagonal.
 * @param mostFlops undefined is returned where a factorisation takes more multiplications, or too much memory to be
 *   addressed, and before any of it is taken.
 */
export function analyse(lower: Pattern, mostFlops = Infinity): Symbolic | undefined {
  const of = knownOf(lower);
  if (of.elimination.flops > mostFlops) return undefined;
  if (of.symbolic === undefined) {
    const symbolic = layOut(lower, of.elimination);
    if (symbolic === undefined) return undefined;
    of.symbolic = symbolic;
  }
  return of.symbolic;
}

function knownOf(lower: Pattern): Known {
  let of = known.get(lower);
  if (of === undefined) {
    of = { elimination: eliminationOf(lower) };
    known.set(lower, of);
  }
  return of;
}

/** Multiplications for every entry of the matrix from which on it is worth looking for separators. */
const MANY = 1000;
/** The share of all entries of a factor from which on it has none. */
const FULL = 1 / 8;

/** In the better one of two orders. */
function eliminationOf(lower: Pattern): Elimination {
  const byDegree = eliminate(lower, minimumDegree(lower));
  const isFull = byDegree.entries > (FULL / 2) * lower.rows ** 2;
  if (isFull || byDegree.flops < MANY * lower.index.length) return byDegree;
  const dissected = eliminate(lower, minimumDegree(lower, separatorStages(lower)));
  return dissected.flops < byDegree.flops ? dissected : byDegree;
}

function eliminate(lower: Pattern, order: Int32Array): Elimination {
  const columns = lowerColumns(lower, inverse(order));
  const parent = eliminationTree(columns);
  const count = columnCounts(columns, parent, postorder(parent));
  // The same elimination, renumbered so that supernodes and subtrees are in one piece.
  const final = postorder(parent, count);
  const at = inverse(final);
  let flops = 0;
  let entries = 0;
  for (const rows of count) {
    flops += (1 + (rows - 1) * (rows + 2)) / 2;
    entries += rows;
  }
  const [orders, parents, counts] = [0, 1, 2].map(() => new Int32Array(final.length));
  for (let k = 0; k < final.length; k++) {
    const j = final[k];
    orders[k] = order[j];
    parents[k] = parent[j] < 0 ? -1 : at[parent[j]];
    counts[k] = count[j];
  }
  return { size: lower.rows, flops, entries, order: orders, parent: parents, count: counts };
}

function inverse(order: Int32Array): Int32Array {
  const place = new Int32Array(order.length);
  for (let k = 0; k < order.length; k++) place[order[k]] = k;
  return place;
}

function layOut(
  lower: Pattern,
  { size, flops, entries, order, parent, count }: Elimination,
): Symbolic | undefined {
  const place = inverse(order);
  const columns = lowerColumns(lower, place);
  const supernodes = findSupernodes(columns, parent, count);
  const { first, rowStart } = supernodes;
  const panelStart = new Int32Array(supernodes.count + 1);
  let numbers = 0;
  let largestFront = 0;
  for (let s = 0; s < supernodes.count; s++) {
    const width = first[s + 1] - first[s];
    const rows = width + rowStart[s + 1] - rowStart[s];
    largestFront = Math.max(largestFront, rows);
    numbers += width * rows;
    if (numbers > MOST_NUMBERS) return undefined;
    panelStart[s + 1] = numbers;
  }
  const firstChild = firstChildren(supernodes);
  const stack = layOutUpdates(supernodes, firstChild);
  if (stack.updateNumbers > MOST_NUMBERS) return undefined;
  return {
    ...{ size, flops, entries, lower, order, place, supernodes, panelStart, largestFront },
    firstChild,
    ...stack,
    rowOfParent: rowsOfParents(supernodes),
    entryPlace: placesOfEntries(lower, columns, place, supernodes, panelStart),
    bytes: 8 * (numbers + stack.updateNumbers + 2 * size + largestFront),
  };
}

/** The first child of every supernode, −1 where it has none. */
function firstChildren({ count, parent }: Supernodes): Int32Array {
  const firstChild = new Int32Array(count).fill(-1);
  for (let s = count - 1; s >= 0; s--) if (parent[s] >= 0) firstChild[parent[s]] = s;
  return firstChild;
}

/**
 * Two stacks of updates, of even and of odd depth in the tree. An update begins with that of the first child, to which
 * it is added at once, as those of the other children are; so there is one at a time of however many children. A
 * child's is the last of one stack when it is added, its parent's is on the other: nothing needs to be moved.
 */
function layOutUpdates(
  { count, parent, rowStart }: Supernodes,
  firstChild: Int32Array,
): Pick<Symbolic, "updateStart" | "updateNumbers"> {
  const odd = new Uint8Array(count);
  for (let s = count - 1; s >= 0; s--) if (parent[s] >= 0) odd[s] = 1 - odd[parent[s]];
  const start = new Float64Array(count);
  const top = [0, 0];
  const most = [0, 0];
  const push = (s: number): void => {
    const stack = odd[s];
    start[s] = top[stack];
    top[stack] += (rowStart[s + 1] - rowStart[s]) ** 2;
    most[stack] = Math.max(most[stack], top[stack]);
  };
  for (let s = 0; s < count; s++) {
    if (firstChild[s] < 0) push(s);
    if (parent[s] >= 0 && firstChild[parent[s]] === s) push(parent[s]);
    top[odd[s]] = start[s];
  }
  const updateStart = new Int32Array(count);
  for (let s = 0; s < count; s++) updateStart[s] = odd[s] === 1 ? most[0] + start[s] : start[s];
  return { updateStart, updateNumbers: most[0] + most[1] };
}

function rowsOfParents({ count, first, parent, rowStart, row }: Supernodes): Int32Array {
  const rows = new Int32Array(row.length);
  for (let s = 0; s < count; s++) {
    const above = parent[s];
    if (above < 0) continue;
    const width = first[above + 1] - first[above];
    let at = rowStart[above];
    for (let k = rowStart[s]; k < rowStart[s + 1]; k++) {
      if (row[k] < first[above + 1]) {
        rows[k] = row[k] - first[above];
      } else {
        while (row[at] < row[k]) at++;
        rows[k] = width + at - rowStart[above];
      }
    }
  }
  return rows;
}

function placesOfEntries(
  { rows: size, start, index }: Pattern,
  columns: LowerColumns,
  place: Int32Array,
  { count, first, ofColumn, rowStart, row }: Supernodes,
  panelStart: Int32Array,
): Int32Array {
  const places = new Int32Array(index.length);
  const rowOfFront = new Int32Array(size);
  const columnStart = new Int32Array(size);
  for (let s = 0; s < count; s++) {
    const width = first[s + 1] - first[s];
    const rows = width + rowStart[s + 1] - rowStart[s];
    for (let k = rowStart[s]; k < rowStart[s + 1]; k++) rowOfFront[row[k]] = width + k - rowStart[s];
    for (let j = first[s]; j < first[s + 1]; j++) {
      rowOfFront[j] = j - first[s];
      columnStart[j] = panelStart[s] + (j - first[s]) * rows;
    }
    for (let j = first[s]; j < first[s + 1]; j++) {
      for (let t = columns.start[j]; t < columns.start[j + 1]; t++) {
        places[columns.entry[t]] = columnStart[j] + rowOfFront[columns.row[t]];
      }
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (index[k] === i) places[k] = columnStart[place[i]] + place[i] - first[ofColumn[place[i]]];
    }
  }
  return places;
}
