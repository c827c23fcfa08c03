/** The package through bundlers with nothing configured but where things are; what they write runs in a page. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import esbuild from "esbuild";
import { rollup } from "rollup";
import { build as viteBuild, createServer as createViteServer } from "vite";
import webpack from "webpack";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstalledPackage } from "../installed-package.js";
import { installPackage } from "../installed-package.js";
import { CHROMIUM, testWith } from "../support/needs.js";
import { readAnswer, serve } from "./page.js";

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

const USE = `
  const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
  globalThis.answer = [...solution.z, ...solution.vjp({ z: [1.3, 0.5] }).p.data];
`;
const SOURCES = {
  import: `import { solve } from "optnet"; ${USE}`,
  require: `const { solve } = require("optnet"); ${USE}`,
  both: `import { OptNetError, solve } from "optnet"; ${USE}
    globalThis.answer.push(require("optnet").OptNetError === OptNetError ? 1 : 0);`,
};
const EXPECTED = [0.25, 0.75, -0.2, 0.2];

/** Bundles `entry.js` in the folder to `bundle/`, whose `index.js` a page may run; returns what the bundler warned of. */
type Bundler = (folder: string) => Promise<string[]>;

const bundlers: Record<string, Bundler> = {
  async esbuild(folder) {
    const { warnings } = await esbuild.build({
      ...{ absWorkingDir: folder, entryPoints: ["entry.js"], outfile: "bundle/index.js" },
      ...{ bundle: true, minify: true, format: "esm", logLevel: "silent" },
    });
    return warnings.map(({ text }) => text);
  },
  async rollup(folder) {
    const warnings: string[] = [];
    const bundle = await rollup({
      input: join(folder, "entry.js"),
      plugins: [nodeResolve()],
      onwarn: ({ message }) => void warnings.push(message),
    });
    await bundle.write({ file: join(folder, "bundle/index.js") });
    await bundle.close();
    return warnings;
  },
  webpack: (folder) =>
    new Promise((resolve, reject) => {
      const output = { path: join(folder, "bundle"), filename: "index.js" };
      const performance = { hints: false } as const; // Of sizes it is told below.
      webpack(
        { context: folder, mode: "production", entry: "./entry.js", output, performance },
        (error, stats) => {
          if (error) reject(error);
          else
            resolve(
              [...(stats!.toJson().errors ?? []), ...(stats!.toJson().warnings ?? [])].map((x) => x.message),
            );
        },
      );
    }),
  async vite(folder) {
    writeFileSync(join(folder, "index.html"), `<script type="module" src="/entry.js"></script>`);
    const warnings: string[] = [];
    await viteBuild({
      ...{ root: folder, configFile: false, logLevel: "silent" },
      build: {
        outDir: "bundle",
        rollupOptions: { onwarn: ({ message }) => void warnings.push(message ?? "") },
      },
    });
    return warnings;
  },
};

/** A project in the installed package's, with this entry. */
function project(name: string, source: string): string {
  const folder = join(installed.project, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name }));
  writeFileSync(join(folder, "entry.js"), source);
  return folder;
}

/** Of all scripts that a bundler wrote. */
function gzippedSize(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
  const scripts = paths.filter((path) => path.endsWith(".js") && statSync(path).isFile());
  return gzipSync(Buffer.concat(scripts.map((path) => readFileSync(path)))).length;
}

async function answerOf(folder: string): Promise<readonly number[]> {
  const index = join(folder, "bundle/index.html");
  if (!readdirSync(join(folder, "bundle")).includes("index.html")) {
    writeFileSync(index, `<script type="module" src="/index.js"></script>`);
  }
  const server = await serve(join(folder, "bundle"));
  try {
    return await readAnswer(`${server.address}/`);
  } finally {
    server.close();
  }
}

const expectAnswer = (answer: readonly number[]): void =>
  EXPECTED.forEach((value, i) => expect(answer[i]).toBeCloseTo(value, 7));

describe.each(Object.entries(bundlers))("%s", (name, bundle) => {
  test("bundles an import without a warning, and the core alone", async () => {
    const folder = project(`${name}-import`, SOURCES.import);
    expect(await bundle(folder)).toEqual([]);
    // Rollup does not minify.
    expect(gzippedSize(join(folder, "bundle"))).toBeLessThan(name === "rollup" ? 265_000 : 156_000);
  });

  testWith(CHROMIUM, "whose page solves", async () => {
    expectAnswer(await answerOf(join(installed.project, `${name}-import`)));
  });
});

describe.each(["esbuild", "webpack"])("%s", (name) => {
  test("bundles require, and takes one copy where a program imports and requires", async () => {
    const sizes: number[] = [];
    for (const kind of ["import", "require", "both"] as const) {
      const folder = project(`${name}-${kind}`, SOURCES[kind]);
      expect(await bundlers[name](folder)).toEqual([]);
      sizes.push(gzippedSize(join(folder, "bundle")));
    }
    expect(Math.max(...sizes)).toBeLessThan(1.3 * sizes[0]);
  });

  testWith(CHROMIUM, "whose pages solve", async () => {
    for (const kind of ["require", "both"] as const) {
      const answer = await answerOf(join(installed.project, `${name}-${kind}`));
      expectAnswer(answer);
      expect(answer[4] ?? 1).toBe(1);
    }
  });
});

testWith(CHROMIUM, "Vite's server of pages in development serves one that solves", async () => {
  const folder = project("vite-serve", SOURCES.import);
  writeFileSync(join(folder, "index.html"), `<script type="module" src="/entry.js"></script>`);
  const server = await createViteServer({ root: folder, configFile: false, logLevel: "silent" });
  try {
    await server.listen();
    expectAnswer(await readAnswer(server.resolvedUrls!.local[0]));
  } finally {
    await server.close();
  }
});
