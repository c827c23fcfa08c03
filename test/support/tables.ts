/** Tables in Markdown, for tests that compare them with what they are about. */

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** All tables of a text, in order. Cells are as written, without the blanks around them. */
export function tablesOf(markdown: string): Table[] {
  const tables: { header: string[]; rows: string[][] }[] = [];
  let open: { header: string[]; rows: string[][] } | undefined;
  for (const line of markdown.split("\n")) {
    if (!/^\s*\|/.test(line)) {
      open = undefined;
      continue;
    }
    const cells = cellsOf(line);
    if (open === undefined) tables.push((open = { header: cells, rows: [] }));
    else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) open.rows.push(cells);
  }
  return tables;
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

/** The first table whose header begins with this cell. */
export function tableOf(markdown: string, first: string): Table {
  const found = tablesOf(markdown).find(({ header }) => header[0] === first);
  if (found === undefined) throw new Error(`There is no table whose first column is ${first}`);
  return found;
}

/** The cell in the row that begins so and the column that is called so. */
export function cellOf({ header, rows }: Table, row: string, column: string): string | undefined {
  return rows.find(([first]) => first === row)?.[header.indexOf(column)];
}
