/**
 * The factorisation of a sparse symmetric matrix as a table, for many matrices of one pattern at a time: where the
 * numbers of each supernode's panel go, and from where in it what is subtracted from which others. There are no fronts;
 * each panel is worked on in place, right after those whose products it has got.
 */
import { countingSort } from "./pattern.js";
import type { Symbolic } from "./symbolic.js";

/** Panels begin where `Symbolic` has them, but are `[rows, width]` by rows. */
export interface EliminationProgram {
  /** Where each entry of the pattern goes. */
  readonly entryPlace: Int32Array;
  /** The entries that go to the panel of supernode s: `entryOf[entryStart[s]]` … `entryOf[entryStart[s + 1] − 1]`. */
  readonly entryStart: Int32Array;
  readonly entryOf: Int32Array;
  /** The supernode that each unknown is a column of. */
  readonly supernodeOf: Int32Array;
  /**
   * Where the entries (i, j), i ≥ j, of the lower triangle over the rows below supernode s go, from `targetStart[s]` on:
   * for every two columns j, j + 1 those of the triangle (j, j), (j + 1, j), (j + 1, j + 1), then for every two rows i,
   * i + 1 below it (i, j), (i + 1, j), (i, j + 1), (i + 1, j + 1), then what an odd last row has; then an odd last
   * column's.
   */
  readonly target: Int32Array;
  readonly targetStart: Int32Array;
  /** Numbers of the largest part of a panel that is below its supernode, or of the longest row of a panel. */
  readonly largestPart: number;
}

const made = new WeakMap<Symbolic, EliminationProgram>();

/** The same object for the same symbolic factorisation. */
export function eliminationProgram(symbolic: Symbolic): EliminationProgram {
  let program = made.get(symbolic);
  if (program === undefined) {
    program = makeProgram(symbolic);
    made.set(symbolic, program);
  }
  return program;
}

/** How many places the table of targets has. */
export function targetsOf({ supernodes: { count, rowStart } }: Symbolic): number {
  let targets = 0;
  for (let s = 0; s < count; s++) {
    const below = rowStart[s + 1] - rowStart[s];
    targets += (below * (below + 1)) / 2;
  }
  return targets;
}

function makeProgram(symbolic: Symbolic): EliminationProgram {
  const { count, first, rowStart } = symbolic.supernodes;
  const target = new Int32Array(targetsOf(symbolic));
  const targetStart = new Int32Array(count + 1);
  let largestPart = 0;
  for (let s = 0; s < count; s++) {
    const width = first[s + 1] - first[s];
    const below = rowStart[s + 1] - rowStart[s];
    largestPart = Math.max(largestPart, width * Math.max(1, below));
    targetStart[s + 1] = listTargets(placesBelow(symbolic, s), below, target, targetStart[s]);
  }
  const supernodeOf = symbolic.place.map((at) => symbolic.supernodes.ofColumn[at]);
  return { ...placesOfEntries(symbolic), supernodeOf, target, targetStart, largestPart };
}

function placesOfEntries({ lower, place, supernodes, panelStart, entryPlace }: Symbolic) {
  const { count, first, rowStart, ofColumn } = supernodes;
  const places = new Int32Array(entryPlace.length);
  const panelOf = new Int32Array(entryPlace.length);
  for (let i = 0; i < lower.rows; i++) {
    for (let k = lower.start[i]; k < lower.start[i + 1]; k++) {
      const s = ofColumn[Math.min(place[i], place[lower.index[k]])];
      const width = first[s + 1] - first[s];
      const rows = width + rowStart[s + 1] - rowStart[s];
      const at = entryPlace[k] - panelStart[s];
      places[k] = panelStart[s] + (at % rows) * width + Math.floor(at / rows);
      panelOf[k] = s;
    }
  }
  const entryOf = countingSort(undefined, panelOf, count);
  const entryStart = new Int32Array(count + 1);
  for (const s of panelOf) entryStart[s + 1]++;
  for (let s = 0; s < count; s++) entryStart[s + 1] += entryStart[s];
  return { entryPlace: places, entryStart, entryOf };
}

/** The place of every (i, j), i ≥ j, over the rows below supernode s: a square by rows. */
function placesBelow({ supernodes, rowOfParent, panelStart }: Symbolic, s: number): Int32Array {
  const { first, rowStart, row, parent } = supernodes;
  const start = rowStart[s];
  const below = rowStart[s + 1] - start;
  const places = new Int32Array(below * below);
  // Which row of the ancestor's front each row is, from one ancestor to the next.
  const rowOfFront = rowOfParent.slice(start, start + below);
  let j = 0;
  for (let above = parent[s]; j < below; above = parent[above]) {
    const width = first[above + 1] - first[above];
    for (; j < below && row[start + j] < first[above + 1]; j++) {
      for (let i = j; i < below; i++)
        places[i * below + j] = panelStart[above] + rowOfFront[i] * width + rowOfFront[j];
    }
    for (let i = j; i < below; i++) rowOfFront[i] = rowOfParent[rowStart[above] + rowOfFront[i] - width];
  }
  return places;
}

function listTargets(places: Int32Array, below: number, target: Int32Array, from: number): number {
  let at = from;
  const list = (i: number, j: number): void => {
    target[at++] = places[i * below + j];
  };
  const even = below - (below % 2);
  for (let j = 0; j < even; j += 2) {
    list(j, j);
    list(j + 1, j);
    list(j + 1, j + 1);
    for (let i = j + 2; i < even; i += 2) {
      list(i, j);
      list(i + 1, j);
      list(i, j + 1);
      list(i + 1, j + 1);
    }
    if (even === below) continue;
    list(even, j);
    list(even, j + 1);
  }
  if (even < below) list(even, even);
  return at;
}
