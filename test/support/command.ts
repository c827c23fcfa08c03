/** The command as a process of its own, from a build that is made for the tests: threads load its files. */
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { isTest, ROOT, sourceFiles } from "../imports.js";

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface BuiltCommand {
  /** A folder for files, empty at first. */
  readonly folder: string;
  /** The file that Node runs. */
  readonly main: string;
  /** Runs it in that folder. */
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts it, for those who will end it. */
  start(args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> };
  remove(): void;
}

export function buildCommand(): BuiltCommand {
  const home = mkdtempSync(join(tmpdir(), "optnet-command-"));
  const folder = mkdtempSync(join(tmpdir(), "optnet-files-"));
  const sources = sourceFiles("src").filter((path) => !isTest(path) && !path.includes("/kernel/"));
  buildSync({
    entryPoints: sources.map((path) => join(ROOT, path)),
    ...{ outdir: join(home, "dist"), outbase: join(ROOT, "src"), format: "esm", target: "es2022" },
  });
  cpSync(join(ROOT, "package.json"), join(home, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(home, "node_modules"));
  const main = join(home, "dist/cli/main.js");
  const begin = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const child = spawn(process.execPath, [main, ...args], {
      ...{ cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } },
    });
    const texts = { out: "", err: "" };
    child.stdout!.on("data", (text: Buffer) => (texts.out += text.toString()));
    child.stderr!.on("data", (text: Buffer) => (texts.err += text.toString()));
    const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, ...texts })));
    return { child, ended };
  };
  return {
    folder,
    main,
    run: (args, environment) => begin(args, environment).ended,
    start: begin,
    remove() {
      for (const path of [home, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}
