const BLANKS = /[ \t\r\n]*/y;
/** Punctuation, the beginning of a string, or another scalar. */
const TOKEN = /(?:([{}[\],:])|(")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
/** Inside a string, where control characters must be escaped. One class repeated: nothing to come back to. */
// eslint-disable-next-line no-control-regex
const CHARACTERS = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON: the index of the first token that cannot stand there, or the end of the text.
 * `JSON.parse` does not always say, and not in the same words everywhere.
 */
export function jsonErrorPosition(text: string): number {
  const open: string[] = [];
  let expected: "value" | "key" | "colon" | "separator" = "value";
  /** Just behind an opening bracket, where the closing one may follow. */
  let mayClose = false;
  let position = 0;
  const end = text.trimEnd().length;
  for (;;) {
    BLANKS.lastIndex = position;
    const start = position + BLANKS.exec(text)![0].length;
    if (start >= end) return end;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(text);
    if (token === null) return start;
    const [, punctuation, string] = token;
    const next = string === undefined ? TOKEN.lastIndex : endOfString(text, TOKEN.lastIndex);
    if (next === undefined) return start;
    const closes = punctuation === "]" || punctuation === "}";
    if (closes) {
      if (open.pop() !== punctuation || !(expected === "separator" || mayClose)) return start;
      expected = "separator";
    } else if (expected === "value" && (punctuation === "[" || punctuation === "{")) {
      open.push(punctuation === "[" ? "]" : "}");
      expected = punctuation === "[" ? "value" : "key";
    } else if (expected === "value" && punctuation === undefined) {
      expected = "separator";
    } else if (expected === "key" && string !== undefined) {
      expected = "colon";
    } else if (expected === "colon" && punctuation === ":") {
      expected = "value";
    } else if (expected === "separator" && punctuation === "," && open.length > 0) {
      expected = open[open.length - 1] === "}" ? "key" : "value";
    } else {
      return start;
    }
    mayClose = punctuation === "[" || punctuation === "{";
    position = next;
  }
}

/** Where a string ends that begins before `position`; undefined where it does not end as one. */
function endOfString(text: string, position: number): number | undefined {
  for (let at = position; ;) {
    CHARACTERS.lastIndex = at;
    CHARACTERS.exec(text);
    at = CHARACTERS.lastIndex;
    if (text[at] === '"') return at + 1;
    ESCAPE.lastIndex = at;
    if (ESCAPE.exec(text) === null) return undefined;
    at = ESCAPE.lastIndex;
  }
}
