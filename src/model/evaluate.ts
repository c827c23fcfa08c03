/** The value of an expression, from those of its variables and parameters. */
import type { Node, PrimitiveAtom } from "./node.js";

/** What an expression without variables and parameters is worth. */
export function evaluate(node: Node): Float64Array {
  return evaluateAt(node, () => undefined, new Map());
}

/**
 * @param valueOf numbers of a variable or a parameter.
 * @param known values of nodes that are known already; those that are computed join them.
 */
export function evaluateAt(
  node: Node,
  valueOf: (leaf: Node) => Float64Array | undefined,
  known: Map<Node, Float64Array>,
): Float64Array {
  // Without recursion: sums that were built one by one are deep.
  const open: Node[] = [node];
  while (open.length > 0) {
    const next = open[open.length - 1];
    const parts = next.expansion ? [next.expansion] : next.args;
    const missing = parts.filter((part) => !known.has(part));
    if (known.has(next)) open.pop();
    else if (missing.length > 0) open.push(...missing);
    else {
      const values = parts.map((part) => known.get(part)!);
      const own = next.leaf && valueOf(next);
      known.set(
        next,
        own ?? (next.expansion ? values[0] : (next.atom as PrimitiveAtom).evaluate(values, next)),
      );
      open.pop();
    }
  }
  return known.get(node)!;
}
