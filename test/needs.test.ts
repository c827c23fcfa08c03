/** What a run of the tests says and does where something that tests need is missing. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./imports.js";

test("tests that lack something are skipped, with a way to get it, or fail where it is required", () => {
  // Data, a driver, a program; the second file holds the suites that every backend runs.
  const files = ["src/cli/data.test.ts", "test/webgpu.slow.test.ts", "test/browser.test.ts"];
  const others = Object.entries(process.env).filter(([name]) => !/^(VITEST|OPTNET_)/.test(name));
  const env = {
    ...Object.fromEntries(others),
    NO_COLOR: "1",
    OPTNET_WITHOUT: "problem sets,large problem sets,WebGPU,Chromium",
    OPTNET_REQUIRED: "Chromium",
  };
  const command = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...files];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: "utf8",
    env,
  });
  expect(status).toBe(1);
  expect(stdout).toMatch(/Tests +1 failed \| 3 skipped/);
  expect(stderr).toContain("Error: OPTNET_REQUIRED names Chromium, but: OPTNET_WITHOUT names it");
  for (const [i, need] of ["problem sets", "WebGPU"].entries()) {
    expect(stdout).toMatch(
      new RegExp(
        `^  ${need}: OPTNET_WITHOUT names it\n    to get it: .{10,}\n    skipped in: ${files[i]}$`,
        "m",
      ),
    );
  }
});
