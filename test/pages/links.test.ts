/** What the pages point to is there: links, pictures, headings, paths of files, commands of package.json. */
import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { read, ROOT } from "../imports.js";
import { ALL_PAGES, PAGES } from "../support/pages.js";

/** Text outside of blocks of code, where a bracket is no link and a # no heading. */
function proseOf(markdown: string): string {
  return markdown.replace(/^( *)(`{3,}|~{3,})[^]*?^ *\2 *$/gm, "");
}

interface Link {
  readonly target: string;
  readonly heading: string | undefined;
  readonly picture: boolean;
}

/** Links and pictures to files here: not to the web, nor to what the site makes, for which its own tests look. */
function linksOf(markdown: string): Link[] {
  const found = proseOf(markdown).matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g);
  return [...found]
    .map(([, mark, target]) => {
      const [path, heading] = target.split("#");
      return { target: path, heading, picture: mark === "!" };
    })
    .filter(({ target }) => !/^([a-z]+:|\/download\/)/.test(target));
}

/** Headings as the names under which pages on the web know them. */
function headingsOf(markdown: string): string[] {
  const headings = proseOf(markdown).matchAll(/^#+ +(.*)$/gm);
  return [...headings].map(([, text]) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Everything that is wrong with a page's links, in words. */
function faultsIn(page: string, markdown: string): string[] {
  return linksOf(markdown).flatMap(({ target, heading, picture }) => {
    const path = target === "" ? page : posix.join(posix.dirname(page), target);
    if (path.startsWith("..") || !existsSync(join(ROOT, path))) return [`${target} is not there`];
    if (picture && !/\.(svg|png)$/.test(path)) return [`${target} is no picture`];
    if (heading === undefined) return [];
    return headingsOf(path === page ? markdown : read(path)).includes(heading)
      ? []
      : [`${target} has no heading ${heading}`];
  });
}

const FOLDERS = ["src", "test", "bench", "docs", "experiments", "examples", "scripts", "site", ".ci"];

/** Paths from the root of the repository, wherever they stand: in sentences, in code and in commands. */
function pathsIn(markdown: string): string[] {
  const folders = FOLDERS.map((name) => name.replace(".", "\\.")).join("|");
  const paths = markdown.matchAll(new RegExp(`(?<![\\w./-])(?:${folders})/[\\w./-]*[\\w/]`, "g"));
  return [...new Set([...paths].map(([path]) => path))];
}

const exists = (path: string): boolean => existsSync(join(ROOT, path));

const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };

function unknownCommandsIn(markdown: string): string[] {
  const commands = [...markdown.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
  return commands.filter((name) => !(name in scripts));
}

describe.each(ALL_PAGES)("%s", (page) => {
  const markdown = read(page);

  test("links to what is there", () => expect(faultsIn(page, markdown)).toEqual([]));
  test("names files that are there", () =>
    expect(pathsIn(markdown).filter((path) => !exists(path))).toEqual([]));
  test("names commands that are there", () => expect(unknownCommandsIn(markdown)).toEqual([]));
  // The start page of the site has it in its head.
  const titles = /^layout: home$/m.test(markdown) ? /^hero:$/gm : /^# .+$/gm;
  test("has one title", () => expect(proseOf(markdown).match(titles)).toHaveLength(1));
});

test("every page of docs can be reached from its table of contents", () => {
  const reached = new Set(["docs/README.md"]);
  for (const page of reached) {
    for (const { target } of linksOf(read(page))) {
      const path = posix.join(posix.dirname(page), target);
      if (PAGES.includes(path)) reached.add(path);
    }
  }
  expect(PAGES.filter((page) => page.startsWith("docs/") && !reached.has(page))).toEqual([]);
});

test("every picture of docs is shown", () => {
  const shown = ALL_PAGES.flatMap((page) =>
    linksOf(read(page)).map(({ target }) => posix.join(posix.dirname(page), target)),
  );
  const pictures = readdirSync(join(ROOT, "docs/images")).map((name) => `docs/images/${name}`);
  expect(pictures.filter((path) => !shown.includes(path))).toEqual([]);
});

describe("the README", () => {
  const markdown = read("README.md");

  test("is one page, and says how to begin", () => {
    expect(markdown.split("\n").length).toBeLessThan(120);
    expect(markdown).toContain("npm ci && npm run sudoku");
    expect(markdown).toContain("npm ci && npm test");
  });
});

describe("the check finds", () => {
  test.each([
    ["a link to nothing", "[a](docs/nothing.md)", ["docs/nothing.md is not there"]],
    ["a link out of the repository", "[a](../shared/x.md)", ["../shared/x.md is not there"]],
    ["a picture that is none", "![a](package.json)", ["package.json is no picture"]],
    ["a heading that is not there", "[a](docs/README.md#nothing)", ["docs/README.md has no heading nothing"]],
    ["a heading of the page itself", "[a](#b-c)\n# B c", []],
    ["no fault in what is no link", "```ts\na[0](b)\n```\n[web](https://x.org/a)", []],
  ])("%s", (_name, markdown, faults) => expect(faultsIn("README.md", markdown)).toEqual(faults));

  test("paths and commands that are not there", () => {
    expect(pathsIn("see `src/none.ts`, test/a/b.test.ts; ../shared/data and a/src/x are others.")).toEqual([
      "src/none.ts",
      "test/a/b.test.ts",
    ]);
    expect(["src/none.ts", "docs/"].map(exists)).toEqual([false, true]);
    expect(unknownCommandsIn("`npm run nothing`, `npm run bench:gpu -- --quick`")).toEqual(["nothing"]);
  });
});
