/** Which sections a QPS file may have, and in which order. */
import { excerpt, quoted } from "../../problem/errors.js";
import { lineError } from "../problem-file.js";
import type { HeaderLine } from "./lines.js";

const SECTIONS: readonly string[] =
  "NAME OBJSENSE ROWS COLUMNS RHS RANGES BOUNDS QUADOBJ QMATRIX QSECTION ENDATA".split(" ");
const QUADRATIC_SECTIONS: readonly string[] = ["QUADOBJ", "QMATRIX", "QSECTION"];

/** The sections that must have begun before the others do. */
const PREREQUISITES: readonly (readonly [needed: string, by: readonly string[]])[] = [
  ["ROWS", ["COLUMNS"]],
  ["COLUMNS", "RHS RANGES BOUNDS QUADOBJ QMATRIX QSECTION ENDATA".split(" ")],
];

/** The sections that have begun, and the one that is read. */
export class Sections {
  readonly #file: string;
  readonly #begun = new Set<string>();
  #current = "";

  constructor(file: string) {
    this.#file = file;
  }

  /** Empty before the first section. */
  get current(): string {
    return this.#current;
  }

  has(section: string): boolean {
    return this.#begun.has(section);
  }

  /**
   * @param objective name of the objective's row, which may follow the name of a section for Q.
   * @throws OptNetError for a section that is unknown, repeated or in the wrong place.
   */
  begin({ line, section, rest }: HeaderLine, objective: string | undefined): void {
    if (!SECTIONS.includes(section)) {
      throw this.#error(
        line,
        `one of the sections ${SECTIONS.join(", ")}`,
        quoted(section),
        /^QC|^SOS|^CSECTION|^INDICATORS|^GENCONS/.test(section)
          ? "Only quadratic programs with linear constraints and continuous variables are solved."
          : "Data lines begin with a blank; a line that begins at the first column names a section.",
      );
    }
    if (rest !== "" && section !== "NAME" && section !== "OBJSENSE") {
      this.#checkArgument(line, section, rest, objective);
    }
    if (this.has(section)) {
      throw this.#error(line, "every section once", `a second ${section}`, "Merge the two sections.");
    }
    const previous = QUADRATIC_SECTIONS.find((other) => this.has(other));
    if (QUADRATIC_SECTIONS.includes(section) && previous !== undefined) {
      throw this.#error(line, "one section for Q", `${section} after ${previous}`, "Keep one of the two.");
    }
    for (const [needed, by] of PREREQUISITES) {
      if (!by.includes(section) || this.has(needed)) continue;
      const expected = `section ${needed} before ${section}`;
      throw this.#error(line, expected, section, "Rows and columns are declared first.");
    }
    this.#begun.add(section);
    this.#current = section;
  }

  #checkArgument(line: number, section: string, rest: string, objective: string | undefined): void {
    if (!QUADRATIC_SECTIONS.includes(section)) {
      throw this.#error(
        line,
        `${section} alone on its line`,
        quoted(`${section} ${rest}`),
        "If this is a data line, begin it with a blank.",
      );
    }
    if (rest !== objective) {
      throw this.#error(
        line,
        `${section} of the objective ${excerpt(objective ?? "row")}`,
        quoted(rest),
        "Quadratic constraints are not solved; only the objective may be quadratic.",
      );
    }
  }

  #error(line: number, expected: string, got: string, hint: string): Error {
    return lineError(this.#file, line, expected, got, hint);
  }
}
