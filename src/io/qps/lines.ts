/**
 * The lines of an MPS or QPS file, cut into fields. Both layouts are in use: *free* (fields separated by
 * blanks) and *fixed* (fields at given columns, so that names may contain blanks).
 */
import { excerpt, quoted } from "../../problem/errors.js";
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
  const names = new DollarNames();
  let section = "";
  let number = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    number++;
    const content = raw.replace(/^\uFEFF/, "").trimEnd();
    // A line that is all comment: no field of the first two begins with $.
    if (content === "" || content.startsWith("*") || /^\s*\$\s/.test(content)) continue;
    if (!/^\s/.test(content)) {
      const header = headerLine(content, number);
      section = header.section;
      yield header;
      if (section === "ENDATA") return;
      continue;
    }
    const data =
      layout === "fixed"
        ? fixedLine(names.withoutFixedComment(content), file, number, section)
        : freeLine(names.withoutComment(content.trim().split(/\s+/)), file, number, section);
    if (section === "ROWS" || section === "COLUMNS") names.add(data.name);
    yield data;
  }
  throw lineError(
    file,
    number,
    "ENDATA",
    "the end of the file",
    "The file may be truncated: a complete one ends with a line ENDATA.",
  );
}

function headerLine(content: string, line: number): HeaderLine {
  const end = content.search(/\s/);
  const word = end < 0 ? content : content.slice(0, end);
  const section = word.toUpperCase();
  const rest = content.slice(word.length).trim();
  return { kind: "header", line, section, rest: section !== "NAME" && rest.startsWith("$") ? "" : rest };
}

/**
 * Comments at the end of data lines: they begin with $ where a field with the name of a row or column may begin, the
 * third or the fifth. Names may begin with $ too; those that a file declares are names in all of it.
 */
class DollarNames {
  readonly #names = new Set<string>();

  add(name: string): void {
    if (name.startsWith("$")) this.#names.add(name);
  }

  /** The fields before the comment. The first two are a type, a name or a set. */
  withoutComment(tokens: string[]): string[] {
    const end = tokens.findIndex((token, i) => i >= 2 && this.#isComment(token));
    return end < 0 ? tokens : tokens.slice(0, end);
  }

  /** The same for a line of the fixed layout, whose third and fifth fields begin at certain columns. */
  withoutFixedComment(content: string): string {
    for (const [start, end] of [FIXED_FIELDS[2], FIXED_FIELDS[4]]) {
      if (this.#isComment(content.slice(start, end).trim())) return content.slice(0, start).trimEnd();
    }
    return content;
  }

  #isComment(field: string): boolean {
    return field.startsWith("$") && !this.#names.has(field);
  }
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
      `${quoted(tokens.join(" "))} in section ${section === "" ? "(none)" : excerpt(section)}`,
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
        quoted(content),
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
