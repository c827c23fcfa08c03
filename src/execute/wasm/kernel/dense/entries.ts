/**
 * What products.ts does, of shared matrices most of whose entries are 0: through a list of the others. What is left out are
 * products of 0, so that all numbers are the same to the last bit.
 *
 * A list has a head for every row, with the addresses where its entries in even columns begin, where those in odd ones do,
 * and where they end; then the entries, each a number and the bytes from the start of an interleaved vector to its column.
 */
import { plusProduct, V128 } from "../common/lanes";
import { LISTED_ONE_IN, LISTED_PER_ROW } from "../layout.generated";
import { rowIn } from "./rows";

const HEAD: usize = 16;
const ENTRY: usize = 16;

/** The heads of a list from row i on. */
// @ts-ignore: decorator
@inline
export function listFrom(entries: usize, i: i32): usize {
  return entries == 0 ? 0 : entries + <usize>i * HEAD;
}

/** Lists the entries of a dense `[rows, n]` matrix; returns where the list is, or 0 where there are too many for it to pay. */
export function listEntries(rows: i32, n: i32, M: usize, to: usize): usize {
  const first = to + <usize>rows * HEAD;
  const end = first + <usize>max(0, (rows * n) / LISTED_ONE_IN - LISTED_PER_ROW * rows) * ENTRY;
  let at = first;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const row = M + i * <usize>n * 8;
    const head = to + i * HEAD;
    store<i32>(head, <i32>at);
    for (let parity: usize = 0; parity < 2; parity++) {
      if (parity) store<i32>(head, <i32>at, 4);
      for (let j = parity; j < <usize>n; j += 2) {
        const value = load<f64>(row + j * 8);
        if (value == 0) continue;
        if (at == end) return 0;
        store<f64>(at, value);
        store<i32>(at, <i32>(j * V128), 8);
        at += ENTRY;
      }
    }
    store<i32>(head, <i32>at, 8);
  }
  return rows == 0 ? 0 : to;
}

/** Where an entry is multiplied. */
// @ts-ignore: decorator
@inline
function placeOf(entry: usize, vector: usize): usize {
  return vector + <usize>load<i32>(entry, 8);
}

/** out[r] += sign · F[r] · x, as `addProduct`. */
export function addProductOfEntries(
  entries: usize,
  list: usize,
  count: i32,
  x: usize,
  out: usize,
  sign: f64,
): void {
  const scale = f64x2.splat(sign);
  for (let i: usize = 0; i < <usize>count; i++) {
    const r = rowIn(list, i);
    const head = entries + r * HEAD;
    const middle = <usize>load<i32>(head, 4);
    const end = <usize>load<i32>(head, 8);
    let at = <usize>load<i32>(head);
    let c = f64x2.splat(0);
    let d = c;
    for (; at < middle; at += ENTRY) c = plusProduct(c, v128.load64_splat(at), v128.load(placeOf(at, x)));
    for (; at < end; at += ENTRY) d = plusProduct(d, v128.load64_splat(at), v128.load(placeOf(at, x)));
    const to = out + r * V128;
    v128.store(to, plusProduct(v128.load(to), scale, f64x2.add(c, d)));
  }
}

/** out += sign · Σ F[r]ᵀ y[r], as `addTransposedProduct`. */
export function addTransposedProductOfEntries(
  entries: usize,
  list: usize,
  count: i32,
  y: usize,
  out: usize,
  sign: f64,
): void {
  const scale = f64x2.splat(sign);
  for (let i: usize = 0; i < <usize>count; i++) {
    const r = rowIn(list, i);
    const head = entries + r * HEAD;
    const end = <usize>load<i32>(head, 8);
    const value = f64x2.mul(scale, v128.load(y + r * V128));
    for (let at = <usize>load<i32>(head); at < end; at += ENTRY) {
      const to = placeOf(at, out);
      v128.store(to, plusProduct(v128.load(to), v128.load64_splat(at), value));
    }
  }
}

/** sizes[j] ← max(sizes[j], |F[r][j] · weight|). */
export function keepTermsOfEntries(entries: usize, r: usize, weight: v128, sizes: usize): void {
  const head = entries + r * HEAD;
  const end = <usize>load<i32>(head, 8);
  for (let at = <usize>load<i32>(head); at < end; at += ENTRY) {
    const to = placeOf(at, sizes);
    v128.store(to, f64x2.pmax(v128.load(to), f64x2.abs(f64x2.mul(v128.load64_splat(at), weight))));
  }
}

/** The largest |F[r][j] · x[j]|, or `least`. */
export function largestTermOfEntries(entries: usize, r: usize, x: usize, least: v128): v128 {
  const head = entries + r * HEAD;
  const end = <usize>load<i32>(head, 8);
  let largest = least;
  for (let at = <usize>load<i32>(head); at < end; at += ENTRY) {
    const term = f64x2.mul(v128.load64_splat(at), v128.load(placeOf(at, x)));
    largest = f64x2.pmax(largest, f64x2.abs(term));
  }
  return largest;
}
