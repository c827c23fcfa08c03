/** Random problems as in the other benchmarks, with matrices that the batch shares. */
import type { ProblemInput } from "optnet";

export interface Size {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
}

/** Uniform in [0, 1), the same on every machine. */
export function uniformFrom(seed: number): () => number {
  let state = (seed * 2654435761 + 1) % 2147483647 || 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export function problemOf(
  { variables: n, equalities: e, inequalities: m }: Size,
  batch: number,
  seed: number,
) {
  const uniform = uniformFrom(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(uniform() + 1e-300)) * Math.cos(2 * Math.PI * uniform());
  const draw = (...shape: number[]) => ({
    data: Float64Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, normal),
    shape,
  });
  const times = ({ data }: { data: Float64Array }, z: Float64Array, rows: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, i) =>
      z.reduce((sum, value, j) => sum + data[i * n + j] * value, 0),
    );
  const L = draw(n, n);
  const Q = { data: new Float64Array(n * n), shape: [n, n] };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k <= Math.min(i, j); k++)
        Q.data[i * n + j] += (L.data[i * n + k] * L.data[j * n + k]) / n;
    }
    Q.data[i * n + i] += 1;
  }
  const [A, G, point] = [draw(e, n), draw(m, n), draw(n).data];
  return {
    Q,
    p: draw(batch, n),
    ...(e === 0 ? {} : { A, b: times(A, point, e) }),
    ...(m === 0 ? {} : { G, h: times(G, point, m).map((value) => value + 1) }),
  } satisfies ProblemInput;
}
