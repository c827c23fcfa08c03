/**
 * Whether an object of a JSON text has a key twice. `JSON.parse` keeps the last and says nothing, other readers keep the
 * first: two readers of one file would see different arrays.
 *
 * @param text valid JSON.
 * @returns the first such key.
 */
export function repeatedKey(text: string): string | undefined {
  /** The keys of each object that is open; undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (let match; (match = TOKEN.exec(text)) !== null;) {
    const [token, colon] = match;
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, -colon.length)) as string;
      const keys = open.at(-1)!;
      if (keys.has(key)) return key;
      keys.add(key);
    }
  }
  return undefined;
}
