/** What is found out about a pair's solution: lane pairs one after the other, read by ../dual/pair.ts. */
export const CURVATURE: usize = 0;
export const PRIMAL: usize = 16;
export const DUAL: usize = 32;
export const GAP: usize = 48;
export const LARGEST: usize = 64;
/** What rounding may add to the residuals: an answer that needs it to pass is left to exact summation. */
export const ROUNDING: usize = 80;
/** The largest residual of the system of the active rows, relative to its right-hand side. */
export const ERROR: usize = 96;
/** How many rows are weakly active. */
export const WEAKLY_ACTIVE: usize = 112;
/** The largest residual, each relative to the terms that are known of it. */
export const RELATIVE: usize = 128;
/** The same of stationarity alone. */
export const RELATIVE_DUAL: usize = 160;
/** The power of two that a lane's objective is multiplied by inside the kernels. */
export const COST: usize = 144;
