/** Commands of the repository in processes of their own, as a user runs them; for their tests. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { ROOT } from "./made.js";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** A folder for the tests of a file, which goes when they end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "optnet-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

/**
 * Runs a command for somebody who stands in `folder`.
 *
 * @param program its file, relative to the repository.
 * @param interruptAt what it must have printed before it gets Ctrl-C.
 */
export function runProgram(
  program: string,
  flags: readonly string[],
  folder: string,
  { interruptAt, environment = {} }: { interruptAt?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, program), ...flags], {
    ...{ cwd: ROOT, env: { ...process.env, INIT_CWD: folder, ...environment } },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, error, interrupted] = ["", "", false];
  child.stdout.on("data", (data) => {
    out += String(data);
    if (interruptAt === undefined || interrupted || !out.includes(interruptAt)) return;
    interrupted = child.kill("SIGINT");
  });
  child.stderr.on("data", (data) => (error += String(data)));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, error })));
}
