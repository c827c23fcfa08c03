/**
 * A program of a page that its reader can change and run: `<optnet-code data-preamble="…">` around the block as it was
 * built, which stays what it is where there is no script.
 */
import type { Editor } from "./editor.js";
import { siteAddress } from "./site.js";
import { runProgram, type Running } from "./run-program.js";

export class CodeElement extends HTMLElement {
  #editor: Editor | undefined;
  #running: Running | undefined;
  #output!: HTMLElement;
  #run!: HTMLButtonElement;
  #edit!: HTMLButtonElement;

  connectedCallback(): void {
    if (this.querySelector(".ox-bar")) return;
    const bar = document.createElement("div");
    bar.className = "ox-bar";
    this.#run = button("Run", () => void this.#toggle());
    this.#edit = button("Edit", () => void this.#startEditing());
    bar.append(this.#run, this.#edit);
    this.#output = document.createElement("pre");
    this.#output.className = "ox-output";
    this.#output.setAttribute("role", "log");
    this.#output.setAttribute("aria-label", "Output of the program");
    this.#output.tabIndex = 0;
    this.#output.hidden = true;
    this.append(bar, this.#output);
  }

  disconnectedCallback(): void {
    this.#running?.stop();
  }

  /** The program as it stands, without what earlier blocks of the page say. */
  get program(): string {
    return this.#editor?.text ?? this.querySelector("pre code")?.textContent ?? "";
  }

  async #startEditing(): Promise<void> {
    const text = this.program;
    const { openEditor } = await import("./editor.js");
    const block = this.querySelector<HTMLElement>('div[class*="language-"]');
    if (block === null || this.#editor !== undefined) return;
    const place = document.createElement("div");
    place.className = "ox-editor";
    block.replaceWith(place);
    this.#editor = openEditor(place, text, () => void this.#toggle());
    const keys = document.createElement("span");
    keys.className = "ox-where";
    keys.textContent = "Ctrl-Enter (⌘-Enter) runs it; Tab leaves the editor.";
    this.#edit.replaceWith(keys);
    this.#editor.view.focus();
  }

  async #toggle(): Promise<void> {
    if (this.#running !== undefined) {
      this.#running.stop();
      return;
    }
    const preamble = decodeURIComponent(this.dataset.preamble ?? "");
    const before = preamble.split("\n").length - 1;
    const lines: string[] = [];
    const show = (text: string): void => {
      lines.push(text);
      this.#output.textContent = lines.join("\n");
    };
    this.#output.hidden = false;
    this.#output.textContent = "…";
    this.#output.classList.remove("ox-failed");
    this.dataset.outcome = "running";
    this.#editor?.mark(undefined);
    this.#running = runProgram(preamble + this.program, siteAddress(), {
      line: show,
      error: (text, line) => {
        const where = line === undefined || line <= before ? "" : ` (line ${line - before})`;
        this.#output.classList.add("ox-failed");
        if (where !== "") this.#editor?.mark(line! - before);
        show(text + where);
      },
    });
    this.#run.textContent = "Stop";
    this.dataset.outcome = await this.#running.outcome;
    if (lines.length === 0) this.#output.textContent = "It printed nothing.";
    this.#running = undefined;
    this.#run.textContent = "Run";
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ox-button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
