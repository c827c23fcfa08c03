/** Matrices as colours: blue below what is usual, orange above. */
import { SIZE } from "../../../tools/sudoku/encode.js";

const ABOVE = [224, 122, 47];
const BELOW = [38, 110, 190];

/** @param rows of `SIZE` numbers, one behind the other: four digits of each of 16 cells. */
export function paintMatrix(canvas: HTMLCanvasElement | null, rows: Float64Array): void {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return;
  canvas.width = SIZE;
  canvas.height = rows.length / SIZE;
  const mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
  const spread = Math.sqrt(rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length) || 1;
  const image = context.createImageData(canvas.width, canvas.height);
  rows.forEach((value, at) => {
    const size = Math.max(-1, Math.min(1, (value - mean) / (2 * spread)));
    image.data.set([...(size > 0 ? ABOVE : BELOW), 255 * Math.abs(size)], 4 * at);
  });
  context.putImageData(image, 0, 0);
}
