/** Options that are numbers, each with its usual value and its least. */
import { OptNetError } from "../problem/errors.js";
import { readObject } from "../problem/read.js";

export type NumberTable = Readonly<Record<string, { readonly usual: number; readonly least: number }>>;

/** @throws OptNetError for what is no object of options, and for unknown names. */
export function readOptions(
  field: string,
  given: unknown,
  form: { names: readonly string[]; unknown?: string; named?: (name: string) => string },
): void {
  const { unknown = "Check the spelling.", ...rest } = form;
  readObject(given, { field, expected: "an object with options", hint: "Leave it out.", unknown, ...rest });
}

/**
 * @param others names of options that are no numbers.
 * @throws OptNetError for unknown names, for what is no number, and for what is too small.
 */
export function readNumbers<Table extends NumberTable>(
  table: Table,
  given: { readonly [Name in keyof Table]?: number | undefined },
  {
    field = (name) => name,
    others = [],
  }: { field?: (name: string) => string; others?: readonly string[] } = {},
): { readonly [Name in keyof Table]: number } {
  readOptions("options", given, {
    names: [...Object.keys(table), ...others],
    unknown: "What NATS itself takes goes into the first argument.",
    named: field,
  });
  const entries = Object.entries(table).map(([name, { usual, least }]) => {
    const value: unknown = given[name] ?? usual;
    if (typeof value === "number" && value >= least) return [name, value];
    throw new OptNetError({
      field: field(name),
      expected: `a number from ${least}`,
      got: String(value),
      hint: `It is ${usual} where it is not given.`,
    });
  });
  return Object.fromEntries(entries) as { readonly [Name in keyof Table]: number };
}
