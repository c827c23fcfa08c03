/**
 * What the site shows that is written nowhere: the API from the docstrings, the sources that pages point to, and the
 * modules that programs in the page import. Usage: tsx site/build/generate.ts
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { Application } from "typedoc";
import { LIBRARIES } from "../live/libraries.js";
import { entryPoints } from "./aliases.js";
import type { ApiGroup } from "./contents.js";
import { targetOf } from "./links.js";
import { GENERATED, isServedAsItIs, placeOf, rewrites, ROOT, sourceAddress } from "./places.js";
import { declarations } from "./types.js";

const generated = join(ROOT, GENERATED);

const IN_BROWSERS = "-in-browsers";

/** Modules of the API by their names in addresses. What differs between Node and browsers is there twice. */
function apiModules(): Map<string, string> {
  const addressed = (host: "browser" | "node", ending: string): [string, string][] =>
    [...entryPoints(host)].map(([name, path]) => [path, name.replaceAll("/", "-") + ending]);
  const byPath = new Map(addressed("node", ""));
  for (const [path, name] of addressed("browser", IN_BROWSERS)) if (!byPath.has(path)) byPath.set(path, name);
  return byPath;
}

async function writeApi(): Promise<void> {
  const names = apiModules();
  const application = await Application.bootstrapWithPlugins({
    entryPoints: [...names.keys()],
    tsconfig: join(ROOT, "tsconfig.json"),
    basePath: join(ROOT, "src"),
    plugin: ["typedoc-plugin-markdown"],
    readme: "none",
    excludeExternals: true,
    excludePrivate: true,
    disableGit: true,
    sourceLinkTemplate: "#",
    skipErrorChecking: true,
    hideGenerator: true,
    logLevel: "Error",
    // Its usual place is docs, which it would empty.
    out: join(generated, "api"),
    outputs: [{ name: "markdown", path: join(generated, "api") }],
    ...{ entryFileName: "index", hidePageHeader: true, hideBreadcrumbs: true, useCodeBlocks: true },
    ...{ expandObjects: false, parametersFormat: "table", propertiesFormat: "table", indexFormat: "table" },
  } as Parameters<typeof Application.bootstrapWithPlugins>[0]);
  const project = await application.convert();
  if (project === undefined) throw new Error("TypeDoc made nothing of src.");
  for (const module of project.children ?? []) {
    const file = module.sources?.[0]?.fullFileName ?? "";
    const name = names.get(file);
    if (name !== undefined) module.name = name;
    if (name === undefined) throw new Error(`${file} is no entry point.`);
  }
  // Where in the sources: pages of this site have no lines to point to.
  for (const reflection of Object.values(project.reflections))
    Object.assign(reflection, { sources: undefined });
  await application.generateOutputs(project);
  if (application.logger.hasErrors()) throw new Error("TypeDoc found errors in src.");
}

/** `optnet/nats, in browsers` for optnet-nats-in-browsers. */
function entryPointOf(name: string): string {
  const entry = name.replace(IN_BROWSERS, "").replaceAll("-", "/");
  return name.endsWith(IN_BROWSERS) ? `${entry}, in browsers` : entry;
}

/** What a module is for, as its source says at its head. */
function purposeOf(source: string): string {
  const purpose = /^(?:\/\/\/.*\n)*\/\*\*([^]*?)\*\//.exec(readFileSync(source, "utf8"))?.[1];
  if (purpose === undefined) throw new Error(`${source} does not say at its head what it is for.`);
  return purpose.replace(/\s*\n \*\s*/g, " ").trim();
}

/** The first pages of the API: what entry points there are, and what each is for, by the name that is imported. */
function writeApiIndex(): void {
  const api = join(generated, "api");
  const rows = [...apiModules()]
    .map(([source, name]) => ({ name, purpose: purposeOf(source) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, purpose } of rows) {
    const file = join(api, name, "index.md");
    const imported = entryPointOf(name).split(",")[0];
    const head = `# ${entryPointOf(name)}\n\n${purpose}\n\n\`\`\`text\nimport { … } from "${imported}";\n\`\`\`\n`;
    writeFileSync(file, readFileSync(file, "utf8").replace(/^# .*\n/, head));
  }
  const table = rows.map(
    ({ name, purpose }) => `| [\`${entryPointOf(name)}\`](${name}/index.md) | ${purpose} |`,
  );
  const intro = `Every name that each entry point exports, from its docstrings. [Which one do I need?](/start/which)`;
  writeFileSync(
    join(api, "index.md"),
    `# API\n\n${intro}\n\n| import from | what it is |\n| --- | --- |\n${table.join("\n")}\n`,
  );
}

/** What stands beside the pages of the API: entry points, and in them kinds of things. */
function writeApiContents(): void {
  const api = join(generated, "api");
  const folders = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  const groups = folders(api).map((name): ApiGroup => {
    const kinds = folders(join(api, name)).map((kind) => {
      const pages = readdirSync(join(api, name, kind)).map((file) => file.replace(/\.md$/, ""));
      return {
        text: kind[0].toUpperCase() + kind.slice(1).replaceAll("-", " "),
        items: pages.sort().map((page) => ({ text: page, link: `/api/${name}/${kind}/${page}` })),
      };
    });
    return { text: entryPointOf(name), link: `/api/${name}/`, items: kinds };
  });
  writeFileSync(join(api, "contents.json"), JSON.stringify(groups));
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: "ts",
  mjs: "js",
  js: "js",
  json: "json",
  wgsl: "wgsl",
  sh: "sh",
  yaml: "yaml",
  yml: "yaml",
};

/** Pages with the files, and lists of the folders, that other pages point to. */
function writeSources(): void {
  const pages = Object.keys(rewrites()).filter((path) => !path.startsWith(GENERATED));
  const wanted = new Set<string>();
  for (const page of pages) {
    for (const [, link] of readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)) {
      const path = targetOf(page, link)?.path.replace(/\/$/, "");
      if (path === undefined || path.startsWith("..") || placeOf(path) !== undefined) continue;
      if (existsSync(join(ROOT, path))) wanted.add(path);
    }
  }
  const linked = new Set(wanted);
  for (const path of wanted) {
    const absolute = join(ROOT, path);
    const folder = statSync(absolute).isDirectory();
    if (isServedAsItIs(path)) {
      const target = join(ROOT, "site/public", sourceAddress(path));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(absolute, target);
      continue;
    }
    if (folder) {
      for (const name of sourcesIn(path)) wanted.add(`${path}/${name}`);
    }
    const target = join(
      generated,
      "source",
      folder ? `${path}/index.md` : `${sourceAddress(path).slice("/source/".length)}.md`,
    );
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      `---\nsearch: false\neditLink: false\naside: false\n---\n\n# \`${path}\`\n\n${folder ? listOf(path) : textOf(path, linked.has(path))}\n`,
    );
  }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).filter(
    (name) => /\.(ts|wgsl|json)$/.test(name) && !/\.(generated|test)\.ts$/.test(name),
  );
}

function listOf(folder: string): string {
  return sourcesIn(folder)
    .map((name) => `- [${name}](${sourceAddress(`${folder}/${name}`)})`)
    .join("\n");
}

/** In colour where a page points to the file itself: colours are most of the time and of the size of the site. */
function textOf(path: string, coloured: boolean): string {
  const text = readFileSync(join(ROOT, path), "utf8");
  const language = (coloured && LANGUAGES[path.split(".").at(-1)!]) || "text";
  return `\`\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\`\``;
}

/** What the tables of measurements say today: those who look after the benchmarks write them. */
function writeResults(): void {
  const program = ["--import", "tsx", "bench/page/run.ts", "--json"];
  writeFileSync(join(generated, "results.json"), execFileSync(process.execPath, program, { cwd: ROOT }));
}

/** What visitors can take along: the package, and the core as one file. */
function writeDownloads(): void {
  const folder = join(ROOT, "site/public/download");
  mkdirSync(folder, { recursive: true });
  // Packing builds first.
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
  });
  renameSync(join(folder, packed.trim().split("\n").at(-1)!), join(folder, "optnet.tgz"));
  copyFileSync(join(ROOT, "dist/optnet.min.js"), join(folder, "optnet.min.js"));
}

/** The modules that programs in the page import: see `live/libraries.ts`. */
async function writeLibraries(): Promise<void> {
  const sources = entryPoints();
  const entries: Record<string, string> = {
    "lib/console": join(ROOT, "site/live/console.ts"),
    "lib/checker": join(ROOT, "site/demos/editor/checker/worker.ts"),
  };
  for (const [name, file] of Object.entries(LIBRARIES)) {
    entries[file.replace(/\.js$/, "")] = sources.get(name) ?? name;
  }
  await build({
    entryPoints: entries,
    outdir: join(ROOT, "site/public"),
    chunkNames: "lib/chunk-[hash]",
    alias: Object.fromEntries(sources),
    ...{ bundle: true, splitting: true, minify: true, format: "esm", platform: "browser", target: "es2022" },
    ...{ legalComments: "none", logLevel: "error", absWorkingDir: ROOT },
    define: { "process.env.NODE_ENV": '"production"' },
  });
}

rmSync(generated, { recursive: true, force: true });
for (const name of ["download", "lib", "source"])
  rmSync(join(ROOT, "site/public", name), { recursive: true, force: true });
writeDownloads();
await writeApi();
writeApiIndex();
writeApiContents();
writeResults();
writeSources();
await writeLibraries();
writeFileSync(join(ROOT, "site/public/lib/types.json"), JSON.stringify(declarations()));
