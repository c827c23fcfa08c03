/**
 * What TypeScript and the kernels agree on: structs that they pass each other by address, and numbers that both know.
 * From these tables scripts/build-kernel.mjs makes kernel/layout.generated.ts, with the same names. Addresses are
 * bytes; strides and leading dimensions are entries. "Interleaved" are arrays of two problems side by side, one SIMD
 * lane each. Those of what dense problems are factored into are in layout-factors.ts, those of sparse problems in layout-sparse.ts.
 */
import { FACTORS, SHAPE } from "./layout-factors.js";
import { INTERIOR_BATCH, MULTIFRONTAL, SPARSE_BATCH } from "./layout-sparse.js";

/** Byte offset in the module's memory. */
export type Address = number;

/** Bytes of a number, and of a v128: a number of either lane. */
export const F32 = 4;
export const NUMBER = 8;
export const V128 = 16;

/** One KKT system, interleaved: its right-hand side, what elimination makes of it, its solution. */
const VECTORS = {
  /** Right-hand sides of the rows of stationarity, of A and of C. */
  rightZ: "usize",
  rightNu: "usize",
  rightRows: "usize",
  /** rightZ without L: t = L⁻¹ cost · rightZ. */
  t: "usize",
  /** What rightNu becomes with it: g = L_A⁻¹ (F_A t − rightNu). */
  g: "usize",
  /** Scaled C z where no inequality is active: v = F_C t − Y g. */
  v: "usize",
  /** Multipliers of the scaled rows of C: where A is active, K_AA w_A = (v − scaled rightRows)_A. */
  w: "usize",
  z: "usize",
  nu: "usize",
  /** Multipliers of the rows of C in the user's units: y = scale · w / cost. */
  y: "usize",
  /** The largest known term of every row of stationarity. */
  size: "usize",
  /** Q z + Aᵀnu + Cᵀy − rightZ, A z − rightNu, C z. */
  dual: "usize",
  equality: "usize",
  values: "usize",
} as const;

/** What was found out last about a pair's solution. */
const REPORT = {
  /** zᵀQz. */
  curvature: "v128",
  /** Residuals in the user's units, and the largest of them. */
  primal: "v128",
  dual: "v128",
  gap: "v128",
  largest: "v128",
  /** What rounding may add to the residuals: an answer that needs it to pass is left to exact summation. */
  rounding: "v128",
  /** The largest residual of the system of the active rows, relative to its right-hand side. */
  error: "v128",
  /** Of the pivots that solve it (kernel/pivot/kkt.ts). */
  clearest: "v128",
  safety: "v128",
  /** How many rows are weakly active. */
  weaklyActive: "v128",
  /** The largest residual, each relative to the terms that are known of it. */
  relative: "v128",
  /** The same of stationarity alone. */
  relativeDual: "v128",
  /** The power of two that a lane's objective is multiplied by inside the kernels. */
  cost: "v128",
} as const;

/** One lane's linear complementarity problem (kernel/pivot/lcp.ts); LCP_VECTORS follow it. */
const LCP = {
  /** Of pivoting (kernel/pivot/pivot.ts), one of CODES, and the one to start in. */
  phase: "i32",
  startPhase: "i32",
  /** How many rows have one bound above and below. */
  equalities: "i32",
  /** The rounds so far, the fewest wrong rows of any round, and which round that was. */
  rounds: "i32",
  fewest: "i32",
  fewestRound: "i32",
  /** The row that is entering, −1 where none is. */
  entering: "i32",
  /** How many rows are listed as active, and how many at the front of the list are factored. */
  activeCount: "i32",
  factored: "i32",
  /** Rows that came or left since the inverse was made (kernel/pivot/inverse.ts), −1 where there is none yet. */
  updates: "i32",
  /** Rows that came since multipliers and values were computed anew. */
  arrivals: "i32",
  /** Whether all rows have just been looked at, and none was violated. */
  looked: "i32",
  /** How often there was no step for the entering row. */
  doubts: "i32",
  /** How many rows of the inverse depend on others. */
  dependent: "i32",
  /** Whether a soft row has turned over since V0 was computed. */
  turned: "i32",
  /** How many candidates are listed (kernel/pivot/pricing.ts), and by how much the worst row was violated then. */
  candidates: "i32",
  violation: "f64",
  /** Of v0's numbers the largest, where a row has bounds. */
  size: "f64",
  /** Of the entering row: v, y so far, and how much v falls for a unit of y. */
  value: "f64",
  multiplier: "f64",
  curvature: "f64",
  /** Of the largest violation, above which rows are exchanged together. */
  share: "f64",
} as const;

/**
 * The active rows of a pair by their structure (kernel/pivot/few-rows.ts), where a diagonal Q has few rows beside bounds:
 * the unknowns are nu and the multipliers of G's active rows, here called the rows of F. Interleaved but for the lists, which
 * are of i32.
 */
const FEW_ROWS = {
  /** The rows of F that have a part in either lane, ascending, and by place in this list the lanes in which they do. */
  rows: "usize",
  rowCount: "i32",
  masks: "usize",
  /** The variables that are free in either lane, and by variable the lanes in which they are. */
  columns: "usize",
  columnCount: "i32",
  free: "usize",
  /** Those rows in those columns, `[rowCount, n]`, and the factor of S, `[rowCount, ldFactor]`. */
  compact: "usize",
  factor: "usize",
  ldFactor: "i32",
  right: "usize",
  /** Bits of the lanes that have a factor of S for their states as they are, in which no row drops out. */
  lanes: "i32",
  /** The multipliers of all rows of F, t − Fᵀ times them, and of it what bounds leave. */
  multipliers: "usize",
  slope: "usize",
  u: "usize",
  /** Of all rows of C, scaled. */
  values: "usize",
  /** Of the pivots of S the smallest, as a share of what the row has in all columns. */
  share: "v128",
} as const;

/** Two elements that are solved together, one in each lane. */
const PAIR = {
  shape: "Shape",
  factors: "Factors",
  solution: "Vectors",
  correction: "Vectors",
  /** Bounds of all rows, interleaved. */
  lower: "usize",
  upper: "usize",
  lcp0: "Lcp",
  lcp1: "Lcp",
  /** What `lcp1` is where it is not `lcp0`. */
  secondLcp: "Lcp",
  /** Whether both lanes have the same element. Then they have one problem, but where rows are soft. */
  twins: "i32",
  /**
   * The factor of K_AA, A the active rows, `[mostActive, ldActive]`, and a right-hand side, interleaved; none where there are
   * few rows.
   */
  activeFactor: "usize",
  ldActive: "i32",
  /** Whether K is zero but near its diagonal in both lanes, and where panels of the factor begin then (kernel/pivot/band.ts). */
  banded: "i32",
  starts: "usize",
  activeRight: "usize",
  /**
   * Of one lane's active rows, while rows enter one at a time (kernel/pivot/inverse.ts): the entering row's column of K,
   * how y_A responds to it, y_A, and the states, 0 for equalities.
   */
  column: "usize",
  response: "usize",
  multipliers: "usize",
  sides: "usize",
  /** Room for n numbers, and for one lane of a vector of n or e. */
  direction: "usize",
  room: "usize",
  /** Where the null space of A is used: room for vectors (kernel/pivot/null-space-vectors.ts), and whether some are known. */
  parts: "usize",
  knowsRightNu: "i32",
  report: "Report",
  /** Whether any row of C is outside its bounds, in either lane, by however little. */
  outside: "i32",
  /** The working set: rows that have a part in either lane, i32 each, ascending. Products skip the others. */
  working: "usize",
  /** How many they are, and how many of them are rows of G. */
  workingCount: "i32",
  workingOfG: "i32",
  /** Where rows are soft (kernel/pivot/soft.ts): the caps of all rows, and rightZ without what saturated rows add. */
  caps: "usize",
  ownRightZ: "usize",
  /** Where there are few rows. */
  few: "FewRows",
} as const;

/** A chunk of the batch, arrays of one element after the other, f64 but for `states`; a stride of 0 is shared. */
const STAGE = {
  Q: "usize",
  strideQ: "i32",
  A: "usize",
  strideA: "i32",
  G: "usize",
  strideG: "i32",
  p: "usize",
  strideP: "i32",
  b: "usize",
  strideB: "i32",
  h: "usize",
  strideH: "i32",
  /** Bounds of the bounded variables. */
  lower: "usize",
  strideLower: "i32",
  upper: "usize",
  strideUpper: "i32",
  /** Weights that the variables have in a proximal step where Q has none for them. */
  weights: "usize",
  strideWeights: "i32",
  /** Powers of two that multiply linear objectives, one per element; 0 where there are none. */
  cost: "usize",
  /** Upper bounds of the multipliers of rows of G, where rows are soft. */
  caps: "usize",
  /** −1, 0 or 1 for every row: active at its lower bound, free, active at its upper bound; 2: saturated. i8. */
  states: "usize",
  z: "usize",
  nu: "usize",
  lambda: "usize",
  lambdaLower: "usize",
  lambdaUpper: "usize",
  slack: "usize",
  objective: "usize",
  primal: "usize",
  dual: "usize",
  gap: "usize",
  /** How many rows are weakly active, and what `solvePairs` took, f64. */
  weak: "usize",
  rounds: "usize",
} as const;

export const STRUCTS = {
  Shape: SHAPE,
  Factors: FACTORS,
  Vectors: VECTORS,
  Report: REPORT,
  Lcp: LCP,
  FewRows: FEW_ROWS,
  Pair: PAIR,
  Stage: STAGE,
  Multifrontal: MULTIFRONTAL,
  SparseBatch: SPARSE_BATCH,
  InteriorBatch: INTERIOR_BATCH,
} as const;

/** Vectors of one number per row that follow `Lcp`, in this order. */
export const LCP_VECTORS = [
  /** v = v0 − K y. */
  ...(["V0", "V", "LOWER", "UPPER", "Y"] as const),
  /** −1, 0 or 1, as in the stage. */
  "STATE",
  /** How wrong a row is, and the rows that a round exchanges, i32 each. */
  ...(["WRONG", "CHANGING"] as const),
  /** Of soft rows the largest multiplier, and that of saturated ones, 0 for others; of screened ones upper − v0, f32 each. */
  ...(["CAP", "HELD", "SLACK"] as const),
  /** Rows that may enter next, and the active rows, i32 each. */
  ...(["CANDIDATE", "ACTIVE"] as const),
] as const;

/** Whole numbers that both sides know by name. */
export const CODES = {
  /** Phases of pivoting. */
  EXCHANGE: 1,
  LEAVE: 2,
  ENTER: 3,
  SOLVED: 4,
  FAILED: 5,
  CONTRADICTED: 6,
  /** What a round returns of lane 0; lane 1 has the bits that follow. */
  IS_SOLVED: 1,
  HAS_ENDED: 4,
  /** The state of a soft row whose multiplier is at its upper bound. */
  SATURATED: 2,
  /** Vectors of `Lcp` are padded to a multiple of so many rows. */
  ROW_GROUP: 4,
  /** From this many variables on a look at all rows in float64 costs more than the steps that another choice of rows adds. */
  LONG_ROWS: 15,
  /** Rows that are looked at together in float32. */
  SCREEN_BLOCK: 16,
  /** A list of entries pays where these, and so many for every row besides, are at most one in so many. */
  LISTED_PER_ROW: 2,
  LISTED_ONE_IN: 4,
} as const;

/** What is added to the diagonal of Q for a variable without curvature, times its weight. */
export const RHO_ZERO = 1e-6;

export type StructName = keyof typeof STRUCTS;
export type FieldOf<S extends StructName> = keyof (typeof STRUCTS)[S] & string;

interface StructLayout<Field extends string> {
  readonly fields: readonly Field[];
  /** Bytes from the struct's address to each field, in order and by name. */
  readonly starts: readonly number[];
  readonly offsets: Readonly<Record<Field, number>>;
  readonly bytes: number;
}

export const LAYOUT = Object.fromEntries(
  Object.entries(STRUCTS).map(([struct, types]) => [struct, layoutOf(types)]),
) as unknown as { readonly [S in StructName]: StructLayout<FieldOf<S>> };

/** Fields lie one after the other, each at a multiple of its own size. */
function layoutOf(types: Readonly<Record<string, string>>): StructLayout<string> {
  const fields = Object.keys(types);
  const starts: number[] = [];
  let end = 0;
  for (const field of fields) {
    const size = types[field] === "f64" ? NUMBER : types[field] === "v128" ? V128 : 4;
    const start = Math.ceil(end / size) * size;
    starts.push(start);
    end = start + size;
  }
  const offsets = Object.fromEntries(fields.map((field, i) => [field, starts[i]]));
  return { fields, starts, offsets, bytes: align(end) };
}

/** Writes the fields that are addresses or whole numbers; those without a value get 0. */
export function writeStruct<S extends StructName>(
  words: Int32Array,
  at: Address,
  struct: S,
  values: { readonly [F in FieldOf<S>]?: number },
): void {
  const { fields, starts } = LAYOUT[struct];
  for (let i = 0; i < fields.length; i++) words[(at + starts[i]) / 4] = values[fields[i]] ?? 0;
}

export function align(bytes: number): number {
  return Math.ceil(bytes / V128) * V128;
}

/** Takes addresses one after the other. */
export class Cursor {
  at: Address;

  constructor(at: Address) {
    this.at = at;
  }

  take(count: number, bytes: number): Address {
    const { at } = this;
    this.at = at + align(count * bytes);
    return at;
  }
}
