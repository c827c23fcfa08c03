/** Files with random damage: they are read, or refused with an OptNetError, and nothing else happens. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { OptNetError } from "../index.js";
import { readArrays } from "./open.js";
import { writeArrays } from "./write.js";

const collection = {
  arrays: {
    Q: { data: Float64Array.of(2, 0, 0, 2), shape: [2, 2] },
    p: { data: Float64Array.from({ length: 40 }, (_, i) => i / 7), shape: [20, 2] },
    status: { data: Uint8Array.from({ length: 20 }, (_, i) => i), shape: [20] },
  },
  rows: ["p", "status"],
  metadata: { format: "optnet problem", version: "1" },
};

const damage = fc.array(
  fc.record({
    /** From the front or the back, where the headers are. */
    place: fc.oneof(fc.nat(400), fc.integer({ min: -400, max: -1 }), fc.nat(10_000)),
    kind: fc.constantFrom("set", "insert", "remove", "cut"),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 9 }),
      fc.constantFrom(new Uint8Array(8).fill(255), new Uint8Array(8), Uint8Array.of(255, 255, 255, 127)),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

type Damage = typeof damage extends fc.Arbitrary<(infer One)[]> ? One : never;

function damaged(whole: Uint8Array, changes: readonly Damage[]): Uint8Array {
  let bytes = Buffer.from(whole);
  for (const { place, kind, bytes: other } of changes) {
    const at = place < 0 ? Math.max(0, bytes.length + place) : place % (bytes.length + 1);
    const [front, back] = [bytes.subarray(0, at), bytes.subarray(at)];
    if (kind === "set") bytes = Buffer.concat([front, other, back.subarray(other.length)]);
    else if (kind === "insert") bytes = Buffer.concat([front, other, back]);
    else if (kind === "remove") bytes = Buffer.concat([front, back.subarray(other.length)]);
    else bytes = front;
  }
  return bytes;
}

test.each([
  { format: "npz", compress: false },
  { format: "npz", compress: true },
  { format: "safetensors", compress: false },
  { format: "parquet", compress: false },
] as const)("%j", async (options) => {
  const whole = await writeArrays(collection, options);
  expect((await readArrays(whole)).arrays.p.data).toEqual(collection.arrays.p.data);
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      try {
        const { arrays } = await readArrays(damaged(whole, changes), { maxBytes: 2 ** 20 });
        for (const { data, shape } of Object.values(arrays)) {
          expect(data.length).toBe(shape.reduce((product, axis) => product * axis, 1));
        }
      } catch (error) {
        if (!(error instanceof OptNetError)) throw error;
      }
    }),
    { numRuns: Number(process.env.OPTNET_HOSTILE_RUNS ?? 400) },
  );
});
