/** The learned matrix as colours: blue below its mean, orange above. */
import { SIZE } from "../../../tools/sudoku/encode.js";
import { ROWS } from "./learner.js";

const ABOVE = [224, 122, 47];
const BELOW = [38, 110, 190];

export function paintMatrix(canvas: HTMLCanvasElement | null, A: Float64Array): void {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return;
  const mean = A.reduce((sum, value) => sum + value, 0) / A.length;
  const spread = Math.sqrt(A.reduce((sum, value) => sum + (value - mean) ** 2, 0) / A.length) || 1;
  const [width, height] = [canvas.width / SIZE, canvas.height / ROWS];
  context.clearRect(0, 0, canvas.width, canvas.height);
  A.forEach((value, at) => {
    const size = Math.max(-1, Math.min(1, (value - mean) / (2 * spread)));
    const [red, green, blue] = size > 0 ? ABOVE : BELOW;
    context.fillStyle = `rgba(${red}, ${green}, ${blue}, ${Math.abs(size)})`;
    context.fillRect(
      Math.floor((at % SIZE) * width),
      Math.floor(Math.floor(at / SIZE) * height),
      Math.ceil(width),
      Math.ceil(height),
    );
  });
}
