/** Programs on the pages that a browser can run get an element around them, which adds a button that does. */
import { readFileSync } from "node:fs";
import type { MarkdownRenderer } from "vitepress";
import { programBlocks } from "../../tools/snippets.js";
import { LIBRARIES } from "../live/libraries.js";

const IMPORT = /^import\b[^"']*["']([^"']+)["']/gm;

/** Whether everything that a program imports is at hand in a browser, and nothing of it needs an isolated page. */
export function runsInBrowser(code: string): boolean {
  const imported = [...code.matchAll(IMPORT)].map(([, name]) => name);
  return (
    imported.length > 0 &&
    imported.every((name) => name in LIBRARIES) &&
    !/\bThreadPool\b|\bprocess\b/.test(code)
  );
}

/**
 * The code that goes before a block of a page, where the block continues a program; undefined where the block is no
 * program, or none for a browser.
 */
export function preambleOf(markdown: string, code: string): string | undefined {
  const textOf = ({ lines }: { readonly lines: readonly string[] }): string => `${lines.join("\n")}\n`;
  for (const blocks of programBlocks(markdown)) {
    const index = blocks.findIndex((block) => textOf(block) === code);
    if (index < 0) continue;
    const [preamble, whole] = [index, index + 1].map((end) => blocks.slice(0, end).map(textOf).join(""));
    return blocks[0].runs && runsInBrowser(whole) ? preamble : undefined;
  }
  return undefined;
}

export function liveCodePlugin(markdown: MarkdownRenderer): void {
  const fence = markdown.renderer.rules.fence!;
  const pages = new Map<string, string>();
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const plain = fence(tokens, index, options, env, self);
    const { realPath, path } = env as { realPath?: string; path?: string };
    const file = realPath ?? path;
    if (file === undefined) return plain;
    if (!pages.has(file)) pages.set(file, readFileSync(file, "utf8"));
    const preamble = preambleOf(pages.get(file)!, tokens[index].content);
    if (preamble === undefined) return plain;
    return `<optnet-code data-preamble="${encodeURIComponent(preamble)}">${plain}</optnet-code>`;
  };
}
