/** A place to write programs: examples to load, output beside, and a link that holds what was written. */
import { html, type TemplateResult } from "lit";
import { openEditor, type Editor } from "../../live/editor.js";
import { runProgram, type Running } from "../../live/run-program.js";
import { siteAddress } from "../../live/site.js";
import { Demo } from "../../play/demo.js";
import { checked, startChecker } from "./checked.js";
import { EXAMPLES } from "./examples.js";
import { linkTo, programIn } from "../../play/program-link.js";
import { fromLink, toLink } from "./link.js";
import "./editor.css";

export class EditorDemo extends Demo {
  #editor: Editor | undefined;
  #running: Running | undefined;
  #lines: readonly { readonly text: string; readonly bad: boolean }[] = [];
  #note = "";
  #starting = false;
  #checker: ReturnType<typeof startChecker> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#follow);
    this.#running?.stop();
    this.#editor?.view.destroy();
    this.#checker?.worker.terminate();
  }

  protected override async firstUpdated(): Promise<void> {
    const place = this.querySelector<HTMLElement>(".editor-text")!;
    this.#checker = startChecker();
    const text = (await this.#linked()) ?? Object.values(EXAMPLES)[0];
    this.#editor = openEditor(place, text, () => void this.#toggle(), checked(this.#checker.service));
    addEventListener("hashchange", this.#follow);
    this.dataset.ready = "true";
  }

  /** Another link was followed to the page that is shown. */
  readonly #follow = async (): Promise<void> => {
    const text = await this.#linked();
    if (text === undefined) return;
    this.#editor!.text = text;
    this.scrollIntoView();
  };

  /** The program in the address of the page, if there is one. */
  async #linked(): Promise<string | undefined> {
    const held = programIn(location.hash);
    if (held === undefined) return undefined;
    const text = await fromLink(held);
    this.#note = text === undefined ? "The link that led here holds no whole program: was it cut off?" : "";
    this.requestUpdate();
    return text;
  }

  async #toggle(): Promise<void> {
    if (this.#running !== undefined) {
      this.#running.stop();
      return;
    }
    if (this.#starting) return;
    this.#starting = true;
    this.dataset.outcome = "running";
    this.#editor!.mark(undefined);
    this.#lines = [];
    const add = (text: string, bad: boolean): void => {
      this.#lines = [...this.#lines, { text, bad }];
      this.requestUpdate();
    };
    const error = (text: string, line: number | undefined): void => {
      add(line === undefined ? text : `line ${line}: ${text}`, true);
      this.#editor!.mark(line);
    };
    const { program, refused } = await this.#checker!.withoutTypes(this.#editor!.text);
    this.#starting = false;
    if (refused !== undefined) {
      error(refused.text, refused.line);
      this.dataset.outcome = "failed";
      return;
    }
    this.#running = runProgram(program, siteAddress(), { line: (text) => add(text, false), error });
    this.requestUpdate();
    const outcome = await this.#running.outcome;
    this.#running = undefined;
    if (this.#lines.length === 0) add("It printed nothing.", false);
    this.requestUpdate();
    await this.updateComplete;
    this.dataset.outcome = outcome;
  }

  async #share(): Promise<void> {
    const address = new URL(location.href);
    address.hash = linkTo(await toLink(this.#editor!.text));
    history.replaceState(history.state, "", address);
    const long =
      address.href.length > 8000
        ? ` It has ${address.href.length} letters: not every place takes as many.`
        : "";
    try {
      await navigator.clipboard.writeText(address.href);
      this.#note = "The link is in your clipboard, and in the address of this page." + long;
    } catch {
      this.#note = "The link is the address of this page." + long;
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
      <p class="ox-where">
        Ctrl-Enter (⌘-Enter) runs it, in a worker of this page; after a minute it is ended. Tab leaves the
        editor. Ctrl-Space proposes names, and errors of types are underlined while you write.
      </p>
    </div>`;
  }
}
