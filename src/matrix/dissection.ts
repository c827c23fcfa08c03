/**
 * Nested dissection: some unknowns, a separator, without which the others are two parts that no entry connects; then the
 * same in each part. A separator is eliminated after the parts that it separates, and none of them fills in the other.
 * Minimum degree, which looks at one unknown at a time, does not find the separators of large grids.
 *
 * Sources: George 1973, Nested dissection of a regular finite element mesh; Lipton, Rose & Tarjan 1979, Generalized nested
 * dissection.
 */
import type { Graph } from "./bisection.js";
import { bisect } from "./bisection.js";
import type { Pattern } from "./pattern.js";

/** Parts of so many unknowns are left to minimum degree. */
const SMALL = 200;
/** A separator that has more than this share of a part separates too little. */
const MOST_OF_PART = 0.25;
/** Unknowns with more neighbours than this, or than {@link DENSE_ROOTS} √n, are in everybody's way, and come last. */
const FEWEST_DENSE = 16;
const DENSE_ROOTS = 10;

interface Part {
  readonly graph: Graph;
  /** The unknown that every vertex is. */
  readonly unknown: Int32Array;
  readonly depth: number;
}

/**
 * @param lower the entries on and below the diagonal of a symmetric matrix.
 * @returns for every unknown a stage (minimumDegree of ordering.ts): 0 for parts, more for separators, the more the earlier
 *   they are found.
 */
export function separatorStages(lower: Pattern): Int32Array {
  // Depths of separators, 1 for the first; those of the parts that are left, and of dense unknowns, stay 0.
  const depths = new Int32Array(lower.rows);
  const { whole, dense } = graphOf(lower);
  const parts = [whole];
  let deepest = 0;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { graph, unknown, depth } = part;
    if (graph.size <= SMALL) continue;
    const side = separate(graph, bisect(graph));
    let separator = 0;
    for (const one of side) if (one === SEPARATOR) separator++;
    if (separator > MOST_OF_PART * graph.size) continue;
    deepest = Math.max(deepest, depth);
    for (let i = 0; i < side.length; i++) if (side[i] === SEPARATOR) depths[unknown[i]] = depth;
    for (const half of [0, 1]) parts.push(partOf(part, side, half));
  }
  const stages = depths.map((depth) => (depth === 0 ? 0 : deepest + 1 - depth));
  for (const i of dense) stages[i] = deepest + 1;
  return stages;
}

/** The graph of all unknowns that are not dense. */
function graphOf({ rows: size, start, index }: Pattern): { whole: Part; dense: number[] } {
  const degree = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (index[k] === i) continue;
      degree[i]++;
      degree[index[k]]++;
    }
  }
  const most = Math.max(FEWEST_DENSE, DENSE_ROOTS * Math.sqrt(size));
  const dense: number[] = [];
  const vertex = new Int32Array(size).fill(-1);
  const unknown = new Int32Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    if (degree[i] > most) {
      dense.push(i);
      continue;
    }
    vertex[i] = count;
    unknown[count++] = i;
  }
  const next = new Int32Array(count + 1);
  const edges = (act: (a: number, b: number) => void): void => {
    for (let i = 0; i < size; i++) {
      if (vertex[i] < 0) continue;
      for (let k = start[i]; k < start[i + 1]; k++) {
        const j = vertex[index[k]];
        if (j >= 0 && index[k] !== i) act(vertex[i], j);
      }
    }
  };
  edges((a, b) => {
    next[a + 1]++;
    next[b + 1]++;
  });
  for (let i = 0; i < count; i++) next[i + 1] += next[i];
  const starts = next.slice();
  const neighbour = new Int32Array(starts[count]);
  edges((a, b) => {
    neighbour[next[a]++] = b;
    neighbour[next[b]++] = a;
  });
  return {
    whole: { graph: unweighted(count, starts, neighbour), unknown: unknown.slice(0, count), depth: 1 },
    dense,
  };
}

function unweighted(size: number, start: Int32Array, neighbour: Int32Array): Graph {
  const ones = (length: number): Int32Array => new Int32Array(length).fill(1);
  return { size, start, neighbour, weight: ones(neighbour.length), load: ones(size) };
}

/** One half of a part, without the separator. */
function partOf({ graph, unknown, depth }: Part, side: Uint8Array, half: number): Part {
  const vertex = new Int32Array(graph.size);
  let size = 0;
  for (let i = 0; i < graph.size; i++) if (side[i] === half) vertex[i] = size++;
  const start = new Int32Array(size + 1);
  const neighbour = new Int32Array(graph.neighbour.length);
  const own = new Int32Array(size);
  let count = 0;
  for (let i = 0; i < graph.size; i++) {
    if (side[i] !== half) continue;
    own[vertex[i]] = unknown[i];
    for (let t = graph.start[i]; t < graph.start[i + 1]; t++) {
      if (side[graph.neighbour[t]] === half) neighbour[count++] = vertex[graph.neighbour[t]];
    }
    start[vertex[i] + 1] = count;
  }
  return { graph: unweighted(size, start, neighbour.slice(0, count)), unknown: own, depth: depth + 1 };
}

const SEPARATOR = 2;

/**
 * Of the vertices at both ends of the edges that are cut, the fewest that cover all of these edges: by a largest matching
 * (König 1931), in which every edge has one of them.
 *
 * @param side the halves; returned with the separator as a third.
 */
function separate({ size, start, neighbour }: Graph, side: Uint8Array): Uint8Array {
  // Partners in the matching.
  const mate = new Int32Array(size).fill(-1);
  const border: number[] = [];
  for (let i = 0; i < size; i++) {
    if (side[i] !== 0) continue;
    let isBorder = false;
    for (let t = start[i]; t < start[i + 1]; t++) {
      const j = neighbour[t];
      if (side[j] !== 1) continue;
      isBorder = true;
      if (mate[i] >= 0 || mate[j] >= 0) continue;
      mate[i] = j;
      mate[j] = i;
    }
    if (isBorder) border.push(i);
  }
  // Vertices of the other half that a search has come to, and from where.
  const reachedBy = new Int32Array(size).fill(-1);
  const touched: number[] = [];
  const queue = new Int32Array(border.length);
  /** Follows edges, and matched edges back, from vertices without a partner; to one of the other half without, if it can. */
  const search = (roots: readonly number[]): number => {
    let length = 0;
    for (const root of roots) queue[length++] = root;
    for (let k = 0; k < length; k++) {
      const i = queue[k];
      for (let t = start[i]; t < start[i + 1]; t++) {
        const j = neighbour[t];
        if (side[j] !== 1 || reachedBy[j] >= 0) continue;
        reachedBy[j] = i;
        touched.push(j);
        if (mate[j] < 0) return j;
        queue[length++] = mate[j];
      }
    }
    return -1;
  };
  for (const root of border) {
    if (mate[root] >= 0) continue;
    let end = search([root]);
    // Without a path, what was reached leads nowhere, for others too.
    if (end < 0) {
      touched.length = 0;
      continue;
    }
    while (end >= 0) {
      const i = reachedBy[end];
      const before = mate[i];
      mate[i] = end;
      mate[end] = i;
      end = before;
    }
    for (const j of touched) reachedBy[j] = -1;
    touched.length = 0;
  }
  // What cannot be reached of this half, and can be of the other one.
  const cover = side.slice();
  reachedBy.fill(-1);
  const roots = border.filter((i) => mate[i] < 0);
  search(roots);
  const isReached = new Uint8Array(size);
  for (const i of roots) isReached[i] = 1;
  for (const j of touched) {
    cover[j] = SEPARATOR;
    isReached[mate[j]] = 1;
  }
  for (const i of border) if (!isReached[i]) cover[i] = SEPARATOR;
  return cover;
}
