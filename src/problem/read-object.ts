import { readSafely } from "./arrays.js";
import { describe, excerpt, quoted } from "./echo.js";
import { OptNetError } from "./errors.js";

/** What an object must look like. */
export interface ObjectForm<Name extends string> {
  /** What errors call it, for example `"cotangents"`. */
  readonly field: string;
  readonly names: readonly Name[];
  readonly expected: string;
  /** What to do where it is no object. */
  readonly hint: string;
  /** What to do where it has another property. */
  readonly unknown: string | ((name: string) => string);
  /** How errors call another property: as itself, or as one of the field. */
  readonly named?: ((name: string) => string) | undefined;
}

/**
 * The named properties of an object, each read once, so that neither an error of a getter nor another answer can
 * come later.
 *
 * @throws OptNetError for what is no object, has other properties, or throws on reading.
 */
export function readObject<Name extends string>(
  input: unknown,
  { field, names, expected, hint, unknown, named = (name) => `${field}.${name}` }: ObjectForm<Name>,
): { [Key in Name]?: unknown } {
  return readSafely(field, () => {
    if (typeof input !== "object" || input === null || Array.isArray(input) || ArrayBuffer.isView(input)) {
      const got = Array.isArray(input) ? "an array" : describe(input);
      throw new OptNetError({ field, expected, got, hint });
    }
    for (const name of Object.keys(input)) {
      if ((names as readonly string[]).includes(name)) continue;
      throw new OptNetError({
        field: named(excerpt(name)),
        expected: `one of ${names.join(", ")}`,
        got: quoted(name),
        hint: typeof unknown === "string" ? unknown : unknown(name),
      });
    }
    const read: { [Key in Name]?: unknown } = {};
    for (const name of names) {
      const value = (input as Record<string, unknown>)[name];
      if (value !== undefined) read[name] = value;
    }
    return read;
  });
}
