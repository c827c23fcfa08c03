/**
 * In which order to eliminate the unknowns of a sparse symmetric matrix, so that its factors stay sparse: approximate
 * minimum degree, in memory proportional to the entries.
 *
 * Elimination is followed in a quotient graph. Its nodes are the variables that are left, and elements: an element is
 * an eliminated variable (or several) and stands for the clique that elimination makes of its neighbours, which are
 * listed once instead of joined pairwise. A variable is next to those in its own list, and to all that share an
 * element with it.
 *
 * Source: Amestoy, Davis & Duff 1996, An approximate minimum degree ordering algorithm.
 */
import type { Pattern } from "./pattern.js";

/**
 * @param lower the entries on and below the diagonal of a symmetric matrix; the diagonal makes no difference.
 * @param stages when each unknown may be eliminated: after all those of a lower stage, unless it makes no difference.
 * @returns the unknowns in the order of their elimination, the same for the same pattern.
 */
export function minimumDegree(lower: Pattern, stages?: Int32Array): Int32Array {
  const graph = new QuotientGraph(lower, stages ?? new Int32Array(lower.rows));
  while (graph.hasVariables()) graph.eliminateNext();
  return graph.order;
}

/** A variable with more neighbours than this, or than {@link DENSE_ROOTS} √n, waits until all others are eliminated. */
const FEWEST_DENSE = 16;
const DENSE_ROOTS = 10;

/** What a node is, beside a variable (0). An absorbed element, or a variable that is eliminated or merged, is gone. */
const ELEMENT = 1;
const GONE = 2;

class QuotientGraph {
  readonly order: Int32Array;
  #ordered = 0;
  /** Unknowns that are ordered, or kept for the end because they are dense. */
  #settled = 0;

  readonly #size: number;
  readonly #kind: Uint8Array;
  /** The list of node i: `#length[i]` nodes from `#start[i]` on. That of a variable begins with `#elements[i]` elements. */
  #lists: Int32Array;
  #listsEnd: number;
  readonly #start: Int32Array;
  readonly #length: Int32Array;
  readonly #elements: Int32Array;

  /** How many unknowns a variable stands for. Unknowns with the same neighbours become one variable. */
  readonly #weight: Int32Array;
  /** Those unknowns, as a list that begins with the variable's own. */
  readonly #nextMember: Int32Array;
  readonly #lastMember: Int32Array;

  /** Of a variable, a bound for the unknowns beside it; of an element, the number of its unknowns. */
  readonly #degree: Int32Array;
  /** Variables by degree, those that have to wait for their stage behind all others: doubly linked lists. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  #least = 0;
  readonly #stages: Int32Array;
  #stage = 0;

  /** When a node was last seen, by the clock. */
  readonly #seen: Int32Array;
  #clock = 0;
  /** Of an element that was seen: how many of its unknowns are not in the new element. */
  readonly #outside: Int32Array;
  /** Variables by a hash of their lists: the heads of lists that `#next` links. */
  readonly #bucket: Int32Array;
  readonly #hash: Int32Array;

  constructor(lower: Pattern, stages: Int32Array) {
    const size = lower.rows;
    const integers = (fill = 0): Int32Array => new Int32Array(size).fill(fill);
    this.#size = size;
    this.order = integers();
    this.#kind = new Uint8Array(size);
    this.#start = integers();
    this.#length = integers();
    this.#elements = integers();
    this.#weight = integers(1);
    this.#nextMember = integers(-1);
    this.#lastMember = integers();
    for (let i = 0; i < size; i++) this.#lastMember[i] = i;
    this.#degree = integers();
    this.#first = new Int32Array(2 * size).fill(-1);
    this.#stages = stages;
    this.#next = integers(-1);
    this.#previous = integers(-1);
    this.#seen = integers(-1);
    this.#outside = integers();
    this.#bucket = integers(-1);
    this.#hash = integers();
    this.#listsEnd = this.#countNeighbours(lower);
    this.#lists = new Int32Array(Math.ceil(1.2 * this.#listsEnd) + size);
    this.#listNeighbours(lower);
    this.#postponeDense();
    for (let i = 0; i < size; i++) if (this.#weight[i] > 0) this.#file(i, this.#degree[i]);
  }

  /** @returns how many neighbours all variables have together. */
  #countNeighbours({ rows, start, index }: Pattern): number {
    for (let i = 0; i < rows; i++) {
      for (let k = start[i]; k < start[i + 1]; k++) {
        if (index[k] === i) continue;
        this.#degree[i]++;
        this.#degree[index[k]]++;
      }
    }
    let total = 0;
    for (let i = 0; i < rows; i++) {
      this.#start[i] = total;
      total += this.#degree[i];
    }
    return total;
  }

  #listNeighbours({ rows, start, index }: Pattern): void {
    const append = (i: number, j: number): void => {
      this.#lists[this.#start[i] + this.#length[i]++] = j;
    };
    for (let i = 0; i < rows; i++) {
      for (let k = start[i]; k < start[i + 1]; k++) {
        if (index[k] === i) continue;
        append(i, index[k]);
        append(index[k], i);
      }
    }
  }

  /** A dense variable is next to nearly everything whatever is eliminated, and would only slow the search down. */
  #postponeDense(): void {
    const size = this.#size;
    const most = Math.max(FEWEST_DENSE, DENSE_ROOTS * Math.sqrt(size));
    let dense = 0;
    for (let i = size - 1; i >= 0; i--) {
      if (this.#degree[i] <= most) continue;
      this.#kind[i] = GONE;
      this.#weight[i] = 0;
      this.order[size - ++dense] = i;
    }
    this.#settled = dense;
  }

  hasVariables(): boolean {
    return this.#settled < this.#size;
  }

  eliminateNext(): void {
    const pivot = this.#takeLeast();
    const weight = this.#weight[pivot];
    this.#append(pivot);
    this.#formElement(pivot);
    this.#countOutside(pivot);
    this.#updateVariables(pivot);
    this.#settled += weight;
    this.#mergeVariables(pivot);
    this.#closeElement(pivot);
  }

  // Variables by degree.

  #file(i: number, degree: number): void {
    this.#degree[i] = degree;
    const list = this.#listOf(i);
    const head = this.#first[list];
    this.#next[i] = head;
    this.#previous[i] = -1;
    if (head >= 0) this.#previous[head] = i;
    this.#first[list] = i;
    if (list < this.#least) this.#least = list;
  }

  #listOf(i: number): number {
    return this.#stages[i] > this.#stage ? this.#size + this.#degree[i] : this.#degree[i];
  }

  #unfile(i: number): void {
    const next = this.#next[i];
    const previous = this.#previous[i];
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else this.#first[this.#listOf(i)] = next;
  }

  #takeLeast(): number {
    while (this.#first[this.#least] < 0) {
      if (++this.#least === this.#size) this.#nextStage();
    }
    const pivot = this.#first[this.#least];
    this.#unfile(pivot);
    return pivot;
  }

  /** All variables that are left have waited: those of the next stage need not any longer. */
  #nextStage(): void {
    const isLeft = (i: number): boolean => this.#kind[i] === 0 && this.#weight[i] > 0;
    let next = Infinity;
    for (let i = 0; i < this.#size; i++) if (isLeft(i)) next = Math.min(next, this.#stages[i]);
    for (let i = 0; i < this.#size; i++) if (isLeft(i) && this.#stages[i] === next) this.#unfile(i);
    this.#stage = next;
    for (let i = 0; i < this.#size; i++) {
      if (isLeft(i) && this.#stages[i] === next) this.#file(i, this.#degree[i]);
    }
  }

  /** The unknowns of a variable come next in the order. */
  #append(variable: number): void {
    for (let i = variable; i >= 0; i = this.#nextMember[i]) this.order[this.#ordered++] = i;
  }

  /** The pivot becomes an element of its neighbours, and absorbs the elements it was in. */
  #formElement(pivot: number): void {
    const elements = this.#elements[pivot];
    const length = this.#length[pivot];
    let most = length - elements;
    for (let k = 0; k < elements; k++) most += this.#length[this.#lists[this.#start[pivot] + k]];
    // A pivot in no element has its neighbours where they are to be.
    if (elements > 0) this.#makeRoom(most);
    const first = this.#start[pivot];
    const start = elements > 0 ? this.#listsEnd : first;
    this.#kind[pivot] = ELEMENT;
    this.#weight[pivot] = 0;
    this.#seen[pivot] = ++this.#clock;
    this.#degree[pivot] = 0;
    let end = start;
    for (let k = 0; k < elements; k++) {
      const element = this.#lists[first + k];
      const from = this.#start[element];
      end = this.#gather(pivot, from, from + this.#length[element], end);
      this.#kind[element] = GONE;
    }
    end = this.#gather(pivot, first + elements, first + length, end);
    if (elements > 0) this.#listsEnd = end;
    this.#start[pivot] = start;
    this.#length[pivot] = end - start;
  }

  /** Appends the variables of a list that are not in the new element yet. */
  #gather(pivot: number, from: number, to: number, end: number): number {
    const lists = this.#lists;
    for (let k = from; k < to; k++) {
      const i = lists[k];
      if (this.#weight[i] === 0 || this.#seen[i] === this.#clock) continue;
      this.#seen[i] = this.#clock;
      this.#degree[pivot] += this.#weight[i];
      this.#unfile(i);
      lists[end++] = i;
    }
    return end;
  }

  /** Of every element next to the new one: how many of its unknowns the new one lacks. */
  #countOutside(pivot: number): void {
    const lists = this.#lists;
    const end = this.#start[pivot] + this.#length[pivot];
    for (let k = this.#start[pivot]; k < end; k++) {
      const i = lists[k];
      const last = this.#start[i] + this.#elements[i];
      for (let t = this.#start[i]; t < last; t++) {
        const element = lists[t];
        if (this.#kind[element] !== ELEMENT) continue;
        if (this.#seen[element] !== this.#clock) {
          this.#seen[element] = this.#clock;
          this.#outside[element] = this.#degree[element];
        }
        this.#outside[element] -= this.#weight[i];
      }
    }
  }

  /**
   * Brings the lists of the new element's variables up to date, bounds their degrees, and eliminates those that are in
   * this element alone. Elements that lie within the new one are absorbed.
   */
  #updateVariables(pivot: number): void {
    const lists = this.#lists;
    const listEnd = this.#start[pivot] + this.#length[pivot];
    for (let k = this.#start[pivot]; k < listEnd; k++) {
      const i = lists[k];
      const start = this.#start[i];
      const firstVariable = start + this.#elements[i];
      const last = start + this.#length[i];
      let end = start;
      let degree = 0;
      let hash = pivot;
      for (let t = start; t < firstVariable; t++) {
        const element = lists[t];
        if (this.#kind[element] !== ELEMENT) continue;
        if (this.#outside[element] === 0) {
          this.#kind[element] = GONE;
          continue;
        }
        degree += this.#outside[element];
        hash += element;
        lists[end++] = element;
      }
      const elements = end - start;
      for (let t = firstVariable; t < last; t++) {
        const j = lists[t];
        // Those in the new element are reached through it.
        if (this.#weight[j] === 0 || this.#seen[j] === this.#clock) continue;
        degree += this.#weight[j];
        hash += j;
        lists[end++] = j;
      }
      if (end === start) {
        this.#eliminateWith(pivot, i);
        continue;
      }
      // The pivot, or an element it absorbed, has left the list: there is room for the new element.
      lists[end] = lists[start + elements];
      lists[start + elements] = pivot;
      this.#elements[i] = elements + 1;
      this.#length[i] = end + 1 - start;
      this.#degree[i] = Math.min(this.#degree[i], degree);
      this.#hash[i] = hash % this.#size;
      this.#next[i] = this.#bucket[this.#hash[i]];
      this.#bucket[this.#hash[i]] = i;
    }
  }

  /** Nothing new becomes a neighbour of anything when this variable follows the pivot. */
  #eliminateWith(pivot: number, variable: number): void {
    const weight = this.#weight[variable];
    this.#degree[pivot] -= weight;
    this.#settled += weight;
    this.#weight[variable] = 0;
    this.#kind[variable] = GONE;
    this.#append(variable);
  }

  /** Makes one variable of those that have the same elements and neighbours. */
  #mergeVariables(pivot: number): void {
    const lists = this.#lists;
    const end = this.#start[pivot] + this.#length[pivot];
    for (let k = this.#start[pivot]; k < end; k++) {
      if (this.#weight[lists[k]] === 0) continue;
      const bucket = this.#hash[lists[k]];
      let i = this.#bucket[bucket];
      this.#bucket[bucket] = -1;
      for (; i >= 0 && this.#next[i] >= 0; i = this.#next[i]) this.#mergeInto(i);
    }
  }

  /** Merges with variable i those after it in its bucket that are like it. */
  #mergeInto(i: number): void {
    const lists = this.#lists;
    const clock = ++this.#clock;
    const last = this.#start[i] + this.#length[i];
    for (let t = this.#start[i]; t < last; t++) this.#seen[lists[t]] = clock;
    let before = i;
    for (let j = this.#next[i]; j >= 0; j = this.#next[j]) {
      if (this.#isLike(i, j, clock)) {
        this.#weight[i] += this.#weight[j];
        this.#weight[j] = 0;
        this.#kind[j] = GONE;
        this.#nextMember[this.#lastMember[i]] = j;
        this.#lastMember[i] = this.#lastMember[j];
        this.#next[before] = this.#next[j];
      } else {
        before = j;
      }
    }
  }

  #isLike(i: number, j: number, clock: number): boolean {
    if (this.#length[j] !== this.#length[i] || this.#elements[j] !== this.#elements[i]) return false;
    const end = this.#start[j] + this.#length[j];
    for (let t = this.#start[j]; t < end; t++) if (this.#seen[this.#lists[t]] !== clock) return false;
    return true;
  }

  /** Files the variables that are left in the new element by their new degrees. */
  #closeElement(pivot: number): void {
    const lists = this.#lists;
    const start = this.#start[pivot];
    const last = start + this.#length[pivot];
    const left = this.#size - this.#settled;
    let end = start;
    for (let k = start; k < last; k++) {
      const i = lists[k];
      const weight = this.#weight[i];
      if (weight === 0) continue;
      lists[end++] = i;
      this.#file(i, Math.min(this.#degree[i] + this.#degree[pivot] - weight, left - weight));
    }
    this.#length[pivot] = end - start;
    if (end === start) this.#kind[pivot] = GONE;
    if (last === this.#listsEnd) this.#listsEnd = end;
  }

  /** Sees to it that so many nodes can be listed at the end, leaving out the lists that nobody needs. */
  #makeRoom(count: number): void {
    if (this.#listsEnd + count <= this.#lists.length) return;
    let live = 0;
    for (let i = 0; i < this.#size; i++) if (this.#kind[i] !== GONE) live += this.#length[i];
    const lists = new Int32Array(Math.max(this.#lists.length, live + count + this.#size));
    let end = 0;
    for (let i = 0; i < this.#size; i++) {
      if (this.#kind[i] === GONE) continue;
      const start = this.#start[i];
      this.#start[i] = end;
      for (let k = start; k < start + this.#length[i]; k++) lists[end++] = this.#lists[k];
    }
    this.#lists = lists;
    this.#listsEnd = end;
  }
}
