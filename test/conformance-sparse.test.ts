/**
 * The suite that every executor passes, with Q, A and G as sparse matrices: all their entries stored, so that gradients
 * are those of the dense arrays, number by number. test/sparse has patterns with fewer.
 */
import type { Gradients, ProblemInput, SettingsInput, Solution, SolverShape, SolverValues } from "optnet";
import { expect, test, vi } from "vitest";
import { describeConformance } from "./conformance.js";

const seen = vi.hoisted(() => ({ matrices: 0 }));

vi.mock("optnet", async (original) => {
  const optnet = await original<typeof import("optnet")>();
  const { sparse, SparseMatrix } = optnet;

  /** With a pattern that is full; what is no matrix stays as it is. */
  function sparseLike(name: string, value: unknown): unknown {
    const shape = shapeOf(value);
    const batched = shape.length === 3;
    if (shape.length < 2 || (name === "Q" && shape.at(-1) !== shape.at(-2))) return value;
    const [rows, columns] = shape.slice(-2);
    const indptr = Array.from({ length: rows + 1 }, (_, i) => i * columns);
    const indices = Array.from({ length: rows * columns }, (_, k) => k % columns);
    const { data } = optnet.sparse.fromDense(ones(shape.slice(-2)));
    const pattern = sparse.csr({ shape: [rows, columns], indptr, indices, data });
    const numbers = flat(value);
    seen.matrices++;
    return pattern.withData(batched ? { data: numbers, shape: [shape[0], rows * columns] } : numbers);
  }

  function withSparse<Input extends SolverValues>(input: Input): Input {
    const out = { ...input } as Record<string, unknown>;
    for (const name of ["Q", "A", "G"]) {
      if (out[name] !== undefined) out[name] = sparseLike(name, out[name]);
    }
    return out as unknown as Input;
  }

  function withDenseGradients(solution: Solution): Solution {
    const vjp = solution.vjp.bind(solution);
    Object.assign(solution, {
      vjp: (...args: Parameters<typeof vjp>) => {
        const gradients = vjp(...args) as Gradients;
        return Object.fromEntries(
          Object.entries(gradients).map(([name, gradient]) => [
            name,
            gradient instanceof SparseMatrix ? gradient.toDense() : gradient,
          ]),
        );
      },
    });
    return solution;
  }

  class QpSolver extends optnet.QpSolver {
    constructor(shape: SolverShape, settings?: SettingsInput) {
      super(withSparse(shape), settings);
    }

    override solve(
      ...[values, options]: Parameters<InstanceType<typeof optnet.QpSolver>["solve"]>
    ): Solution {
      return withDenseGradients(super.solve(values && withSparse(values), options));
    }
  }

  return {
    ...optnet,
    QpSolver,
    solve: (input: ProblemInput, settings?: SettingsInput) =>
      withDenseGradients(optnet.solve(withSparse(input), settings)),
  };
});

function shapeOf(value: unknown): number[] {
  if (typeof value === "object" && value !== null && "shape" in value) return [...(value.shape as number[])];
  const shape: number[] = [];
  for (let inner = value; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  return shape;
}

function flat(value: unknown): Float64Array {
  if (typeof value === "object" && value !== null && "data" in value)
    return Float64Array.from(value.data as number[]);
  return Float64Array.from((value as number[][]).flat(2));
}

function ones([rows, columns]: number[]): number[][] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(1));
}

describeConformance("sparse inputs, form auto", { backend: "wasm" });
describeConformance("sparse inputs, reference", { backend: "reference" });

test("the matrices were sparse indeed", () => {
  expect(seen.matrices).toBeGreaterThan(1000);
});
