import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
// The shaders may have changed since the last build.
import "./scripts/inline-wgsl.mjs";

const FOLDERS = ["src", "test", "tools", "experiments", "bench", "site"];
/** Those of the built site, which has a step of its own. */
const SITE = "test/site/**/*.test.ts";

export default defineConfig({
  resolve: {
    alias: Object.entries({
      optnet: "index.ts",
      "optnet/tfjs": "adapters/tfjs/index.ts",
      "optnet/nats": "nats/node.ts",
      "optnet/training": "training/index.ts",
      "optnet/training/tfjs": "training/tfjs.ts",
      "optnet/training/node": "training/node.ts",
      "optnet/model": "model/index.ts",
      "optnet/io": "io/index.ts",
      "optnet/io/node": "io/node.ts",
      "optnet/jax": "adapters/jax/index.ts",
      "optnet/webgpu": "execute/webgpu/index.ts",
      "optnet/webgpu/node": "execute/webgpu/node.ts",
    }).map(([name, path]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(`./src/${path}`, import.meta.url)),
    })),
  },
  test: {
    globalSetup: ["scripts/build-kernel.mjs", "scripts/bundle-worker.mjs", "test/support/common-folder.ts"],
    setupFiles: ["test/support/seed.ts"],
    reporters: ["default", "./test/support/skipped-reporter.ts"],
    // By default one core has no tests, which on two cores doubles the time.
    maxWorkers: availableParallelism(),
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Vitest starts them in the order of their names: the longest tests first.
    projects: [
      {
        extends: true,
        // Many random cases, a GPU made of software, experiments from beginning to end.
        test: { name: "slow", include: FOLDERS.map((folder) => `${folder}/**/*.slow.test.ts`) },
      },
      {
        extends: true,
        test: {
          name: "usual",
          include: FOLDERS.map((folder) => `${folder}/**/*.test.ts`),
          exclude: ["**/node_modules/**", "**/*.slow.test.ts", SITE],
        },
      },
      {
        extends: true,
        test: {
          name: "site",
          include: [SITE],
          expect: { poll: { timeout: 60_000 } },
          // Once in many runs, on a machine with much else to do, a page never answers what it is asked.
          testTimeout: 300_000,
          retry: 1,
        },
      },
    ],
  },
});
