/**
 * A small generator of pseudo-random numbers whose sequence depends on the seed alone, on every machine.
 *
 * Source: xoshiro128** by D. Blackman and S. Vigna (2018, public domain), seeded with splitmix32.
 */
export class Random {
  readonly #state = new Uint32Array(4);

  /** @param seed any integer; its lowest 32 bits are used. */
  constructor(seed: number) {
    let counter = seed | 0;
    for (let i = 0; i < 4; i++) {
      counter = (counter + 0x9e3779b9) | 0;
      let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      this.#state[i] = mixed ^ (mixed >>> 16);
    }
  }

  /** 32 random bits as an integer from 0 to 2³² − 1. */
  bits(): number {
    const s = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.bits() / 2 ** 32;
  }

  /** Uniform integer from 0 to `limit − 1`. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Puts the items into random order, in place (Fisher–Yates). */
  shuffle<Item>(items: Item[]): Item[] {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [items[last], items[other]] = [items[other], items[last]];
    }
    return items;
  }
}

/**
 * The order of `count` examples in an epoch, as their positions. It depends on the seed and the epoch alone, so that a
 * run which is resumed within an epoch goes on in the same order.
 */
export function epochOrder(count: number, seed: number, epoch: number): number[] {
  const positions = Array.from({ length: count }, (_, position) => position);
  return new Random(seed * 100_003 + epoch).shuffle(positions);
}

/** Numbers for what is drawn in a step; those of other steps and of neighbouring seeds are others. */
export function stepRandom(seed: number, epoch: number, index: number): Random {
  return new Random(seed * 100_003 + epoch * 10_007 + index);
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
