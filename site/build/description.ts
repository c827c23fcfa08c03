/** What a page is about in a sentence or two, for lists of results and for previews of links: its first paragraph. */

const LONGEST = 200;

export function descriptionOf(markdown: string): string | undefined {
  const text = markdown
    .replace(/^---\n[^]*?\n---\n/, "")
    .replace(/^(`{3,})[^]*?^\1/gm, "")
    .replace(/<!--[^]*?-->/g, "");
  // The state of a decision is not what it is about.
  const paragraph = text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .find((block) => /^[\p{L}`[*(]/u.test(block) && !block.startsWith("Status:"));
  if (paragraph === undefined) return undefined;
  const plain = paragraph
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\([|_*<>[\]])/g, "$1")
    .replace(/[`*]|<[^>]*>/g, "")
    // The generator puts it between plain quotes as it is.
    .replace(/"([^"]*)"/g, "“$1”")
    .replaceAll('"', "”")
    .replace(/\s+/g, " ")
    .trim();
  if (plain.length <= LONGEST) return plain;
  const start = plain.slice(0, LONGEST);
  const sentence = start.lastIndexOf(". ");
  return sentence > LONGEST / 3
    ? start.slice(0, sentence + 1)
    : `${start.slice(0, start.lastIndexOf(" "))} …`;
}
