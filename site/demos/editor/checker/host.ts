/** Files of TypeScript in memory: the declarations that programs in the page see, and the program itself. */
import ts from "typescript";

export interface Declarations {
  /** From paths such as /lib/lib.es5.d.ts to texts. */
  readonly files: Readonly<Record<string, string>>;
  /** From what a program imports to the file that declares it. */
  readonly modules: Readonly<Record<string, string>>;
}

export const PROGRAM = "/program.ts";

/** Programs of the site are JavaScript as often as not: what they leave open is allowed. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noImplicitAny: false,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
};

/** A language service for a program whose text changes. */
export class Checker {
  readonly service: ts.LanguageService;
  #text = "";
  #version = 0;

  constructor({ files, modules }: Declarations) {
    const has = (path: string): boolean => path === PROGRAM || path in files;
    const textOf = (path: string): string | undefined => (path === PROGRAM ? this.#text : files[path]);
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => OPTIONS,
      getScriptFileNames: () => [
        PROGRAM,
        ...Object.keys(files).filter((path) => path.startsWith("/ambient")),
      ],
      getScriptVersion: (path) => (path === PROGRAM ? String(this.#version) : "0"),
      getScriptSnapshot: (path) => {
        const text = textOf(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => "/",
      getDefaultLibFileName: () => "/lib/lib.d.ts",
      fileExists: has,
      readFile: textOf,
      resolveModuleNameLiterals: (literals, from) =>
        literals.map(({ text }) => {
          const resolvedFileName =
            modules[text] ?? new URL(text.replace(/\.js$/, ".d.ts"), `file://${from}`).pathname;
          const known = resolvedFileName in files;
          return { resolvedModule: known ? { resolvedFileName, extension: ts.Extension.Dts } : undefined };
        }),
    };
    this.service = ts.createLanguageService(host);
  }

  set text(text: string) {
    if (text === this.#text) return;
    // A program without imports is a module all the same.
    this.#text = text;
    this.#version++;
  }
}

export interface Complaint {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export function complaintsOf(checker: Checker): Complaint[] {
  const { service } = checker;
  const found = [...service.getSyntacticDiagnostics(PROGRAM), ...service.getSemanticDiagnostics(PROGRAM)];
  return found.map(({ start = 0, length = 1, messageText }) => ({
    from: start,
    to: start + length,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

export interface Explanation {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The type of what is at a position, and what its docstring says. */
export function explanationAt({ service }: Checker, position: number): Explanation | undefined {
  const info = service.getQuickInfoAtPosition(PROGRAM, position);
  if (info === undefined) return undefined;
  const { start, length } = info.textSpan;
  const words = ts.displayPartsToString(info.documentation);
  const type = ts.displayPartsToString(info.displayParts);
  return { from: start, to: start + length, text: words === "" ? type : `${type}\n\n${words}` };
}

export interface Proposal {
  readonly label: string;
  readonly type: string;
}

const MOST_PROPOSALS = 100;

export function proposalsAt({ service }: Checker, position: number): Proposal[] {
  const entries = service.getCompletionsAtPosition(PROGRAM, position, {})?.entries ?? [];
  return entries.slice(0, MOST_PROPOSALS).map(({ name, kind }) => ({ label: name, type: kind }));
}
