/** Places on a page whose text comes from files of results: each between two comments, the first of which names it. */

/** Texts by the names of their places. */
export type Texts = Readonly<Record<string, string>>;

const REGION = /^<!-- results: ([\w-]+) -->$[^]*?^<!-- end of results -->$/gm;

/**
 * The page with the texts in their places, whatever stood there.
 *
 * @throws Error for a place whose name has no text.
 */
export function filled(page: string, texts: Texts): string {
  return page.replace(REGION, (_region, name: string) => {
    if (!(name in texts))
      throw new Error(`No results are called ${name}; there are ${Object.keys(texts).join(", ")}`);
    return `<!-- results: ${name} -->\n\n${texts[name].trim()}\n\n<!-- end of results -->`;
  });
}

/** The names of a page's places, in order. */
export function namesOf(page: string): string[] {
  return [...page.matchAll(REGION)].map(([, name]) => name);
}
