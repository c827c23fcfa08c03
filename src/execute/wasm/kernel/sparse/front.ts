/**
 * Dense elimination in a front: the columns of the panel are eliminated, and what they leave of the rest is the update.
 * Plain f64, column by column; a vector register holds two rows.
 *
 * Columns are eliminated in blocks, and what a block takes from the rest is subtracted at once, tile by tile. For that
 * the block is packed: rows in groups of four, the four numbers of a column next to each other. Every entry gets its
 * products one by one in the order of the columns, so that nothing here but the pattern decides its bits.
 */
import { minusProduct } from "../common/lanes";

/** Columns of a block, and of the smaller blocks that it is eliminated in. */
const BLOCK: usize = 64;
const SMALL_BLOCK: usize = 4;
/** Bytes of four numbers: a column of a tile, of four rows and four columns. */
const TILE_BYTES: usize = 32;
/** Fronts with fewer rows left gain nothing by tiles. */
const FEW_ROWS: usize = 8;

/** Bytes that the packed block of a front of so many rows takes, and one tile. */
export function packBytes(rows: usize): usize {
  return 2 * (rows / 4 + 2) * BLOCK * TILE_BYTES + 4 * TILE_BYTES;
}

/**
 * @param P the panel `[rows, width]` by columns; afterwards L D below the diagonal, and on it the inverse of D.
 * @param U the update, a square by columns, of which the lower triangle counts.
 * @param signs of the pivots, i8. A pivot up to `tiny` times its sign becomes `small` times it.
 * @param pack room for packBytes(rows).
 * @returns how many pivots were replaced, −1 where one is not finite.
 */
export function eliminateFront(
  P: usize,
  rows: usize,
  width: usize,
  U: usize,
  signs: usize,
  tiny: f64,
  small: f64,
  pack: usize,
): i32 {
  const ld = rows * 8;
  const ldU = (rows - width) * 8;
  let replaced = 0;
  for (let k: usize = 0; k < width; k += BLOCK) {
    const end = min(k + BLOCK, width);
    for (let q = k; q < end; q += SMALL_BLOCK) {
      const next = min(q + SMALL_BLOCK, end);
      const found = eliminateColumns(P, ld, rows, q, next, signs, tiny, small);
      if (found < 0) return -1;
      replaced += found;
      if (next < end) subtract(P, ld, q, next, end, rows, 0, 0, pack);
    }
    if (end < rows) subtract(P, ld, k, end, width, rows, U, ldU, pack);
  }
  return replaced;
}

/** Eliminates columns k … end − 1 from each other, whatever was before them being done. */
function eliminateColumns(
  P: usize,
  ld: usize,
  rows: usize,
  k: usize,
  end: usize,
  signs: usize,
  tiny: f64,
  small: f64,
): i32 {
  let replaced = 0;
  for (let j = k; j < end; j++) {
    const at = P + j * ld + j * 8;
    for (let q = k; q < j; q++) {
      const column = P + q * ld;
      subtractColumn(at, column + j * 8, rows - j, load<f64>(column + j * 8) * load<f64>(column + q * 8));
    }
    const pivot = load<f64>(at);
    if (!isFinite(pivot)) return -1;
    const sign = <f64>load<i8>(signs + j);
    const isTiny = pivot * sign <= tiny;
    if (isTiny) replaced++;
    store<f64>(at, 1 / (isTiny ? sign * small : pivot));
  }
  return replaced;
}

/** to −= factor · from. */
// @ts-ignore: decorator
@inline
export function subtractColumn(to: usize, from: usize, count: usize, factor: f64): void {
  const bytes = count * 8;
  const even = bytes & ~15;
  const factors = f64x2.splat(factor);
  let i: usize = 0;
  for (; i < even; i += 16) v128.store(to + i, minusProduct(v128.load(to + i), v128.load(from + i), factors));
  if (i < bytes) store<f64>(to + i, load<f64>(to + i) - load<f64>(from + i) * factor);
}

/**
 * Subtracts what columns k … end − 1 take from the columns from `end` up to `width`, and from the update where there is
 * one.
 */
function subtract(
  P: usize,
  ld: usize,
  k: usize,
  end: usize,
  width: usize,
  rows: usize,
  U: usize,
  ldU: usize,
  pack: usize,
): void {
  const inPanel = width - end;
  const below = rows - width;
  if (rows - end < FEW_ROWS) {
    for (let j = end; j < (ldU > 0 ? rows : width); j++) {
      const at = j < width ? P + j * ld + j * 8 : U + (j - width) * (ldU + 8);
      for (let q = k; q < end; q++) {
        const column = P + q * ld;
        subtractColumn(at, column + j * 8, rows - j, load<f64>(column + j * 8) * load<f64>(column + q * 8));
      }
    }
    return;
  }
  const depth = end - k;
  const bytes = depth * TILE_BYTES;
  const panelRows = pack + 4 * TILE_BYTES;
  const belowRows = panelRows + groupsOf(inPanel) * bytes;
  const scaledPanelRows = belowRows + groupsOf(below) * bytes;
  const scaledBelowRows = scaledPanelRows + groupsOf(inPanel) * bytes;
  packRows(P + k * ld, ld, k, depth, end, width, panelRows, scaledPanelRows);
  packRows(P + k * ld, ld, k, depth, width, rows, belowRows, ldU > 0 ? scaledBelowRows : 0);
  const C = P + end * ld;
  subtractTiles(panelRows, scaledPanelRows, bytes, inPanel, inPanel, C + end * 8, ld, true, pack);
  subtractTiles(belowRows, scaledPanelRows, bytes, below, inPanel, C + width * 8, ld, false, pack);
  if (ldU > 0) subtractTiles(belowRows, scaledBelowRows, bytes, below, below, U, ldU, true, pack);
}

// @ts-ignore: decorator
@inline
function groupsOf(rows: usize): usize {
  return (rows + 3) >> 2;
}

/**
 * Packs rows `from` … `to` − 1 of `depth` columns from column k on, to `plain` as they are (L D), and to `scaled`, where
 * that is not 0, without D. Rows that fill up the last group are 0.
 */
function packRows(
  columns: usize,
  ld: usize,
  k: usize,
  depth: usize,
  from: usize,
  to: usize,
  plain: usize,
  scaled: usize,
): void {
  const bytes = depth * TILE_BYTES;
  for (let q: usize = 0; q < depth; q++) {
    const column = columns + q * ld;
    const inverse = f64x2.splat(load<f64>(column + (k + q) * 8));
    let at = q * TILE_BYTES;
    let i = from;
    for (; i + 4 <= to; i += 4) {
      const low = v128.load(column + i * 8);
      const high = v128.load(column + i * 8, 16);
      v128.store(plain + at, low);
      v128.store(plain + at, high, 16);
      if (scaled) {
        v128.store(scaled + at, f64x2.mul(low, inverse));
        v128.store(scaled + at, f64x2.mul(high, inverse), 16);
      }
      at += bytes;
    }
    if (i == to) continue;
    const second = i + 1 < to ? load<f64>(column + i * 8, 8) : 0;
    const third = i + 2 < to ? load<f64>(column + i * 8, 16) : 0;
    const low = f64x2.replace_lane(v128.load64_zero(column + i * 8), 1, second);
    const high = f64x2.replace_lane(f64x2.splat(0), 0, third);
    v128.store(plain + at, low);
    v128.store(plain + at, high, 16);
    if (!scaled) continue;
    v128.store(scaled + at, f64x2.mul(low, inverse));
    v128.store(scaled + at, f64x2.mul(high, inverse), 16);
  }
}

/** C −= A Bᵀ, with A `[rows, depth]` and B `[columns, depth]` packed; of a `triangle` only the lower half counts. */
function subtractTiles(
  A: usize,
  B: usize,
  bytes: usize,
  rows: usize,
  columns: usize,
  C: usize,
  ld: usize,
  triangle: bool,
  tile: usize,
): void {
  for (let j: usize = 0; j < columns; j += 4) {
    let a = triangle ? A + (j >> 2) * bytes : A;
    for (let i = triangle ? j : 0; i < rows; i += 4) {
      const at = C + j * ld + i * 8;
      if (i + 4 <= rows && j + 4 <= columns) {
        subtractTile(a, B, bytes, at, ld);
      } else {
        const height = min(rows - i, 4);
        const width = min(columns - j, 4);
        copyTile(at, ld, tile, TILE_BYTES, height, width);
        subtractTile(a, B, bytes, tile, TILE_BYTES);
        copyTile(tile, TILE_BYTES, at, ld, height, width);
      }
      a += bytes;
    }
    B += bytes;
  }
}

function copyTile(from: usize, ldFrom: usize, to: usize, ldTo: usize, height: usize, width: usize): void {
  for (let j: usize = 0; j < width; j++) {
    for (let i: usize = 0; i < height; i++) store<f64>(to + i * 8, load<f64>(from + i * 8));
    from += ldFrom;
    to += ldTo;
  }
}

// @ts-ignore: decorator
@inline
function subtractTile(A: usize, B: usize, bytes: usize, C: usize, ld: usize): void {
  const C1 = C + ld;
  const C2 = C1 + ld;
  const C3 = C2 + ld;
  let c00 = v128.load(C);
  let c10 = v128.load(C, 16);
  let c01 = v128.load(C1);
  let c11 = v128.load(C1, 16);
  let c02 = v128.load(C2);
  let c12 = v128.load(C2, 16);
  let c03 = v128.load(C3);
  let c13 = v128.load(C3, 16);
  for (let k: usize = 0; k < bytes; k += TILE_BYTES) {
    const low = v128.load(A + k);
    const high = v128.load(A + k, 16);
    let b = v128.load64_splat(B + k);
    c00 = minusProduct(c00, low, b);
    c10 = minusProduct(c10, high, b);
    b = v128.load64_splat(B + k, 8);
    c01 = minusProduct(c01, low, b);
    c11 = minusProduct(c11, high, b);
    b = v128.load64_splat(B + k, 16);
    c02 = minusProduct(c02, low, b);
    c12 = minusProduct(c12, high, b);
    b = v128.load64_splat(B + k, 24);
    c03 = minusProduct(c03, low, b);
    c13 = minusProduct(c13, high, b);
  }
  v128.store(C, c00);
  v128.store(C, c10, 16);
  v128.store(C1, c01);
  v128.store(C1, c11, 16);
  v128.store(C2, c02);
  v128.store(C2, c12, 16);
  v128.store(C3, c03);
  v128.store(C3, c13, 16);
}
