/** Rows as the library gives them: numbers, lists, and lists of lists. */
import { fileError } from "../bytes.js";

/** Lengths of a list of lists, as its first lists have them. */
export function axesOf(value: unknown): number[] {
  return isList(value) ? [value.length, ...axesOf(value[0])] : [];
}

/**
 * Writes the numbers of a row.
 *
 * @param axes of lists of lists: those of every row.
 * @throws OptNetError where the row has more or fewer, or a null among them.
 */
export function flatten(
  field: string,
  row: number,
  value: unknown,
  out: Float64Array,
  axes: readonly number[] | undefined,
): void {
  let at = 0;
  const add = (entry: unknown, level: number): void => {
    if (isList(entry)) {
      if (axes !== undefined && entry.length !== axes[level]) {
        const expected = `lists of [${axes.join(",")}] numbers, as in the first row`;
        throw fileError(
          field,
          expected,
          `a list of ${entry.length} in row ${row}`,
          "Fill the shorter ones up.",
        );
      }
      for (let i = 0; i < entry.length; i++) add(entry[i], level + 1);
    } else if (at < out.length && /^(number|bigint|boolean)$/.test(typeof entry)) out[at++] = Number(entry);
    else
      throw fileError(
        field,
        `${out.length} numbers in row ${row}`,
        entry === null || entry === undefined ? "a null" : "more",
        "Fill them in.",
      );
    if (typeof entry === "bigint" && BigInt(out[at - 1]) !== entry) {
      throw fileError(field, "integers that float64 holds exactly", `${entry}`, "Save them as float64.");
    }
  };
  add(value, 0);
  if (at === out.length) return;
  throw fileError(field, `${out.length} numbers in row ${row}`, `${at}`, "All lists must have one length.");
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
