/** How text from outside is shown in messages: it may be long, and it may hold what a terminal obeys. */

/** Most characters of an input that a message repeats. */
const LONGEST = 100;

/** Control and format characters, line separators and halves of pairs; what is left can be printed anywhere. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with every character that is not printed as an escape: `\n`, `\u001b`, `\u202e`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    if (character in SHORT) return SHORT[character];
    return Array.from({ length: character.length }, (_, i) => escaped(character.charCodeAt(i))).join("");
  });
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

/** The beginning of a text, printable: at most 100 characters, of which the last says that there were more. */
export function excerpt(text: string): string {
  // No character gets shorter, so that what comes later cannot fit.
  const shown = printable(text.slice(0, LONGEST + 1));
  if (text.length <= LONGEST && shown.length <= LONGEST) return shown;
  const cut = shown.slice(0, LONGEST - 1);
  // Neither half an escape nor half a pair.
  return `${cut.replace(/\\(?:u[0-9a-f]{0,3})?$|[\ud800-\udbff]$/, "")}…`;
}

/** An excerpt in quotation marks. */
export function quoted(text: string): string {
  return `"${excerpt(text)}"`;
}

/** A value in a few words, for the `got` of an error. */
export function describe(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  // Writing out a large one takes its time.
  if (typeof value === "bigint") return value === BigInt.asIntN(64, value) ? `${value}n` : "a large bigint";
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (ArrayBuffer.isView(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    return `${kind} of length ${(value as Partial<Float64Array>).length ?? value.byteLength}`;
  }
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    return keys.length > 0
      ? `an object with ${excerpt(keys.slice(0, 5).join(", "))}`
      : "an object without entries";
  }
  return String(value);
}
