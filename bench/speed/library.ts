/** optnet as it is measured: the build of today, and another one beside it. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as optnet from "optnet";
import { OptNetError, type SettingsInput } from "optnet";
import { ROOT, versionIn } from "../../tools/made.js";
import type { Kind } from "./contender.js";

/** One build. All calls of the benchmark go through it. */
export interface Library {
  /** `"optnet"`, or with version and folder where it is not today's. */
  readonly name: string;
  readonly kind: Kind;
  readonly version: string;
  readonly solve: typeof optnet.solve;
  readonly QpSolver: typeof optnet.QpSolver;
  /** The defaults, on one thread. */
  readonly settings: SettingsInput;
  /** The default. */
  readonly tolerance: number;
}

export const TODAY: Library = libraryOf("optnet", "ours", versionIn(ROOT), optnet);

/**
 * Another build.
 *
 * @param folder with package.json and dist/, such as a clone of a release in which `npm run build` ran.
 * @throws OptNetError where it is none.
 */
export async function loadBuild(folder: string): Promise<Library> {
  const main = join(folder, "dist/index.js");
  for (const path of [join(folder, "package.json"), main]) {
    if (existsSync(path)) continue;
    throw new OptNetError({
      field: "--against",
      expected: "a folder with package.json and dist/index.js",
      got: `no ${basename(path)} in ${basename(folder)}`,
      hint: "In a clone of another version: npm ci && npm run build.",
    });
  }
  const version = versionIn(folder);
  const name = `optnet ${version} (${basename(folder)})`;
  return libraryOf(name, "build", version, (await import(pathToFileURL(main).href)) as typeof optnet);
}

function libraryOf(
  name: string,
  kind: Kind,
  version: string,
  { solve, QpSolver, SETTINGS }: typeof optnet,
): Library {
  const settings: SettingsInput = Object.hasOwn(SETTINGS, "threads") ? ({ threads: 1 } as object) : {};
  return { name, kind, version, solve, QpSolver, settings, tolerance: SETTINGS.tolerance.default };
}
