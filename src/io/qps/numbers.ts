/** The numbers of a QPS file: Fortran's exponents, and magnitudes that stand for infinity. */
import { quoted } from "../../problem/errors.js";
import { lineError } from "../problem-file.js";

/** From this magnitude on, a bound or a range is infinite: the convention of every reader of MPS. */
const INFINITE = 1e20;

export class Numbers {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws OptNetError for text that is no number, or too large for one. */
  finite(line: number, text: string): number {
    if (/^[+-]?(\d+(\.\d*)?|\.\d+)([eEdD][+-]?\d+)?$/.test(text)) {
      return this.requireFinite(line, Number(text.replace(/[dD]/, "e")), text);
    }
    const got = text === "" ? "nothing" : quoted(text);
    throw lineError(this.#file, line, "a number", got, "Numbers look like 12, -0.5 or 1.5e-3.");
  }

  /** A number of which magnitudes from 1e20 are infinite. */
  extended(line: number, text: string): number {
    const word = /^([+-]?)inf(inity)?$/i.exec(text);
    const value = word ? Infinity * (word[1] === "-" ? -1 : 1) : this.finite(line, text);
    return Math.abs(value) >= INFINITE ? Math.sign(value) * Infinity : value;
  }

  requireFinite(line: number, value: number, text: string): number {
    if (Number.isFinite(value)) return value;
    const hint = "Only bounds and ranges may be infinite.";
    throw lineError(this.#file, line, "a finite number", quoted(text), hint);
  }
}
