/** What tests of the adapter for jax-js have in common. */
import { init, numpy as np } from "@jax-js/jax";
import { expect } from "vitest";

export type Numbers = number | Numbers[];

export async function startJax(): Promise<void> {
  // jax-js asks whether data is a Float16Array, which Node has from release 24 on.
  (globalThis as { Float16Array?: unknown }).Float16Array ??= Uint16Array;
  await init("wasm");
}

export const f64 = (values: Numbers): np.Array => np.array(values as number[], { dtype: np.float64 });

export function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-9): void {
  expect(found.length).toBe(wanted.length);
  Array.from(found).forEach((value, i) => expect(Math.abs(value - wanted[i])).toBeLessThanOrEqual(tolerance));
}
