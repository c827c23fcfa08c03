/**
 * What stands beside every page. The order is that of the table of contents, docs/README.md; a page of docs that is not
 * in it is added to the group of its folder, so that none can be forgotten.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addressOf, GENERATED, markdownIn, placeOf, ROOT } from "./places.js";
import { targetOf } from "./links.js";

export interface Item {
  readonly text: string;
  readonly link: string;
}

export interface Group {
  readonly text: string;
  readonly items: Item[];
}

const CONTENTS = "docs/README.md";

/** The first heading of a Markdown text, without its marks. */
export function titleOf(markdown: string): string {
  return (/^# +(.*)$/m.exec(markdown)?.[1] ?? "").replace(/[`*_]/g, "");
}

/** Groups as the headings of a table of contents, with the pages of docs that it links to. */
export function groupsOf(
  contents: string,
  pages: readonly string[],
  title: (page: string) => string,
): Group[] {
  const left = new Set(pages);
  const groups: (Group & { folders: Set<string> })[] = [];
  for (const line of contents.split("\n")) {
    const heading = /^## +(.*)$/.exec(line)?.[1];
    if (heading !== undefined) groups.push({ text: heading, items: [], folders: new Set() });
    for (const [, link] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
      const path = targetOf(CONTENTS, link)?.path ?? "";
      if (!left.delete(path)) continue;
      groups.at(-1)?.items.push(itemOf(path, title(path)));
      groups.at(-1)?.folders.add(path.split("/")[1]);
    }
  }
  for (const path of left) {
    const folder = path.split("/")[1];
    let group = groups.find(({ folders }) => folders.has(folder));
    if (group === undefined) {
      group = { text: folder[0].toUpperCase() + folder.slice(1), items: [], folders: new Set([folder]) };
      groups.push(group);
    }
    group.items.push(itemOf(path, title(path)));
  }
  return groups.filter(({ items }) => items.length > 0).map(({ text, items }) => ({ text, items }));
}

function itemOf(path: string, text: string): Item {
  return { text, link: addressOf(placeOf(path)!) };
}

/** The groups beside the pages of docs. */
export function docsGroups(): Group[] {
  const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
  const pages = markdownIn("docs/").filter((path) => path !== CONTENTS);
  const project = [CONTENTS, "CHANGELOG.md", "CONTRIBUTING.md"];
  return [
    ...groupsOf(read(CONTENTS), pages, (page) => titleOf(read(page))),
    { text: "Project", items: project.map((path) => itemOf(path, titleOf(read(path)))) },
  ];
}

export interface ApiGroup {
  readonly text: string;
  readonly link: string;
  readonly items: readonly { readonly text: string; readonly items: readonly Item[] }[];
}

/** What stands beside the pages of the API: the entry points, and all of the one that is shown. */
export function apiGroups(): Record<string, unknown[]> {
  const made = join(ROOT, GENERATED, "api/contents.json");
  if (!existsSync(made)) return {};
  const groups = JSON.parse(readFileSync(made, "utf8")) as ApiGroup[];
  const entryPoints = { text: "Entry points", items: groups.map(({ text, link }) => ({ text, link })) };
  const shown = groups.map(({ link, items }) => [link, [entryPoints, ...items]] as const);
  return { "/api/": [entryPoints], ...Object.fromEntries(shown) };
}
