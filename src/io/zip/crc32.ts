/** CRC-32, the checksum of zip files, in parts: of bytes, and of two parts from those of each. */

const POLYNOMIAL = 0xedb88320;

/** Four tables, so that four bytes are taken at a time. */
const TABLES = [0, 1, 2, 3].map(() => new Uint32Array(256));
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  TABLES[0][byte] = value;
}
for (let byte = 0; byte < 256; byte++) {
  for (let k = 1; k < 4; k++) {
    const before = TABLES[k - 1][byte];
    TABLES[k][byte] = (before >>> 8) ^ TABLES[0][before & 255];
  }
}

/** @param before that of the bytes in front, if there are any. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = TABLES;
  let value = ~before;
  let i = 0;
  for (; i + 4 <= bytes.length; i += 4) {
    value ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    value = t3[value & 255] ^ t2[(value >>> 8) & 255] ^ t1[(value >>> 16) & 255] ^ t0[value >>> 24];
  }
  for (; i < bytes.length; i++) value = (value >>> 8) ^ t0[(value ^ bytes[i]) & 255];
  return ~value >>> 0;
}

/**
 * The checksum of two parts, one behind the other.
 *
 * A CRC is a polynomial over bits: appending `length` bytes multiplies that of the first part by x^(8·length), modulo
 * the polynomial that defines it.
 */
export function combineCrc32(first: number, second: number, length: number): number {
  return (times(first, powerOfX(8 * length)) ^ second) >>> 0;
}

/** The product of two polynomials; the highest bit of a word is the coefficient of 1. */
function times(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit--) {
    if ((a >>> bit) & 1) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product >>> 0;
}

/** x^(2^k) for every k that a length may need. */
const SQUARES: number[] = [0x40000000];
while (SQUARES.length < 60) {
  const last = SQUARES[SQUARES.length - 1];
  SQUARES.push(times(last, last));
}

function powerOfX(exponent: number): number {
  let product = 0x80000000; // 1
  for (let k = 0, rest = exponent; rest > 0; k++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product = times(SQUARES[k], product);
  }
  return product;
}
