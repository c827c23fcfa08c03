/**
 * Whose bits results have. The same program computes the same bits on every machine that has the same arithmetic: the
 * same kernels, with fused multiply-add or without, and the same engine, whose exp and log enter as well. Whoever puts
 * results of several machines together compares these names first; the last part of a name is a digest of the bits of
 * a few solutions and gradients, so that machines whose names agree by chance do not pass.
 */
import type { DenseArray } from "../problem/problem.js";
import { solve } from "../api/solve.js";
import { canFuse } from "../execute/wasm/module.js";

/** Whose bits this process computes. */
export interface Arithmetic {
  /** The kernels that this engine runs: with fused multiply-add or without. */
  readonly kernels: "fused" | "plain";
  /** What runs the program, with its version. */
  readonly engine: string;
  /** Of the bits of a few solutions, gradients and functions. */
  readonly digest: string;
}

let own: Arithmetic | undefined;

/** The arithmetic of this process. */
export function ownArithmetic(): Arithmetic {
  own ??= { kernels: canFuse() ? "fused" : "plain", engine: engine(), digest: digestOfProbe() };
  return own;
}

/** The arithmetic of this process, in words. */
export function arithmetic(): string {
  const { kernels, engine, digest } = ownArithmetic();
  return `${kernels} kernels, ${engine}, ${digest}`;
}

function engine(): string {
  const { process, navigator } = globalThis as {
    process?: { versions?: Record<string, string | undefined> };
    navigator?: { userAgent?: string };
  };
  const v8 = process?.versions?.["v8"];
  return v8 === undefined ? (navigator?.userAgent ?? "unknown engine") : `V8 ${v8}`;
}

/** Some rows are active, some are not, and one element has no solution. */
function digestOfProbe(): string {
  const uniform = uniformNumbers();
  const draw = (...shape: number[]): DenseArray<Float64Array> => ({
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
  const [A, b, G] = [draw(e, n), new Float64Array(e), draw(m, n)];
  const solution = solve({ Q, p: draw(batch, n), A, b, G, h, lower: -1 });
  const gradients = solution.vjp({ z: draw(batch, n) });
  const digest = new Digest();
  for (const numbers of [solution.z, solution.lambda, solution.dualityGap]) digest.add(numbers);
  for (const { data } of Object.values(gradients)) digest.add(data);
  digest.add(Float64Array.of(Math.exp(1 / 3), Math.log(3), Math.tanh(0.7), Math.sin(11)));
  solution.dispose();
  return digest.text();
}

function uniformNumbers(): () => number {
  let state = 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
}

/** FNV-1a over 32-bit words, twice with other starts: against accidents, not against attackers. */
export class Digest {
  #a = 0x811c9dc5;
  #b = 0x01000193;

  add(numbers: Float64Array | Float32Array): this {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    for (const byte of bytes) {
      this.#a = Math.imul(this.#a ^ byte, 0x01000193);
      this.#b = Math.imul(this.#b ^ byte, 0x85ebca6b);
    }
    return this;
  }

  text(): string {
    return [this.#a, this.#b].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
