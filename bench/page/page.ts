/** The page with measurements, and what its tables say. */
import { format, resolveConfig } from "prettier";
import { join } from "node:path";
import { otherTexts } from "./others.js";
import { filled, type Texts } from "../../tools/regions.js";
import { speedTexts } from "./speed.js";

/** From the root of the repository. */
export const PAGE = "docs/guide/performance.md";

export function textsOfResults(root: string): Texts {
  return { ...speedTexts(root), ...otherTexts(root) };
}

/** The page with today's results, formatted as all pages are. */
export async function pageWithResults(page: string, root: string): Promise<string> {
  const path = join(root, PAGE);
  return format(filled(page, textsOfResults(root)), { ...(await resolveConfig(path)), filepath: path });
}
