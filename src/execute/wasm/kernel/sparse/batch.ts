/**
 * Factors of four sparse matrices of one pattern at a time, one in each lane: number k of all four is two v128, one
 * after the other. Nothing but the pattern decides what is done, so that an element has the bits that it has alone.
 *
 * Supernodes are eliminated one after the other. A panel is `[rows, width]` by rows, the columns of the supernode
 * first; it ends as L D below the diagonal, and on it the inverse of D. What it takes from the columns of others goes
 * there at once, to places that a table lists: `target` has one for each entry of the lower triangle over the rows
 * below, two rows by two columns at a time.
 */
import { clear, minusProduct, plusProduct } from "../common/lanes";
import { SparseBatch } from "../layout.generated";
import { at32, ENTRY } from "./lists";

/**
 * Factors the matrices whose values are in place. A pivot up to `tiny` times its sign becomes `small` times it. Panels
 * that `changed` does not name, and that nothing changed is subtracted from, are those that they were: what is done to
 * the others is what would be done to them among all.
 *
 * @returns bits of the lanes in which a pivot was not finite; the others are factored all the same.
 */
export function factorSparseBatch(f: SparseBatch, tiny: f64, small: f64): i32 {
  const changed = f.changed;
  for (let s: usize = 0; s < <usize>f.supernodes; s++) {
    if (load<u8>(changed + s) == 0) continue;
    const above = at32(f.parent, s);
    if (<i32>above >= 0) store<u8>(changed + above, 1);
    assemblePanel(f, s);
  }
  let wrong = 0;
  for (let s: usize = 0; s < <usize>f.supernodes; s++) {
    const first = at32(f.first, s);
    const width = at32(f.first, s + 1) - first;
    const below = at32(f.rowStart, s + 1) - at32(f.rowStart, s);
    const P = f.panels + at32(f.panelStart, s) * ENTRY;
    if (load<u8>(changed + s)) {
      const own = eliminatePanel(P, width + below, width, f.signs + first, tiny, small, f.scaled);
      store<u8>(f.wrongPivots + s, <u8>own);
      if (below > 0) subtractFromOthers(f, s, P, width, below, 0);
    } else if (below > 0) {
      const from = firstChanged(f, s, below);
      if (from < below) subtractFromOthers(f, s, P, width, below, from);
    }
    wrong |= <i32>load<u8>(f.wrongPivots + s);
  }
  memory.fill(changed, 0, <usize>f.supernodes);
  return wrong;
}

/** The matrices' entries in the panel of a supernode, and 0 elsewhere. */
function assemblePanel(f: SparseBatch, s: usize): void {
  const start = at32(f.panelStart, s);
  clear(f.panels + start * ENTRY, (at32(f.panelStart, s + 1) - start) * ENTRY);
  for (let t = at32(f.entryStart, s); t < at32(f.entryStart, s + 1); t++) {
    const k = at32(f.entryOf, t);
    copyEntry(f.values + k * ENTRY, f.panels + at32(f.entryPlace, k) * ENTRY);
  }
}

/** Which row below a supernode is the first of a panel that is changed; those after it are, too. */
function firstChanged(f: SparseBatch, s: usize, below: usize): usize {
  const rows = f.row + (at32(f.rowStart, s) << 2);
  let from = below;
  while (from > 0 && load<u8>(f.changed + at32(f.ofColumn, at32(rows, from - 1)))) from--;
  return from;
}

/** Columns of the panel, one after the other: what the columns before it leave of it. Rows of L go to `scaled`. */
function eliminatePanel(
  P: usize,
  rows: usize,
  width: usize,
  signs: usize,
  tiny: f64,
  small: f64,
  scaled: usize,
): i32 {
  const ld = width * ENTRY;
  let wrong = 0;
  for (let j: usize = 0; j < width; j++) {
    const row = P + j * ld;
    const end = j * ENTRY;
    // Row j of L, from L D.
    for (let k: usize = 0; k < j; k++) {
      const at = k * ENTRY;
      const inverse = P + k * ld + at;
      v128.store(scaled + at, f64x2.mul(v128.load(row + at), v128.load(inverse)));
      v128.store(scaled + at, f64x2.mul(v128.load(row + at, 16), v128.load(inverse, 16)), 16);
    }
    if (j > 0) {
      let other = row;
      let left = rows - j;
      for (; left >= 2; left -= 2) {
        subtractTwo(other + end, other + ld + end, other, other + ld, scaled, end);
        other += 2 * ld;
      }
      if (left) subtractOne(other + end, other, scaled, end);
    }
    const sign = <f64>load<i8>(signs + j);
    wrong |= invertPivots(row + end, sign, tiny, small) | (invertPivots(row + end + 16, sign, tiny, small) << 2);
  }
  return wrong;
}

/** @returns bits of the lanes in which the pivot is not finite. */
// @ts-ignore: decorator
@inline
function invertPivots(at: usize, sign: f64, tiny: f64, small: f64): i32 {
  const pivots = v128.load(at);
  const isTiny = f64x2.le(f64x2.mul(pivots, f64x2.splat(sign)), f64x2.splat(tiny));
  const replaced = v128.bitselect(f64x2.splat(sign * small), pivots, isTiny);
  v128.store(at, f64x2.div(f64x2.splat(1), replaced));
  // x − x is 0 unless x is infinite or no number.
  return ~i64x2.bitmask(f64x2.eq(f64x2.sub(pivots, pivots), f64x2.splat(0))) & 3;
}

/** Subtracts L D Lᵀ over the rows below, from number `from` of them on, from the panels of later supernodes. */
function subtractFromOthers(f: SparseBatch, s: usize, P: usize, width: usize, below: usize, from: usize): void {
  const ld = width * ENTRY;
  const B = P + width * ld;
  const S = f.scaled;
  for (let k: usize = 0; k < width; k++) {
    const low = v128.load(P + k * ld + k * ENTRY);
    const high = v128.load(P + k * ld + k * ENTRY, 16);
    for (let i = from; i < below; i++) {
      const at = i * ld + k * ENTRY;
      v128.store(S + at, f64x2.mul(v128.load(B + at), low));
      v128.store(S + at, f64x2.mul(v128.load(B + at, 16), high), 16);
    }
  }
  let target = f.target + (at32(f.targetStart, s) << 2);
  const even = below & ~1;
  const panels = f.panels;
  for (let j: usize = 0; j < even; j += 2) {
    if (j + 1 < from) {
      target += placesOfTwoColumns(j, below);
      continue;
    }
    const right = S + j * ld;
    if (j < from) {
      subtractSecondColumn(panels, target, B, j, below, right + ld, ld);
      target += placesOfTwoColumns(j, below);
      continue;
    }
    subtractThree(panels, target, B + j * ld, right, ld);
    target += 12;
    let i = j + 2;
    for (; i < even; i += 2) {
      subtractFour(panels, target, B + i * ld, right, ld);
      target += 16;
    }
    if (i == below) continue;
    subtractOne(panels + at32(target, 0) * ENTRY, B + i * ld, right, ld);
    subtractOne(panels + at32(target, 1) * ENTRY, B + i * ld, right + ld, ld);
    target += 8;
  }
  if (even < below) subtractOne(panels + at32(target, 0) * ENTRY, B + even * ld, S + even * ld, ld);
}

/** Bytes of the places that are listed for columns j and j + 1. */
// @ts-ignore: decorator
@inline
function placesOfTwoColumns(j: usize, below: usize): usize {
  return (3 + 2 * (below - j - 2)) << 2;
}

/** Of columns j and j + 1 the second alone. */
function subtractSecondColumn(
  panels: usize,
  target: usize,
  B: usize,
  j: usize,
  below: usize,
  right: usize,
  ld: usize,
): void {
  subtractOne(panels + at32(target, 2) * ENTRY, B + (j + 1) * ld, right, ld);
  target += 12;
  let i = j + 2;
  for (; i + 2 <= below; i += 2) {
    subtractOne(panels + at32(target, 2) * ENTRY, B + i * ld, right, ld);
    subtractOne(panels + at32(target, 3) * ENTRY, B + (i + 1) * ld, right, ld);
    target += 16;
  }
  if (i < below) subtractOne(panels + at32(target, 1) * ENTRY, B + i * ld, right, ld);
}

// @ts-ignore: decorator
@inline
export function subtractOne(to: usize, left: usize, right: usize, bytes: usize): void {
  let low = v128.load(to);
  let high = v128.load(to, 16);
  for (let at: usize = 0; at < bytes; at += ENTRY) {
    low = minusProduct(low, v128.load(left + at), v128.load(right + at));
    high = minusProduct(high, v128.load(left + at, 16), v128.load(right + at, 16));
  }
  v128.store(to, low);
  v128.store(to, high, 16);
}

/** Two dot products with one vector: sums that do not wait for each other take as long as one. */
// @ts-ignore: decorator
@inline
export function subtractTwo(to: usize, to1: usize, left: usize, left1: usize, right: usize, bytes: usize): void {
  let low = v128.load(to);
  let high = v128.load(to, 16);
  let low1 = v128.load(to1);
  let high1 = v128.load(to1, 16);
  for (let at: usize = 0; at < bytes; at += ENTRY) {
    const c = v128.load(right + at);
    const d = v128.load(right + at, 16);
    low = minusProduct(low, v128.load(left + at), c);
    low1 = minusProduct(low1, v128.load(left1 + at), c);
    high = minusProduct(high, v128.load(left + at, 16), d);
    high1 = minusProduct(high1, v128.load(left1 + at, 16), d);
  }
  v128.store(to, low);
  v128.store(to, high, 16);
  v128.store(to1, low1);
  v128.store(to1, high1, 16);
}

/** The triangle on the diagonal: (0, 0), (1, 0), (1, 1) of two rows. */
// @ts-ignore: decorator
@inline
function subtractThree(panels: usize, target: usize, left: usize, right: usize, bytes: usize): void {
  const to00 = panels + at32(target, 0) * ENTRY;
  const to10 = panels + at32(target, 1) * ENTRY;
  const to11 = panels + at32(target, 2) * ENTRY;
  let low00 = v128.load(to00);
  let high00 = v128.load(to00, 16);
  let low10 = v128.load(to10);
  let high10 = v128.load(to10, 16);
  let low11 = v128.load(to11);
  let high11 = v128.load(to11, 16);
  for (let at: usize = 0; at < bytes; at += ENTRY) {
    let a = v128.load(left + at);
    let b = v128.load(left + at + bytes);
    let c = v128.load(right + at);
    let d = v128.load(right + at + bytes);
    low00 = minusProduct(low00, a, c);
    low10 = minusProduct(low10, b, c);
    low11 = minusProduct(low11, b, d);
    a = v128.load(left + at, 16);
    b = v128.load(left + at + bytes, 16);
    c = v128.load(right + at, 16);
    d = v128.load(right + at + bytes, 16);
    high00 = minusProduct(high00, a, c);
    high10 = minusProduct(high10, b, c);
    high11 = minusProduct(high11, b, d);
  }
  v128.store(to00, low00);
  v128.store(to00, high00, 16);
  v128.store(to10, low10);
  v128.store(to10, high10, 16);
  v128.store(to11, low11);
  v128.store(to11, high11, 16);
}

/** Two rows and two columns; the places are those of (0, 0), (1, 0), (0, 1), (1, 1). */
// @ts-ignore: decorator
@inline
function subtractFour(panels: usize, target: usize, left: usize, right: usize, bytes: usize): void {
  const to00 = panels + at32(target, 0) * ENTRY;
  const to10 = panels + at32(target, 1) * ENTRY;
  const to01 = panels + at32(target, 2) * ENTRY;
  const to11 = panels + at32(target, 3) * ENTRY;
  let low00 = v128.load(to00);
  let high00 = v128.load(to00, 16);
  let low10 = v128.load(to10);
  let high10 = v128.load(to10, 16);
  let low01 = v128.load(to01);
  let high01 = v128.load(to01, 16);
  let low11 = v128.load(to11);
  let high11 = v128.load(to11, 16);
  for (let at: usize = 0; at < bytes; at += ENTRY) {
    let a = v128.load(left + at);
    let b = v128.load(left + at + bytes);
    let c = v128.load(right + at);
    let d = v128.load(right + at + bytes);
    low00 = minusProduct(low00, a, c);
    low10 = minusProduct(low10, b, c);
    low01 = minusProduct(low01, a, d);
    low11 = minusProduct(low11, b, d);
    a = v128.load(left + at, 16);
    b = v128.load(left + at + bytes, 16);
    c = v128.load(right + at, 16);
    d = v128.load(right + at + bytes, 16);
    high00 = minusProduct(high00, a, c);
    high10 = minusProduct(high10, b, c);
    high01 = minusProduct(high01, a, d);
    high11 = minusProduct(high11, b, d);
  }
  v128.store(to00, low00);
  v128.store(to00, high00, 16);
  v128.store(to10, low10);
  v128.store(to10, high10, 16);
  v128.store(to01, low01);
  v128.store(to01, high01, 16);
  v128.store(to11, low11);
  v128.store(to11, high11, 16);
}

// @ts-ignore: decorator
@inline
export function copyEntry(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
}

/** out ← K x, of the values that are in place; where `diagonal` is not 0, that is K's diagonal instead. */
export function multiplySparseBatch(f: SparseBatch, x: usize, out: usize, diagonal: usize): void {
  memory.fill(out, 0, <usize>f.size * ENTRY);
  for (let i: usize = 0; i < <usize>f.size; i++) {
    const own = i * ENTRY;
    const xLow = v128.load(x + own);
    const xHigh = v128.load(x + own, 16);
    let low = v128.load(out + own);
    let high = v128.load(out + own, 16);
    for (let k = at32(f.start, i); k < at32(f.start, i + 1); k++) {
      const j = at32(f.index, k) * ENTRY;
      const value = j == own && diagonal ? diagonal + own : f.values + k * ENTRY;
      const valueLow = v128.load(value);
      const valueHigh = v128.load(value, 16);
      low = plusProduct(low, valueLow, v128.load(x + j));
      high = plusProduct(high, valueHigh, v128.load(x + j, 16));
      if (j == own) continue;
      v128.store(out + j, plusProduct(v128.load(out + j), valueLow, xLow));
      v128.store(out + j, plusProduct(v128.load(out + j, 16), valueHigh, xHigh), 16);
    }
    v128.store(out + own, low);
    v128.store(out + own, high, 16);
  }
}
