/** Reads the import graph of the repository, for the test of its architecture. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** From every file to what it imports: repository paths for relative imports, specifiers as written for others. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Paths, relative to the repository, of the TypeScript files under `folder`, tests included. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(posix.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(folder, path))
    .filter((path) => /\.ts$/.test(path) && !path.includes("node_modules/"))
    .sort();
}

export function isTest(path: string): boolean {
  return path.endsWith(".test.ts");
}

export function read(path: string): string {
  return readFileSync(posix.join(ROOT, path), "utf8");
}

export function importGraph(paths: readonly string[]): ImportGraph {
  return new Map(paths.map((path) => [path, importsOf(path, read(path))]));
}

/** Everything a file imports or re-exports: values, types, `import(…)` and `import("…").Type`. */
export function importsOf(path: string, text: string): string[] {
  const specifiers: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) specifiers.push(resolve(path, specifier));
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return [...new Set(specifiers)];
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function specifierOf(node: ts.Node): string | undefined {
  let from: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) from = node.moduleSpecifier;
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) from = node.argument.literal;
  else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    from = node.arguments[0];
    // A computed specifier escapes every rule, so it is given a name that no rule allows.
    if (!ts.isStringLiteralLike(from)) return `import(${from.getText()})`;
  }
  return from !== undefined && ts.isStringLiteralLike(from) ? from.text : undefined;
}

function resolve(path: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  // AssemblyScript imports by a name without an ending.
  const target = posix
    .join(posix.dirname(path), specifier)
    .replace(/(\.js|\/[^./]+(?:\.generated)?)$/, (end) => (end === ".js" ? ".ts" : `${end}.ts`));
  return target.endsWith(".ts") && !existsSync(posix.join(ROOT, target))
    ? target.replace(/\.ts$/, ".js")
    : target;
}

/** The first cycle found, as the files one passes through, or undefined. */
export function findCycle(graph: ImportGraph): readonly string[] | undefined {
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): readonly string[] | undefined => {
    if (finished.has(path)) return undefined;
    const start = trail.indexOf(path);
    if (start >= 0) return [...trail.slice(start), path];
    trail.push(path);
    for (const target of graph.get(path) ?? []) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    trail.pop();
    finished.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = visit(path);
    if (cycle) return cycle;
  }
  return undefined;
}

/** `start` and every file it leads to. */
export function reachable(graph: ImportGraph, start: string): string[] {
  const seen = new Set<string>([start]);
  for (const path of seen) {
    for (const target of graph.get(path) ?? []) if (graph.has(target)) seen.add(target);
  }
  return [...seen];
}
