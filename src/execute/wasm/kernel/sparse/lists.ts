/** What the sparse kernels read by: lists of whole numbers, and numbers of four lanes. */

/** Bytes of a number in all four lanes. */
export const ENTRY: usize = 32;

// @ts-ignore: decorator
@inline
export function at32(list: usize, index: usize): usize {
  return <usize>load<i32>(list + (index << 2));
}
