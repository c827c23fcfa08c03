/**
 * `npm run bench:gradients`: how exact are the gradients? Compares vjp with an independent reference on random problems.
 * Per size n there are n/2 equalities and n inequalities; with and without bounds; for losses of z alone and of all
 * outputs.
 */
import { join } from "node:path";
import type { SettingsInput } from "optnet";
import { command, outFolder, say, shown } from "../../tools/command.js";
import { decimal, integer, list, text } from "../../tools/flags.js";
import { madeText } from "../../tools/made.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { measure, type Loss, type Row } from "./measure.js";
import { meetsGoal, toMarkdown } from "./report.js";

/** So many that every size takes about as long. */
const PROBLEMS: Readonly<Record<number, number>> = { 10: 400, 50: 100, 100: 40, 200: 10 };

const sizeOf = (one: string): number | undefined => (/^[1-9]\d*$/.test(one) ? Number(one) : undefined);

await command({
  name: "bench:gradients",
  about: "Compares vjp with an independent reference on random problems.",
  flags: {
    sizes: list("n n …", { usual: "10,50,100,200" }, "numbers of variables", sizeOf, /[\s,]+/),
    problems: integer("of each size", { usual: undefined, note: "by size", least: 1, most: 1e6 }),
    tolerance: decimal("of the solver", { usual: undefined, note: "its default", least: 1e-14, most: 1 }),
    backend: text("NAME", "of the solver", { usual: undefined, note: "its default" }),
    out: outFolder("bench/gradients/results"),
  },
  run(options, { made }) {
    const { sizes, problems, tolerance, backend } = options;
    const settings = {
      ...(tolerance !== undefined && { tolerance }),
      ...(backend !== undefined && { backend }),
    } as SettingsInput;
    const rows: Row[] = [];
    for (const n of sizes) {
      for (const bounds of [false, true]) {
        for (const loss of ["z", "all outputs"] satisfies Loss[]) {
          const count = problems ?? PROBLEMS[n] ?? 20;
          const row = measure({ n, e: n >> 1, m: n, bounds }, count, loss, settings);
          rows.push(row);
          say(lineOf(row));
        }
      }
    }
    const shownSettings = JSON.stringify(settings) === "{}" ? "defaults" : JSON.stringify(settings);
    const markdown = toMarkdown(rows, shownSettings, madeText(made));
    const out = options.out ?? resultsBeside(import.meta.url);
    writeResult(out, "gradients.json", made, { settings, rows }, { exact: true });
    writeText(out, "gradients.md", markdown);
    say(`\n${markdown}\nWritten: ${shown(join(out, "gradients.json"))} and gradients.md`);
  },
});

function lineOf(row: Row): string {
  const { n, bounds, loss, compared, problems, errors } = row;
  const worst = Math.max(...errors.map((error) => error.worst));
  const median = Math.max(...errors.map((error) => error.median));
  return (
    `n ${String(n).padStart(4)}  ${bounds ? "bounds   " : "no bounds"}  ${loss.padEnd(11)}  ` +
    `compared ${String(compared).padStart(4)} of ${problems}  largest median ${median.toExponential(1)}  ` +
    `worst ${worst.toExponential(1)}  ${meetsGoal(row) ? "goal met" : "goal missed"}`
  );
}
