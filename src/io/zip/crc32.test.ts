import { crc32 as crcOfZlib } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { combineCrc32, crc32 } from "./crc32.js";

test("is zlib's, in one piece and in several", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (a, b) => {
      expect(crc32(a)).toBe(crcOfZlib(a));
      expect(crc32(b, crc32(a))).toBe(crcOfZlib(Buffer.concat([a, b])));
      expect(combineCrc32(crc32(a), crc32(b), b.length)).toBe(crcOfZlib(Buffer.concat([a, b])));
    }),
  );
});

test("joins parts of any length, without touching their bytes", () => {
  // Appending zeros one by one and at once is the same; lengths beyond 32 bits are powers of such steps.
  const start = crc32(Uint8Array.of(1, 2, 3));
  const zeros = (length: number): number => crc32(new Uint8Array(length));
  let doubled = combineCrc32(start, zeros(1), 1);
  let zerosDoubled = zeros(1);
  let length = 1;
  while (length < 2 ** 40) {
    const twice = combineCrc32(zerosDoubled, zerosDoubled, length);
    doubled = combineCrc32(doubled, zerosDoubled, length);
    zerosDoubled = twice;
    length *= 2;
    expect(doubled).toBe(combineCrc32(start, zerosDoubled, length));
  }
});
