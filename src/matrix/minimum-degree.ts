/**
 * The pattern of the factor L of a sparse symmetric matrix, for an order of elimination that keeps it sparse.
 * Columns are numbered in that order.
 */
export interface Elimination {
  readonly size: number;
  /** The unknown that is eliminated at each place. */
  readonly order: Int32Array;
  /** The place of each unknown. */
  readonly place: Int32Array;
  /** Rows below the diagonal of column j: `rows[columnStart[j]]` … `rows[columnStart[j + 1] − 1]`, ascending. */
  readonly columnStart: Int32Array;
  readonly rows: Int32Array;
  /** Multiplications of one factorisation. */
  readonly flops: number;
}

/**
 * Minimum degree ordering: eliminates the unknown with the fewest neighbours, joins these to each other, and
 * repeats. Neighbours are bits of a row, so that a union takes one instruction per 32 unknowns.
 *
 * Source: Tinney & Walker 1967; George & Liu, The evolution of the minimum degree ordering algorithm, 1989.
 *
 * @param pairs unknowns that share a matrix entry, one pair (i, j) after the other.
 * @returns undefined as soon as a factorisation would take more than `flopLimit` multiplications.
 */
export function minimumDegree(
  size: number,
  pairs: readonly Int32Array[],
  flopLimit: number,
): Elimination | undefined {
  const words = (size + 31) >> 5;
  const adjacent = new Uint32Array(size * words);
  const set = (i: number, j: number): void => {
    adjacent[i * words + (j >> 5)] |= 1 << (j & 31);
  };
  for (const [rows, columns] of pairwise(pairs)) {
    for (let k = 0; k < rows.length; k++) {
      if (rows[k] === columns[k]) continue;
      set(rows[k], columns[k]);
      set(columns[k], rows[k]);
    }
  }
  const degree = new Int32Array(size);
  for (let i = 0; i < size; i++) degree[i] = countBits(adjacent, i * words, words);

  const order = new Int32Array(size);
  const place = new Int32Array(size).fill(-1);
  const patterns: Int32Array[] = [];
  let flops = 0;
  for (let step = 0; step < size; step++) {
    const pivot = leastOf(degree, place);
    order[step] = pivot;
    place[pivot] = step;
    const pattern = bitsOf(adjacent, pivot * words, words, degree[pivot]);
    patterns.push(pattern);
    flops += 1 + pattern.length * (pattern.length + 3);
    if (flops > flopLimit) return undefined;
    const full = pattern.length === size - step - 1;
    for (const neighbour of pattern) {
      const row = neighbour * words;
      if (full) {
        // All that are left are neighbours of each other already.
        degree[neighbour]--;
      } else {
        for (let w = 0; w < words; w++) adjacent[row + w] |= adjacent[pivot * words + w];
        adjacent[row + (neighbour >> 5)] &= ~(1 << (neighbour & 31));
      }
      adjacent[row + (pivot >> 5)] &= ~(1 << (pivot & 31));
      if (!full) degree[neighbour] = countBits(adjacent, row, words);
    }
  }
  return inPlaces(size, order, place, patterns, flops / 2);
}

function* pairwise(pairs: readonly Int32Array[]): Generator<[Int32Array, Int32Array]> {
  for (let k = 0; k < pairs.length; k += 2) yield [pairs[k], pairs[k + 1]];
}

function leastOf(degree: Int32Array, place: Int32Array): number {
  let best = -1;
  for (let i = 0; i < degree.length; i++) {
    if (place[i] < 0 && (best < 0 || degree[i] < degree[best])) best = i;
  }
  return best;
}

function countBits(words: Uint32Array, start: number, length: number): number {
  let count = 0;
  for (let w = start; w < start + length; w++) {
    let x = words[w];
    if (x === 0) continue;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    count += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

function bitsOf(words: Uint32Array, start: number, length: number, count: number): Int32Array {
  const bits = new Int32Array(count);
  let found = 0;
  for (let w = 0; w < length; w++) {
    for (let x = words[start + w]; x !== 0; x &= x - 1) {
      bits[found++] = 32 * w + 31 - Math.clz32(x & -x);
    }
  }
  return bits;
}

function inPlaces(
  size: number,
  order: Int32Array,
  place: Int32Array,
  patterns: readonly Int32Array[],
  flops: number,
): Elimination {
  const columnStart = new Int32Array(size + 1);
  patterns.forEach((pattern, j) => (columnStart[j + 1] = columnStart[j] + pattern.length));
  const rows = new Int32Array(columnStart[size]);
  patterns.forEach((pattern, j) => {
    rows.set(pattern.map((unknown) => place[unknown]).sort(), columnStart[j]);
  });
  return { size, order, place, columnStart, rows, flops };
}
