/**
 * Numbers in [−1, 1) that are the same on every machine and in every language, so that bench/peers/models has the same
 * data for CVXPY: Lehmer's generator modulo 65537, whose values are divided by 32768, which is exact.
 */
function* drawn(seed: number): Generator<number> {
  let state = (seed * 7919) % 65536;
  for (let i = 0; ; i++) {
    state = ((75 * (state + 1)) % 65537) - 1;
    if (i >= 4) yield state / 32768 - 1;
  }
}

/** A vector of them. */
export function drawVector(seed: number, length: number): number[] {
  return drawMatrix(seed, 1, length)[0];
}

/** A matrix of them, row by row. */
export function drawMatrix(seed: number, rows: number, columns: number): number[][] {
  const numbers = drawn(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => numbers.next().value as number),
  );
}
