/**
 * Total variation denoising of an image z, min ½‖y − z‖² + lambda Σ|z_a − z_b| over neighbours a and b in rows and
 * columns, through its dual (Chambolle 2004, section 3): min ½‖Dᵀu − y‖² with −lambda ≤ u ≤ lambda, z = y − Dᵀu, where
 * D takes differences. DDᵀ has seven entries in a row: the whole image is one sparse program.
 */
import { QpSolver, sparse } from "optnet";

export interface ImageDenoiser {
  /** Pixels by rows. */
  denoise(image: ArrayLike<number>, lambda: number): Float64Array;
}

/** Keeps the pattern and its order from image to image. */
export function imageDenoiser(width: number, height: number): ImageDenoiser {
  const pairs = neighbours(width, height);
  const variables = pairs.length;
  const solver = new QpSolver({ variables, Q: products(pairs, width * height) });
  return {
    denoise(image, lambda) {
      if (lambda <= 0) return Float64Array.from(image);
      const p = Float64Array.from(pairs, ([a, b]) => image[a] - image[b]);
      const upper = new Float64Array(variables).fill(lambda);
      using solution = solver.solve({ p, lower: upper.map((value) => -value), upper });
      const { z: u } = solution.assertSolved();
      const z = Float64Array.from(image);
      pairs.forEach(([a, b], edge) => {
        z[a] += u[edge];
        z[b] -= u[edge];
      });
      return z;
    },
  };
}

type Pair = readonly [number, number];

function neighbours(width: number, height: number): Pair[] {
  return Array.from({ length: width * height }, (_, at): Pair[] => [
    ...(at % width < width - 1 ? [[at, at + 1] as const] : []),
    ...(at < width * (height - 1) ? [[at, at + width] as const] : []),
  ]).flat();
}

/** DDᵀ: two differences have an entry where they share a pixel. */
function products(pairs: readonly Pair[], pixels: number): ReturnType<typeof sparse.fromTriplets> {
  const touching = Array.from({ length: pixels }, (): [edge: number, sign: number][] => []);
  pairs.forEach(([a, b], edge) => {
    touching[a].push([edge, -1]);
    touching[b].push([edge, 1]);
  });
  const entries = touching.flatMap((edges) =>
    edges.flatMap(([row, s]) => edges.map(([column, t]) => ({ row, column, value: s * t }))),
  );
  const of = (key: "row" | "column" | "value"): number[] => entries.map((entry) => entry[key]);
  return sparse.fromTriplets([pairs.length, pairs.length], of("row"), of("column"), of("value"));
}
