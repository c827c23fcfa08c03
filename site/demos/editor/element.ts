/** A place to write programs: examples to load, output beside, and a link that holds what was written. */
import { html, type TemplateResult } from "lit";
import { openEditor, type Editor } from "../../live/editor.js";
import { runProgram, type Running } from "../../live/run-program.js";
import { siteAddress } from "../../live/site.js";
import { Demo } from "../../play/demo.js";
import { checked, startChecker } from "./checked.js";
import { EXAMPLES } from "./examples.js";
import { fromLink, toLink } from "./link.js";
import "./editor.css";

/** Where a program begins in the part of an address behind #. */
const MARK = "program=";

export class EditorDemo extends Demo {
  #editor: Editor | undefined;
  #running: Running | undefined;
  #lines: readonly { readonly text: string; readonly bad: boolean }[] = [];
  #note = "";
  #starting = false;
  #checker: ReturnType<typeof startChecker> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.stop();
    this.#editor?.view.destroy();
    this.#checker?.worker.terminate();
  }

  protected override async firstUpdated(): Promise<void> {
    const { hash } = location;
    const linked = hash.includes(MARK)
      ? await fromLink(hash.slice(hash.indexOf(MARK) + MARK.length))
      : undefined;
    const place = this.querySelector<HTMLElement>(".editor-text")!;
    this.#checker = startChecker();
    const text = linked ?? Object.values(EXAMPLES)[0];
    this.#editor = openEditor(place, text, () => void this.#toggle(), checked(this.#checker.service));
    this.dataset.ready = "true";
  }

  async #toggle(): Promise<void> {
    if (this.#running !== undefined) {
      this.#running.stop();
      return;
    }
    if (this.#starting) return;
    this.#starting = true;
    this.dataset.outcome = "running";
    const program = await this.#checker!.withoutTypes(this.#editor!.text);
    this.#starting = false;
    const add = (text: string, bad: boolean): void => {
      this.#lines = [...this.#lines, { text, bad }].slice(-500);
      this.requestUpdate();
    };
    this.#lines = [];
    this.#running = runProgram(program, siteAddress(), {
      line: (text) => add(text, false),
      error: (text, line) => add(line === undefined ? text : `line ${line}: ${text}`, true),
    });
    this.requestUpdate();
    const outcome = await this.#running.outcome;
    this.#running = undefined;
    this.requestUpdate();
    await this.updateComplete;
    this.dataset.outcome = outcome;
  }

  async #share(): Promise<void> {
    const address = new URL(location.href);
    address.hash = MARK + (await toLink(this.#editor!.text));
    history.replaceState(history.state, "", address);
    try {
      await navigator.clipboard.writeText(address.href);
      this.#note = "The link is in your clipboard, and in the address of this page.";
    } catch {
      this.#note = "The link is the address of this page.";
    }
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<div class="ox-demo editor">
      <div class="ox-controls">
        <label>
          Example
          <select
            class="editor-example"
            @change=${(event: Event) => {
              this.#editor!.text = EXAMPLES[(event.target as HTMLSelectElement).value];
            }}
          >
            ${Object.keys(EXAMPLES).map((name) => html`<option>${name}</option>`)}
          </select>
        </label>
        <button class="ox-button editor-run" @click=${() => void this.#toggle()}>
          ${this.#running ? "Stop" : "Run"}
        </button>
        <button class="ox-button editor-share" @click=${() => void this.#share()}>
          Link to this program
        </button>
        <span role="status">${this.#note}</span>
      </div>
      <div class="editor-text"></div>
      <pre class="ox-output" role="log" aria-label="Output of the program" tabindex="0">
${this.#lines.map(({ text, bad }) => html`<span class=${bad ? "ox-bad" : ""}>${`${text}\n`}</span>`)}</pre>
      <p class="ox-where">Ctrl-Enter runs it, in a worker of this page.</p>
    </div>`;
  }
}
