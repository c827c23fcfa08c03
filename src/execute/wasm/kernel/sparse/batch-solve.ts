/** Solutions with the factors of four sparse matrices of one pattern (batch.ts), up the elimination tree and down again. */
import { minusProduct } from "../common/lanes";
import { SparseBatch } from "../layout.generated";
import { copyEntry, subtractOne, subtractTwo } from "./batch";
import { at32, ENTRY } from "./lists";

/** x ← K⁻¹ x, in the unknowns' own order. */
export function solveSparseBatch(f: SparseBatch): void {
  solveSparseBatchFor(f, f.x, f.x);
}

/** out ← K⁻¹ right. */
export function solveSparseBatchFor(f: SparseBatch, right: usize, out: usize): void {
  for (let i: usize = 0; i < <usize>f.size; i++) {
    copyEntry(right + at32(f.order, i) * ENTRY, f.y + i * ENTRY);
  }
  for (let s: usize = 0; s < <usize>f.supernodes; s++) sweep(f, s, true);
  for (let s = <usize>f.supernodes; s > 0; s--) sweep(f, s - 1, false);
  for (let i: usize = 0; i < <usize>f.size; i++) {
    copyEntry(f.y + i * ENTRY, out + at32(f.order, i) * ENTRY);
  }
}

/** Solves with the columns of one supernode, on the way up the tree or down. */
function sweep(f: SparseBatch, s: usize, isUp: bool): void {
  const first = at32(f.first, s);
  const width = at32(f.first, s + 1) - first;
  const start = at32(f.rowStart, s);
  const below = at32(f.rowStart, s + 1) - start;
  const P = f.panels + at32(f.panelStart, s) * ENTRY;
  const y = f.y + first * ENTRY;
  const list = f.row + (start << 2);
  if (width == 1) {
    if (isUp) forwardOne(f, P, y, list, below);
    else backwardOne(f, P, y, list, below);
  } else if (isUp) {
    forward(f, P, y, list, width, below);
  } else {
    backward(f, P, y, list, width, below);
  }
}

/** The same as `forward`, of a single column. */
// @ts-ignore: decorator
@inline
function forwardOne(f: SparseBatch, P: usize, y: usize, list: usize, below: usize): void {
  const low = f64x2.mul(v128.load(y), v128.load(P));
  const high = f64x2.mul(v128.load(y, 16), v128.load(P, 16));
  for (let i: usize = 0; i < below; i++) {
    P += ENTRY;
    const to = f.y + at32(list, i) * ENTRY;
    v128.store(to, minusProduct(v128.load(to), v128.load(P), low));
    v128.store(to, minusProduct(v128.load(to, 16), v128.load(P, 16), high), 16);
  }
}

/** The same as `backward`, of a single column. */
// @ts-ignore: decorator
@inline
function backwardOne(f: SparseBatch, P: usize, y: usize, list: usize, below: usize): void {
  let low = v128.load(y);
  let high = v128.load(y, 16);
  let row = P;
  for (let i: usize = 0; i < below; i++) {
    row += ENTRY;
    const x = f.y + at32(list, i) * ENTRY;
    low = minusProduct(low, v128.load(row), v128.load(x));
    high = minusProduct(high, v128.load(row, 16), v128.load(x, 16));
  }
  v128.store(y, f64x2.mul(v128.load(P), low));
  v128.store(y, f64x2.mul(v128.load(P, 16), high), 16);
}

// @ts-ignore: decorator
@inline
function forward(f: SparseBatch, P: usize, y: usize, list: usize, width: usize, below: usize): void {
  const ld = width * ENTRY;
  const scaled = f.scaled;
  let row = P;
  for (let j: usize = 0; j < width; j++) {
    const end = j * ENTRY;
    let low = v128.load(y + end);
    let high = v128.load(y + end, 16);
    for (let at: usize = 0; at < end; at += ENTRY) {
      low = minusProduct(low, v128.load(row + at), v128.load(scaled + at));
      high = minusProduct(high, v128.load(row + at, 16), v128.load(scaled + at, 16));
    }
    v128.store(y + end, low);
    v128.store(y + end, high, 16);
    // D⁻¹ of it, for the rows that follow.
    v128.store(scaled + end, f64x2.mul(low, v128.load(row + end)));
    v128.store(scaled + end, f64x2.mul(high, v128.load(row + end, 16)), 16);
    row += ld;
  }
  let i: usize = 0;
  for (; i + 2 <= below; i += 2) {
    const to = f.y + at32(list, i) * ENTRY;
    subtractTwo(to, f.y + at32(list, i + 1) * ENTRY, row, row + ld, scaled, ld);
    row += 2 * ld;
  }
  if (i < below) subtractOne(f.y + at32(list, i) * ENTRY, row, scaled, ld);
}

// @ts-ignore: decorator
@inline
function backward(f: SparseBatch, P: usize, y: usize, list: usize, width: usize, below: usize): void {
  const ld = width * ENTRY;
  let row = P + width * ld;
  let i: usize = 0;
  for (; i + 2 <= below; i += 2) {
    subtractTwoRows(y, row, f.y + at32(list, i) * ENTRY, f.y + at32(list, i + 1) * ENTRY, ld);
    row += 2 * ld;
  }
  if (i < below) subtractRow(y, row, f.y + at32(list, i) * ENTRY, ld);
  for (let j = width; j-- > 0; ) {
    const at = j * ENTRY;
    row = P + j * ld;
    v128.store(y + at, f64x2.mul(v128.load(y + at), v128.load(row + at)));
    v128.store(y + at, f64x2.mul(v128.load(y + at, 16), v128.load(row + at, 16)), 16);
    subtractRow(y, row, y + at, at);
  }
}

/** to −= x · row, over so many bytes. */
// @ts-ignore: decorator
@inline
function subtractRow(to: usize, row: usize, x: usize, bytes: usize): void {
  const low = v128.load(x);
  const high = v128.load(x, 16);
  for (let at: usize = 0; at < bytes; at += ENTRY) {
    v128.store(to + at, minusProduct(v128.load(to + at), v128.load(row + at), low));
    v128.store(to + at, minusProduct(v128.load(to + at, 16), v128.load(row + at, 16), high), 16);
  }
}

/** to −= x · row, then y times the row after it. */
// @ts-ignore: decorator
@inline
function subtractTwoRows(to: usize, row: usize, x: usize, y: usize, bytes: usize): void {
  const xLow = v128.load(x);
  const xHigh = v128.load(x, 16);
  const yLow = v128.load(y);
  const yHigh = v128.load(y, 16);
  const next = row + bytes;
  for (let at: usize = 0; at < bytes; at += ENTRY) {
    const low = minusProduct(v128.load(to + at), v128.load(row + at), xLow);
    const high = minusProduct(v128.load(to + at, 16), v128.load(row + at, 16), xHigh);
    v128.store(to + at, minusProduct(low, v128.load(next + at), yLow));
    v128.store(to + at, minusProduct(high, v128.load(next + at, 16), yHigh), 16);
  }
}
