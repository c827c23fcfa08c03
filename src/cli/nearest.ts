/** The one of `words` that a misspelt word was meant to be, if any is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  // A word of this length is nobody's slip.
  if (word.length > 64) return undefined;
  const most = Math.max(1, Math.floor(word.length / 3));
  const [best] = words
    .map((candidate) => ({ candidate, slips: slipsBetween(word, candidate) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips);
  return best?.candidate;
}

/** `; did you mean --json?`, or nothing. */
export function suggestion(word: string, words: readonly string[], prefix = ""): string {
  const found = nearest(word, words);
  return found === undefined ? "" : `; did you mean ${prefix}${found}?`;
}

/**
 * Letters to insert, remove, replace or exchange with their neighbours.
 *
 * Source: Damerau 1964; the form with adjacent exchanges that are not edited again.
 */
function slipsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (exchanged) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
