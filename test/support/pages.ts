/** The pages that are read by users: what they say is tested. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../imports.js";

/** Paths of the README, of every page in docs, and of those that only the site has. */
export const PAGES: readonly string[] = ["README.md", ...pagesIn("docs"), ...pagesIn("site/pages")];

/** Those of contributors too, and of the experiments. */
export const ALL_PAGES: readonly string[] = [
  ...PAGES,
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...pagesIn("experiments"),
];

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`)
    .sort();
}
