/**
 * Data flows one way. This table says which layer may import which; types count like values, because a reader
 * follows both. Unit tests, which stand beside their source, may import anything.
 */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import type { ImportGraph } from "./imports.js";
import { findCycle, importGraph, importsOf, isTest, parse, reachable, read, sourceFiles } from "./imports.js";

interface Layer {
  readonly name: string;
  /** The layer's files. A group in the pattern makes every match of it a layer of its own. */
  readonly files: RegExp;
  /** Layers besides itself. */
  readonly mayImport: readonly string[];
  /** Packages and node:* modules. */
  readonly packages?: RegExp;
}

/** How errors are worded and what they repeat is one thing for all, adapters too. */
const MESSAGES = /^src\/problem\/(?:echo|errors|room)\.ts$/;

const LAYERS: readonly Layer[] = [
  { name: "messages", files: MESSAGES, mayImport: [] },
  { name: "matrix", files: /^src\/matrix\//, mayImport: [] },
  { name: "problem", files: /^src\/problem\//, mayImport: ["matrix"] },
  { name: "form", files: /^src\/form\//, mayImport: ["problem", "matrix"] },
  { name: "kernels", files: /^src\/execute\/wasm\/kernel\//, mayImport: [] },
  {
    name: "executor",
    files: /^src\/execute\/(?:executor|plan|structure)\.ts$/,
    mayImport: ["problem", "matrix", "form"],
  },
  {
    // What every executor may compute with: the kernels, their memory, and the sparse factors that are theirs.
    name: "kernels at hand",
    files:
      /^src\/execute\/wasm\/(?:binary\.generated|dual-shape|interior-batch|layout|layout-factors|layout-sparse|memory|module|sparse-batch-factor|sparse-factor)\.ts$/,
    mayImport: ["problem", "matrix"],
  },
  {
    name: "executors",
    files:
      /^src\/execute\/(typescript|wasm|webgpu)\/(?!index\.ts|(?<=webgpu\/)(?:executor|node|now|polish|settings|solution|solve|solved-batch|source)\.ts)/,
    mayImport: ["problem", "matrix", "form", "executor", "kernels at hand"],
  },
  {
    name: "executors' doors",
    files: /^src\/execute\/(typescript|wasm)\/index\.ts$/,
    mayImport: ["problem", "matrix", "form", "executor", "kernels at hand", "executors"],
  },
  {
    name: "soft rows",
    files: /^src\/execute\/soft\//,
    mayImport: ["problem", "matrix", "form", "executor", "executors' doors"],
  },
  {
    name: "execute",
    files: /^src\/execute\/[^/]+\.ts$/,
    mayImport: ["problem", "form", "executor", "executors", "executors' doors", "soft rows"],
  },
  {
    name: "derivative",
    files: /^src\/derivative\//,
    mayImport: ["problem", "matrix", "form", "executor", "kernels at hand", "execute"],
  },
  { name: "feasible point", files: /^src\/reduction\/feasible-point\.ts$/, mayImport: ["problem"] },
  {
    name: "core",
    files: /^src\/(?:api|reduction)\//,
    mayImport: ["problem", "matrix", "form", "executor", "execute", "derivative", "soft rows"],
  },
  {
    name: "threads",
    files: /^src\/execute\/threads\//,
    mayImport: ["problem", "executor", "execute", "derivative", "core"],
    packages: /^node:(worker_threads|os)$/,
  },
  { name: "index", files: /^src\/index\.ts$/, mayImport: ["problem", "core"] },
  { name: "model outputs", files: /^src\/adapters\/model-outputs\.ts$/, mayImport: ["index", "model"] },
  { name: "model", files: /^src\/model\//, mayImport: ["index", "problem", "matrix"] },
  {
    name: "tfjs",
    files: /^src\/adapters\/tfjs\//,
    mayImport: ["index", "webgpu", "files", "feasible point", "model", "model outputs"],
    packages: /^@tensorflow\/tfjs$/,
  },
  {
    name: "webgpu on node",
    files: /^src\/execute\/webgpu\/node\.ts$/,
    mayImport: ["index", "executors"],
    packages: /^(webgpu|node:.*)$/,
  },
  {
    name: "webgpu",
    files: /^src\/execute\/webgpu\//,
    mayImport: ["index", "problem", "form", "executor", "executors", "execute", "derivative", "core"],
  },
  {
    name: "jax",
    files: /^src\/adapters\/jax\//,
    mayImport: ["index", "model", "model outputs"],
    packages: /^@jax-js\/jax$/,
  },
  {
    name: "files on node",
    files: /^src\/io\/node(?:-file|-problem)?\.ts$/,
    mayImport: ["files", "problem"],
    packages: /^node:(buffer|crypto|fs\/promises|path|zlib)$/,
  },
  {
    name: "files",
    files: /^src\/io\//,
    mayImport: ["index", "problem"],
    packages: /^hyparquet(-writer|-compressors|\/src\/thrift\.js)?$/,
  },
  {
    name: "training on node",
    files: /^src\/training\/node\.ts$/,
    mayImport: ["training"],
    packages: /^node:(child_process|worker_threads)$/,
  },
  {
    name: "training in tensors",
    files: /^src\/training\/tfjs\.ts$/,
    mayImport: ["problem", "training"],
    packages: /^@tensorflow\/tfjs$/,
  },
  { name: "training", files: /^src\/training\//, mayImport: ["problem", "core", "kernels at hand"] },
  {
    name: "nats",
    files: /^src\/nats\//,
    mayImport: ["problem", "executor", "derivative", "core", "threads", "training"],
    packages: /^@nats-io\/(transport-node|nats-core|jetstream|obj)$/,
  },
  {
    name: "cli",
    files: /^src\/cli\//,
    mayImport: ["index", "problem", "files", "files on node", "nats", "training"],
    packages: /^(node:.*|@nats-io\/nats-core)$/,
  },
];

/**
 * Measurements, experiments and the site are users of the package: they see what users see. What they share is in
 * tools/.
 */
const CONSUMERS: Readonly<Record<string, readonly string[]>> = {
  tools: [],
  bench: ["tools"],
  experiments: ["tools"],
  examples: [],
  // Demonstrations of experiments, with their mathematics.
  site: ["tools", "experiments"],
};

function layerOf(path: string): { layer: Layer; part: string } | undefined {
  for (const layer of LAYERS) {
    const match = layer.files.exec(path);
    if (match) return { layer, part: match[1] ?? "" };
  }
  return undefined;
}

/** Every import that the table does not allow, in words. */
function violations(graph: ImportGraph): string[] {
  const found: string[] = [];
  for (const [path, imports] of graph) {
    const from = layerOf(path);
    if (from === undefined) {
      found.push(`${path} belongs to no layer`);
      continue;
    }
    for (const target of imports) {
      const to = layerOf(target);
      const inside = to?.layer === from.layer && to.part === from.part;
      const allowed = to
        ? inside ||
          to.layer.name === "messages" ||
          (to.layer !== from.layer && from.layer.mayImport.includes(to.layer.name))
        : !target.startsWith("src/") && from.layer.packages?.test(target);
      if (!allowed) found.push(`${path} imports ${target}`);
    }
  }
  return found;
}

function consumerViolations(graph: ImportGraph): string[] {
  const folders = new RegExp(`^(src|dist|${Object.keys(CONSUMERS).join("|")})/`);
  return [...graph].flatMap(([path, imports]) => {
    const own = path.split("/")[0];
    const allowed = [own, ...CONSUMERS[own]];
    return imports
      .filter((target) => folders.test(target) && !allowed.includes(target.split("/")[0]))
      .map((target) => `${path} imports ${target}`);
  });
}

const source = importGraph(sourceFiles("src").filter((path) => !isTest(path)));

describe("src", () => {
  test("imports go one way", () => {
    expect(source.size).toBeGreaterThan(20);
    expect(violations(source)).toEqual([]);
  });

  test("there are no cycles", () => {
    expect(findCycle(source)).toBeUndefined();
  });

  test("every relative import ends in a file", () => {
    const missing = [...source].flatMap(([path, imports]) =>
      imports
        .filter((target) => target.startsWith("src/") && !source.has(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test("only the command and the entry points for Node import node:*", () => {
    const users = [...source].filter(([, imports]) => imports.some((name) => name.startsWith("node:")));
    const hosts =
      /^src\/(cli\/|execute\/threads\/node|training\/node\.ts$|io\/node(-file|-problem)?\.ts$|execute\/webgpu\/node\.ts$)/;
    expect(users.map(([path]) => path).filter((path) => !hosts.test(path))).toEqual([]);
  });

  test("index.ts only re-exports", () => {
    const { statements } = parse("src/index.ts", read("src/index.ts"));
    expect(
      statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier),
    ).toBe(true);
  });

  test("executor.ts holds types only", () => {
    const { statements } = parse("src/execute/executor.ts", read("src/execute/executor.ts"));
    const values = statements.filter(
      (statement) =>
        !ts.isInterfaceDeclaration(statement) &&
        !ts.isTypeAliasDeclaration(statement) &&
        !(ts.isImportDeclaration(statement) && statement.importClause?.isTypeOnly),
    );
    expect(values.map((statement) => statement.getText())).toEqual([]);
  });
});

describe("the core, as index.ts pulls it in", () => {
  const core = reachable(source, "src/index.ts");

  test("imports no package at all", () => {
    expect(core.length).toBeGreaterThan(10);
    const packages = core.flatMap((path) => source.get(path)!.filter((target) => !target.startsWith("src/")));
    expect(packages).toEqual([]);
  });

  test("has neither files nor the command in it", () => {
    expect(core.filter((path) => /^src\/(io|cli)\//.test(path))).toEqual([]);
  });

  test("has neither the service nor training in it", () => {
    expect(core.filter((path) => /^src\/(nats|training)\//.test(path))).toEqual([]);
  });

  test("touches nothing that only some hosts have", () => {
    expect(core.flatMap((path) => hostNames(path, read(path)))).toEqual([]);
  });
});

const HOST_NAMES = ["navigator", "window", "document", "process", "require", "Buffer", "globalThis", "self"];

/** Uses of a host's globals; properties and declarations of the same name are something else. */
function hostNames(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && HOST_NAMES.includes(node.text) && !isPropertyName(node)) {
      found.push(`${path} mentions ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return found;
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ((ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent)) && parent.name === node)
  );
}

test("bench, experiments and the site import the package by name, and each other as the table says", () => {
  const files = Object.keys(CONSUMERS).flatMap(sourceFiles);
  expect(files.length).toBeGreaterThan(50);
  const graph = importGraph(files);
  expect(consumerViolations(graph)).toEqual([]);
  expect(findCycle(graph)).toBeUndefined();
});

test("files are short enough to read in one go", () => {
  const files = ["src", "test", ...Object.keys(CONSUMERS)].flatMap(sourceFiles);
  const long = files.filter((path) => read(path).split("\n").length > 420);
  expect(long).toEqual([]);
});

describe("the checks themselves find", () => {
  const graph = (imports: Record<string, string[]>): ImportGraph => new Map(Object.entries(imports));

  test.each<[string, string, string]>([
    ["a step backwards", "src/problem/problem.ts", "src/execute/plan.ts"],
    ["one backend using another", "src/execute/wasm/index.ts", "src/execute/typescript/index.ts"],
    [
      "a derivative that knows one backend",
      "src/derivative/modes/exact.ts",
      "src/execute/typescript/index.ts",
    ],
    ["a backend using the selection", "src/execute/wasm/index.ts", "src/execute/select.ts"],
    ["an adapter behind the entry point", "src/adapters/tfjs/qp.ts", "src/problem/validate.ts"],
    ["another framework", "src/adapters/tfjs/qp.ts", "@jax-js/jax"],
    ["one adapter using another", "src/adapters/jax/qp.ts", "src/adapters/tfjs/qp.ts"],
    ["a framework in the core", "src/api/solve.ts", "@tensorflow/tfjs"],
    ["node in the core", "src/api/solve.ts", "node:fs"],
    ["node in the formats of files", "src/io/npz.ts", "node:zlib"],
    ["files in the core", "src/api/solve.ts", "src/io/npz.ts"],
    ["the service in the core", "src/api/solve.ts", "src/nats/remote.ts"],
    ["node in the service", "src/nats/worker.ts", "node:http"],
    ["the socket of Node in training", "src/training/coordinator.ts", "@nats-io/transport-node"],
    ["tensors in training at large", "src/training/coordinator.ts", "@tensorflow/tfjs"],
    ["a file outside all layers", "src/api/solve.ts", "src/utils/misc.ts"],
    ["a computed import", "src/cli/main.ts", "import(name)"],
  ])("%s", (_name, path, target) => {
    expect(violations(graph({ [path]: [target] }))).toEqual([`${path} imports ${target}`]);
  });

  test("a new folder", () => {
    expect(violations(graph({ "src/utils/misc.ts": [] }))).toEqual(["src/utils/misc.ts belongs to no layer"]);
  });

  test("a cycle", () => {
    expect(findCycle(graph({ a: ["b"], b: ["c", "d"], c: [], d: ["b"] }))).toEqual(["b", "d", "b"]);
    expect(findCycle(graph({ a: ["b", "c"], b: ["c"], c: [] }))).toBeUndefined();
  });

  test("imports in every form", () => {
    const text = `
      import a from "./problem/a.js";
      import type { B } from "b";
      export * from "c";
      export { d } from "d";
      type E = import("e").E;
      const f = await import("f");
      const g = await import(g);
      // import "h"; and text: "from 'i'"
    `;
    expect(importsOf("src/x.ts", text)).toEqual(["src/problem/a.js", "b", "c", "d", "e", "f", "import(g)"]);
  });

  test("a consumer that reaches into the sources", () => {
    const path = "bench/speed/run.ts";
    expect(consumerViolations(graph({ [path]: ["optnet", "src/api/solve.ts", "dist/index.js"] }))).toEqual([
      `${path} imports src/api/solve.ts`,
      `${path} imports dist/index.js`,
    ]);
  });

  test("a consumer that reaches into another, and tools that reach into either", () => {
    const [bench, experiment, tool] = ["bench/speed/run.ts", "experiments/mpc/run.ts", "tools/flags.ts"];
    expect(consumerViolations(graph({ [bench]: [tool], [experiment]: [tool] }))).toEqual([]);
    const wrong = { [bench]: [experiment], [experiment]: [bench], [tool]: [bench] };
    expect(consumerViolations(graph(wrong))).toEqual(
      Object.entries(wrong).map(([path, [target]]) => `${path} imports ${target}`),
    );
  });

  test("a host's globals, and not properties of the same name", () => {
    expect(hostNames("x.ts", "if (navigator.gpu) a.window = { process: 1 };")).toEqual([
      "x.ts mentions navigator",
    ]);
  });
});
