/** Where a file of the repository stands on the site. Paths are from the root of the repository, with forward slashes. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What `generate.ts` makes before a build: the API, and the sources that pages point to. */
export const GENERATED = "site/generated";

/** Pages beside those of docs. */
const OTHERS: Readonly<Record<string, string>> = {
  "CHANGELOG.md": "changelog.md",
  "CONTRIBUTING.md": "contributing.md",
  "docs/README.md": "contents.md",
};

/** Folders whose Markdown files become pages, and where those are put. */
const FOLDERS: readonly (readonly [folder: string, place: string])[] = [
  ["docs/", ""],
  ["site/pages/", ""],
  ["experiments/", "experiments/"],
  ["bench/", "bench/"],
  [`${GENERATED}/`, ""],
];

/** The page, as a Markdown file of the site, that a file of the repository becomes; undefined where it becomes none. */
export function placeOf(path: string): string | undefined {
  if (path === "README.md") return "index.md";
  if (path in OTHERS) return OTHERS[path];
  if (!path.endsWith(".md")) return undefined;
  const folder = FOLDERS.find(([start]) => path.startsWith(start));
  return folder && folder[1] + path.slice(folder[0].length);
}

/** The address of a page of the site from its root. */
export function addressOf(place: string): string {
  return `/${place.replace(/\.md$/, "").replace(/(^|\/)index$/, "$1")}`;
}

/** Files that browsers show by themselves, or that are too long for a page. */
export function isServedAsItIs(path: string): boolean {
  return /\.(svg|png|json)$/.test(path);
}

/** Where the site shows a file or folder that is no page. */
export function sourceAddress(path: string): string {
  const absolute = join(ROOT, path);
  const folder = existsSync(absolute) && statSync(absolute).isDirectory();
  if (isServedAsItIs(path)) return `/source/${path}`;
  // A dot would be taken for the ending of such a file.
  return folder ? `/source/${path.replace(/\/$/, "")}/` : `/source/${path.replace(/\.(?=[^./]+$)/, "-")}`;
}

/** The site's pages: from file to place. README.md, which is for those who see the repository, is not among them. */
export function rewrites(): Record<string, string> {
  const files = [...Object.keys(OTHERS), ...FOLDERS.flatMap(([folder]) => markdownIn(folder))];
  return Object.fromEntries(files.map((path) => [path, placeOf(path)!]));
}

export function markdownIn(folder: string): string[] {
  const absolute = join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: "utf8" })
    .map((name) => folder + name.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md") && statSync(join(ROOT, path)).isFile())
    .sort();
}
