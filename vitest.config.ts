import { defineConfig } from "vitest/config";

/** Shaders are text; the build inlines them in the same way (scripts/inline-wgsl.mjs). */
const wgsl = {
  name: "wgsl",
  transform(text: string, id: string) {
    return id.endsWith(".wgsl") ? { code: `export default ${JSON.stringify(text)};`, map: null } : undefined;
  },
};

export default defineConfig({
  plugins: [wgsl],
  resolve: {
    alias: Object.entries({
      optnet: "index.ts",
      "optnet/tfjs": "adapters/tfjs/index.ts",
      "optnet/webgpu": "adapters/webgpu/index.ts",
      "optnet/webgpu/node": "adapters/webgpu/node.ts",
    }).map(([name, path]) => ({
      find: new RegExp(`^${name}$`),
      replacement: new URL(`./src/${path}`, import.meta.url).pathname,
    })),
  },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "experiments/**/*.test.ts", "bench/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
