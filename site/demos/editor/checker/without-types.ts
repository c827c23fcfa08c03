/** Programs without their types, every character where it was. */
import { blankSourceFile } from "ts-blank-space";
import ts from "typescript";

export interface Blanked {
  readonly program: string;
  /** The first thing that is more than a type, such as an enum, with its line from 1: it would have to be rewritten. */
  readonly refused?: { readonly text: string; readonly line: number };
}

export function withoutTypes(text: string): Blanked {
  const source = ts.createSourceFile("program.ts", text, ts.ScriptTarget.ESNext);
  let refused: Blanked["refused"];
  const program = blankSourceFile(source, (node) => {
    const start = node.getStart(source);
    const words = text.slice(start, node.end).split("\n")[0].slice(0, 40);
    refused ??= {
      text: `\`${words}\` is more than a type: TypeScript would write code for it, and this page only takes types away.`,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
    };
  });
  return refused === undefined ? { program } : { program, refused };
}
