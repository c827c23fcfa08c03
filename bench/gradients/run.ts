/**
 * How exact are the gradients? Compares vjp with an independent reference on random problems.
 *
 *     npm run bench:gradients -- [--sizes 10,50,100,200] [--problems N] [--tolerance X] [--backend NAME] [--out DIR]
 *
 * Per size n there are n/2 equalities and n inequalities; with and without bounds; for losses of z alone and of all
 * outputs.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { SettingsInput } from "optnet";
import type { Loss, Row } from "./measure.js";
import { measure } from "./measure.js";
import { meetsGoal, toMarkdown } from "./report.js";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,50,100,200" },
    problems: { type: "string" },
    tolerance: { type: "string" },
    backend: { type: "string" },
    out: { type: "string", default: "bench/gradients/results" },
  },
});

/** So many that every size takes about as long. */
const PROBLEMS: Readonly<Record<number, number>> = { 10: 400, 50: 100, 100: 40, 200: 10 };

const settings = {
  ...(options.tolerance !== undefined && { tolerance: Number(options.tolerance) }),
  ...(options.backend !== undefined && { backend: options.backend }),
} as SettingsInput;

const rows: Row[] = [];
for (const n of options.sizes.split(",").map(Number)) {
  for (const bounds of [false, true]) {
    for (const loss of ["z", "all outputs"] satisfies Loss[]) {
      const count = options.problems === undefined ? (PROBLEMS[n] ?? 20) : Number(options.problems);
      const row = measure({ n, e: n >> 1, m: n, bounds }, count, loss, settings);
      rows.push(row);
      const worst = Math.max(...row.errors.map((error) => error.worst));
      const median = Math.max(...row.errors.map((error) => error.median));
      console.log(
        `n ${String(n).padStart(4)}  ${bounds ? "bounds   " : "no bounds"}  ${loss.padEnd(11)}  ` +
          `compared ${String(row.compared).padStart(4)} of ${row.problems}  largest median ${median.toExponential(1)}  ` +
          `worst ${worst.toExponential(1)}  ${meetsGoal(row) ? "goal met" : "goal missed"}`,
      );
    }
  }
}

const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, Node ${process.versions.node}`;
const shown = JSON.stringify(settings) === "{}" ? "defaults" : JSON.stringify(settings);
const markdown = toMarkdown(rows, shown, machine);
mkdirSync(options.out, { recursive: true });
writeFileSync(
  join(options.out, "gradients.json"),
  `${JSON.stringify({ machine, settings, rows }, null, 1)}\n`,
);
writeFileSync(join(options.out, "gradients.md"), markdown);
console.log(`\n${markdown}\nWritten: ${join(options.out, "gradients.json")} and gradients.md`);
