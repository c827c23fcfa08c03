/** An operation of TensorFlow.js has one output: several are its parts, side by side in every row. */

/** Rows of the parts side by side. */
export function joined(
  parts: readonly Float64Array[],
  sizes: readonly number[],
  batch: number,
): Float64Array {
  const rows = Array.from({ length: batch }, (_, i) =>
    parts.flatMap((part, k) => [...part.subarray(i * sizes[k], (i + 1) * sizes[k])]),
  );
  return Float64Array.from(rows.flat());
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
