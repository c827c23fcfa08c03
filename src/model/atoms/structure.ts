/** Entries in another order or shape: index, slice, reshape, transpose, concatenate, stack, diagonals. */
import { MapBuilder, pick, pickAll } from "../affine.js";
import { OptNetError, describe, formatShape, sizeOf } from "../../problem/errors.js";
import type { Node, Options, Shape } from "../node.js";
import { aroundAxis, requireAxis, requireShape, sameShape, shownShape } from "../shapes.js";
import { linearAtom } from "./linear.js";

/** What one axis keeps; of a single position the axis goes. */
interface Selection {
  readonly entries: readonly number[];
  readonly single: boolean;
}

/** For every axis a position, `[start, stop, step]` without stop, `["list", …]`, or `"all"`. */
function selectionsOf(x: Node, options: Options): Selection[] {
  const given = options.at as readonly unknown[];
  if (given.length > x.shape.length) {
    throw new OptNetError({
      field: "index",
      expected: `at most ${x.shape.length} indices`,
      got: `${given.length} for ${shownShape(x)}`,
      hint: "There is one for every axis; what is left out is taken whole.",
    });
  }
  return x.shape.map((length, axis) => {
    const one = axis < given.length ? given[axis] : "all";
    if (one === "all") return { entries: range(0, length, 1), single: false };
    if (!Array.isArray(one)) return { entries: [position(x, axis, one)], single: true };
    const [first, ...rest] = one as readonly unknown[];
    if (first !== "list") return { entries: rangeOf(x, axis, one), single: false };
    return { entries: rest.map((index) => position(x, axis, index)), single: false };
  });
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);
}

function rangeOf(x: Node, axis: number, given: readonly unknown[]): number[] {
  const length = x.shape[axis];
  const numbers = given.filter((one): one is number => Number.isSafeInteger(one));
  const [start, stop, step = 1] = numbers;
  if (numbers.length === given.length && (given.length === 2 || given.length === 3) && step > 0) {
    const entries = range(ranged(start, length), ranged(stop, length), step);
    if (entries.length > 0) return entries;
  }
  throw new OptNetError({
    field: "slice",
    expected: `[start, stop] or [start, stop, step] with at least one of the ${length} entries in it`,
    got: `[${given.map(written).join(", ")}] on axis ${axis} of ${shownShape(x)}`,
    hint: "It has the entries from start to before stop; negative ones count from the end, and a step is above 0. take([…]) picks in any order.",
  });
}

function written(value: unknown): string {
  return typeof value === "number" ? String(value) : describe(value);
}

function ranged(index: number, length: number): number {
  return Math.min(length, Math.max(0, index < 0 ? index + length : index));
}

function position(x: Node, axis: number, index: unknown): number {
  const length = x.shape[axis];
  if (Number.isSafeInteger(index)) {
    const at = (index as number) < 0 ? (index as number) + length : (index as number);
    if (at >= 0 && at < length) return at;
  }
  throw new OptNetError({
    field: "index",
    expected: `an entry from 0 to ${length - 1}, or from −${length} to −1 counted from the end`,
    got: `${written(index)} on axis ${axis} of ${shownShape(x)}`,
    hint: 'Entries are counted from 0; [start, stop] is a range, take([…]) a list, "all" the whole axis.',
  });
}

export const index = linearAtom({
  name: "index",
  shapeOf: ([x], options) =>
    selectionsOf(x, options).flatMap(({ entries, single }) => (single ? [] : [entries.length])),
  maps([x], options) {
    const lists = selectionsOf(x, options).map(({ entries }) => entries);
    const columns = x.shape.at(-1) ?? 1;
    if (lists.length < 2) return [pick(Int32Array.from(lists[0] ?? [0]))];
    return [pick(Int32Array.from(lists[0].flatMap((i) => lists[1].map((j) => i * columns + j))))];
  },
  print([x], options) {
    const given = options.at as readonly (number | string | readonly (number | string)[])[];
    const parts = given.map((one) => {
      if (one === "all") return ":";
      if (typeof one === "number") return `${one}`;
      const [first, ...rest] = one as readonly (number | string)[];
      return first === "list" ? `[${rest.join(", ")}]` : [first, ...rest].join(":");
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
