/** The structs that TypeScript and the kernels of sparse problems pass each other (layout.ts has the others, and the rules). */

/** Factors of one sparse matrix (kernel/sparse/multifrontal.ts): what `Symbolic` has under the same names, and numbers. */
export const MULTIFRONTAL = {
  size: "i32",
  supernodes: "i32",
  entries: "i32",
  order: "usize",
  first: "usize",
  rowStart: "usize",
  row: "usize",
  parent: "usize",
  firstChild: "usize",
  rowOfParent: "usize",
  panelStart: "usize",
  entryPlace: "usize",
  updateStart: "usize",
  /** Of the matrix, by entry. */
  values: "usize",
  /** Of the pivots, in the order of elimination, i8. */
  signs: "usize",
  panels: "usize",
  updates: "usize",
  /** A right-hand side, and its solution: by unknown, and in the order of elimination. */
  x: "usize",
  y: "usize",
  /** Room for a number per row of the largest front, and for its packed block. */
  front: "usize",
  pack: "usize",
} as const;

/** Factors of four sparse matrices of one pattern, one in each lane (kernel/sparse/batch.ts). */
export const SPARSE_BATCH = {
  size: "i32",
  supernodes: "i32",
  entries: "i32",
  /** The pattern of the matrix, on and below its diagonal. */
  start: "usize",
  index: "usize",
  order: "usize",
  first: "usize",
  rowStart: "usize",
  row: "usize",
  panelStart: "usize",
  entryPlace: "usize",
  /** The entries that go to each panel. */
  entryStart: "usize",
  entryOf: "usize",
  target: "usize",
  targetStart: "usize",
  parent: "usize",
  /** The supernode of each place in the order of elimination. */
  ofColumn: "usize",
  /** The supernode whose panel has each unknown's diagonal entry. */
  supernodeOf: "usize",
  signs: "usize",
  /** Of each supernode, u8: whether an entry of its panel is not what was factored last, and bits of lanes with a pivot that was not finite. */
  changed: "usize",
  wrongPivots: "usize",
  values: "usize",
  panels: "usize",
  x: "usize",
  y: "usize",
  /** Room for a panel. */
  scaled: "usize",
} as const;

/** Four sparse problems of one pattern (kernel/sparse/interior.ts, active.ts), everything in lanes. */
export const INTERIOR_BATCH = {
  batch: "SparseBatch",
  n: "i32",
  e: "i32",
  m: "i32",
  lowerCount: "i32",
  upperCount: "i32",
  /** Whether there is a quadratic term, 0 or 1. */
  quadratic: "i32",
  /** How many of the two pairs of lanes are in use where active sets are corrected and solved for. */
  pairs: "i32",
  /** How many bounds are active in a lane. */
  activeCount: "i32",
  /** The variable of each bound. */
  lowerIndex: "usize",
  upperIndex: "usize",
  /** Where the values of the KKT matrix are, and which of them is its i-th diagonal entry. */
  values: "usize",
  diagonal: "usize",
  /** The diagonal of Q, followed by 0 for the other unknowns of the KKT matrix. */
  curvature: "usize",
  p: "usize",
  b: "usize",
  d: "usize",
  /** z, nu and lambda, and the slacks. */
  x: "usize",
  s: "usize",
  /** v of every row of C. */
  v: "usize",
  /** Right-hand side, and its unknowns after bounds are eliminated. */
  right: "usize",
  reduced: "usize",
  product: "usize",
  weights: "usize",
  /** 1 / v of the rows of bounds. */
  boundWeights: "usize",
  affine: "usize",
  step: "usize",
  slackStep: "usize",
  /** Which rows of C are in the active set, all bits or none; its solution, what that leaves of the right-hand side, and a correction. */
  active: "usize",
  /** The rows of C of bounds that are active in a lane, i32. */
  activeBounds: "usize",
  solution: "usize",
  residual: "usize",
  correction: "usize",
  /** What residuals over the unknowns, the rows of A and those of C are measured in; and the largest, relative to it. */
  scales: "usize",
  left: "usize",
  /** The largest size of an entry of p. */
  largestCost: "usize",
  /** How many rows of the active set are wrong. */
  wrong: "usize",
  /** What is said of its solution: the largest share, gap, zᵀQz, pᵀz, the sum of the sizes of its terms, weakly active rows. */
  report: "usize",
  /** One number in each lane. */
  mu: "usize",
  rho: "usize",
  delta: "usize",
  /** Steps that each lane took, i32. */
  iterations: "usize",
  /** Active sets that each lane was solved for; the fewest rows of one that were wrong; and how often more there were, i32. */
  rounds: "usize",
  fewest: "usize",
  patience: "usize",
} as const;
