/** Rows of numbers, without anything of Node, because pages use them too. */

/** The rows of a `[count, width]` array at the given positions. */
export function pickRows(data: Float32Array, width: number, positions: readonly number[]): Float32Array {
  const picked = new Float32Array(positions.length * width);
  positions.forEach((position, i) => {
    picked.set(data.subarray(position * width, (position + 1) * width), i * width);
  });
  return picked;
}
