/** Whoever uses the package in an editor finds a sentence at every name, every field and every word of a choice. */
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { SETTINGS } from "optnet";
import { read, ROOT, sourceFiles } from "./imports.js";

const manifest = JSON.parse(read("package.json")) as { exports: Record<string, unknown> };
const sources = new Set(sourceFiles("src"));

/** The first path in an entry of `exports` that has a source: conditions may be nested. */
function sourceOf(entry: unknown): string | undefined {
  if (typeof entry === "object" && entry !== null) {
    return Object.values(entry)
      .map(sourceOf)
      .find((path) => path !== undefined);
  }
  const path = String(entry)
    .replace(/^\.\/dist\//, "src/")
    .replace(/\.d\.[cm]?ts$|\.[cm]?js$/, ".ts");
  return sources.has(path) ? path : undefined;
}

const entries = Object.values(manifest.exports).flatMap((entry) => sourceOf(entry) ?? []);

interface Bare {
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
  /** Whether a declaration in this file is ours to document. */
  readonly isOurs: (file: string) => boolean;
  readonly host?: ts.CompilerHost;
}

/** What the files export, and every public part of it, that has no sentence of its own. */
function bareNames({ options, files, isOurs, host }: Bare): string[] {
  const program = ts.createProgram(files, options, host);
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  const seen = new Set<ts.Symbol>();

  const hasText = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0;
  const ours = (symbol: ts.Symbol): ts.Declaration[] =>
    (symbol.declarations ?? []).filter((node) => isOurs(node.getSourceFile().fileName));

  const visit = (symbol: ts.Symbol, name: string): void => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (seen.has(target) || ours(target).length === 0) return;
    seen.add(target);
    if (!hasText(target)) found.add(name);
    for (const declaration of ours(target)) {
      if (ts.isTypeAliasDeclaration(declaration)) visitType(declaration.type, name);
      if (ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)) {
        visitParts(checker.getDeclaredTypeOfSymbol(target), name);
        if (ts.isClassDeclaration(declaration)) visitParts(checker.getTypeOfSymbol(target), name);
      }
    }
  };

  /** Properties that are declared with us, inherited ones too. */
  const visitParts = (type: ts.Type, name: string): void => {
    for (const part of checker.getPropertiesOfType(type)) {
      const declarations = ours(part);
      const hidden = declarations.some(
        (node) => ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
      );
      if (
        declarations.length === 0 ||
        hidden ||
        part.name === "prototype" ||
        /^__[#@]/.test(part.escapedName as string)
      )
        continue;
      if (!hasText(part)) found.add(`${name}.${part.name}`);
      for (const node of declarations) {
        if ((ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) && node.type) {
          visitType(node.type, `${name}.${part.name}`);
        }
      }
    }
  };

  const visitType = (node: ts.TypeNode, name: string): void => {
    if (ts.isTypeLiteralNode(node)) visitParts(checker.getTypeFromTypeNode(node), name);
    if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
      // Choices of a field are explained where the field is; a name of their own is explained word by word.
      const isName = ts.isTypeAliasDeclaration(node.parent) && node.types.every(isWord);
      node.types.forEach((word, i) => {
        if (!isName || hasMention(node.parent, word.getText())) return;
        const before = i === 0 ? node.parent.name.end : node.types[i - 1].end;
        const between = node.getSourceFile().text.slice(before, word.getStart());
        if (!between.includes("/**")) found.add(`${name} ${word.getText()}`);
      });
      for (const one of node.types) visitType(one, name);
    }
    if (ts.isParenthesizedTypeNode(node)) visitType(node.type, name);
  };

  const isWord = (node: ts.TypeNode): boolean =>
    ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);

  /** Whether the sentence about the whole explains the word: it stands there in backticks or quotes. */
  const hasMention = (parent: ts.TypeAliasDeclaration, word: string): boolean => {
    const text = ts
      .getJSDocCommentsAndTags(parent)
      .map((node) => node.getText())
      .join("\n");
    return text.includes(`\`${word}\``) || text.includes(`\`${word.slice(1, -1)}\``);
  };

  for (const file of files) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    for (const symbol of module ? checker.getExportsOfModule(module) : []) visit(symbol, symbol.name);
  }
  return [...found].sort();
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts"],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

test("everything that the package exports is documented", () => {
  expect(entries.length).toBeGreaterThan(4);
  const bare = bareNames({
    options,
    files: entries.map((path) => join(ROOT, path)),
    isOurs: (file) => file.startsWith(join(ROOT, "src")),
  });
  expect(bare).toEqual([]);
});

test("what a setting's documentation says is what the table of settings says", () => {
  const source = ts.createSourceFile(
    "settings.ts",
    read("src/problem/settings.ts"),
    ts.ScriptTarget.ES2022,
    true,
  );
  const settings = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === "Settings")!;
  const words = (text: string): string =>
    text
      .replace(/[\s*/`]+/g, " ")
      .replace(/[.;:]/g, "")
      .trim()
      .toLowerCase();
  const said = new Map(
    settings.members.map((member) => [
      member.name!.getText(),
      words(
        ts
          .getJSDocCommentsAndTags(member)
          .map((node) => node.getText())
          .join(" "),
      ),
    ]),
  );
  for (const [name, { meaning }] of Object.entries(SETTINGS)) {
    expect(said.get(name) ?? "", name).toContain(words(meaning));
  }
});

describe("the walk finds", () => {
  const small = { ...options, lib: ["lib.es5.d.ts"] };
  const libraries = new Map<string, ts.SourceFile | undefined>();

  const inText = (text: string): string[] => {
    const path = join(ROOT, "example.ts");
    const host = ts.createCompilerHost(small);
    const { getSourceFile, fileExists } = host;
    host.getSourceFile = (name, ...rest) => {
      if (name === path) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
      if (!libraries.has(name)) libraries.set(name, getSourceFile(name, ...rest));
      return libraries.get(name);
    };
    host.fileExists = (name) => name === path || fileExists(name);
    return bareNames({ options: small, files: [path], isOurs: (file) => file === path, host });
  };

  test.each<[string, string, string[]]>([
    ["a function", "export function f() {}", ["f"]],
    ["a documented function", "/** It is. */\nexport function f() {}", []],
    [
      "a field of an interface",
      "/** It is. */\nexport interface I { a: number\n/** That. */\nb: number }",
      ["I.a"],
    ],
    ["an inherited field", "class B { b = 1 }\n/** It is. */\nexport class C extends B {}", ["C.b"]],
    [
      "a private field",
      "/** It is. */\nexport class C { private a = 1; #b = 2; protected c = this.a + this.#b }",
      [],
    ],
    ["a static method", "/** It is. */\nexport class C { static s() {} }", ["C.s"]],
    ["a getter", "/** It is. */\nexport class C { get g() { return 1 } }", ["C.g"]],
    ["one side of a union", "/** It is. */\nexport type U = { a: 1 } | {\n/** That. */\nb: 1 }", ["U.a"]],
    ["a word", '/** It is. */\nexport type W =\n  /** One. */\n  | "one"\n  | "two";', ['W "two"']],
    [
      "a word that the sentence explains",
      '/** `"one"` is 1, `two` is 2. */ export type W = "one" | "two";',
      [],
    ],
    ["a nested field", "/** It is. */\nexport interface I {\n/** That. */\na: { b: number } }", ["I.a.b"]],
  ])("%s", (_name, text, bare) => expect(inText(text)).toEqual(bare));
});
