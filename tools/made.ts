/** Where results come from: version, commit and command, and the machine that they may depend on. */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What every file of results says of its origin. */
export interface Made {
  /** Of optnet. */
  readonly version: string;
  /** The commit that was checked out; with `+changes` where files differed from it. Absent outside a repository. */
  readonly commit?: string;
  /** As one would type it, without where things lie. */
  readonly command: string;
  /** Year, month and day. */
  readonly date: string;
  readonly machine: Machine;
}

/** What numbers may depend on besides the code. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Version of TensorFlow.js. */
  readonly tfjs: string;
  /** Processes that wanted to run in the minute before the start: more than a little spoils times. */
  readonly load: number;
}

/** Marks a commit whose files were changed. */
export const CHANGES = "+changes";

/** The root of the package, which is where npm runs its commands. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The origin of what a command finds that runs now; to be asked before it writes anything. */
export function madeBy(command: string, root = ROOT): Made {
  const commit = commitOf(root);
  return {
    version: versionIn(root),
    ...(commit !== undefined && { commit }),
    command,
    date: new Date().toISOString().slice(0, 10),
    machine: {
      processor: cpus()[0]?.model.trim() ?? "unknown processor",
      cores: availableParallelism(),
      node: process.versions.node,
      tfjs: versionIn(join(ROOT, "node_modules/@tensorflow/tfjs")),
      load: Number(loadavg()[0].toFixed(1)),
    },
  };
}

/** `"optnet 0.1.0 (1a2b3c4), npm run bench; PROCESSOR, 2 cores, Node 20.20.2"`: for reports that people read. */
export function madeText({ version, commit, command, machine }: Made): string {
  const { processor, cores, node } = machine;
  const at = commit === undefined ? "" : ` (${shortCommit(commit)})`;
  return `optnet ${version}${at}, \`${command}\`; ${processor}, ${cores} cores, Node ${node}`;
}

/** The first digits of a commit, and whether files differed from it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7) + (commit.endsWith(CHANGES) ? CHANGES : "");
}

/** The version in a package.json. */
export function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}

/** The commit that is checked out in a folder, which must be the root of its repository. */
function commitOf(folder: string): string | undefined {
  const top = git(folder, "rev-parse", "--show-toplevel");
  if (top === undefined || realpathSync(top) !== realpathSync(folder)) return undefined;
  const commit = git(folder, "rev-parse", "HEAD");
  // What earlier commands have written is nothing that results depend on.
  const changed = git(folder, "status", "--porcelain", "--", ".", ":(exclude)**/results/**");
  return commit && (changed === "" ? commit : commit + CHANGES);
}

/** What git prints, or undefined where it fails or is not there. */
export function git(folder: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", ["-C", folder, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 2 ** 28,
    }).trim();
  } catch {
    return undefined;
  }
}
