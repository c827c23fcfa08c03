/** The content of a QPS file, as written: sparse, with names, before it is put into the form of a problem. */
import { excerpt, quoted } from "../../problem/errors.js";
import { lineError } from "../problem-file.js";
import type { DataLine, HeaderLine, Line } from "./lines.js";
import { Numbers } from "./numbers.js";
import { Sections } from "./sections.js";

export interface Row {
  readonly name: string;
  readonly type: "E" | "L" | "G";
  rhs: number;
  range: number | undefined;
  /** Line of the latest statement about this row. */
  line: number;
}

export interface Column {
  readonly name: string;
  lower: number;
  upper: number;
  /** Whether a bound set `lower`; an implied 0 gives way to a negative upper bound. */
  lowerGiven: boolean;
}

export interface Entry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** A file's problem. Entries of `quadratic` name both triangles of Q. */
export interface QpsModel {
  readonly name: string;
  readonly maximise: boolean;
  readonly constant: number;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly cost: readonly number[];
  readonly entries: readonly Entry[];
  readonly quadratic: readonly Entry[];
  readonly warnings: readonly string[];
}

/** Index that stands for the objective, and for the other free rows, whose entries are ignored. */
const OBJECTIVE = -1;
const IGNORED = -2;

/** Collects a file's lines into a model, and refuses what cannot be meant. */
export function readModel(lines: Iterable<Line>, file: string): QpsModel {
  const reader = new ModelReader(file);
  for (const line of lines) {
    if (line.kind === "header") reader.begin(line);
    else reader.data(line);
  }
  return reader.finish();
}

class ModelReader {
  readonly #file: string;
  readonly #rows: Row[] = [];
  readonly #rowIndex = new Map<string, number>();
  readonly #columns: Column[] = [];
  readonly #columnIndex = new Map<string, number>();
  readonly #cost: number[] = [];
  readonly #entries: Entry[] = [];
  readonly #quadratic: Entry[] = [];
  readonly #warnings: string[] = [];
  /** Line at which something was said, by what it says: finds the second statement of the same thing. */
  readonly #said = new Map<string, number>();
  /** The set of right-hand sides, ranges and bounds that is read: the first of each. */
  readonly #set = new Map<string, string>();
  readonly #sections: Sections;
  readonly #numbers: Numbers;
  #name = "";
  #objective: string | undefined;
  #maximise = false;
  #constant = 0;

  constructor(file: string) {
    this.#file = file;
    this.#sections = new Sections(file);
    this.#numbers = new Numbers(file);
  }

  begin(header: HeaderLine): void {
    this.#sections.begin(header, this.#objective);
    const { line, section, rest } = header;
    if (section === "NAME") this.#name = rest;
    if (section === "OBJSENSE" && rest !== "") this.#sense(line, rest);
  }

  data(data: DataLine): void {
    switch (this.#sections.current) {
      case "OBJSENSE":
        return this.#sense(data.line, data.code);
      case "ROWS":
        return this.#row(data);
      case "COLUMNS":
        return this.#column(data);
      case "RHS":
        return this.#inSet(data) ? this.#rightHandSide(data) : undefined;
      case "RANGES":
        return this.#inSet(data) ? this.#range(data) : undefined;
      case "BOUNDS":
        return this.#inSet(data) ? this.#bound(data) : undefined;
      case "QUADOBJ":
      case "QMATRIX":
      case "QSECTION":
        return this.#quadraticEntry(data);
      default:
        throw this.#error(
          data.line,
          "the name of a section",
          `a data line ${this.#sections.current === "" ? "before the first section" : `in section ${this.#sections.current}`}`,
          "Only the names of sections begin at the first column.",
        );
    }
  }

  finish(): QpsModel {
    if (this.#sections.has("QMATRIX")) this.#checkSymmetry();
    return {
      name: this.#name,
      maximise: this.#maximise,
      constant: this.#constant,
      rows: this.#rows,
      columns: this.#columns,
      cost: this.#cost,
      entries: this.#entries,
      quadratic: this.#quadratic,
      warnings: this.#warnings,
    };
  }

  #sense(line: number, word: string): void {
    if (!/^(MAX|MIN)(IMI[ZS]E)?$/i.test(word)) {
      throw this.#error(
        line,
        "MAX or MIN",
        quoted(word),
        "OBJSENSE says whether the objective is maximised.",
      );
    }
    this.#maximise = /^MAX/i.test(word);
  }

  #row({ line, code, name, pairs }: DataLine): void {
    const type = code.toUpperCase();
    if (type !== "N" && type !== "E" && type !== "L" && type !== "G") {
      throw this.#error(
        line,
        "a row of type N, E, L or G",
        quoted(code),
        "N is an objective, E is =, L is ≤, G is ≥.",
      );
    }
    if (name === "" || pairs.length > 0) {
      throw this.#error(
        line,
        "a type and the name of a row",
        `${pairs.length + 2} fields`,
        "One row per line.",
      );
    }
    if (this.#rowIndex.has(name)) {
      throw this.#error(line, "every row once", `${quoted(name)} again`, "Two rows have the same name.");
    }
    if (type !== "N") {
      this.#rowIndex.set(name, this.#rows.length);
      this.#rows.push({ name, type, rhs: 0, range: undefined, line });
    } else if (this.#objective === undefined) {
      this.#objective = name;
      this.#rowIndex.set(name, OBJECTIVE);
    } else {
      this.#rowIndex.set(name, IGNORED);
      this.#warnings.push(
        `line ${line}: the free row ${excerpt(name)} is ignored; the objective is ${excerpt(this.#objective)}`,
      );
    }
  }

  #column({ line, name, pairs }: DataLine): void {
    if (pairs.some(([key]) => key === "'MARKER'")) {
      throw this.#error(
        line,
        "continuous variables",
        "a MARKER of integer variables",
        "Remove the two MARKER lines to solve the relaxation, in which these variables are continuous.",
      );
    }
    if (name === "" || pairs.length === 0) {
      throw this.#error(line, "a column, a row and a value", "fewer fields", "Each entry needs all three.");
    }
    let column = this.#columnIndex.get(name);
    if (column === undefined) {
      column = this.#columns.length;
      this.#columnIndex.set(name, column);
      this.#columns.push({ name, lower: 0, upper: Infinity, lowerGiven: false });
      this.#cost.push(0);
    }
    for (const [key, text] of pairs) {
      const row = this.#rowOf(line, key);
      this.#once(
        line,
        `${row === IGNORED ? key : row},${column}`,
        `the entry of column ${excerpt(name)} in row ${excerpt(key)}`,
      );
      const value = this.#numbers.finite(line, text);
      if (row === OBJECTIVE) this.#cost[column] = value;
      else if (row >= 0) this.#entries.push({ row, column, value });
    }
  }

  #rightHandSide({ line, pairs }: DataLine): void {
    for (const [key, text] of pairs) {
      const row = this.#rowOf(line, key);
      this.#once(line, `rhs ${key}`, `the right-hand side of row ${excerpt(key)}`);
      const value = this.#numbers.extended(line, text);
      if (row === OBJECTIVE) this.#constant = 0 - this.#numbers.requireFinite(line, value, text);
      else if (row >= 0) Object.assign(this.#rows[row], { rhs: value, line });
    }
  }

  #range({ line, pairs }: DataLine): void {
    for (const [key, text] of pairs) {
      const row = this.#rowOf(line, key);
      this.#once(line, `range ${key}`, `the range of row ${excerpt(key)}`);
      const value = this.#numbers.extended(line, text);
      if (row >= 0) Object.assign(this.#rows[row], { range: value, line });
      else this.#warnings.push(`line ${line}: the range of the free row ${excerpt(key)} is ignored`);
    }
  }

  #bound({ line, code, pairs }: DataLine): void {
    const [name, text] = pairs[0] ?? ["", ""];
    const type = code.toUpperCase();
    // Before the column: where the value was forgotten, the set is taken for the column.
    const value = /^(LO|UP|FX)$/.test(type) ? this.#numbers.extended(line, text) : 0;
    const column = this.#columns[this.#columnOf(line, name)];
    this.#once(line, `bound ${type} ${name}`, `the bound ${excerpt(type)} of column ${excerpt(name)}`);
    switch (type) {
      case "LO":
        column.lower = value;
        column.lowerGiven = true;
        return;
      case "UP":
        column.upper = value;
        if (column.upper < 0 && !column.lowerGiven) {
          // The convention of CPLEX and most readers since: the implied lower bound of 0 cannot be meant.
          column.lower = -Infinity;
          this.#warnings.push(
            `line ${line}: ${excerpt(name)} has a negative upper bound and no lower one; its lower bound is taken as -infinity`,
          );
        }
        return;
      case "FX":
        column.lower = column.upper = this.#numbers.requireFinite(line, value, text);
        column.lowerGiven = true;
        return;
      case "FR":
        column.lower = -Infinity;
        column.upper = Infinity;
        column.lowerGiven = true;
        return;
      case "MI":
        column.lower = -Infinity;
        column.lowerGiven = true;
        return;
      case "PL":
        column.upper = Infinity;
        return;
      case "BV":
      case "LI":
      case "UI":
      case "SC":
      case "SI":
        throw this.#error(
          line,
          "a bound of a continuous variable",
          `a bound of type ${type}`,
          "Integer, binary and semicontinuous variables are not solved; use LO and UP for the relaxation.",
        );
      default:
        throw this.#error(
          line,
          "a bound UP, LO, FX, FR, MI or PL",
          quoted(code),
          "Check the type of the bound.",
        );
    }
  }

  #quadraticEntry({ line, name, pairs }: DataLine): void {
    if (name === "" || pairs.length === 0) {
      throw this.#error(line, "two columns and a value", "fewer fields", "Each entry of Q needs all three.");
    }
    const row = this.#columnOf(line, name);
    for (const [key, text] of pairs) {
      const column = this.#columnOf(line, key);
      const value = this.#numbers.finite(line, text);
      this.#once(line, `Q ${row},${column}`, `the entry ${excerpt(name)}, ${excerpt(key)} of Q`);
      this.#quadratic.push({ row, column, value });
      if (this.#sections.current === "QMATRIX" || row === column) continue;
      const mirrored = this.#said.get(`Q ${column},${row}`);
      if (mirrored !== undefined) {
        throw this.#error(
          line,
          "one triangle of Q",
          `${excerpt(name)}, ${excerpt(key)} after ${excerpt(key)}, ${excerpt(name)} at line ${mirrored}`,
          `${this.#sections.current} lists each pair once; with both triangles the section is called QMATRIX.`,
        );
      }
      this.#quadratic.push({ row: column, column: row, value });
    }
  }

  #checkSymmetry(): void {
    const values = new Map(this.#quadratic.map(({ row, column, value }) => [`${row},${column}`, value]));
    for (const { row, column, value } of this.#quadratic) {
      const mirrored = values.get(`${column},${row}`) ?? 0;
      if (mirrored === value) continue;
      const [i, j] = [excerpt(this.#columns[row].name), excerpt(this.#columns[column].name)];
      throw this.#error(
        this.#said.get(`Q ${row},${column}`)!,
        "a symmetric QMATRIX",
        `${value} at ${i}, ${j} and ${mirrored} at ${j}, ${i}`,
        "QMATRIX lists both triangles; with one triangle the section is called QUADOBJ.",
      );
    }
  }

  /** Whether a line belongs to the first set of its section; other sets are alternatives that nobody chose. */
  #inSet({ line, name }: DataLine): boolean {
    const first = this.#set.get(this.#sections.current);
    if (first === undefined) this.#set.set(this.#sections.current, name);
    if (first === undefined || first === name) return true;
    const warning = `the set ${excerpt(name)} of section ${this.#sections.current} is ignored; the first set, ${excerpt(first)}, is used`;
    if (!this.#said.has(warning)) this.#warnings.push(`line ${line}: ${warning}`);
    this.#said.set(warning, line);
    return false;
  }

  #once(line: number, key: string, what: string): void {
    const before = this.#said.get(key);
    if (before !== undefined) {
      throw this.#error(
        line,
        `${what} once`,
        `it again, after line ${before}`,
        "Remove one of the two lines.",
      );
    }
    this.#said.set(key, line);
  }

  #rowOf(line: number, name: string): number {
    const row = this.#rowIndex.get(name);
    if (row !== undefined) return row;
    throw this.#error(line, "the name of a row", quoted(name), "Rows are declared in the section ROWS.");
  }

  #columnOf(line: number, name: string): number {
    const column = this.#columnIndex.get(name);
    if (column !== undefined) return column;
    throw this.#error(
      line,
      "the name of a column",
      quoted(name),
      "Columns are declared in the section COLUMNS.",
    );
  }

  #error(line: number, expected: string, got: string, hint: string): Error {
    return lineError(this.#file, line, expected, got, hint);
  }
}
