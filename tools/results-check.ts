/**
 * Which results are older than the code that they measure? Every file of results that git knows, by the commit that made
 * it; for those which do not say, by the commit that last changed them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alignedTable } from "./tables.js";
import { CHANGES, git, shortCommit, versionIn, type Made } from "./made.js";

const sourcesWithout = (...folders: string[]): string[] => [
  "src",
  ...folders.map((folder) => `:(exclude)src/${folder}`),
];
/** The solver, and the layer around it. */
const SOLVER = sourcesWithout("cli", "io", "adapters", "execute/threads", "execute/webgpu");
const LAYER = sourcesWithout("cli", "io", "adapters/jax", "execute/threads");
const TRAINING = ["tools/epochs.ts", "tools/random.ts", "tools/trainer.ts"];
const NO_CODE = ["**/*.test.ts", "**/*.md", "**/results/**"].map((files) => `:(exclude,glob)${files}`);

/** What the results of a folder depend on, besides the folder itself: paths as git takes them. */
export const MEASURED: Readonly<Record<string, readonly string[]>> = {
  "bench/bulk": [...sourcesWithout("adapters", "nats", "execute/webgpu"), "tools/problems"],
  "bench/gpu": [...LAYER, "tools/problems"],
  "bench/gradients": [...SOLVER, "tools/random.ts"],
  "bench/nats": [...sourcesWithout("io", "adapters", "execute/webgpu"), "tools/problems"],
  "bench/robustness": SOLVER,
  "bench/speed": [...sourcesWithout("cli", "io", "adapters/jax"), "bench/peers", "tools/problems"],
  "experiments/classification": [...LAYER, ...TRAINING],
  "experiments/denoising": [...LAYER, ...TRAINING],
  "experiments/expressiveness": [...LAYER, "tools/random.ts"],
  "experiments/mpc": [...LAYER, ...TRAINING],
  "experiments/portfolio": [...LAYER, ...TRAINING],
  "experiments/sudoku": [...LAYER, ...TRAINING, "tools/sudoku"],
  "experiments/sudoku-nets": [...TRAINING, "tools/sudoku", "experiments/sudoku"],
  "experiments/sudoku-seeds": [...LAYER, ...TRAINING, "tools/sudoku", "experiments/sudoku"],
  "experiments/timing": [...SOLVER, "tools/problems"],
};

/** One file of results, or one place in a text that names a version. */
export interface Origin {
  readonly path: string;
  readonly version: string | undefined;
  /** As the table shows it. */
  readonly commit: string;
  /** Commits since then that touched what it measures; undefined where that cannot be told. */
  readonly since: number | undefined;
  readonly isOlder: boolean;
}

/**
 * @param root of the repository.
 * @throws Error for results of a folder that {@link MEASURED} does not name.
 */
export function originsOfResults(root: string, measured = MEASURED): Origin[] {
  return filesOf(root, ":(glob)**/results/**/*.json", ":(exclude,glob)**/model.json").map((path) => {
    const folder = path.slice(0, path.indexOf("/results/"));
    if (!(folder in measured)) throw new Error(`${path}: nothing says what the results of ${folder} measure`);
    const { made } = JSON.parse(readFileSync(join(root, path), "utf8")) as { made?: Made };
    const said = made?.commit ?? git(root, "log", "-1", "--format=%H", "--", path) ?? "";
    const commit = said.replace(CHANGES, "");
    const count = git(root, "rev-list", "--count", `${commit}..HEAD`, "--", folder, ...measured[folder], ...NO_CODE); // prettier-ignore
    const since = commit === "" || count === undefined ? undefined : Number(count);
    const known = made?.commit === undefined ? `${shortCommit(said)}, last change` : shortCommit(said);
    return {
      path,
      version: made?.version ?? versionAt(root, commit),
      commit: since === undefined ? `${known}, not here` : known,
      ...{ since, isOlder: since !== 0 },
    };
  });
}

/** Every place in a text that says with which version of optnet its numbers were found. */
export function originsOfTexts(root: string): Origin[] {
  const now = versionIn(root);
  return filesOf(root, "*.md", ":(exclude)CHANGELOG.md", ":(exclude,glob)**/results/**").flatMap((path) =>
    readFileSync(join(root, path), "utf8")
      .split("\n")
      .flatMap((line, i) =>
        [...line.matchAll(/\boptnet (\d+\.\d+\.\d+)\b/g)].map(([, version]) => ({
          ...{ path: `${path}:${i + 1}`, version, commit: "–", since: undefined },
          isOlder: version !== now,
        })),
      ),
  );
}

/** As text for a terminal. */
export function tableOf(origins: readonly Origin[]): string {
  const rows = origins.map(({ path, version = "?", commit, since, isOlder }) => [
    ...[path, version, commit, since === undefined ? "–" : String(since), isOlder ? "older" : ""],
  ]);
  return alignedTable(["results", "optnet", "commit", "commits since", ""], rows).join("\n");
}

function filesOf(root: string, ...paths: readonly string[]): string[] {
  return git(root, "ls-files", "--", ...paths)?.split("\n").filter((path) => path !== "") ?? []; // prettier-ignore
}

function versionAt(root: string, commit: string): string | undefined {
  const text = git(root, "show", `${commit}:package.json`);
  return text === undefined ? undefined : (JSON.parse(text) as { version?: string }).version;
}
