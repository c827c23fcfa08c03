/**
 * What does `optnet batch` cost beside the solving? Runs the command as users do, files and start-up included, and divides
 * by what `solve` takes for the same problems in memory.
 *
 *     npm run bench:bulk -- [--quick] [--threads N] [--problems N] [--seconds S] [--sizes 10,0,10:50,0,50]
 *                           [--repeats N] [--folder DIR]
 *
 * `--problems`: of the first size; of the others as many as `solve` takes so many seconds for (10). `--quick`: few problems, to see that it runs.
 * `--folder`: where the files go, for those who want to measure another disk. Run it where nothing else runs.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { best, MILLION, problemOf, runCommand, secondsToSolve, writeProblem, type Size } from "./measure.js";
import { row, TABLE_HEAD } from "./table.js";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    threads: { type: "string" },
    problems: { type: "string" },
    seconds: { type: "string" },
    sizes: { type: "string", default: "10,0,10:20,10,20:50,0,50:50,25,50:100,50,100" },
    repeats: { type: "string", default: "3" },
    folder: { type: "string", default: tmpdir() },
  },
});

const threads = Number(options.threads ?? availableParallelism());
const problems = Number(options.problems ?? (options.quick ? 20_000 : MILLION));
const seconds = Number(options.seconds ?? (options.quick ? 0.05 : 10));
const repeats = options.quick ? 1 : Number(options.repeats);
const folder = mkdtempSync(join(options.folder, "optnet-bulk-"));

try {
  console.log(
    `Node ${process.version}, ${threads} threads; best of ${repeats}, files and start-up included\n`,
  );
  console.log(TABLE_HEAD.join("\n"));
  for (const [i, size] of options.sizes.split(":").map(sizeOf).entries()) await measure(size, i === 0);

  async function measure(size: Size, first: boolean): Promise<void> {
    const sample = problemOf(size, Math.min(problems, 2048));
    const each = secondsToSolve(sample, repeats) / sample.batch;
    const count = first ? problems : Math.max(512, Math.round(seconds / each));
    const [input, output] = [join(folder, "in.npz"), join(folder, "out.npz")];
    await writeProblem(input, size, count);
    const one = best(repeats, () => runCommand(input, output, 1));
    const all = best(repeats, () => runCommand(input, output, threads));
    const bytes = statSync(input).size + statSync(output).size;
    console.log(row({ size, count, each, one, all, bytes }));
  }
} finally {
  rmSync(folder, { recursive: true });
}

function sizeOf(text: string): Size {
  const [variables, equalities, inequalities] = text.split(",").map(Number);
  return { variables, equalities, inequalities };
}
