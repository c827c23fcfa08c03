import { defineConfig } from "vitest/config";
// The shaders may have changed since the last build.
import "./scripts/inline-wgsl.mjs";

export default defineConfig({
  resolve: {
    alias: Object.entries({
      optnet: "index.ts",
      "optnet/tfjs": "adapters/tfjs/index.ts",
      "optnet/io": "io/index.ts",
      "optnet/io/node": "io/node.ts",
      "optnet/jax": "adapters/jax/index.ts",
      "optnet/webgpu": "adapters/webgpu/index.ts",
      "optnet/webgpu/node": "adapters/webgpu/node.ts",
    }).map(([name, path]) => ({
      find: new RegExp(`^${name}$`),
      replacement: new URL(`./src/${path}`, import.meta.url).pathname,
    })),
  },
  test: {
    globalSetup: ["scripts/build-kernel.mjs"],
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "experiments/**/*.test.ts", "bench/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
