/**
 * `npm run bench:robustness`: how robust is the solver? Solves every `*.QPS` and `*.json` in folders at several absolute
 * tolerances, and believes no answer that it has not checked itself.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readProblemFile } from "optnet/io/node";
import { command, outFolder, say, shown } from "../../tools/command.js";
import { integer, list as listFlag, decimal, paths, text, toggle } from "../../tools/flags.js";
import { madeText } from "../../tools/made.js";
import { Progress } from "../../tools/progress.js";
import { resultsBeside, writeResult, writeText } from "../../tools/results.js";
import type { Attempt, Expected } from "./attempt.js";
import { watched } from "./progress.js";
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

interface Folder {
  readonly name: string;
  readonly problems: readonly Listed[];
}

/** What is solved where no folder is named, as far as it is there. */
const ALL_SETS = ["maros-meszaros", "mpc", "maros-meszaros-large", "netlib", "netlib-infeasible"].map(
  (name) => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url)),
);

const positive = (one: string): number | undefined => (Number(one) > 0 ? Number(one) : undefined);

await command({
  name: "bench:robustness",
  about: "Solves folders of problems at several absolute tolerances, and checks every answer.",
  flags: {
    data: paths(
      "DIR",
      "a folder of QPS or JSON problems, all infeasible if its name ends in -infeasible; may be given several times",
    ),
    tolerances: listFlag("absolute", { usual: "1e-3,1e-6,1e-9" }, "positive numbers", positive, /[\s,]+/),
    filter: text("REGEXP", "only problems whose file is called so", { usual: "", note: "all" }),
    "max-iterations": integer("of the solver", {
      ...{ usual: undefined, note: "its default", least: 1, most: 1e9 },
    }),
    "time-limit": decimal("seconds for one problem", { usual: 600, least: 1e-3, most: 1e6 }),
    out: outFolder("bench/robustness/results"),
    json: toggle("print the JSON file instead of a summary"),
  },
  async run(options, { made }) {
    const { data, tolerances, filter, "max-iterations": maxIterations, "time-limit": timeLimit } = options;
    const given = data.length > 0 ? data : ALL_SETS.filter((folder) => existsSync(folder));
    if (given.length === 0) throw new Error("Give at least one folder of problems: --data DIR");
    const folders = await Promise.all(
      given.map(async (folder) => ({ name: basename(folder), problems: await list(folder, filter) })),
    );
    const sets = await solveAll(folders, tolerances, maxIterations, timeLimit);
    const scores = sets.flatMap((set) => tolerances.map((tolerance) => scoreOf(set, tolerance)));
    const out = options.out ?? resultsBeside(import.meta.url);
    const results = { tolerances, maxIterations, timeLimit, scores, sets };
    const json = writeResult(out, "robustness.json", made, results, { exact: true });
    writeText(out, "robustness.md", `${toMarkdown(sets, tolerances)}\n${madeText(made)}.\n`);
    if (options.json) return say(json);
    say(scoreTable(scores).join("\n"));
    say(`\nFailures:\n${failureLines(scores).join("\n")}\n`);
    for (const line of slowLines(sets)) say(line);
    say(`Written: ${shown(join(out, "robustness.json"))} and robustness.md`);
  },
});

/** The problems of a folder by size, so that a slow one keeps none of the others waiting. */
async function list(folder: string, filter: string): Promise<Listed[]> {
  const pattern = new RegExp(filter);
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

async function solveAll(
  folders: readonly Folder[],
  tolerances: readonly number[],
  maxIterations: number | undefined,
  timeLimit: number,
): Promise<ProblemSet[]> {
  const runner = new Runner(timeLimit);
  const total = folders.reduce((sum, { problems }) => sum + problems.length, 0) * tolerances.length;
  const progress = new Progress(process.stderr, { total });
  const result: ProblemSet[] = [];
  for (const { name, problems } of folders) {
    const attempts: Attempt[] = [];
    const expected: Expected = name.endsWith("-infeasible") ? "primalInfeasible" : "solved";
    for (const { path, ...problem } of problems) {
      for (const tolerance of tolerances) {
        const request = { path, problem: problem.name, tolerance, expected, maxIterations };
        attempts.push(await watched(progress, problem, tolerance, () => runner.run(request)));
      }
    }
    // Reports are published; where the data lay is nobody's business.
    result.push({ name, problems: problems.map((problem) => ({ ...problem, path: undefined })), attempts });
  }
  progress.stop();
  runner.close();
  return result;
}
