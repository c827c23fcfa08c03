/** The structs of a dense problem's sizes and of what is made from its matrices: part of the tables of layout.ts. */

/** `DualShape` (dual-shape.ts), its truth values as 0 and 1. */
export const SHAPE = {
  n: "i32",
  e: "i32",
  m: "i32",
  rows: "i32",
  diagonal: "i32",
  shared: "i32",
  lowRank: "i32",
  screened: "i32",
  fewRows: "i32",
  nullSpace: "i32",
  mostActive: "i32",
  soft: "i32",
  /** The bounded variables, i32 each. */
  boxes: "usize",
} as const;

/**
 * What is prepared from Q, A and G (kernel/pivot/prepare.ts): interleaved, or plain f64 where the batch shares them.
 */
export const FACTORS = {
  /** 1 where something was added to the diagonal of Q, by lane; `R` has what. */
  singular0: "f64",
  singular1: "f64",
  /** The power of two that Q was multiplied by before it was factored, by lane. */
  cost0: "f64",
  cost1: "f64",
  /** Where the null space of A is used: the smallest pivot of A, as a share of the largest entry of its row, by lane. */
  share0: "f64",
  share1: "f64",
  /** Bits of the lanes whose Q is not even semidefinite, or whose rows of A are not independent enough for its null space. */
  unusable: "i32",
  Q: "usize",
  /** G follows A, as in F. */
  A: "usize",
  G: "usize",
  L: "usize",
  F: "usize",
  LA: "usize",
  Y: "usize",
  /** Where the null space of A is used (kernel/pivot/null-space.ts): [Wᵀ, Xᵀ], Q_BB, and by lane the order of the variables. */
  W: "usize",
  QB: "usize",
  order0: "usize",
  order1: "usize",
  /** K by lane, f64; where it is of low rank, P `[rows, n]`; none where there are few rows. */
  K0: "usize",
  K1: "usize",
  /** Where K is of low rank and rows are not screened: Pᵀ. */
  T0: "usize",
  T1: "usize",
  /** Where rows are screened: Pᵀ in f32, rows in whole blocks (kernel/pivot/screen.ts). */
  S0: "usize",
  S1: "usize",
  scale0: "usize",
  scale1: "usize",
  /** How far K's entries are from its diagonal, by lane; as many as it has rows where that is far (kernel/pivot/band.ts). */
  band0: "i32",
  band1: "i32",
  /** Whether the pivots of Q and A were looked at, the smallest, and the product of each (kernel/pivot/kkt.ts). */
  weighed: "i32",
  smallest: "v128",
  product: "v128",
  /** What was added to the diagonal of cost · Q. */
  R: "usize",
  /** Room for making them, which others use too. */
  room: "usize",
  /** Room for four rows of the longest matrix, and whether both lanes have one element (kernel/dense/twins.ts). */
  panel: "usize",
  twins: "i32",
  /** Where the batch shares the matrices: the entries that are not 0 (kernel/dense/entries.ts), if they are few, or 0. */
  entriesQ: "usize",
  entriesA: "usize",
  entriesG: "usize",
  entriesF: "usize",
  /** Likewise, i32 each: rows of C that are not the negative of another; of every row its negative, and where F's begins. */
  distinct: "usize",
  distinctCount: "i32",
  distinctOfG: "i32",
  mirrors: "usize",
  starts: "usize",
} as const;
