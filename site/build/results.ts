/** Tables of measurements on the pages, as the files of results have them on the day of the build. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MarkdownRenderer } from "vitepress";
import { filled, type Texts } from "../../tools/regions.js";
import { GENERATED, ROOT } from "./places.js";

export function resultsPlugin(markdown: MarkdownRenderer): void {
  const made = join(ROOT, GENERATED, "results.json");
  if (!existsSync(made)) return;
  const texts = JSON.parse(readFileSync(made, "utf8")) as Texts;
  markdown.core.ruler.before("normalize", "results", (state) => {
    state.src = filled(state.src, texts);
  });
}
