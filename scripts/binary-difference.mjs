// How one binary is made from another that is much like it: runs of new bytes and copies from the other.

/** Shorter copies would cost more than the bytes themselves. */
const SHORTEST = 8;

/**
 * Steps, each of four parts: how many new bytes, how many copied ones, how far the copy's start is from the end of the
 * last copy (zigzag), and the new bytes. Numbers take seven bits a byte, the low ones first.
 * src/backend/wasm/difference.ts reads them.
 *
 * @param {Uint8Array} base
 * @param {Uint8Array} target
 * @returns {Uint8Array}
 */
export function differenceOf(base, target) {
  const places = new Map();
  for (let i = 0; i + SHORTEST <= base.length; i++) {
    const key = keyAt(base, i);
    places.set(key, [...(places.get(key) ?? []), i]);
  }
  const bytes = [];
  const number = (value) => {
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
    bytes.push(value);
  };
  let fresh = [];
  let last = 0;
  const step = (from, length) => {
    number(fresh.length);
    number(length);
    number(from >= last ? 2 * (from - last) : 2 * (last - from) - 1);
    bytes.push(...fresh);
    fresh = [];
    last = from + length;
  };
  for (let i = 0; i < target.length;) {
    const { from, length } = longestCopy(base, target, i, places.get(keyAt(target, i)) ?? [], last);
    if (length >= SHORTEST) {
      step(from, length);
      i += length;
    } else fresh.push(target[i++]);
  }
  step(last, 0);
  return Uint8Array.from(bytes);
}

function keyAt(bytes, at) {
  return String.fromCharCode(...bytes.subarray(at, at + SHORTEST));
}

/** Of equally long ones, the nearest to the last. */
function longestCopy(base, target, at, starts, last) {
  let best = { from: 0, length: 0 };
  for (const from of starts) {
    let length = 0;
    while (
      from + length < base.length &&
      at + length < target.length &&
      base[from + length] === target[at + length]
    )
      length++;
    const nearer = Math.abs(from - last) < Math.abs(best.from - last);
    if (length > best.length || (length === best.length && nearer)) best = { from, length };
  }
  return best;
}
