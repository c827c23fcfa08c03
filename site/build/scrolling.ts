/** Blocks that are wider than a narrow page scroll: they can have the focus, so that a keyboard can scroll them too. */
import type { MarkdownRenderer } from "vitepress";

const MARKS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  code_block: ["<pre", '<pre tabindex="0"'],
  math_block: ['class="katex-display"', 'class="katex-display" tabindex="0"'],
};

export function scrollingPlugin(markdown: MarkdownRenderer): void {
  for (const [name, [from, to]] of Object.entries(MARKS)) {
    const rule = markdown.renderer.rules[name]!;
    markdown.renderer.rules[name] = (...all) => rule(...all).replace(from, to);
  }
}
