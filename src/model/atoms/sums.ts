/** Sums along axes: sum, cumulative sum, differences. */
import { MapBuilder } from "../affine.js";
import { OptNetError } from "../../problem/errors.js";
import type { Node, Options } from "../node.js";
import { aroundAxis, requireAxis, shownShape } from "../shapes.js";
import { linearAtom } from "./linear.js";

/** Axes that a reduction leaves. */
export function reducedShape(name: string, x: Node, { axis }: Options): number[] {
  if (axis === undefined || axis === null) return [];
  const gone = requireAxis(name, axis, x);
  return x.shape.filter((_, i) => i !== gone);
}

/** The entries behind every entry of a reduction along an axis, or over all. */
export function reducedEntries(name: string, x: Node, { axis }: Options): number[][] {
  if (axis === undefined || axis === null) return [Array.from({ length: x.size }, (_, i) => i)];
  const { outer, length, inner } = aroundAxis(x.shape, requireAxis(name, axis, x));
  const entries: number[][] = [];
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      entries.push(Array.from({ length }, (_, k) => (o * length + k) * inner + i));
    }
  }
  return entries;
}

export const sum = linearAtom({
  name: "sum",
  shapeOf: ([x], options) => reducedShape("sum", x, options),
  maps([x], options) {
    const map = new MapBuilder();
    for (const entries of reducedEntries("sum", x, options)) {
      for (const entry of entries) map.push(entry, 1);
      map.endRow();
    }
    return [map.done()];
  },
});

export const cumsum = linearAtom({
  name: "cumsum",
  shapeOf: ([x], { axis }) => (requireAxis("cumsum", axis, x), x.shape),
  maps([x], { axis }) {
    const { length, inner } = aroundAxis(x.shape, requireAxis("cumsum", axis, x));
    const map = new MapBuilder();
    for (let entry = 0; entry < x.size; entry++) {
      const along = Math.floor(entry / inner) % length;
      for (let k = along; k >= 0; k--) map.push(entry - k * inner, 1);
      map.endRow();
    }
    return [map.done()];
  },
});

/** x[i + 1] − x[i]; differences of differences by doing it again. */
export const diff = linearAtom({
  name: "diff",
  shapeOf([x], { axis }) {
    const along = requireAxis("diff", axis, x);
    if (x.shape[along] > 1) return x.shape.map((length, i) => (i === along ? length - 1 : length));
    throw new OptNetError({
      field: "diff",
      expected: "at least two entries along the axis",
      got: shownShape(x),
      hint: "A difference needs neighbours; check the axis.",
    });
  },
  maps([x], { axis }, shape) {
    const along = requireAxis("diff", axis, x);
    const { outer, length, inner } = aroundAxis(shape, along);
    const map = new MapBuilder();
    for (let o = 0; o < outer; o++) {
      for (let k = 0; k < length; k++) {
        for (let i = 0; i < inner; i++) {
          const entry = (o * (length + 1) + k) * inner + i;
          map
            .push(entry, -1)
            .push(entry + inner, 1)
            .endRow();
        }
      }
    }
    return [map.done()];
  },
  direction: "neither",
  print: ([x], { axis }) => `diff(${x}${axis === 0 ? "" : `, ${String(axis)}`})`,
});
