/** An operation of TensorFlow.js has one output: several are its parts, side by side in every row. */

/** Rows of the parts side by side. */
export function joined(
  parts: readonly Float64Array[],
  sizes: readonly number[],
  batch: number,
): Float64Array {
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const whole = new Float64Array(batch * width);
  let start = 0;
  parts.forEach((part, k) => {
    for (let i = 0; i < batch; i++) {
      whole.set(part.subarray(i * sizes[k], (i + 1) * sizes[k]), i * width + start);
    }
    start += sizes[k];
  });
  return whole;
}

/** And back. */
export function parted(whole: Float32Array, sizes: readonly number[], batch: number): Float32Array[] {
  const width = whole.length / batch;
  let start = 0;
  return sizes.map((size) => {
    const part = new Float32Array(batch * size);
    for (let i = 0; i < batch; i++) {
      part.set(whole.subarray(i * width + start, i * width + start + size), i * size);
    }
    start += size;
    return part;
  });
}
