/** Packs the package as `npm publish` would and installs it in an empty folder, without a registry. */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./imports.js";
import { madeOnce } from "./support/made-once.js";

export interface InstalledPackage {
  /** A project of its own that has `optnet` and its optional peers in its node_modules. */
  readonly project: string;
  /** What `npm pack` wrote. */
  readonly tarball: string;
  /** The package's modules there. */
  readonly build: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
  remove(): void;
}

const TEXTS = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs"];
const NEEDED_TO_PACK = ["package.json", ...TEXTS, "src", "scripts"];

const PARQUET = ["hyparquet", "hyparquet-writer", "hyparquet-compressors"];

const TARBALL = "optnet.tgz";

/** Packing takes long, so all that ask in a run of the tests get copies of one project. */
export function installPackage(): InstalledPackage {
  const original = madeOnce("package", packAndInstall);
  const folder = mkdtempSync(join(tmpdir(), "optnet-package-"));
  const project = join(folder, "project");
  cpSync(join(original, "project"), project, { recursive: true, verbatimSymlinks: true });
  return {
    project,
    tarball: join(original, TARBALL),
    build: join(project, "node_modules/optnet/dist"),
    files: JSON.parse(readFileSync(join(original, "files.json"), "utf8")) as string[],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Works on a copy, because packing builds and building empties the folder `dist` that others may be using. */
function packAndInstall(folder: string): void {
  const copy = join(folder, "copy");
  const project = join(folder, "project");
  mkdirSync(copy);
  mkdirSync(project);
  for (const name of [...NEEDED_TO_PACK, "tsconfig.json", "tsconfig.build.json"]) {
    // With its time, so that what is newer than its sources is not made again.
    const options = { recursive: true, preserveTimestamps: true };
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(copy, name), options);
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));

  const cache = ["--cache", join(folder, "cache")];
  const report = npm(copy, ["pack", "--json", "--pack-destination", folder, ...cache]);
  // The build, which packing starts, may print before the report.
  const [{ filename, files }] = JSON.parse(report.slice(report.indexOf("[\n"))) as [
    { filename: string; files: { path: string }[] },
  ];
  writeFileSync(join(folder, "files.json"), JSON.stringify(files.map(({ path }) => path)));
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  renameSync(join(folder, filename), join(folder, TARBALL));
  npm(project, ["install", "--offline", "--no-audit", "--no-fund", ...cache, join(folder, TARBALL)]);
  for (const peer of ["@tensorflow", "@jax-js", "@webgpu", "webgpu", "@nats-io", ...PARQUET]) {
    symlinkSync(join(ROOT, "node_modules", peer), join(project, "node_modules", peer));
  }
}

function npm(cwd: string, args: readonly string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs a module in a Node process of its own and returns what it printed. */
export function runModule(
  project: string,
  file: string,
  flags: readonly string[] = [],
  input: readonly string[] = [],
): string {
  return execFileSync(process.execPath, [...flags, file, ...input], {
    cwd: project,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
