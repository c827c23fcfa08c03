/**
 * What some tests need beyond Node and `npm ci`. Where it is missing, a test's code does not run at all, not even the
 * body of its `describe`; the test counts as skipped, and the end of the run says why and how to get what is missing
 * (skipped-reporter.ts).
 *
 * Two variables, lists of names separated by commas, for whoever runs everything there is:
 * - OPTNET_REQUIRED: what must be there. A test that lacks it fails.
 * - OPTNET_WITHOUT: what counts as missing.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";
import { ROOT } from "../imports.js";

export interface Need {
  readonly name: string;
  readonly remedy: string;
  /** Why it cannot be had here, or undefined where it can. */
  missing(): string | undefined;
}

/** What a skipped test carries to the reporter. */
export interface Lack {
  readonly need: string;
  readonly reason: string;
  readonly remedy: string;
}

declare module "@vitest/runner" {
  interface TaskMeta {
    lack?: Lack;
  }
}

/** A group of tests that need something. The body runs only where that is there. */
export function describeWith(need: Need, name: string, body: () => void): void {
  const reason = whyMissing(need);
  if (reason === undefined) describe(name, body);
  else describe(name, () => declareMissing(need, reason, `needs ${need.name}`));
}

/** One test that needs something. */
export function testWith(need: Need, name: string, body: () => unknown): void {
  const reason = whyMissing(need);
  if (reason === undefined) test(name, async () => void (await body()));
  else declareMissing(need, reason, name);
}

function whyMissing(need: Need): string | undefined {
  return listed("OPTNET_WITHOUT", need.name) ? "OPTNET_WITHOUT names it" : need.missing();
}

function declareMissing({ name: need, remedy }: Need, reason: string, testName: string): void {
  if (listed("OPTNET_REQUIRED", need)) {
    test(testName, () => {
      throw new Error(`OPTNET_REQUIRED names ${need}, but: ${reason}`);
    });
  } else test.skip(testName, { meta: { lack: { need, reason, remedy } } }, () => undefined);
}

function listed(variable: string, name: string): boolean {
  return (process.env[variable] ?? "").split(",").includes(name);
}

/** Something that one of these programs gives, if it starts. */
export class Program implements Need {
  #path: string | undefined;

  constructor(
    readonly name: string,
    readonly candidates: readonly string[],
    readonly remedy: string,
  ) {}

  get path(): string | undefined {
    return (this.#path ??= this.candidates.find(starts));
  }

  missing(): string | undefined {
    return this.path === undefined ? `none of ${this.candidates.join(", ")} starts` : undefined;
  }
}

/** Some distributions install a script under a program's name that only says how to get it. */
function starts(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
}

export const CHROMIUM = new Program(
  "Chromium",
  [
    ...(process.env.CHROME_PATH ? [process.env.CHROME_PATH] : []),
    ...["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"],
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  "Debian: apt-get install chromium; elsewhere set CHROME_PATH to the program of Chromium or Chrome",
);

/** Other hosts of JavaScript, whose npm packages hold their programs. */
export const DENO = new Program(
  "Deno",
  [...(process.env.DENO_PATH ? [process.env.DENO_PATH] : []), "deno"],
  "npm install --no-save @deno/linux-x64-glibc (or the package of your system), and set DENO_PATH to its program",
);
export const BUN = new Program(
  "Bun",
  [...(process.env.BUN_PATH ? [process.env.BUN_PATH] : []), "bun"],
  "npm install --no-save @oven/bun-linux-x64 (or the package of your system), and set BUN_PATH to its program",
);

/** The tests' own device: a software driver has the same rounding on every machine. */
export const WEBGPU: Need = {
  name: "WebGPU",
  remedy:
    "Debian: apt-get install libvulkan1 chromium; elsewhere Vulkan's loader, and a driver named in VK_DRIVER_FILES",
  missing() {
    // In a process of its own, which a driver may end.
    const probe = ["--import", "tsx", "test/support/open-device.ts"];
    const { status, signal, stderr } = spawnSync(process.execPath, probe, { cwd: ROOT, encoding: "utf8" });
    if (status === 0) return undefined;
    return signal ? `the driver ends the process: ${signal}` : stderr.trim().split("\n").at(-1);
  },
};

const SHARED_DATA = new URL("../../../shared/data/", import.meta.url);

export const PROBLEM_SETS = {
  name: "problem sets",
  folder: fileURLToPath(SHARED_DATA),
  remedy: "put the folders maros-meszaros and mpc, with the QPS files of these names, into ../shared/data",
  missing() {
    return existsSync(this.folder) ? undefined : "there is no folder ../shared/data beside the repository";
  },
};

/** Problems with thousands of variables. */
export const LARGE_PROBLEMS = {
  name: "large problem sets",
  folder: fileURLToPath(new URL("maros-meszaros-large/", SHARED_DATA)),
  remedy: "put the folder maros-meszaros-large, with the QPS files of this name, into ../shared/data",
  missing() {
    return existsSync(this.folder) ? undefined : "there is no folder ../shared/data/maros-meszaros-large";
  },
};

/** `dist`, which the benchmarks measure. */
export const BUILD: Need = {
  name: "build",
  remedy: "npm run build",
  missing: () =>
    existsSync(new URL("../../dist/index.js", import.meta.url)) ? undefined : "there is no dist/index.js",
};

export const LINUX: Need = {
  name: "Linux",
  remedy: "run the tests there",
  missing: () => (process.platform === "linux" ? undefined : `this is ${process.platform}`),
};

/** The history of the files. */
export const CLONE: Need = {
  name: "clone",
  remedy: "run the tests in a clone, with git",
  missing: () => {
    const { status } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: ROOT, stdio: "ignore" });
    return status === 0 ? undefined : "git knows nothing of these files";
  },
};

/** Whoever runs an experiment anew replaces its results; tables in texts are about those that were committed. */
export function committed(folder: string): Need {
  return {
    name: "results as committed",
    remedy: "run the tests in a clone, with git; git stash puts new results aside",
    missing: () => {
      const { status } = spawnSync("git", ["diff", "--quiet", "HEAD", "--", folder], { cwd: ROOT });
      return status === 0 ? undefined : `git does not say that ${folder} is as it was committed`;
    },
  };
}

/** Something that takes so long that it runs only when asked for. */
export function request(variable: string): Need {
  return {
    name: `${variable}=1`,
    remedy: `set the variable ${variable} to 1`,
    missing: () => (process.env[variable] === "1" ? undefined : "it runs only on request"),
  };
}
