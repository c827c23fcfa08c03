/** Numbers that a reader types: a row per line, numbers apart by spaces or commas. */
export const FIELDS = ["Q", "p", "A", "b", "G", "h", "lower", "upper"] as const;
export type Field = (typeof FIELDS)[number];

export type Numbers = readonly number[] | readonly (readonly number[])[];
export type QpNumbers = Partial<Record<Field | "loss", Numbers>>;

function isMatrix(numbers: Numbers): numbers is readonly (readonly number[])[] {
  return Array.isArray(numbers[0]);
}

export function written(numbers: Numbers): string {
  const rows = isMatrix(numbers) ? numbers : [numbers];
  return rows.map((row) => row.map(String).join("  ")).join("\n");
}

/** The numbers of a text, as a matrix where `like` is one; undefined while it is not whole, as in the middle of typing. */
export function numbersOf(text: string, like: Numbers): Numbers | undefined {
  const rows = text
    .split("\n")
    .map((line) => line.split(/[\s,;[\]]+/).filter((word) => word !== ""))
    .filter((row) => row.length > 0)
    .map((row) => row.map((word) => Number(word.replace("−", "-").replace(/^∞$/, "Infinity"))));
  if (rows.length === 0 || rows.flat().some(Number.isNaN)) return undefined;
  return isMatrix(like) ? rows : rows.flat();
}
