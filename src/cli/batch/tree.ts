/**
 * Sums over a batch that do not depend on how it was cut. Elements are summed in leaves of fixed size, leaves in a binary
 * tree over their numbers: whoever adds what, the same pairs are added.
 */

/** The sum over leaves `index · 2^level` to `(index + 1) · 2^level`, as far as there are leaves. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** The fewest nodes that together are the leaves `first` to `last` − 1 of a tree with this many. */
export function nodesOf(first: number, last: number, leaves: number): TreeNode[] {
  const found: TreeNode[] = [];
  const visit = (level: number, index: number): void => {
    const begin = index * 2 ** level;
    const end = Math.min(leaves, begin + 2 ** level);
    if (begin >= last || end <= first || begin >= end) return;
    if (first <= begin && end <= last) return void found.push({ level, index });
    visit(level - 1, 2 * index);
    visit(level - 1, 2 * index + 1);
  };
  visit(rootLevel(leaves), 0);
  return found;
}

function rootLevel(leaves: number): number {
  let level = 0;
  while (2 ** level < leaves) level++;
  return level;
}

/** Adds up nodes in any order; of two that belong together only their sum is kept. */
export class TreeSum {
  readonly #leaves: number;
  readonly #nodes = new Map<string, { readonly node: TreeNode; readonly sum: Float64Array }>();

  constructor(leaves: number) {
    this.#leaves = leaves;
  }

  add(node: TreeNode, sum: Float64Array): void {
    const root = rootLevel(this.#leaves);
    let { level, index } = node;
    let total = sum;
    while (level < root) {
      const sibling = index % 2 === 0 ? index + 1 : index - 1;
      // Without a sibling a node is all that there is of the one above.
      if (sibling * 2 ** level < this.#leaves) {
        const key = `${level} ${sibling}`;
        const other = this.#nodes.get(key);
        if (other === undefined) break;
        this.#nodes.delete(key);
        total = index < sibling ? added(total, other.sum) : added(other.sum, total);
      }
      level++;
      index = Math.floor(index / 2);
    }
    this.#nodes.set(`${level} ${index}`, { node: { level, index }, sum: total });
  }

  /** From the first leaf to the last. */
  get nodes(): { readonly node: TreeNode; readonly sum: Float64Array }[] {
    const begin = ({ level, index }: TreeNode): number => index * 2 ** level;
    return [...this.#nodes.values()].sort((a, b) => begin(a.node) - begin(b.node));
  }
}

function added(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, i) => value + right[i]);
}
