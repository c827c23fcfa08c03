/** What CodeMirror shows of a checker: errors, types under the pointer, completions. */
import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { linter, lintGutter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { wrap, type Remote } from "comlink";
import { siteAddress } from "../../live/site.js";
import type { Blanked } from "./checker/without-types.js";
import type { CheckerService } from "./checker/worker.js";

/** Kinds of TypeScript by the names that CodeMirror has icons for. */
const ICONS: Readonly<Record<string, string>> = {
  "local function": "function",
  const: "constant",
  let: "variable",
  var: "variable",
  "type parameter": "type",
  alias: "variable",
};

export interface CheckerAtWork {
  readonly worker: Worker;
  readonly service: Remote<CheckerService>;
  /** The program as it runs; as it stands, where TypeScript did not come. */
  withoutTypes(text: string): Promise<Blanked>;
}

/** TypeScript is a megabyte: it comes when somebody looks at the editor. */
export function startChecker(): CheckerAtWork {
  const worker = new Worker(new URL("lib/checker.js", siteAddress()), { type: "module" });
  const service = wrap<CheckerService>(worker);
  const failed = new Promise<void>((resolve) => worker.addEventListener("error", () => resolve()));
  return {
    worker,
    service,
    withoutTypes: (text) =>
      Promise.race([service.withoutTypes(text), failed.then(() => ({ program: text }))]),
  };
}

export function checked(service: Remote<CheckerService>): Extension {
  const complaints = linter(
    async (view) => {
      const text = view.state.doc.toString();
      const found = await service.complaints(text);
      // While TypeScript thought, the text may have become shorter.
      const end = view.state.doc.length;
      return found.map(({ from, to, message }) => ({
        ...{ from: Math.min(from, end), to: Math.min(to, end), message },
        severity: "error" as const,
      }));
    },
    { delay: 300 },
  );
  const types = hoverTooltip(async (view, position) => {
    const found = await service.explain(view.state.doc.toString(), position);
    if (found === undefined) return null;
    const dom = document.createElement("div");
    dom.className = "editor-type";
    dom.textContent = found.text;
    return { pos: found.from, end: found.to, create: () => ({ dom }) };
  });
  const propose = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/[\w$]*/);
    const afterDot = context.matchBefore(/\.[\w$]*/);
    if (word === null || (word.from === word.to && afterDot === null && !context.explicit)) return null;
    const found = await service.propose(context.state.doc.toString(), context.pos);
    const options = found.map(({ label, type }) => ({ label, type: ICONS[type] ?? type }));
    return { from: word.from, options, validFor: /^[\w$]*$/ };
  };
  return [complaints, lintGutter(), types, autocompletion({ override: [propose] })];
}
