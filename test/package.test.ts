/** The package as its users get it: packed, installed and imported, without the repository around it. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importsOf, isTest, reachable, ROOT, sourceFiles } from "./imports.js";
import type { InstalledPackage } from "./installed-package.js";
import { installPackage, runModule } from "./installed-package.js";

type Target = string | { readonly [condition: string]: Target };

interface Manifest {
  readonly version: string;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
  readonly peerDependenciesMeta: Record<string, { optional?: boolean }>;
  readonly main: string;
  readonly types: string;
  readonly typesVersions: Record<string, Record<string, string[]>>;
  readonly exports: Record<string, Target>;
  readonly bin: Record<string, string>;
  readonly scripts: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;

let installed: InstalledPackage;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

const entryPoints = Object.keys(manifest.exports).filter((name) => !name.endsWith(".json"));
const specifier = (entryPoint: string): string => entryPoint.replace(/^\./, "optnet");

/** A file of the package. */
function textOf(path: string): string {
  return readFileSync(join(installed.project, "node_modules/optnet", path), "utf8");
}

/** The files that exports lead to. */
function targetsOf(target: Target): string[] {
  if (typeof target === "string") return [target.replace(/^\.\//, "")];
  return Object.values(target).flatMap(targetsOf);
}

function run(name: string, text: string): string {
  writeFileSync(join(installed.project, name), text);
  return runModule(installed.project, name);
}

describe("the tarball", () => {
  test("holds the build, its sources, the texts and nothing else", () => {
    const texts = ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "package.json"];
    const filesIn = (folder: string): string[] =>
      installed.files.filter((path) => path.startsWith(`${folder}/`)).sort();
    expect(installed.files.filter((path) => !/^(dist|src|docs)\//.test(path)).sort()).toEqual(texts);
    expect(filesIn("docs").filter((path) => !/\.(md|svg)$/.test(path))).toEqual([]);
    const modules = sourceFiles("src").filter((path) => !isTest(path) && !path.includes("/kernel/")); // AssemblyScript becomes binary.generated.ts.
    const isGenerated = (path: string): boolean => path.endsWith(".generated.ts");
    expect(filesIn("src")).toEqual(modules.filter((path) => !isGenerated(path)).sort());
    const scripts = modules.flatMap((path) => {
      const name = path.replace(/^src\/(.*)\.ts$/, "$1");
      const maps = isGenerated(path) ? [""] : ["", ".map"];
      // The command is nothing to be required.
      const folders = name.startsWith("cli/") ? ["dist"] : ["dist", "dist/cjs"];
      return folders.flatMap((folder) => maps.map((map) => `${folder}/${name}.js${map}`));
    });
    const declarations = filesIn("dist").filter((path) => /\.d\.ts(\.map)?$/.test(path));
    expect(filesIn("dist").filter((path) => !declarations.includes(path))).toEqual(
      [...scripts, "dist/cjs/package.json", "dist/optnet.min.js"].sort(),
    );
    for (const folder of ["dist", "dist/cjs"]) {
      const isHere = (path: string): boolean => path.startsWith("dist/cjs/") === (folder === "dist/cjs");
      const needed = new Set(
        targetsOf(manifest.exports).filter((path) => path.endsWith(".d.ts") && isHere(path)),
      );
      for (const path of needed) {
        for (const target of importsOf(path, textOf(path))) {
          if (target.startsWith("dist/")) needed.add(target.replace(/\.[jt]s$/, ".d.ts"));
        }
      }
      const there = filesIn("dist").filter((path) => path.endsWith(".d.ts") && isHere(path));
      expect(there).toEqual([...needed].sort());
    }
  });

  test("has every file that its README points to", () => {
    const links = [...textOf("README.md").matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target);
    const here = links.filter((target) => !/^https?:/.test(target));
    expect(here.length).toBeGreaterThan(10);
    expect(here.filter((path) => !installed.files.includes(path))).toEqual([]);
  });

  test("has every file that package.json points to", () => {
    const targets = [
      manifest.main,
      manifest.types,
      ...Object.values(manifest.bin),
      ...Object.values(manifest.typesVersions).flatMap((paths) => Object.values(paths).flat()),
    ].map((path) => path.replace(/^\.\//, ""));
    const missing = [...targets, ...targetsOf(manifest.exports)].filter(
      (path) => !installed.files.includes(path),
    );
    expect(missing).toEqual([]);
  });

  test("has, for every entry point and kind of loader, a module of that kind with its types first", () => {
    const [esm, commonjs] = [/^\.\/dist\/(?!cjs\/)/, /^\.\/dist\/cjs\//];
    // Node's own require takes an ES module where it can, and bundlers' too, so that no program has two copies.
    const conditions = ["import", "module-sync", "module", "require", "default"];
    for (const name of entryPoints) {
      const { node, ...others } = manifest.exports[name] as { readonly [condition: string]: Target };
      for (const entries of node === undefined ? [others] : [node, others]) {
        expect(Object.keys(entries), name).toEqual(conditions);
        for (const [condition, target] of Object.entries(entries)) {
          expect(Object.keys(target), `${name}, ${condition}`).toEqual(["types", "default"]);
          for (const path of Object.values(target)) {
            expect(path, `${name}, ${condition}`).toMatch(condition === "require" ? commonjs : esm);
          }
        }
      }
      // TypeScript's old resolution does not read exports.
      const old = name === "." ? [manifest.types] : manifest.typesVersions["*"][name.slice(2)];
      expect(old, name).toEqual([expect.stringMatching(commonjs)]);
    }
  });

  test("runs nothing where it is installed, and claims no address", () => {
    const { scripts, ...rest } = JSON.parse(textOf("package.json")) as Manifest;
    const hooks = [
      "preinstall",
      "install",
      "postinstall",
      "prepublish",
      "preprepare",
      "prepare",
      "postprepare",
    ];
    expect(Object.keys(scripts).filter((name) => hooks.includes(name))).toEqual([]);
    expect(Object.keys(rest).filter((name) => ["repository", "homepage", "bugs"].includes(name))).toEqual([]);
  });

  test("has source maps that lead to sources in it", () => {
    const maps = installed.files.filter((path) => path.endsWith(".map"));
    expect(maps.length).toBeGreaterThan(100);
    for (const path of maps) {
      const { sources, sourceRoot = "" } = JSON.parse(textOf(path)) as {
        sources: string[];
        sourceRoot?: string;
      };
      const [source] = sources.map((name) => posix.join(posix.dirname(path), sourceRoot, name));
      expect(source, path).toBe(path.replace(/^dist\/(cjs\/)?(.*?)(\.d\.ts|\.js)\.map$/, "src/$2.ts"));
      expect(installed.files, path).toContain(source);
    }
    const withMap = installed.files.filter(
      (path) => /\.(js|d\.ts)$/.test(path) && !/(\.generated|\.min)\.js$/.test(path),
    );
    for (const path of withMap) {
      expect(textOf(path), path).toMatch(
        new RegExp(`\\n//# sourceMappingURL=${posix.basename(path)}\\.map\\s*$`),
      );
    }
  });

  test("needs no other package", () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    for (const name of Object.keys(manifest.peerDependencies)) {
      expect(manifest.peerDependenciesMeta[name], name).toEqual({ optional: true });
    }
  });
});

const SOLVE = `
  const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
  solution.assertSolved();
  console.log(JSON.stringify([[...solution.z], [...solution.vjp({ z: [1.3, 0.5] }).p.data]]));
`;

function expectExample(printed: string): void {
  const [z, dp] = JSON.parse(printed) as [number[], number[]];
  expect(z[0]).toBeCloseTo(0.25, 7);
  expect(z[1]).toBeCloseTo(0.75, 7);
  expect(dp[0]).toBeCloseTo(-0.2, 6);
  expect(dp[1]).toBeCloseTo(0.2, 6);
}

describe("in Node", () => {
  test("every entry point can be imported", () => {
    for (const entryPoint of entryPoints) {
      const name = specifier(entryPoint);
      const printed = run("entry.mjs", `console.log(Object.keys(await import("${name}")).join());`);
      expect(printed.trim().split(",").length, name).toBeGreaterThan(0);
      expect(printed.trim(), name).not.toBe("");
    }
  });

  test("the core solves and differentiates, without looking for a host", () => {
    const forbidden = ["navigator", "window", "document", "self"];
    expectExample(
      run(
        "core.mjs",
        `for (const name of ${JSON.stringify(forbidden)}) {
           Object.defineProperty(globalThis, name, { get() { throw new Error("looked at " + name); } });
         }
         const { solve } = await import("optnet");
         ${SOLVE}`,
      ),
    );
  });

  test("CommonJS may require it", () => {
    expectExample(run("core.cjs", `const { solve } = require("optnet"); ${SOLVE}`));
    expect(run("manifest.cjs", `console.log(require("optnet/package.json").version);`).trim()).toBe(
      manifest.version,
    );
  });

  test("optnet/tfjs solves and differentiates", () => {
    expectExample(
      run(
        "tfjs.mjs",
        `import * as tf from "@tensorflow/tfjs";
         import { qp } from "optnet/tfjs";
         const f = (p) => qp({ Q: [[4, 1], [1, 2]], p, lower: 0, A: [[1, 1]], b: [1] });
         const p = tf.tensor1d([1, 1]);
         const dp = tf.grad((p) => f(p).mul(tf.tensor1d([1.3, 0.5])).sum())(p);
         console.log(JSON.stringify([[...f(p).dataSync()], [...dp.dataSync()]]));`,
      ),
    );
  });

  test("optnet/jax solves and differentiates", () => {
    expectExample(
      run(
        "jax.mjs",
        `import { grad, numpy as np } from "@jax-js/jax";
         import { qp } from "optnet/jax";
         globalThis.Float16Array ??= class Float16Array {};
         const f = (p) => qp({ Q: [[4, 1], [1, 2]], p, lower: 0, A: [[1, 1]], b: [1] });
         const p = np.array([1, 1], { dtype: np.float64 });
         const weights = np.array([1.3, 0.5], { dtype: np.float64 });
         const dp = grad((p) => f(p).mul(weights.ref).sum())(p.ref);
         console.log(JSON.stringify([f(p).js(), dp.js()]));`,
      ),
    );
  });

  test("what is not an entry point is out of reach", () => {
    const text = `try { await import("optnet/dist/index.js"); } catch (error) { console.log(error.code); }`;
    expect(run("deep.mjs", text).trim()).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("the command is installed", () => {
    const command = join(installed.project, "node_modules/.bin/optnet");
    const ask = (...args: string[]): string =>
      execFileSync(process.execPath, [command, ...args], { encoding: "utf8" });
    expect(ask("--version").trim()).toBe(manifest.version);
    const file = join(installed.project, "problem.json");
    writeFileSync(file, JSON.stringify({ Q: [2, 2], p: [-2, 4], lower: [0, 0] }));
    const { z } = JSON.parse(ask("solve", file, "--json")) as { z: number[] | number[][] };
    expect(z.flat()[0]).toBeCloseTo(1, 7);
    expect(z.flat()[1]).toBeCloseTo(0, 7);
  });
});

/** Bytes of what this program pulls in: bundled, minified and gzipped. */
function gzipped(contents: string): number {
  return gzipSync(
    buildSync({
      stdin: { contents, resolveDir: installed.project },
      ...{ bundle: true, minify: true, format: "esm", platform: "neutral", write: false },
    }).outputFiles[0].contents,
  ).length;
}

test("the core is small", () => {
  const files = installed.files.filter((path) => /^dist\/(?!cjs\/).*\.js$/.test(path));
  // `importsOf` names what it resolves as sources are named.
  const graph = new Map(
    files.map((path) => [
      path,
      importsOf(path, textOf(path)).map((target) => target.replace(/\.ts$/, ".js")),
    ]),
  );
  const core = reachable(graph, "dist/index.js");
  expect(core.length).toBeGreaterThan(10);
  expect(core.filter((path) => /adapters|cli|nats|training/.test(path))).toEqual([]);
  const sizes = [gzipped('export { solve } from "optnet";'), gzipped('export * from "optnet";')];
  const [solve, all] = sizes.map((size) => (size / 1000).toFixed(1));
  console.log(`solve with its kernels: ${solve} kB, bundled, minified and gzipped; all of optnet: ${all} kB`);
  expect(sizes[0]).toBeLessThan(150_000);
  expect(sizes[1]).toBeLessThan(155_000);
  // For pages without a bundler, the same in one file.
  expect(gzipSync(textOf("dist/optnet.min.js")).length).toBeLessThan(155_000);
});

test("optnet/model adds little to what it solves with", () => {
  const model = gzipped('export * from "optnet/model";') - gzipped('export * from "optnet";');
  console.log(`optnet/model: ${(model / 1000).toFixed(1)} kB besides`);
  expect(model).toBeGreaterThan(0);
  expect(model).toBeLessThan(27_500);
});
