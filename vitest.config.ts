import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: [
      { find: /^optnet$/, replacement: new URL("./src/index.ts", import.meta.url).pathname },
      {
        find: /^optnet\/tfjs$/,
        replacement: new URL("./src/adapters/tfjs/index.ts", import.meta.url).pathname,
      },
      {
        find: /^optnet\/jax$/,
        replacement: new URL("./src/adapters/jax/index.ts", import.meta.url).pathname,
      },
    ],
  },
  test: {
    globalSetup: ["scripts/build-kernel.mjs"],
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "experiments/**/*.test.ts", "bench/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
