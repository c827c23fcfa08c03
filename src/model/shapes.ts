/** Shapes: how they go together, by NumPy's rules, and where entries are. */
import { OptNetError, formatShape, sizeOf } from "../problem/errors.js";
import type { Node, Shape } from "./node.js";

/** A sub-expression in a message. */
export function shown(node: { toString(): string }, most = 70): string {
  const text = String(node);
  return `\`${text.length <= most ? text : `${text.slice(0, most - 1)}…`}\``;
}

/** A sub-expression with its shape in a message. */
export function shownShape(node: Node): string {
  return `${shown(node)} of shape ${formatShape(node.shape)}`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/**
 * The shape that both are stretched to, from the last axis on: equal lengths stay, a length of 1 and an axis that is not
 * there are repeated. Undefined where they do not go together.
 */
export function broadcastShape(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const one = a[axis - rank + a.length] ?? 1;
    const other = b[axis - rank + b.length] ?? 1;
    if (one !== other && one !== 1 && other !== 1) return undefined;
    shape.push(one === 1 ? other : one);
  }
  return shape;
}

/** The common shape of arguments. @throws OptNetError where there is none. */
export function requireBroadcast(name: string, args: readonly Node[]): Shape {
  let shape = args[0].shape;
  for (const arg of args.slice(1)) {
    const common = broadcastShape(shape, arg.shape);
    if (common === undefined) {
      const first = args.find((other) => broadcastShape(other.shape, arg.shape) === undefined)!;
      throw new OptNetError({
        field: name,
        expected: "shapes that are equal from the last axis on, or 1 where they differ",
        got: `${shownShape(first)} and ${shownShape(arg)}`,
        hint: "As in NumPy: [3,2] goes with [3,2], [2], [1,2], [3,1] and a number. Use reshape or transpose.",
      });
    }
    shape = common;
  }
  return shape;
}

/** For every entry of `to`, the entry of `from` that is stretched there. */
export function broadcastIndex(from: Shape, to: Shape): Int32Array {
  const size = sizeOf(to);
  const index = new Int32Array(size);
  if (sameShape(from, to)) return index.map((_, i) => i);
  const [rows, columns] = asMatrix(to);
  const [ownRows, ownColumns] = asMatrix(from);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      index[i * columns + j] = (ownRows === 1 ? 0 : i) * ownColumns + (ownColumns === 1 ? 0 : j);
    }
  }
  return index;
}

/** Rows and columns, where a vector is one row. */
export function asMatrix(shape: Shape): readonly [number, number] {
  if (shape.length === 2) return [shape[0], shape[1]];
  return [1, shape[0] ?? 1];
}

/** Lengths before, on and behind an axis: entry (o, k, i) is at (o · length + k) · inner + i. */
export function aroundAxis(shape: Shape, axis: number): { outer: number; length: number; inner: number } {
  return {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis],
    inner: sizeOf(shape.slice(axis + 1)),
  };
}

/** An axis that may be counted from the end. @throws OptNetError for one that there is not. */
export function requireAxis(name: string, axis: unknown, node: Node): number {
  const rank = node.shape.length;
  if (typeof axis === "number" && Number.isInteger(axis) && axis >= -rank && axis < rank) {
    return axis < 0 ? axis + rank : axis;
  }
  throw new OptNetError({
    field: `${name}.axis`,
    expected: rank === 0 ? "no axis" : `an axis from 0 to ${rank - 1}`,
    got: `${String(axis)} for ${shownShape(node)}`,
    hint: rank === 0 ? "A single number has none." : "Axis 0 goes down the rows; −1 is the last one.",
  });
}

/** @throws OptNetError for what is no shape of at most two axes. */
export function requireShape(field: string, shape: unknown): Shape {
  const lengths: readonly unknown[] | undefined =
    typeof shape === "number" ? [shape] : Array.isArray(shape) ? shape : undefined;
  if (
    lengths !== undefined &&
    lengths.length <= 2 &&
    lengths.every((length) => Number.isSafeInteger(length) && (length as number) > 0)
  ) {
    return [...lengths] as number[];
  }
  throw new OptNetError({
    field,
    expected: "a length, [rows, columns], or [] for a single number",
    got: lengths === undefined ? String(shape) : `[${lengths.map(String).join(", ")}]`,
    hint: "Lengths are whole numbers above 0; there are at most two axes.",
  });
}
