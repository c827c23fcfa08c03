/** docs/method/tour.md leads to what is there, and the house is as small as it says. `npm run house` prints the counts. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { isTest, parse, read, ROOT, sourceFiles } from "./imports.js";

const page = read("docs/method/tour.md");

/** `name` in [path](…): what the page says is there. */
const places = [...page.matchAll(/`([#\w]+)`(?: and `(\w+)`|, or `(\w+)`,)? in\s+\[([\w./-]+)\]/g)].flatMap(
  ([, name, second, third, path]) =>
    [name, second, third].filter((one) => one !== undefined).map((one) => ({ name: one, path })),
);

/** The steps of the road, in order. */
const road = [...page.matchAll(/^\d+\. `([#\w]+)` in \[([\w./-]+)\]/gm)].map(([, name, path]) => ({
  name,
  path,
}));

/** What is declared under this name in a file: functions, methods, classes, constants. */
function declared(path: string, name: string): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    const named = node as ts.Node & { readonly name?: ts.Node };
    const isDeclaration =
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isVariableDeclaration(node);
    if (isDeclaration && named.name?.getText() === name) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(parse(path, readFileSync(join(ROOT, path), "utf8")));
  return found;
}

function mentions(node: ts.Node, name: string): boolean {
  let found = false;
  const visit = (inner: ts.Node): void => {
    if ((ts.isIdentifier(inner) || ts.isPrivateIdentifier(inner)) && inner.text === name) found = true;
    ts.forEachChild(inner, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

describe("the tour", () => {
  test("names what is where it says", () => {
    expect(places.length).toBeGreaterThan(20);
    const missing = places.filter(({ path, name }) => !existsSync(join(ROOT, path)) || !declared(path, name));
    expect(missing).toEqual([]);
  });

  test("comes from solve to the first multiplication in at most eight calls", () => {
    expect(road[0]).toEqual({ name: "solve", path: "src/api/solve.ts" });
    expect(road.length).toBeGreaterThan(4);
    expect(road.length).toBeLessThanOrEqual(8);
    const bodies = road.map(({ path, name }) => declared(path, name)!);
    road.slice(1).forEach(({ name }, i) => {
      // Called by the step before, or given to it by the one before that.
      const callers = bodies.slice(Math.max(0, i - 1), i + 1);
      expect(
        callers.some((body) => mentions(body, name)),
        `step ${i + 2}, ${name}`,
      ).toBe(true);
    });
    const last = bodies.at(-1)!.getText();
    expect(last).toMatch(/\bmul\b|\w \* \w|plusProduct|minusProduct/);
  });
});

/** The source files that a bundler takes for `import { solve } from "optnet"`. */
async function bundledFiles(): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: `export { solve } from "./src/index.ts"`, resolveDir: ROOT },
    absWorkingDir: ROOT,
    ...{ bundle: true, write: false, metafile: true, format: "esm", platform: "neutral", logLevel: "silent" },
    outfile: "solve.js",
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  return Object.keys(inputs).filter((path) => path.startsWith("src/") && inputs[path].bytesInOutput > 0);
}

test("solve alone comes from at most 134 files", async () => {
  const files = await bundledFiles();
  const lines = sourceFiles("src")
    .filter((path) => !isTest(path) && !path.endsWith(".generated.ts"))
    .map((path) => [path.split("/")[1], read(path).split("\n").length - 1] as const);
  const rooms = new Map<string, number>();
  for (const [room, count] of lines) rooms.set(room, (rooms.get(room) ?? 0) + count);
  const sizes = [...rooms].map(([room, count]) => `${room} ${count}`).join(", ");
  console.log(`solve alone: ${files.length} files, ${road.length} calls to the first multiplication`);
  console.log(`lines of TypeScript in src: ${lines.reduce((sum, [, count]) => sum + count, 0)} (${sizes})`);
  expect(files.length).toBeGreaterThan(20);
  expect(files.length).toBeLessThanOrEqual(134);
});
