/** Links between files of the repository, as Markdown has them, become links between pages of the site. */
import { posix } from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { addressOf, placeOf, sourceAddress } from "./places.js";

/** What a relative link in a file points to: a path from the root, and a heading. Undefined for other links. */
export function targetOf(from: string, link: string): { path: string; heading: string } | undefined {
  if (/^([a-z][a-z+.-]*:|\/|#)/i.test(link)) return undefined;
  const [path, heading] = link.split("#");
  return {
    path: posix.normalize(posix.join(posix.dirname(from), decodeURI(path))),
    heading: heading ? `#${heading}` : "",
  };
}

/** The same link on the site. Whatever is no page is shown as a source. */
function siteLink(from: string, link: string): string {
  const target = targetOf(from, link);
  if (target === undefined) return link;
  const place = placeOf(target.path);
  return (place === undefined ? sourceAddress(target.path) : addressOf(place)) + target.heading;
}

interface Environment {
  /** Relative to the folder in which VitePress looks for pages. */
  readonly realPath?: string;
  /** Texts from the head of a page have none. */
  readonly path?: string;
}

/** What the site has for its visitors to take along, from its root. */
const DOWNLOADS = "/download/";

/**
 * @param relative the path from the root of the repository, of an absolute path.
 * @param base the path under which the site is served, which VitePress adds to links to pages only.
 */
export function linksPlugin(
  markdown: MarkdownRenderer,
  relative: (path: string) => string,
  base: string,
): void {
  markdown.core.ruler.push("links-between-files", (state) => {
    const { realPath, path } = state.env as Environment;
    const file = realPath ?? path;
    if (file === undefined) return;
    const from = relative(file);
    for (const { children } of state.tokens) {
      for (const token of children ?? []) {
        const href = token.type === "link_open" ? token.attrGet("href") : null;
        if (href === null) continue;
        const download = href.startsWith(DOWNLOADS);
        token.attrSet("href", download ? base + href.slice(1) : siteLink(from, href));
        if (download) token.attrSet("download", "");
      }
    }
  });
}
