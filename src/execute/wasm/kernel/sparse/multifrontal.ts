/** Factors of one sparse matrix, front by front: what src/matrix/multifrontal.ts does, which explains it. */
import { minusProduct } from "../common/lanes";
import { Multifrontal } from "../layout.generated";
import { eliminateFront, subtractColumn } from "./front";
import { at32 } from "./lists";

/** So few numbers are copied and cleared one by one before the engine has begun. */
const FEW: usize = 32;

// @ts-ignore: decorator
@inline
function clear(at: usize, count: usize): void {
  if (count > FEW) memory.fill(at, 0, count << 3);
  else for (let i: usize = 0; i < count; i++) store<f64>(at + (i << 3), 0);
}

// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, count: usize): void {
  if (count > FEW) memory.copy(to, from, count << 3);
  else for (let i: usize = 0; i < count; i++) store<f64>(to + (i << 3), load<f64>(from + (i << 3)));
}

/**
 * Factors the matrix whose values and signs are in place. A pivot up to `tiny` times its sign becomes `small` times it.
 *
 * @returns how many pivots were replaced, −1 where one is not finite.
 */
export function factorSparse(f: Multifrontal, tiny: f64, small: f64): i32 {
  memory.fill(f.panels, 0, at32(f.panelStart, f.supernodes) << 3);
  for (let k: usize = 0; k < <usize>f.entries; k++) {
    store<f64>(f.panels + (at32(f.entryPlace, k) << 3), load<f64>(f.values + (k << 3)));
  }
  let replaced = 0;
  for (let s: usize = 0; s < <usize>f.supernodes; s++) {
    const first = at32(f.first, s);
    const width = at32(f.first, s + 1) - first;
    const rows = width + rowsBelow(f, s);
    if (load<i32>(f.firstChild + (s << 2)) < 0) clearUpdate(f, s);
    const found = eliminateFront(panelOf(f, s), rows, width, updateOf(f, s), f.signs + first, tiny, small, f.pack);
    if (found < 0) return -1;
    replaced += found;
    const parent = load<i32>(f.parent + (s << 2));
    if (parent < 0) continue;
    const above = <usize>parent;
    if (at32(f.firstChild, above) == s) clearUpdate(f, above);
    extendAdd(f, s, above);
  }
  return replaced;
}

// @ts-ignore: decorator
@inline
function rowsBelow(f: Multifrontal, s: usize): usize {
  return at32(f.rowStart, s + 1) - at32(f.rowStart, s);
}

// @ts-ignore: decorator
@inline
function panelOf(f: Multifrontal, s: usize): usize {
  return f.panels + (at32(f.panelStart, s) << 3);
}

// @ts-ignore: decorator
@inline
function updateOf(f: Multifrontal, s: usize): usize {
  return f.updates + (at32(f.updateStart, s) << 3);
}

// @ts-ignore: decorator
@inline
function clearUpdate(f: Multifrontal, s: usize): void {
  const below = rowsBelow(f, s);
  clear(updateOf(f, s), below * below);
}

/** Adds the update of a supernode to the front of its parent. */
function extendAdd(f: Multifrontal, s: usize, above: usize): void {
  const count = rowsBelow(f, s);
  const rows = f.rowOfParent + (at32(f.rowStart, s) << 2);
  const width = at32(f.first, above + 1) - at32(f.first, above);
  const below = rowsBelow(f, above);
  const panel = panelOf(f, above);
  const update = updateOf(f, above) - (width << 3);
  let from = updateOf(f, s);
  for (let j: usize = 0; j < count; j++) {
    const column = at32(rows, j);
    const to = column < width ? panel + ((column * (width + below)) << 3) : update + (((column - width) * below) << 3);
    for (let i = j; i < count; i++) {
      const at = to + (at32(rows, i) << 3);
      store<f64>(at, load<f64>(at) + load<f64>(from + (i << 3)));
    }
    from += count << 3;
  }
}

/** x ← K⁻¹ x. */
export function solveSparse(f: Multifrontal): void {
  const size = <usize>f.size;
  for (let i: usize = 0; i < size; i++) {
    store<f64>(f.y + (i << 3), load<f64>(f.x + (at32(f.order, i) << 3)));
  }
  for (let s: usize = 0; s < <usize>f.supernodes; s++) sweep(f, s, true);
  for (let s = <usize>f.supernodes; s > 0; s--) sweep(f, s - 1, false);
  for (let i: usize = 0; i < size; i++) {
    store<f64>(f.x + (at32(f.order, i) << 3), load<f64>(f.y + (i << 3)));
  }
}

/** Solves with the columns of one supernode, on the way up the tree or down. */
function sweep(f: Multifrontal, s: usize, isUp: bool): void {
  const first = at32(f.first, s);
  const width = at32(f.first, s + 1) - first;
  const row = f.row + (at32(f.rowStart, s) << 2);
  const y = f.y + (first << 3);
  if (isUp) forward(f, panelOf(f, s), y, row, width, rowsBelow(f, s));
  else backward(f, panelOf(f, s), y, row, width, rowsBelow(f, s));
}

// @ts-ignore: decorator
@inline
function forward(f: Multifrontal, panel: usize, y: usize, row: usize, width: usize, below: usize): void {
  const rows = width + below;
  const front = f.front;
  copy(front, y, width);
  clear(front + (width << 3), below);
  let column = panel;
  for (let j: usize = 0; j < width; j++) {
    const at = j << 3;
    const factor = load<f64>(front + at) * load<f64>(column + at);
    if (factor != 0) subtractColumn(front + at + 8, column + at + 8, rows - j - 1, factor);
    column += rows << 3;
  }
  copy(y, front, width);
  for (let i: usize = 0; i < below; i++) {
    const at = f.y + (at32(row, i) << 3);
    store<f64>(at, load<f64>(at) + load<f64>(front + ((width + i) << 3)));
  }
}

// @ts-ignore: decorator
@inline
function backward(f: Multifrontal, panel: usize, y: usize, row: usize, width: usize, below: usize): void {
  const rows = width + below;
  const front = f.front;
  for (let i: usize = 0; i < below; i++) {
    store<f64>(front + ((width + i) << 3), load<f64>(f.y + (at32(row, i) << 3)));
  }
  for (let j = width; j-- > 0; ) {
    const at = j << 3;
    const column = panel + ((j * rows) << 3);
    const left = minusDot(load<f64>(y + at), column + at + 8, front + at + 8, rows - j - 1);
    const value = left * load<f64>(column + at);
    store<f64>(front + at, value);
    store<f64>(y + at, value);
  }
}

/** c − aᵀb. */
// @ts-ignore: decorator
@inline
function minusDot(c: f64, a: usize, b: usize, count: usize): f64 {
  const bytes = count << 3;
  let even = f64x2.replace_lane(f64x2.splat(0), 0, c);
  let odd = f64x2.splat(0);
  let i: usize = 0;
  for (; i + 32 <= bytes; i += 32) {
    even = minusProduct(even, v128.load(a + i), v128.load(b + i));
    odd = minusProduct(odd, v128.load(a + i, 16), v128.load(b + i, 16));
  }
  if (i + 16 <= bytes) {
    even = minusProduct(even, v128.load(a + i), v128.load(b + i));
    i += 16;
  }
  even = f64x2.add(even, odd);
  const sum = f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1);
  return i < bytes ? sum - load<f64>(a + i) * load<f64>(b + i) : sum;
}
