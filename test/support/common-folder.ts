/** A folder that ends with the run of the tests, for what several of them use; see made-once.ts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    commonFolder: string;
  }
}

/** Vitest calls this before a run, for the root and for every project in it, and what it returns after the run. */
export default function provideFolder(project: TestProject): (() => void) | undefined {
  if (!project.isRootProject()) return undefined; // Projects have what the root provides.
  const folder = mkdtempSync(join(tmpdir(), "optnet-tests-"));
  project.provide("commonFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
