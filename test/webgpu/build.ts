/** The package as it is built, for tests that run it outside the test runner: in a worker, in a browser. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../imports.js";

export interface Build {
  readonly folder: string;
  remove(): void;
}

export function buildPackage(): Build {
  const folder = mkdtempSync(join(tmpdir(), "optnet-build-"));
  const run = (...command: string[]): unknown =>
    execFileSync(process.execPath, command, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  run("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", folder);
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
