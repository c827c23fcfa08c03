/**
 * The lines of an MPS or QPS file, cut into fields. Both layouts are in use: *free* (fields separated by
 * blanks) and *fixed* (fields at given columns, so that names may contain blanks).
 */
import { lineError } from "../problem-file.js";

export type Layout = "free" | "fixed";

/** A line that begins a section. */
export interface HeaderLine {
  readonly kind: "header";
  readonly line: number;
  readonly section: string;
  /** What follows the section's name on the same line. */
  readonly rest: string;
}

/** One data line: `code name (key value) (key value)`; absent parts are empty. */
export interface DataLine {
  readonly kind: "data";
  readonly line: number;
  /** Type of row or bound. */
  readonly code: string;
  /** Column, or the name of the set of right-hand sides, ranges or bounds. */
  readonly name: string;
  readonly pairs: readonly (readonly [key: string, value: string])[];
}

export type Line = HeaderLine | DataLine;

/** First and one past the last character of the six fields of the fixed layout. */
const FIXED_FIELDS = [
  [1, 3],
  [4, 12],
  [14, 22],
  [24, 36],
  [39, 47],
  [49, 61],
] as const;

/** The non-empty lines, up to and including ENDATA, in the layout given. */
export function* readLines(text: string, file: string, layout: Layout): Generator<Line> {
  let section = "";
  let number = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    number++;
    const content = raw.replace(/^\uFEFF/, "").trimEnd();
    if (content === "" || content.startsWith("*")) continue;
    if (!/^\s/.test(content)) {
      const [, word, rest] = /^(\S+)\s*(.*)$/.exec(content)!;
      section = word.toUpperCase();
      yield { kind: "header", line: number, section, rest };
      if (section === "ENDATA") return;
    } else if (layout === "fixed") {
      yield fixedLine(content, file, number, section);
    } else {
      yield freeLine(content.trim().split(/\s+/), file, number, section);
    }
  }
  throw lineError(
    file,
    number,
    "ENDATA",
    "the end of the file",
    "The file may be truncated: a complete one ends with a line ENDATA.",
  );
}

function freeLine(tokens: string[], file: string, line: number, section: string): DataLine {
  const data = (code: string, name: string, rest: string[]): DataLine => {
    return { kind: "data", line, code, name, pairs: pairUp(rest) };
  };
  const wrong = (expected: string): Error =>
    lineError(
      file,
      line,
      expected,
      `"${tokens.join(" ")}" in section ${section || "(none)"}`,
      "Fields are separated by blanks; names with blanks need the fixed layout, with every field in its columns.",
    );
  switch (section) {
    case "ROWS":
      if (tokens.length !== 2) throw wrong("a type and the name of a row");
      return data(tokens[0], tokens[1], []);
    case "COLUMNS":
      if (tokens.length !== 3 && tokens.length !== 5)
        throw wrong("a column and one or two pairs of row and value");
      return data("", tokens[0], tokens.slice(1));
    case "RHS":
    case "RANGES": {
      if (tokens.length < 2 || tokens.length > 5) throw wrong("a set and one or two pairs of row and value");
      const named = tokens.length % 2 === 1;
      return data("", named ? tokens[0] : "", tokens.slice(named ? 1 : 0));
    }
    case "BOUNDS": {
      if (tokens.length < 2 || tokens.length > 4) throw wrong("a type, a set, a column and a value");
      const [code, ...rest] = tokens;
      // FR, MI, PL and BV need no value, so that the last of three fields is their column.
      const valueless = /^(FR|MI|PL|BV)$/i.test(code) && tokens.length < 4;
      const named = rest.length === (valueless ? 2 : 3);
      return data(code, named ? rest[0] : "", rest.slice(named ? 1 : 0));
    }
    case "QUADOBJ":
    case "QMATRIX":
    case "QSECTION":
      if (tokens.length !== 3 && tokens.length !== 5)
        throw wrong("a column and one or two pairs of column and value");
      return data("", tokens[0], tokens.slice(1));
    default:
      return data(tokens[0], tokens.slice(1).join(" "), []);
  }
}

function fixedLine(content: string, file: string, line: number, section: string): DataLine {
  const fields = FIXED_FIELDS.map(([start, end]) => content.slice(start, end).trim());
  let checked = 0;
  for (const [start, end] of [...FIXED_FIELDS, [content.length, content.length]]) {
    // Whatever follows the sixth field is a comment by convention.
    if (checked < 61 && content.slice(checked, Math.min(start, 61)).trim() !== "") {
      throw lineError(
        file,
        line,
        "blanks between the fields of the fixed layout",
        `"${content}"`,
        "Fields are at columns 2–3, 5–12, 15–22, 25–36, 40–47 and 50–61.",
      );
    }
    checked = end;
  }
  const [code, name, ...rest] = fields;
  if (section === "OBJSENSE") return { kind: "data", line, code: content.trim(), name: "", pairs: [] };
  while (rest.length > 0 && rest[rest.length - 1] === "") rest.pop();
  return { kind: "data", line, code, name, pairs: pairUp(rest) };
}

function pairUp(fields: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i], fields[i + 1] ?? ""]);
  return pairs;
}
