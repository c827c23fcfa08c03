/** Packs the package as `npm publish` would and installs it in an empty folder, without a registry. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./imports.js";

export interface InstalledPackage {
  /** A project of its own that has `optnet` and its optional peers in its node_modules. */
  readonly project: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
  remove(): void;
}

const NEEDED_TO_PACK = ["package.json", "README.md", "CHANGELOG.md", "LICENSE", "src", "scripts"];

const PARQUET = ["hyparquet", "hyparquet-writer", "hyparquet-compressors"];

/** Works on a copy, because packing builds and building empties the folder `dist` that others may be using. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), "optnet-package-"));
  const copy = join(folder, "copy");
  const project = join(folder, "project");
  mkdirSync(copy);
  mkdirSync(project);
  for (const name of [...NEEDED_TO_PACK, "tsconfig.json", "tsconfig.build.json"]) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));

  const cache = ["--cache", join(folder, "cache")];
  const report = npm(copy, ["pack", "--json", "--pack-destination", folder, ...cache]);
  // The build, which packing starts, may print before the report.
  const [{ filename, files }] = JSON.parse(report.slice(report.indexOf("[\n"))) as [
    { filename: string; files: { path: string }[] },
  ];
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "user", private: true, type: "module" }),
  );
  npm(project, ["install", "--offline", "--no-audit", "--no-fund", ...cache, join(folder, filename)]);
  for (const peer of [...["@tensorflow", "@jax-js", "@webgpu", "webgpu"], ...PARQUET]) {
    symlinkSync(join(ROOT, "node_modules", peer), join(project, "node_modules", peer));
  }
  return {
    project,
    files: files.map(({ path }) => path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
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
