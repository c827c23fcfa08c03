import { solve, type Solution } from "optnet";
import type { WebGpuSettings } from "optnet/webgpu";
import { solveAsync, timingsOf } from "optnet/webgpu";
import { generate } from "../../tools/problems/generate.js";
import type { BatchProblem, Size } from "../../tools/problems/problem.js";
import { firstOf, toInput } from "../../tools/problems/problem.js";
import { median } from "../../tools/statistics.js";

/** One line of the table; times in milliseconds per batch, medians of the repeats. */
export interface Measurement extends Size {
  readonly batch: number;
  readonly precision: string;
  /** Compiling the pipelines, once per shape class of a process. */
  readonly setUp: number;
  readonly upload: number;
  /** The interior point alone, inputs and outputs in GPU memory. */
  readonly forward: number;
  readonly read: number;
  /** Adjoint, gradient of p, and its way to the CPU. */
  readonly backward: number;
  /** Forward, per problem, in microseconds. */
  readonly microsecondsPerProblem: number;
  /** The same for `solve` on one CPU core, at its default tolerance, over a sample of the batch. */
  readonly cpuMicrosecondsPerProblem: number;
  readonly iterations: number;
  readonly unsolved: number;
  /** Largest error of z and of ∂l/∂p against float64, over the elements that were checked. */
  readonly errorZ: number;
  readonly errorGradient: number;
  readonly checked: number;
}

/** Elements of a batch that the CPU is timed with; it takes them one after the other. */
const TIMED = 512;

/** Elements of a batch that are compared with the CPU's float64 answer. */
const CHECKED = 16;

export async function measure(
  device: GPUDevice,
  size: Size,
  batch: number,
  settings: WebGpuSettings & { readonly precision: "float32" | "compensated" },
  repeats: number,
): Promise<Measurement> {
  const { variables: n } = size;
  // One Q, G, A, b, h for the batch and a cost for every element, as in the published timings.
  const problem = generate(size, batch, true, n + size.equalities);
  const input = toInput(problem);
  const cotangent = { data: new Float32Array(batch * n).map((_, i) => Math.sin(i)), shape: [batch, n] };
  const times: { upload: number; forward: number; read: number; backward: number }[] = [];
  let setUp = 0;
  let found: ReturnType<typeof check> & Pick<Measurement, "iterations" | "unsolved">;
  for (let repeat = 0; ; repeat++) {
    const solution = await solveAsync(input, { ...settings, fallback: "error", measure: true }, device);
    const { upload, compile, solve: forward, read } = timingsOf(solution)!;
    const start = performance.now();
    const gradient = (await solution.vjp({ z: cotangent }, { wrt: ["p"] })).p!.data;
    const backward = performance.now() - start;
    // The first round compiles; it is checked, not counted.
    if (repeat === 0) setUp = compile;
    else times.push({ upload, forward, read, backward });
    found = {
      ...check(problem, solution, gradient, cotangent.data),
      iterations: Math.max(...solution.iterations),
      unsolved: solution.status.filter((status) => status !== "solved").length,
    };
    solution.dispose();
    if (repeat === repeats) break;
  }
  const middle = (name: keyof (typeof times)[number]): number => median(times.map((time) => time[name]));
  const forward = middle("forward");
  return {
    ...size,
    batch,
    precision: settings.precision,
    setUp,
    upload: middle("upload"),
    forward,
    read: middle("read"),
    backward: middle("backward"),
    microsecondsPerProblem: (1000 * forward) / batch,
    cpuMicrosecondsPerProblem: timeOnCpu(problem, Math.min(TIMED, batch), repeats),
    ...found,
  };
}

/** Microseconds per problem, median; set-up included, as in the published timings. */
function timeOnCpu(problem: BatchProblem, elements: number, repeats: number): number {
  const part = toInput(firstOf(problem, elements));
  const times = Array.from({ length: repeats + 1 }, () => {
    const start = performance.now();
    solve(part).dispose();
    return performance.now() - start;
  });
  return (1000 * median(times.slice(1))) / elements;
}

function check(
  problem: BatchProblem,
  solution: Solution<"later">,
  gradient: Float64Array,
  cotangent: Float32Array,
) {
  const { batch, variables: n } = solution.shape;
  const checked = Math.min(CHECKED, batch);
  using exact = solve(toInput(firstOf(problem, checked)), { tolerance: 1e-10 }).assertSolved();
  const dz = { data: cotangent.slice(0, checked * n), shape: [checked, n] };
  const expected = exact.vjp({ z: dz }, { wrt: ["p"] }).p!.data;
  return { errorZ: distance(exact.z, solution.z), errorGradient: distance(expected, gradient), checked };
}

/** Over the entries of the first. */
function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}
