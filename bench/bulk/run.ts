/**
 * `npm run bench:bulk`: what does `optnet batch` cost beside the solving? Runs the command as users do, files and start-up
 * included, and divides by what `solve` takes for the same problems in memory. Run it where nothing else runs.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { command, outFolder, say, shown } from "../../tools/command.js";
import { decimal, integer, path, toggle, unrecorded } from "../../tools/flags.js";
import { madeText } from "../../tools/made.js";
import type { Size } from "../../tools/problems/problem.js";
import { sizes } from "../../tools/problems/sizes.js";
import { resultsBeside, writeResult } from "../../tools/results.js";
import { best, MILLION, problemOf, runCommand, secondsToSolve, writeProblem } from "./measure.js";
import { row, TABLE_HEAD, type Line } from "./table.js";

const ALL = "10,0,10 20,10,20 50,0,50 50,25,50 100,50,100 200,0,200";

await command({
  name: "bench:bulk",
  about: "Times optnet batch, files and start-up included, beside solve on the same problems in memory.",
  flags: {
    quick: toggle("few problems, to see that it runs"),
    threads: integer("of the second run", {
      ...{ usual: availableParallelism(), note: "all cores", least: 1, most: 1024 },
    }),
    problems: integer("of the first size", { usual: MILLION, quick: 20_000, least: 1, most: 1e9 }),
    seconds: decimal("of the other sizes as many problems as solve takes so long for", {
      ...{ usual: 10, quick: 0.05, least: 1e-3, most: 1e6 },
    }),
    sizes: sizes(ALL, { quick: ALL }),
    repeats: integer("of which the best counts", { usual: 3, quick: 1, least: 1, most: 1000 }),
    folder: unrecorded(path("DIR", "where the files go, to measure another disk (that of temporary files)")),
    out: outFolder("bench/bulk/results; --quick: nowhere"),
  },
  async run({ threads, problems, seconds, sizes, repeats, ...options }, { made }) {
    const folder = mkdtempSync(join(options.folder ?? tmpdir(), "optnet-bulk-"));
    const measure = async (size: Size, first: boolean): Promise<Line> => {
      const sample = problemOf(size, Math.min(problems, 2048));
      const each = secondsToSolve(sample, repeats) / sample.batch;
      const count = first ? problems : Math.max(512, Math.round(seconds / each));
      const [input, output] = [join(folder, "in.npz"), join(folder, "out.npz")];
      await writeProblem(input, size, count);
      const one = best(repeats, () => runCommand(input, output, 1));
      const all = best(repeats, () => runCommand(input, output, threads));
      const bytes = statSync(input).size + statSync(output).size;
      return { size, count, each, one, all, bytes };
    };
    try {
      say(`${madeText(made)}; ${threads} threads, best of ${repeats}, files and start-up included\n`);
      say(TABLE_HEAD.join("\n"));
      const lines: Line[] = [];
      for (const [i, size] of sizes.entries()) {
        lines.push(await measure(size, i === 0));
        say(row(lines[i]));
      }
      const out = options.out ?? (options.quick ? undefined : resultsBeside(import.meta.url));
      if (out === undefined) return;
      writeResult(out, "bulk.json", made, { threads, repeats, lines });
      say(`\nIn ${shown(out)}: bulk.json`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});
