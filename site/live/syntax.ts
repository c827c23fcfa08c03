/** Where a text is no program: browsers say so of modules without a place, so it is read once more. */

export interface Fault {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/**
 * @param complaint what the browser said, of a program that it did not begin to run.
 * @returns undefined where nothing is wrong that can be seen without running it.
 */
export async function faultIn(program: string, complaint: string): Promise<Fault | undefined> {
  const { parse } = await import("acorn");
  let body: ReturnType<typeof parse>["body"];
  try {
    ({ body } = parse(program, { ecmaVersion: "latest", sourceType: "module", locations: true }));
  } catch (error) {
    const { message, loc } = error as SyntaxError & { readonly loc?: { readonly line: number } };
    if (loc === undefined) throw error;
    return { text: `SyntaxError: ${message.replace(/ \(\d+:\d+\)$/, "")}`, line: loc.line };
  }
  if (!complaint.startsWith("SyntaxError")) return undefined;
  // An import that a module does not have: each browser has words of its own, and the name between quotes.
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const one of statement.specifiers) {
      const name =
        one.type === "ImportSpecifier"
          ? nameOf(one.imported)
          : one.type === "ImportDefaultSpecifier"
            ? "default"
            : undefined;
      if (name === undefined || !complaint.includes(`'${name}'`)) continue;
      return {
        text: `"${String(statement.source.value)}" has no export that is called "${name}".`,
        line: one.loc!.start.line,
      };
    }
  }
  return undefined;
}

function nameOf(imported: {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}): string {
  return imported.name ?? String(imported.value);
}
