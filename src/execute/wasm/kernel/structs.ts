/**
 * What TypeScript and the kernels pass each other by address; ../dual/structs.ts holds the same tables. Addresses
 * are bytes, strides and leading dimensions are entries.
 */

/** Sizes of the dual form (../dual/shape.ts). */
// @ts-ignore: decorator
@unmanaged
export class Shape {
  n: i32;
  e: i32;
  m: i32;
  rows: i32;
  diagonal: i32;
  shared: i32;
  /** Whether K stays a product P Pᵀ (low-rank.ts). */
  tall: i32;
  /** How many rows may be active at once. */
  mostActive: i32;
  /** The bounded variables, i32 each. */
  boxes: usize;
}

/** What is prepared from Q, A and G (prepare.ts): lane pairs, or f64 where the batch shares them. */
// @ts-ignore: decorator
@unmanaged
export class Factors {
  /** 1 where something was added to the diagonal of Q, by lane; `R` has what. */
  singular0: f64;
  singular1: f64;
  /** The power of two that Q was multiplied by before it was factored, by lane. */
  cost0: f64;
  cost1: f64;
  /** Bits of the lanes whose Q is not even semidefinite. */
  unusable: i32;
  Q: usize;
  A: usize;
  G: usize;
  L: usize;
  F: usize;
  LA: usize;
  ldLA: i32;
  Y: usize;
  ldY: i32;
  /** K by lane, f64; where the shape is tall, P `[rows, n]` and its transpose. */
  K0: usize;
  K1: usize;
  T0: usize;
  T1: usize;
  scale0: usize;
  scale1: usize;
  /** What was added to the diagonal of cost · Q. */
  R: usize;
}

/** Lane pairs of one KKT system: its right-hand side, what elimination makes of it, its solution. */
// @ts-ignore: decorator
@unmanaged
export class Vectors {
  /** Right-hand sides of the rows of stationarity, of A and of C. */
  rightZ: usize;
  rightNu: usize;
  rightRows: usize;
  t: usize;
  g: usize;
  /** Scaled C z where no inequality is active, and scaled multipliers. */
  v: usize;
  w: usize;
  z: usize;
  nu: usize;
  y: usize;
  /** The largest known term of every row of stationarity. */
  size: usize;
  /** Q z + Aᵀnu + Cᵀy − rightZ, A z − rightNu, C z. */
  dual: usize;
  equality: usize;
  values: usize;
}

/** Two elements that are solved together. */
// @ts-ignore: decorator
@unmanaged
export class Pair {
  shape: Shape;
  factors: Factors;
  solution: Vectors;
  correction: Vectors;
  /** Bounds of all rows, lane pairs. */
  lower: usize;
  upper: usize;
  /** Numbers of each lane (block.ts). */
  block0: usize;
  block1: usize;
  /** Room for (mostActive + 1)² + mostActive lane pairs; keeps the factor of the active rows. */
  work: usize;
  /** Room for n numbers. */
  direction: usize;
  /** Lane pairs of what was found out last (report.ts). */
  report: usize;
  /** The rows that have a part in either lane, i32 each, ascending (support.ts), */
  support: usize;
  /** how many they are, and how many of them are rows of G. */
  supported: i32;
  supportedOfG: i32;
}

/** Arrays of a chunk of the batch, one element after the other, f64 but for `states`; a stride of 0 is shared. */
// @ts-ignore: decorator
@unmanaged
export class Stage {
  Q: usize;
  strideQ: i32;
  A: usize;
  strideA: i32;
  G: usize;
  strideG: i32;
  p: usize;
  strideP: i32;
  b: usize;
  strideB: i32;
  h: usize;
  strideH: i32;
  /** Bounds of the bounded variables. */
  lower: usize;
  strideLower: i32;
  upper: usize;
  strideUpper: i32;
  /** Weights that the variables have in a proximal step where Q has none for them. */
  weights: usize;
  strideWeights: i32;
  /** Powers of two that multiply linear objectives, one per element; 0 where there are none. */
  cost: usize;
  /** −1, 0 or 1 for every row, i8. */
  states: usize;
  z: usize;
  nu: usize;
  lambda: usize;
  lambdaLower: usize;
  lambdaUpper: usize;
  slack: usize;
  objective: usize;
  primal: usize;
  dual: usize;
  gap: usize;
  /** How many rows are weakly active, f64. */
  weak: usize;
}
