/**
 * Whose bits results have. Results of two machines go into one file only if both compute alike; the names say why they
 * would not, and the probe whether they do.
 */
import { createHash } from "node:crypto";
import { solve } from "../../index.js";
import { version } from "../version.js";

export interface Arithmetic {
  readonly optnet: string;
  /** The kernels that this engine runs: with fused multiply-add or without. */
  readonly kernels: "fused" | "plain";
  readonly engine: string;
  /** Of the bits of a few solutions. */
  readonly probe: string;
}

/** A module with one instruction of relaxed SIMD: engines that know it run the fused kernels. */
const RELAXED = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0],
  ...[65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
]);

export function arithmetic(): Arithmetic {
  return {
    optnet: version(),
    kernels: WebAssembly.validate(RELAXED) ? "fused" : "plain",
    engine: `V8 ${process.versions.v8}`,
    probe: probe(),
  };
}

/** Rows and right-hand sides such that some are active, and one element has no solution. */
function probe(): string {
  let state = 1;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const draw = (...shape: number[]) => ({
    data: Float64Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, uniform),
    shape,
  });
  const [batch, n, e, m] = [6, 7, 2, 9];
  const Q = draw(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) Q.data[i * n + j] = Q.data[j * n + i];
    Q.data[i * n + i] = 4 + uniform();
  }
  const h = draw(batch, m);
  h.data.forEach((value, i) => (h.data[i] = Math.abs(value) / 4));
  h.data.fill(-9, 0, m);
  const solution = solve({
    Q,
    p: draw(batch, n),
    A: draw(e, n),
    b: new Float64Array(e),
    G: draw(m, n),
    h,
    lower: -1,
  });
  const gradients = solution.vjp({ z: draw(batch, n) });
  const hash = createHash("sha256");
  for (const numbers of [
    solution.z,
    solution.lambda,
    solution.dualityGap,
    ...Object.values(gradients).map(({ data }) => data),
  ]) {
    hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }
  return hash.digest("hex").slice(0, 16);
}
