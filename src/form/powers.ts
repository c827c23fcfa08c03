/** Powers of two, by which scaling is exact. */
const words = new Uint32Array(2);
const number = new Float64Array(words.buffer);

/** Exponents beyond this are left at that: products of such numbers would leave the range of the format. */
const LARGEST_EXPONENT = 500;

/** The integer e with 2^e ≤ |x| < 2^(e+1), for x in the normal range; scaling x by 2^k adds exactly k. */
export function exponentOf(x: number): number {
  number[0] = x;
  return ((words[1] >>> 20) & 0x7ff) - 1023;
}

export function powerOfTwo(exponent: number): number {
  return 2 ** Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
}

/** The power of two nearest to x > 0 on a logarithmic scale, exactly: scaling x by 2^k scales it by 2^k. */
export function nearestPowerOfTwo(x: number): number {
  const power = powerOfTwo(exponentOf(x));
  return x > Math.SQRT2 * power ? 2 * power : power;
}
