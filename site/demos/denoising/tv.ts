/**
 * Total variation denoising of signals and images, min ½‖y − z‖² + lambda Σ|zᵢ − zᵢ₊₁|, and what lambda should be.
 *
 * The dual of one signal has a variable per difference, within ±lambda, and one matrix for all signals of a batch:
 *
 *     u = argmin ½ uᵀ(DDᵀ)u − (Dy)ᵀu   subject to   |u| ≤ lambda,      z = y − Dᵀu.
 */
import { solve, type Solution } from "optnet";

/** DDᵀ of signals of a length: 2 on the diagonal, −1 beside it. */
function differenceProducts(length: number): Float64Array {
  const size = length - 1;
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    products[i * size + i] = 2;
    if (i > 0) products[i * size + i - 1] = products[(i - 1) * size + i] = -1;
  }
  return products;
}

const matrices = new Map<number, Float64Array>();

function solveDual(signals: ArrayLike<number>, length: number, lambda: number): Solution {
  const size = length - 1;
  const count = signals.length / length;
  if (!matrices.has(length)) matrices.set(length, differenceProducts(length));
  const p = new Float64Array(count * size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++)
      p[row * size + i] = signals[row * length + i + 1] - signals[row * length + i];
  }
  return solve({
    Q: { data: matrices.get(length)!, shape: [size, size] },
    p: { data: p, shape: [count, size] },
    lower: new Float64Array(size).fill(-lambda),
    upper: new Float64Array(size).fill(lambda),
  });
}

/** z = y − Dᵀu, with (Dz)ᵢ = zᵢ − zᵢ₊₁. */
function primal(signals: ArrayLike<number>, length: number, u: ArrayLike<number>): Float64Array {
  const size = length - 1;
  return Float64Array.from({ length: signals.length }, (_, at) => {
    const [row, i] = [Math.floor(at / length), at % length];
    const left = i === 0 ? 0 : u[row * size + i - 1];
    const right = i === size ? 0 : u[row * size + i];
    return signals[at] - right + left;
  });
}

/** Denoises signals of a length, one behind the other. */
export function denoised(signals: ArrayLike<number>, length: number, lambda: number): Float64Array {
  if (lambda <= 0) return Float64Array.from(signals);
  using solution = solveDual(signals, length, lambda);
  return primal(signals, length, solution.assertSolved().z);
}

export interface Slope {
  readonly loss: number;
  /** ∂loss/∂lambda. */
  readonly slope: number;
}

/** The mean squared error of what is made of noisy signals, and how it changes with lambda. */
export function errorOf(
  noisy: ArrayLike<number>,
  clean: ArrayLike<number>,
  length: number,
  lambda: number,
): Slope {
  using solution = solveDual(noisy, length, lambda);
  const z = primal(noisy, length, solution.z);
  const size = length - 1;
  const miss = z.map((value, i) => value - clean[i]);
  const count = z.length;
  const cotangent = Float64Array.from(solution.z, (_, at) => {
    const [row, i] = [Math.floor(at / size), at % size];
    return (2 * (miss[row * length + i + 1] - miss[row * length + i])) / count;
  });
  const shape = [count / length, size];
  const { lower, upper } = solution.vjp({ z: { data: cotangent, shape } }, { wrt: ["lower", "upper"] });
  const sum = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((total, value) => total + value, 0);
  return {
    loss: miss.reduce((total, value) => total + value * value, 0) / count,
    slope: sum(upper.data) - sum(lower.data),
  };
}

function transposed(image: ArrayLike<number>, width: number): Float64Array {
  const height = image.length / width;
  return Float64Array.from(
    { length: image.length },
    (_, at) => image[(at % height) * width + Math.floor(at / height)],
  );
}

/**
 * An image with differences of neighbours in rows and in columns: Dykstra's alternation of two steps, each of which
 * denoises all rows, or all columns, as one batch (Combettes & Pesquet 2011, section 5).
 */
export function denoisedImage(
  image: ArrayLike<number>,
  width: number,
  lambda: number,
  sweeps = 12,
): Float64Array {
  const height = image.length / width;
  let z: Float64Array = Float64Array.from(image);
  if (lambda <= 0) return z;
  let [ofRows, ofColumns] = [new Float64Array(z.length), new Float64Array(z.length)];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const before = z.map((value, i) => value + ofRows[i]);
    const rows = denoised(before, width, lambda);
    ofRows = before.map((value, i) => value - rows[i]);
    const between = rows.map((value, i) => value + ofColumns[i]);
    z = transposed(denoised(transposed(between, width), height, lambda), height);
    ofColumns = between.map((value, i) => value - z[i]);
  }
  return z;
}
