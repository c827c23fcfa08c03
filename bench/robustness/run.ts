/**
 * How robust is the solver? Solves every `*.QPS` and `*.json` in folders at several absolute tolerances, and
 * believes no answer that it has not checked itself.
 *
 *     npm run bench:robustness -- --data DIR [--data DIR] [--tolerances 1e-3,1e-6,1e-9] [--filter REGEXP]
 *                                 [--max-iterations N] [--time-limit SECONDS] [--out DIR] [--json]
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readProblemFile } from "optnet/io/node";
import type { Attempt } from "./attempt.js";
import { Progress } from "./progress.js";
import { Runner } from "./runner.js";
import {
  failureLines,
  scoreOf,
  scoreTable,
  slowLines,
  toMarkdown,
  type ProblemSet,
  type ProblemSize,
} from "./summary.js";

interface Listed extends ProblemSize {
  readonly path: string;
}

const { values: options } = parseArgs({
  options: {
    data: { type: "string", multiple: true, default: [] },
    tolerances: { type: "string", default: "1e-3,1e-6,1e-9" },
    filter: { type: "string", default: "" },
    "max-iterations": { type: "string" },
    "time-limit": { type: "string", default: "600" },
    out: { type: "string", default: "bench/robustness/results" },
    json: { type: "boolean", default: false },
  },
});

const tolerances = options.tolerances.split(",").map((text) => numberOption("tolerances", text));
const maxIterations =
  options["max-iterations"] === undefined
    ? undefined
    : numberOption("max-iterations", options["max-iterations"]);
const timeLimit = numberOption("time-limit", options["time-limit"]);
if (options.data.length === 0) throw new Error("Give at least one folder of problems: --data DIR");

const folders = await Promise.all(
  options.data.map(async (folder) => ({ name: basename(resolve(folder)), problems: await list(folder) })),
);
const sets = await solveAll();
report(sets);

/** The problems of a folder by size, so that a slow one keeps none of the others waiting. */
async function list(folder: string): Promise<Listed[]> {
  const pattern = new RegExp(options.filter);
  const files = readdirSync(folder).filter((file) => /\.(qps|mps|json)$/i.test(file) && pattern.test(file));
  if (files.length === 0) throw new Error(`There are no problems to solve in ${folder}`);
  const problems = await Promise.all(files.map((file) => sizeOf(join(folder, file))));
  const size = ({ variables, equalities, inequalities }: Listed): number =>
    variables + equalities + inequalities;
  return problems.sort((a, b) => size(a) - size(b) || a.name.localeCompare(b.name));
}

async function sizeOf(path: string): Promise<Listed> {
  const name = basename(path).replace(/\.[^.]+$/, "");
  try {
    const file = await readProblemFile(path);
    return {
      path,
      name,
      variables: file.variableNames.length,
      equalities: file.equalityNames.length,
      inequalities: file.inequalities.length,
    };
  } catch {
    // The worker meets the same error and reports it.
    return { path, name, variables: 0, equalities: 0, inequalities: 0 };
  }
}

async function solveAll(): Promise<ProblemSet[]> {
  const runner = new Runner(timeLimit);
  const progress = new Progress(
    folders.reduce((sum, { problems }) => sum + problems.length, 0) * tolerances.length,
  );
  const result: ProblemSet[] = [];
  for (const { name, problems } of folders) {
    const attempts: Attempt[] = [];
    for (const problem of problems) {
      for (const tolerance of tolerances) {
        progress.begin(problem, tolerance);
        const attempt = await runner.run({
          path: problem.path,
          problem: problem.name,
          tolerance,
          maxIterations,
        });
        attempts.push(attempt);
        progress.end(attempt);
      }
    }
    result.push({ name, problems, attempts });
  }
  progress.stop();
  runner.close();
  return result;
}

function report(sets: readonly ProblemSet[]): void {
  const scores = sets.flatMap((set) => tolerances.map((tolerance) => scoreOf(set, tolerance)));
  const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${availableParallelism()} cores, Node ${process.versions.node}`;
  const json = JSON.stringify({ machine, tolerances, maxIterations, timeLimit, scores, sets }, dropPaths, 1);
  const markdown = toMarkdown(sets, tolerances);
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, "robustness.json"), `${json}\n`);
  writeFileSync(join(options.out, "robustness.md"), `${markdown}\nMachine: ${machine}.\n`);
  if (options.json) {
    console.log(json);
    return;
  }
  console.log(scoreTable(scores).join("\n"));
  console.log(`\nFailures:\n${failureLines(scores).join("\n")}\n`);
  for (const line of slowLines(sets)) console.log(line);
  console.log(`Written: ${join(options.out, "robustness.json")} and robustness.md`);
}

/** Reports are published; where the data lay is nobody's business. */
function dropPaths(key: string, value: unknown): unknown {
  return key === "path" ? undefined : value;
}

function numberOption(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0)) throw new Error(`--${name} needs positive numbers, not "${text}"`);
  return value;
}
