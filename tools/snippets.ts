/**
 * The code in a Markdown text, as programs that can be checked.
 *
 * - A block marked `ts` or `js` is a program. One without an import continues the block before it.
 * - `// prints TEXT` stands for one line of output, in order. Numbers may differ by rounding, and `…` in TEXT
 *   stands for anything. A program with such comments prints these lines and no others.
 * - `ts no-run` is type-checked only, for code that needs a browser, say.
 */
export interface Program {
  readonly language: "ts" | "js";
  readonly runs: boolean;
  /** The line of the Markdown text on which the program starts, from 1. */
  readonly line: number;
  /** Every statement is on the line that it has in the Markdown text. */
  readonly code: string;
  readonly prints: readonly string[];
}

interface Block {
  readonly language: "ts" | "js";
  readonly runs: boolean;
  readonly line: number;
  readonly lines: readonly string[];
}

export function programsOf(markdown: string): Program[] {
  return programBlocks(markdown).map((blocks) => {
    const lines: string[] = [];
    for (const block of blocks) {
      while (lines.length < block.line - 1) lines.push("");
      lines.push(...block.lines);
    }
    const [{ language, runs, line }] = blocks;
    const code = lines.join("\n");
    return { language, runs, line, code, prints: promisesIn(code) };
  });
}

/** The lines that a program says it prints. */
export function promisesIn(code: string): string[] {
  return [...code.matchAll(/\/\/ prints (.*)$/gm)].map(([, text]) => text.trim());
}

/** Programs as the blocks that they stand in. */
export function programBlocks(markdown: string): readonly (readonly Block[])[] {
  const programs: Block[][] = [];
  for (const block of blocksOf(markdown)) {
    const continues = !block.lines.some((line) => /^import\b|\bimport\(|\brequire\(/.test(line));
    const previous = programs.at(-1);
    if (continues && previous?.[0].language === block.language && previous[0].runs === block.runs) {
      previous.push(block);
    } else programs.push([block]);
  }
  return programs;
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; info: string; line: number; lines: string[]; indent: number } | undefined;
  for (const [index, text] of markdown.split("\n").entries()) {
    const fence = /^( *)(`{3,}|~{3,})(.*)$/.exec(text);
    if (open === undefined) {
      if (fence) {
        const [, indent, marks, info] = fence;
        open = { fence: marks, info: info.trim(), line: index + 2, lines: [], indent: indent.length };
      }
    } else if (fence && fence[2].startsWith(open.fence) && fence[3].trim() === "") {
      const [language, ...flags] = open.info.split(/\s+/);
      if (language === "ts" || language === "js") {
        blocks.push({ language, runs: !flags.includes("no-run"), line: open.line, lines: open.lines });
      }
      open = undefined;
    } else {
      open.lines.push(text.slice(Math.min(open.indent, text.search(/\S|$/))));
    }
  }
  return blocks;
}

const NUMBER = /(?<![\w.])-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w])/gi;

/** Whether `printed` is what `promised` says, up to the rounding of its numbers. */
export function isAsPromised(promised: string, printed: string): boolean {
  return promised.split("…").length > 1
    ? matchesAround(promised, printed)
    : sameUpToRounding(promised, printed);
}

/** The text before and after each `…` occurs in this order; there, numbers are compared as text. */
function matchesAround(promised: string, printed: string): boolean {
  const pattern = promised
    .split("…")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`).test(printed);
}

function sameUpToRounding(promised: string, printed: string): boolean {
  if (promised.replace(NUMBER, "#") !== printed.replace(NUMBER, "#")) return false;
  const expected = promised.match(NUMBER) ?? [];
  const actual = printed.match(NUMBER) ?? [];
  return expected.every((text, i) => {
    const [a, b] = [Number(text), Number(actual[i])];
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
  });
}
