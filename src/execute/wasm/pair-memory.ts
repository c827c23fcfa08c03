/** Where a pair of elements has its structs and arrays. */
import type { DualShape } from "./dual-shape.js";
import type { Address, Cursor } from "./layout.js";
import { CODES, LAYOUT, LCP_VECTORS, NUMBER, V128 } from "./layout.js";
import { structWords } from "./struct-words.js";

/** Places the structs of a pair, and its arrays. */
export function placePair(shape: DualShape, shapeAt: Address, cursor: Cursor) {
  const { n, e, rows, mostActive, fewRows, nullSpace, soft } = shape;
  const take = (count: number): Address => cursor.take(count, V128);
  const takeVectors = () => ({
    at: cursor.take(1, LAYOUT.Vectors.bytes),
    arrays: {
      rightZ: take(n),
      rightNu: take(e),
      rightRows: take(rows),
      t: take(n),
      g: take(e),
      v: take(rows),
      w: take(rows),
      z: take(n),
      nu: take(e),
      y: take(rows),
      size: take(n),
      dual: take(n),
      equality: take(e),
      values: take(rows),
    },
  });
  const at = cursor.take(1, LAYOUT.Pair.bytes);
  const [solution, correction] = [takeVectors(), takeVectors()];
  // Odd, so that rows of the factor do not compete for the same lines of cache.
  const ldActive = mostActive | 1;
  const padded = Math.ceil(rows / CODES.ROW_GROUP) * CODES.ROW_GROUP;
  const takeLcp = (): Address => cursor.take(1, LAYOUT.Lcp.bytes + LCP_VECTORS.length * NUMBER * padded);
  /** A number per active row, in whole pairs, and one to end with. */
  const takeActive = (): Address => cursor.take(mostActive + 2, NUMBER);
  const pair = {
    shape: shapeAt,
    factors: 0,
    solution: solution.at,
    correction: correction.at,
    lower: take(rows),
    upper: take(rows),
    lcp0: takeLcp(),
    lcp1: 0,
    secondLcp: takeLcp(),
    twins: 0,
    activeFactor: take(fewRows ? 0 : mostActive * ldActive),
    ldActive,
    banded: 0,
    starts: cursor.take(fewRows ? 0 : mostActive + 4, 4),
    activeRight: take(fewRows ? 0 : mostActive),
    column: takeActive(),
    response: takeActive(),
    multipliers: takeActive(),
    sides: takeActive(),
    direction: cursor.take(n, NUMBER),
    room: cursor.take(Math.max(n, nullSpace ? 2 * e : e), NUMBER),
    parts: take(nullSpace ? 2 * n + 2 * e + rows : 0),
    knowsRightNu: 0,
    report: cursor.take(1, LAYOUT.Report.bytes),
    outside: 0,
    working: cursor.take(rows, 4),
    workingCount: 0,
    workingOfG: 0,
    caps: soft ? take(rows) : 0,
    ownRightZ: soft ? take(n) : 0,
    few: fewRows ? cursor.take(1, LAYOUT.FewRows.bytes) : 0,
  };
  const few = fewRows ? placeFewRows(shape, cursor) : undefined;
  const structs = [
    structWords(at, "Pair", pair),
    structWords(solution.at, "Vectors", solution.arrays),
    structWords(correction.at, "Vectors", correction.arrays),
    ...(few ? [structWords(pair.few, "FewRows", few)] : []),
  ];
  return { pair, solution: solution.arrays, structs, end: cursor.at };
}

/** Places the arrays of a pair with few rows. */
function placeFewRows({ n, e, m, rows }: DualShape, cursor: Cursor) {
  const take = (count: number): Address => cursor.take(count, V128);
  const all = e + m;
  const ldFactor = all | 1;
  return {
    rows: cursor.take(all, 4),
    masks: take(all),
    columns: cursor.take(n, 4),
    free: take(n),
    compact: take(all * n),
    factor: take(all * ldFactor),
    ldFactor,
    right: take(all),
    multipliers: take(all),
    slope: take(n),
    u: take(n),
    values: take(rows),
  };
}
