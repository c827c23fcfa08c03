/** Twelve measurements of five quantities, and what was measured: the data of all regressions here. */
import { drawMatrix, drawVector } from "./draw.js";

/** `[12, 5]`. */
export const X = drawMatrix(1, 12, 5);

const TRUTH = [1.5, 0, -2, 0, 0.5];
const noise = drawVector(2, 12);

/** X · (1.5, 0, −2, 0, 0.5) and some noise, `[12]`. */
export const Y = X.map((row, i) => row.reduce((sum, x, j) => sum + x * TRUTH[j], 0) + 0.2 * noise[i]);
