/** Problems of a size in memory and in a file, and how long they take. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { solve } from "optnet";
import type { NamedArray } from "optnet/io";
import { saveFile } from "optnet/io/node";
import { generate } from "../../tools/problems/generate.js";
import type { Size } from "../../tools/problems/problem.js";
import { Random } from "../../tools/random.js";

export const MILLION = 1_000_000;

/** Problems that share Q, A and G, each with its own p, b and h. */
export interface Problems {
  readonly batch: number;
  readonly arrays: Readonly<Record<string, NamedArray & { data: Float64Array }>>;
}

export function problemOf(size: Size, batch: number): Problems {
  const { variables: n, equalities: e, inequalities: m } = size;
  const { fields } = generate(size, batch, true, 1);
  const random = new Random(2);
  const moved = (vector: Float64Array, move: () => number): Float64Array =>
    Float64Array.from({ length: batch * vector.length }, (_, i) => vector[i % vector.length] + move());
  const arrays: Record<string, NamedArray & { data: Float64Array }> = {
    Q: { data: fields.Q, shape: [n, n] },
    p: { data: fields.p, shape: [batch, n] },
  };
  if (e > 0) {
    arrays.A = { data: fields.A, shape: [e, n] };
    arrays.b = { data: moved(fields.b, () => random.normal()), shape: [batch, e] };
  }
  if (m > 0) {
    arrays.G = { data: fields.G, shape: [m, n] };
    // Rows of A may be moved anywhere, rows of G only outwards: then every problem has a solution, if e < n.
    arrays.h = {
      data: moved(fields.h, () => Math.abs(random.normal()) + (e > 0 ? 20 : 0)),
      shape: [batch, m],
    };
  }
  return { batch, arrays };
}

export function writeProblem(path: string, size: Size, batch: number): Promise<void> {
  return saveFile(path, { arrays: problemOf(size, batch).arrays }, { format: "npz" });
}

/** So long is solved at least: before, the machine code of the kernels may not be the optimised one. */
const WARM_SECONDS = 0.5;

/** The best time, in seconds, that `solve` takes on this thread. */
export function secondsToSolve({ arrays }: Problems, repeats: number): number {
  const input = arrays as unknown as Parameters<typeof solve>[0];
  let least = Infinity;
  let total = 0;
  for (let run = 0; run < repeats + 2 || total < WARM_SECONDS; run++) {
    const start = performance.now();
    solve(input).dispose();
    const seconds = (performance.now() - start) / 1000;
    least = Math.min(least, seconds);
    total += seconds;
  }
  return least;
}

export interface Measured {
  readonly seconds: number;
  /** Largest memory, in megabytes. */
  readonly megabytes: number;
  /** How many problems were solved. */
  readonly solved: number;
}

const main = fileURLToPath(new URL("cli/main.js", import.meta.resolve("optnet")));
const REPORT = `process.on("exit", () => console.error("maxRSS", process.resourceUsage().maxRSS));`;

export function runCommand(input: string, output: string, threads: number): Measured {
  const start = performance.now();
  const script = `"$0" "$@" 2>&1`;
  const printed = execFileSync(
    "sh",
    [
      ...["-c", script, process.execPath, "--import", `data:text/javascript,${encodeURIComponent(REPORT)}`],
      ...[main, "batch", input, "--out", output, "--threads", String(threads)],
      ...["--fresh", "--quiet", "--json", "--accept-unsolved"],
    ],
    { encoding: "utf8" },
  );
  const seconds = (performance.now() - start) / 1000;
  const [summary] = printed.split("\n");
  const { statuses } = JSON.parse(summary) as { statuses: { solved: number } };
  return { seconds, megabytes: Number(/maxRSS (\d+)/.exec(printed)![1]) / 1000, solved: statuses.solved };
}

export function best(repeats: number, run: () => Measured): Measured {
  return Array.from({ length: repeats }, run).reduce((a, b) => (b.seconds < a.seconds ? b : a));
}
