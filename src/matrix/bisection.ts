/**
 * Halves a graph so that few edges run between its halves: on a coarse copy of it, in which vertices that belong together
 * are one; then finer copy by finer copy, on each of which vertices at the border change sides where that cuts fewer edges.
 *
 * Nothing is left to chance: the same graph has the same halves.
 *
 * Sources: Karypis & Kumar 1998, A fast and high quality multilevel scheme for partitioning irregular graphs; Fiduccia &
 * Mattheyses 1982, A linear-time heuristic for improving network partitions.
 */

/** Undirected. Vertex i has the neighbours `neighbour[start[i]]` … `neighbour[start[i + 1] − 1]`, by edges of these weights. */
export interface Graph {
  readonly size: number;
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
  readonly weight: Int32Array;
  /** How many vertices of the original each stands for. */
  readonly load: Int32Array;
}

/** Graphs of no more vertices are halved directly. */
const COARSE = 100;
/** A copy that has more of the vertices than this share is not worth making another. */
const COARSER = 0.9;
/** The share of all that a half may have. */
const LARGER_HALF = 0.56;

/** @returns the half, 0 or 1, of every vertex. */
export function bisect(graph: Graph): Uint8Array {
  const graphs = [graph];
  const maps: Int32Array[] = [];
  const most = Math.ceil((1.5 * total(graph.load)) / COARSE);
  for (let fine = graph; fine.size > COARSE; fine = graphs[graphs.length - 1]) {
    const { map, size } = match(fine, most);
    if (size > COARSER * fine.size) break;
    maps.push(map);
    graphs.push(contract(fine, map, size));
  }
  let side = grow(graphs[graphs.length - 1]);
  for (let level = graphs.length - 2; level >= 0; level--) {
    const coarse = side;
    side = Uint8Array.from(maps[level], (vertex) => coarse[vertex]);
    new Refinement(graphs[level], side).run();
  }
  return side;
}

function total(values: Int32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** A step by which one comes through all of `size` in an order without any pattern. */
function strideFor(size: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(0.6180339887498949 * size));
  while (divisor(size, stride) !== 1) stride++;
  return stride;
}

/** Pairs vertices with the neighbour to which the heaviest edge leads. */
function match({ size, start, neighbour, weight, load }: Graph, most: number) {
  const map = new Int32Array(size).fill(-1);
  const stride = strideFor(size);
  let count = 0;
  for (let k = 0, i = 0; k < size; k++, i = (i + stride) % size) {
    if (map[i] >= 0) continue;
    let best = -1;
    let heaviest = 0;
    for (let t = start[i]; t < start[i + 1]; t++) {
      const j = neighbour[t];
      if (map[j] >= 0 || load[i] + load[j] > most) continue;
      if (weight[t] > heaviest || (weight[t] === heaviest && load[j] < load[best])) {
        heaviest = weight[t];
        best = j;
      }
    }
    map[i] = count;
    if (best >= 0) map[best] = count;
    count++;
  }
  return { map, size: count };
}

/** The graph in which vertices with the same number are one, and edges between the same two as well. */
function contract(fine: Graph, map: Int32Array, size: number): Graph {
  const members = new Int32Array(2 * size).fill(-1);
  const load = new Int32Array(size);
  for (let i = 0; i < fine.size; i++) {
    const own = map[i];
    members[2 * own + (members[2 * own] < 0 ? 0 : 1)] = i;
    load[own] += fine.load[i];
  }
  const start = new Int32Array(size + 1);
  const neighbour = new Int32Array(fine.neighbour.length);
  const weight = new Int32Array(fine.neighbour.length);
  const place = new Int32Array(size).fill(-1);
  let count = 0;
  for (let own = 0; own < size; own++) {
    const first = count;
    for (let k = 2 * own; k < 2 * own + 2 && members[k] >= 0; k++) {
      for (let t = fine.start[members[k]]; t < fine.start[members[k] + 1]; t++) {
        const other = map[fine.neighbour[t]];
        if (other === own) continue;
        if (place[other] < first) {
          place[other] = count;
          neighbour[count] = other;
          weight[count++] = fine.weight[t];
        } else {
          weight[place[other]] += fine.weight[t];
        }
      }
    }
    start[own + 1] = count;
  }
  return { size, start, neighbour: neighbour.slice(0, count), weight: weight.slice(0, count), load };
}

/** Vertices from which a half is grown in the coarsest graph. */
const TRIALS = 6;

/** The best of some halves, each all that is nearest to one vertex. */
function grow(graph: Graph): Uint8Array {
  const { size, start, neighbour, load } = graph;
  const half = total(load) / 2;
  let best = new Uint8Array(size);
  let least = Infinity;
  for (let trial = 0; trial < Math.min(TRIALS, size); trial++) {
    const side = new Uint8Array(size).fill(1);
    const queue = new Int32Array(size);
    const isQueued = new Uint8Array(size);
    let [known, unseen] = [0, 0];
    const add = (vertex: number): void => {
      if (isQueued[vertex]) return;
      isQueued[vertex] = 1;
      queue[known++] = vertex;
    };
    add(Math.floor((trial * size) / TRIALS));
    for (let k = 0, grown = 0; k < size; k++) {
      // What the others are not connected with.
      while (k === known) add(unseen++);
      const vertex = queue[k];
      if (grown + load[vertex] > half) break;
      side[vertex] = 0;
      grown += load[vertex];
      for (let t = start[vertex]; t < start[vertex + 1]; t++) add(neighbour[t]);
    }
    const cut = new Refinement(graph, side).run();
    if (cut < least) {
      least = cut;
      best = side;
    }
  }
  return best;
}

/** Moves in a row that make nothing better, after which a pass ends; and passes. */
const PATIENCE = 80;
const PASSES = 6;
/** A vertex that is not filed, because no edge of its own is cut; and one that has moved in this pass. */
const INSIDE = -1;
const MOVED = -2;

/** Lets vertices change sides, those that help the most first, each once in a pass; what did not help is taken back. */
class Refinement {
  readonly #graph: Graph;
  readonly #side: Uint8Array;
  readonly #loads = [0, 0];
  readonly #most: number;
  /** How many edges fewer are cut when a vertex moves. */
  readonly #gain: Int32Array;
  /** Vertices at the border by their gain, side by side: doubly linked lists. */
  readonly #range: number;
  readonly #first: readonly Int32Array[];
  readonly #top = [0, 0];
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #list: Int32Array;
  #cut = 0;

  constructor(graph: Graph, side: Uint8Array) {
    const { size, start, weight, load } = graph;
    this.#graph = graph;
    this.#side = side;
    for (let i = 0; i < size; i++) this.#loads[side[i]] += load[i];
    this.#most = LARGER_HALF * (this.#loads[0] + this.#loads[1]);
    let range = 0;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let t = start[i]; t < start[i + 1]; t++) sum += weight[t];
      if (sum > range) range = sum;
    }
    this.#range = range;
    this.#gain = new Int32Array(size);
    this.#first = [0, 1].map(() => new Int32Array(2 * range + 1));
    this.#next = new Int32Array(size);
    this.#previous = new Int32Array(size);
    this.#list = new Int32Array(size);
  }

  /** @returns the weight of the edges that are cut. */
  run(): number {
    for (let pass = 0; pass < PASSES; pass++) if (!this.#pass()) break;
    return this.#cut;
  }

  /** @returns whether it made anything better. */
  #pass(): boolean {
    this.#fileBorder();
    const before = this.#cut;
    const beforeLoad = this.#larger;
    let least = before;
    let leastLoad = beforeLoad;
    const moved: number[] = [];
    let kept = 0;
    while (moved.length - kept < PATIENCE) {
      const vertex = this.#takeBest();
      if (vertex < 0) break;
      this.#move(vertex);
      moved.push(vertex);
      const fits = this.#larger <= this.#most;
      const fitted = leastLoad <= this.#most;
      const isBetter = this.#cut < least || (this.#cut === least && this.#larger < leastLoad);
      if (fits === fitted ? (fits ? isBetter : this.#larger < leastLoad) : fits) {
        least = this.#cut;
        leastLoad = this.#larger;
        kept = moved.length;
      }
    }
    const { load } = this.#graph;
    for (let k = kept; k < moved.length; k++) {
      const from = this.#side[moved[k]];
      this.#side[moved[k]] = 1 - from;
      this.#loads[from] -= load[moved[k]];
      this.#loads[1 - from] += load[moved[k]];
    }
    this.#cut = least;
    return least < before || leastLoad < beforeLoad;
  }

  get #larger(): number {
    return Math.max(this.#loads[0], this.#loads[1]);
  }

  #fileBorder(): void {
    const { size, start, neighbour, weight } = this.#graph;
    const side = this.#side;
    this.#cut = 0;
    for (const list of this.#first) list.fill(-1);
    this.#top.fill(0);
    for (let i = 0; i < size; i++) {
      let gain = 0;
      let isBorder = false;
      for (let t = start[i]; t < start[i + 1]; t++) {
        const isCut = side[neighbour[t]] !== side[i];
        gain += isCut ? weight[t] : -weight[t];
        if (isCut) {
          isBorder = true;
          this.#cut += weight[t];
        }
      }
      this.#gain[i] = gain;
      this.#list[i] = INSIDE;
      if (isBorder) this.#file(i);
    }
    this.#cut /= 2;
  }

  #file(i: number): void {
    const own = this.#side[i];
    const list = this.#gain[i] + this.#range;
    const head = this.#first[own][list];
    this.#list[i] = list;
    this.#next[i] = head;
    this.#previous[i] = -1;
    if (head >= 0) this.#previous[head] = i;
    this.#first[own][list] = i;
    if (list > this.#top[own]) this.#top[own] = list;
  }

  #unfile(i: number): void {
    const next = this.#next[i];
    const previous = this.#previous[i];
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else this.#first[this.#side[i]][this.#list[i]] = next;
  }

  /** The vertex with the largest gain for which there is room on the other side; −1 where there is none. */
  #takeBest(): number {
    let best = -1;
    for (const own of this.#loads[0] >= this.#loads[1] ? [0, 1] : [1, 0]) {
      const first = this.#first[own];
      while (this.#top[own] > 0 && first[this.#top[own]] < 0) this.#top[own]--;
      const vertex = first[this.#top[own]];
      if (vertex < 0) continue;
      const isRoom =
        this.#loads[1 - own] + this.#graph.load[vertex] <= Math.max(this.#most, this.#loads[own]);
      if (isRoom && (best < 0 || this.#gain[vertex] > this.#gain[best])) best = vertex;
    }
    if (best >= 0) this.#unfile(best);
    return best;
  }

  #move(vertex: number): void {
    const { start, neighbour, weight, load } = this.#graph;
    const side = this.#side;
    const from = side[vertex];
    this.#list[vertex] = MOVED;
    this.#cut -= this.#gain[vertex];
    this.#loads[from] -= load[vertex];
    this.#loads[1 - from] += load[vertex];
    side[vertex] = 1 - from;
    for (let t = start[vertex]; t < start[vertex + 1]; t++) {
      const j = neighbour[t];
      const change = side[j] === from ? 2 * weight[t] : -2 * weight[t];
      if (this.#list[j] >= 0) this.#unfile(j);
      this.#gain[j] += change;
      if (this.#list[j] !== MOVED) this.#file(j);
    }
  }
}
