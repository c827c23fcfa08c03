/**
 * Sums over leaves in an order that depends on their numbers alone. Node (level, index) is the sum of nodes
 * (level − 1, 2 index) and (level − 1, 2 index + 1); a node without a right neighbour goes up as it is. Rounding makes
 * sums depend on their order: with this one, it does not matter who computed a leaf, or when it came.
 */
export class TreeSum {
  readonly #leaves: number;
  /** Nodes that wait for their neighbours, by level and index. */
  readonly #waiting = new Map<string, Float64Array>();
  #added = 0;
  #sum: Float64Array | undefined;

  constructor(leaves: number) {
    this.#leaves = leaves;
  }

  /** Every leaf is added once, in any order; its numbers are taken over. */
  add(leaf: number, numbers: Float64Array): void {
    this.#added++;
    let [level, index, node, count] = [0, leaf, numbers, this.#leaves];
    for (; count > 1; level++, index >>= 1, count = (count + 1) >> 1) {
      const neighbour = index ^ 1;
      if (neighbour >= count) continue;
      const key = `${level} ${neighbour}`;
      const other = this.#waiting.get(key);
      if (other === undefined) {
        this.#waiting.set(`${level} ${index}`, node);
        return;
      }
      this.#waiting.delete(key);
      node = sumOf(index < neighbour ? node : other, index < neighbour ? other : node);
    }
    this.#sum = node;
  }

  /** The sum over all leaves; undefined until the last has come. */
  get sum(): Float64Array | undefined {
    return this.#added === this.#leaves ? this.#sum : undefined;
  }
}

function sumOf(left: Float64Array, right: Float64Array): Float64Array {
  for (let i = 0; i < left.length; i++) left[i] += right[i];
  return left;
}
