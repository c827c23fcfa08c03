/** Where the arrays of factors are (kernel/pivot/prepare.ts makes them), and how much memory they take. */
import type { DualShape } from "./dual-shape.js";
import { PerSizes } from "./dual-shape.js";
import type { Address } from "./layout.js";
import { CODES, Cursor, F32, LAYOUT, NUMBER, V128, writeStruct } from "./layout.js";
import type { Arena } from "./memory.js";

/** Bytes of the most entries that kernel/dense/entries.ts lists of a `[rows, n]` matrix. */
function entryBytes(rows: number, n: number): number {
  const { LISTED_ONE_IN, LISTED_PER_ROW } = CODES;
  return V128 * (rows + Math.max(0, Math.floor((rows * n) / LISTED_ONE_IN) - LISTED_PER_ROW * rows));
}

/** Places the arrays of factors: interleaved, or plain f64 of one lane. */
function placeFactors(shape: DualShape, plain: boolean, cursor: Cursor) {
  const { n, e, m, rows, diagonal, lowRank, screened, fewRows, nullSpace } = shape;
  // What is prepared in the null space of A has fewer dimensions.
  const d = nullSpace ? n - e : n;
  const take = (count: number): Address => cursor.take(count, plain ? NUMBER : V128);
  const takeLane = (count: number): Address => cursor.take(count, NUMBER);
  const quadratic = diagonal ? n : n * n;
  const all = e + rows;
  const [Q, A, G] = [quadratic, e * n, m * n].map(take);
  const L = take(diagonal ? n : d * d);
  const F = take((fewRows ? e + m : nullSpace ? rows : all) * d);
  const LA = take(e * e);
  const Y = take(rows * e);
  const W = take(nullSpace ? d * 2 * e : 0);
  const QB = take(nullSpace ? e * e : 0);
  const order0 = cursor.take(nullSpace ? n : 0, 4);
  const order1 = plain ? order0 : cursor.take(nullSpace ? n : 0, 4);
  const size = fewRows ? 0 : rows * (lowRank ? n : rows);
  const K0 = takeLane(size);
  const K1 = plain ? K0 : takeLane(size);
  const transposed = lowRank && !screened;
  const T0 = transposed ? takeLane(size) : K0;
  const T1 = transposed && !plain ? takeLane(size) : T0;
  const blocks = screened ? Math.ceil(rows / CODES.SCREEN_BLOCK) : 0;
  const S0 = cursor.take(n * blocks * CODES.SCREEN_BLOCK, F32);
  const S1 = plain ? S0 : cursor.take(n * blocks * CODES.SCREEN_BLOCK, F32);
  const scale0 = takeLane(rows);
  const scale1 = plain ? scale0 : takeLane(rows);
  const R = take(n);
  const takeEntries = (count: number): Address => (plain ? cursor.take(1, entryBytes(count, n)) : 0);
  const entriesQ = takeEntries(diagonal ? 0 : n);
  const entriesA = takeEntries(e);
  const entriesG = takeEntries(m);
  const entriesF = takeEntries(fewRows || nullSpace ? 0 : all);
  const takeRows = (): Address => (plain ? cursor.take(rows, 4) : 0);
  const [distinct, mirrors, starts] = [takeRows(), takeRows(), takeRows()];
  const matrices = { Q, A, G, L, F, LA, Y, W, QB, order0, order1, K0, K1, T0, T1, S0, S1, scale0, scale1, R };
  return { ...matrices, distinct, mirrors, starts, entriesQ, entriesA, entriesG, entriesF };
}

/** Room for what making interleaved factors takes (kernel/pivot/prepare.ts). */
function roomFor(shape: DualShape): number {
  const { n, e, rows, lowRank, fewRows, nullSpace } = shape;
  if (nullSpace) return panelBytes(shape) + Math.max(n * n, e * n + (n - e) * 2 * e + n, rows * rows) * V128;
  const all = e + rows;
  return panelBytes(shape) + (fewRows ? 0 : all * (lowRank ? n : all) * V128);
}

/** Of it, what four rows of a matrix take (kernel/dense/twins.ts). */
function panelBytes({ n, e }: DualShape): number {
  return 4 * Math.max(n, e) * V128;
}

/**
 * Bytes of the factors that are kept, of a batch or of a pair; of those from which a batch's are taken; and of the room that
 * making them takes.
 */
export function factorBytes(shape: DualShape): FactorBytes {
  return FACTOR_BYTES.of(shape);
}

interface FactorBytes {
  readonly kept: number;
  readonly interleaved: number;
  readonly room: number;
}

const FACTOR_BYTES = new PerSizes((shape): FactorBytes => {
  const bytesOf = (plain: boolean): number => {
    const cursor = new Cursor(LAYOUT.Factors.bytes);
    placeFactors(shape, plain, cursor);
    return cursor.at;
  };
  return {
    kept: bytesOf(shape.shared),
    interleaved: shape.shared ? bytesOf(false) : 0,
    room: roomFor(shape),
  };
});

/** Where factors are, in bytes from their struct. */
class FactorsLayout {
  /** The words of the struct, and which of them are addresses. */
  readonly #words = new Int32Array(LAYOUT.Factors.bytes / 4);
  readonly #addresses: readonly number[];
  readonly #panelBytes: number;

  constructor(shape: DualShape, plain: boolean) {
    this.#panelBytes = panelBytes(shape);
    const addresses = placeFactors(shape, plain, new Cursor(LAYOUT.Factors.bytes));
    writeStruct(this.#words, 0, "Factors", { ...addresses, room: 0, panel: 0 });
    const names = Object.keys(addresses) as (keyof typeof addresses)[];
    this.#addresses = names.map((name) => LAYOUT.Factors.offsets[name] / 4);
  }

  /**
   * Writes the struct in which a kernel then prepares factors.
   *
   * @param room for the making.
   */
  place({ words }: Arena, at: Address, room: Address): void {
    words.set(this.#words, at / 4);
    const { offsets } = LAYOUT.Factors;
    words[(at + offsets.panel) / 4] = room;
    words[(at + offsets.room) / 4] = room + this.#panelBytes;
    for (const word of this.#addresses) words[at / 4 + word] += at;
  }
}

const PLAIN = new PerSizes((shape) => new FactorsLayout(shape, true));
const INTERLEAVED = new PerSizes((shape) => new FactorsLayout(shape, false));

/** Where factors of these sizes are: plain f64 of one lane, or interleaved. */
export function factorsLayout(shape: DualShape, plain: boolean): FactorsLayout {
  return (plain ? PLAIN : INTERLEAVED).of(shape);
}
