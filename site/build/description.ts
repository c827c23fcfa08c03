/** What a page is about in a sentence or two, for lists of results and for previews of links: its first paragraph. */

const LONGEST = 200;

export function descriptionOf(markdown: string): string | undefined {
  const text = markdown
    .replace(/^---\n[^]*?\n---\n/, "")
    .replace(/^(`{3,})[^]*?^\1/gm, "")
    .replace(/<!--[^]*?-->/g, "");
  const paragraph = text.split(/\n{2,}/).find((block) => /^[\p{L}`[*(]/u.test(block.trim()));
  if (paragraph === undefined) return undefined;
  const plain = paragraph
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\([|_*<>[\]])/g, "$1")
    .replace(/[`*]|<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (plain.length <= LONGEST) return plain;
  const start = plain.slice(0, LONGEST);
  const sentence = start.lastIndexOf(". ");
  return sentence > LONGEST / 3
    ? start.slice(0, sentence + 1)
    : `${start.slice(0, start.lastIndexOf(" "))} …`;
}
