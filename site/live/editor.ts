/** CodeMirror for programs, in the colours of the site. */
import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup, EditorView } from "codemirror";

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--ox-4)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--ox-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--ox-1)" },
  { tag: tags.comment, color: "var(--vp-c-text-3)" },
  { tag: [tags.function(tags.variableName), tags.propertyName], color: "var(--ox-2)" },
]);

const LOOK = EditorView.theme({
  "&": { backgroundColor: "var(--vp-code-block-bg)", color: "var(--vp-c-text-1)", fontSize: "14px" },
  ".cm-content": { fontFamily: "var(--vp-font-family-mono)", caretColor: "var(--vp-c-text-1)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--vp-c-text-3)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--vp-c-default-soft)" },
  ".cm-cursor": { borderLeftColor: "var(--vp-c-text-1)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--vp-c-brand-soft) !important",
  },
  ".ox-failed-line": { boxShadow: "inset 3px 0 var(--ox-bad)" },
  // The ring of the focus, which CodeMirror draws in a colour of its own.
  "&.cm-focused": { outline: "2px solid var(--vp-c-brand-1)", outlineOffset: "-2px" },
  ".cm-tooltip": { backgroundColor: "var(--vp-c-bg-elv)", color: "var(--vp-c-text-1)" },
});

/** The line, from 1, at which a program failed; undefined where there is none. It goes when the text changes. */
const markLine = StateEffect.define<number | undefined>();
const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, { docChanged, effects, state }) {
    for (const effect of effects) {
      if (!effect.is(markLine)) continue;
      const line = effect.value;
      if (line === undefined || line < 1 || line > state.doc.lines) return Decoration.none;
      return Decoration.set(Decoration.line({ class: "ox-failed-line" }).range(state.doc.line(line).from));
    }
    return docChanged ? Decoration.none : marked;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface Editor {
  text: string;
  readonly view: EditorView;
  /** Shows the line, from 1, at which the program failed, or none. */
  mark(line: number | undefined): void;
}

/**
 * @param run what Ctrl-Enter does.
 * @param more extensions of CodeMirror's, before the usual ones.
 */
export function openEditor(parent: HTMLElement, text: string, run: () => void, more: Extension = []): Editor {
  const runKey = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  const view = new EditorView({
    parent,
    doc: text.trimEnd(),
    extensions: [
      // Tab leaves the editor, so that those who have no mouse are not caught in it.
      Prec.highest(keymap.of([runKey])),
      more,
      basicSetup,
      javascript({ typescript: true }),
      syntaxHighlighting(COLOURS),
      LOOK,
      markedLine,
      EditorView.contentAttributes.of({ "aria-label": "Program. Tab leaves it, Control-Enter runs it" }),
    ],
  });
  return {
    view,
    mark: (line) => view.dispatch({ effects: markLine.of(line) }),
    get text() {
      return view.state.doc.toString();
    },
    set text(next: string) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
  };
}
