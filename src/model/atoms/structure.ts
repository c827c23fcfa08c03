/** Entries in another order or shape: index, slice, reshape, transpose, concatenate, stack, diagonals. */
import { MapBuilder, pick, pickAll } from "../affine.js";
import { OptNetError, formatShape, sizeOf } from "../../problem/errors.js";
import type { Node, Options, Shape } from "../node.js";
import { aroundAxis, requireAxis, requireShape, sameShape, shownShape } from "../shapes.js";
import { linearAtom } from "./linear.js";

/** What one axis keeps: one entry (the axis goes), a range, a list, or all. */
type Selection = number | readonly [from: number, to: number] | { readonly list: readonly number[] };

/** `[start, stop]` without stop, an index, or `"all"`; lists are `["list", …]`. */
function selectionsOf(x: Node, options: Options): Selection[] {
  const given = options.at as readonly (number | string | readonly (number | string)[])[];
  if (given.length > x.shape.length) {
    throw new OptNetError({
      field: "index",
      expected: `at most ${x.shape.length} indices`,
      got: `${given.length} for ${shownShape(x)}`,
      hint: "There is one for every axis; what is left out is taken whole.",
    });
  }
  return x.shape.map((length, axis) => {
    const one = given[axis] ?? "all";
    if (one === "all") return [0, length];
    if (typeof one === "number") return position(x, axis, one);
    const [first] = one as readonly (number | string)[];
    if (first === "list") {
      return { list: (one.slice(1) as unknown as number[]).map((index) => position(x, axis, index)) };
    }
    const [start, stop] = one as unknown as readonly [number, number];
    const [from, to] = [ranged(start, length), ranged(stop, length)];
    if (Number.isInteger(from) && Number.isInteger(to) && from < to) return [from, to];
    throw new OptNetError({
      field: "slice",
      expected: `a range of entries from 0 to ${length}, with at least one in it`,
      got: `[${start}, ${stop}] on axis ${axis} of ${shownShape(x)}`,
      hint: "[start, stop] has the entries from start to before stop; negative ones count from the end.",
    });
  });
}

function ranged(index: number, length: number): number {
  return Math.min(length, Math.max(0, index < 0 ? index + length : index));
}

function position(x: Node, axis: number, index: number): number {
  const length = x.shape[axis];
  if (Number.isInteger(index) && index >= -length && index < length)
    return index < 0 ? index + length : index;
  throw new OptNetError({
    field: "index",
    expected: `an entry from 0 to ${length - 1}, or from −${length} to −1 counted from the end`,
    got: `${index} on axis ${axis} of ${shownShape(x)}`,
    hint: "Entries are counted from 0; [start, stop] is a range, take([…]) a list.",
  });
}

function listOf(selection: Selection): number[] {
  if (typeof selection === "number") return [selection];
  if ("list" in selection) return [...selection.list];
  return Array.from({ length: selection[1] - selection[0] }, (_, i) => selection[0] + i);
}

export const index = linearAtom({
  name: "index",
  shapeOf: ([x], options) =>
    selectionsOf(x, options).flatMap((one) => (typeof one === "number" ? [] : [listOf(one).length])),
  maps([x], options) {
    const lists = selectionsOf(x, options).map(listOf);
    const columns = x.shape.at(-1) ?? 1;
    if (lists.length < 2) return [pick(Int32Array.from(lists[0] ?? [0]))];
    return [pick(Int32Array.from(lists[0].flatMap((i) => lists[1].map((j) => i * columns + j))))];
  },
  print([x], options) {
    const given = options.at as readonly (number | string | readonly (number | string)[])[];
    const parts = given.map((one) => {
      if (one === "all") return ":";
      if (typeof one === "number") return `${one}`;
      const [first, second] = one as readonly (number | string)[];
      return first === "list" ? `[${(one as readonly number[]).slice(1).join(", ")}]` : `${first}:${second}`;
    });
    return `${x.atom.binding === undefined ? String(x) : `(${x})`}[${parts.join(", ")}]`;
  },
});

export const reshape = linearAtom({
  name: "reshape",
  shapeOf([x], options) {
    const shape = requireShape("reshape", options.shape);
    if (sizeOf(shape) === x.size) return shape;
    throw new OptNetError({
      field: "reshape",
      expected: `a shape for ${x.size} numbers`,
      got: `${formatShape(shape)} for ${shownShape(x)}`,
      hint: "Entries are taken row by row, as NumPy does; CVXPY's reshape goes column by column unless told.",
    });
  },
  maps: ([x]) => [pickAll(x.size)],
});

export const transpose = linearAtom({
  name: "transpose",
  shapeOf: ([x]) => [...x.shape].reverse(),
  maps([x]) {
    if (x.shape.length < 2) return [pickAll(x.size)];
    const [rows, columns] = x.shape;
    return [pick(Int32Array.from({ length: x.size }, (_, k) => (k % rows) * columns + Math.floor(k / rows)))];
  },
});

export const concat = linearAtom({
  name: "concat",
  shapeOf(args, options) {
    const axis = requireAxis("concat", options.axis, args[0]);
    const others = (shape: Shape): number[] => shape.filter((_, i) => i !== axis);
    const odd = args.find(
      (arg) =>
        arg.shape.length !== args[0].shape.length || !sameShape(others(arg.shape), others(args[0].shape)),
    );
    if (odd !== undefined) throw unequal("concat", args[0], odd, ` but on axis ${axis}`);
    return args[0].shape.map((length, i) =>
      i === axis ? args.reduce((total, arg) => total + arg.shape[axis], 0) : length,
    );
  },
  maps(args, options, shape) {
    const axis = requireAxis("concat", options.axis, args[0]);
    const { outer, length, inner } = aroundAxis(shape, axis);
    let before = 0;
    return args.map((arg) => {
      const own = arg.shape[axis];
      const map = new MapBuilder();
      for (let o = 0; o < outer; o++) {
        for (let k = 0; k < length; k++) {
          for (let i = 0; i < inner; i++) {
            if (k >= before && k < before + own) map.push((o * own + k - before) * inner + i, 1);
            map.endRow();
          }
        }
      }
      before += own;
      return map.done();
    });
  },
  print: (args, options) => `concat([${args.join(", ")}]${options.axis === 0 ? "" : `, ${options.axis}`})`,
});

function unequal(name: string, first: Node, odd: Node, where: string): OptNetError {
  return new OptNetError({
    field: name,
    expected: `shapes that are equal${where}`,
    got: `${shownShape(first)} and ${shownShape(odd)}`,
    hint: "Use reshape to give a vector a second axis.",
  });
}

/** Along a new first axis. */
export const stack = linearAtom({
  name: "stack",
  shapeOf(args) {
    const odd = args.find((arg) => !sameShape(arg.shape, args[0].shape));
    if (odd !== undefined) throw unequal("stack", args[0], odd, "");
    return requireShape("stack", [args.length, ...args[0].shape]);
  },
  maps(args) {
    const { size } = args[0];
    return args.map((_, own) => {
      const map = new MapBuilder();
      for (let k = 0; k < args.length * size; k++) {
        if (Math.floor(k / size) === own) map.push(k % size, 1);
        map.endRow();
      }
      return map.done();
    });
  },
  print: (args) => `stack([${args.join(", ")}])`,
});

/** A vector's diagonal matrix, or a square matrix's diagonal. */
export const diag = linearAtom({
  name: "diag",
  shapeOf([x]) {
    if (x.shape.length === 1) return [x.shape[0], x.shape[0]];
    return [requireSquare("diag", x)];
  },
  maps([x]) {
    const n = x.shape[0];
    if (x.shape.length === 2) return [pick(Int32Array.from({ length: n }, (_, i) => i * n + i))];
    const map = new MapBuilder();
    for (let k = 0; k < n * n; k++) {
      if (k % (n + 1) === 0) map.push(k / (n + 1), 1);
      map.endRow();
    }
    return [map.done()];
  },
});

export const trace = linearAtom({
  name: "trace",
  shapeOf: ([x]) => (requireSquare("trace", x), []),
  maps([x]) {
    const n = x.shape[0];
    const map = new MapBuilder();
    for (let i = 0; i < n; i++) map.push(i * n + i, 1);
    return [map.endRow().done()];
  },
});

function requireSquare(name: string, x: Node): number {
  if (x.shape.length === 2 && x.shape[0] === x.shape[1]) return x.shape[0];
  throw new OptNetError({
    field: name,
    expected: name === "diag" ? "a vector or a square matrix" : "a square matrix",
    got: shownShape(x),
    hint: "Use reshape, or index to take a part.",
  });
}
