/** Mini-Sudoku, learned while the visitor watches. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, nothing, type TemplateResult } from "lit";
import { Chart } from "../../play/chart.js";
import { Demo, shown } from "../../play/demo.js";
import type { StepReport, Verdict } from "./learner.js";
import { paintMatrix } from "./picture.js";
import type { SudokuService } from "./worker.js";
import "./sudoku.css";

/** Steps between two looks at boards and constraints. */
const LOOK_EVERY = 5;

export class SudokuDemo extends Demo {
  #worker: Worker | undefined;
  #service: Remote<SudokuService> | undefined;
  #running = false;
  #gpu = false;
  #hasGpu = false;
  #batch = 100;
  #report: StepReport | undefined;
  #verdict: Verdict | undefined;
  #complaint = "";
  #losses: [number[], number[]] = [[], []];
  #errors: [number[], number[]] = [[], []];
  #charts: Chart[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap<SudokuService>(this.#worker);
    void this.#look();
    void navigator.gpu?.requestAdapter().then((adapter) => {
      this.#hasGpu = adapter !== null;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running = false;
    for (const chart of this.#charts) chart.dispose();
    this.#charts = [];
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }

  protected override firstUpdated(): void {
    const chart = (place: string, y: string, colour: string, logarithmic: boolean): Chart =>
      new Chart(this.querySelector<HTMLElement>(place)!, {
        ...{ label: `${y} over steps of training`, x: "step", y, logarithmic, height: 170 },
        curves: [{ label: y, colour }],
      });
    this.#charts = [
      chart(".sudoku-loss", "loss", "--ox-1", true),
      chart(".sudoku-error", "% of boards wrong", "--ox-2", false),
    ];
    this.#drawCurves();
  }

  async #step(): Promise<void> {
    this.#report = await this.#service!.step();
    this.#losses[0].push(this.#report.step);
    this.#losses[1].push(this.#report.loss);
    this.dataset.step = String(this.#report.step);
    if (this.#report.step % LOOK_EVERY === 0 || !this.#running) await this.#look();
  }

  async #look(): Promise<void> {
    const service = this.#service!;
    this.#verdict = await service.judge();
    this.#errors[0].push(this.#report?.step ?? 0);
    this.#errors[1].push(100 * this.#verdict.error);
    this.dataset.error = String(this.#verdict.error);
    const A = await service.picture();
    this.requestUpdate();
    await this.updateComplete;
    paintMatrix(this.querySelector<HTMLCanvasElement>(".sudoku-matrix"), A);
    this.#drawCurves();
  }

  #drawCurves(): void {
    const [loss, error] = this.#charts;
    if (this.#losses[0].length > 0) loss?.set(this.#losses);
    if (this.#errors[0].length > 0) error?.set(this.#errors);
  }

  async #toggle(): Promise<void> {
    this.#running = !this.#running;
    this.requestUpdate();
    while (this.#running && this.isConnected) await this.#step();
  }

  async #restart(): Promise<void> {
    this.#running = false;
    await this.#service!.restart(1 + Math.floor(1e6 * Math.random()), this.#batch);
    this.#losses = [[], []];
    this.#errors = [[], []];
    this.#report = undefined;
    await this.#look();
  }

  async #save(): Promise<void> {
    const saved = await this.#service!.save();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(saved)], { type: "application/json" }));
    link.download = "mini-sudoku-layer.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async #load(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file === undefined) return;
    this.#running = false;
    try {
      await this.#service!.load(JSON.parse(await file.text()) as object);
      this.#complaint = "";
    } catch (error) {
      this.#complaint = error instanceof Error ? error.message : String(error);
    }
    input.value = "";
    await this.#look();
  }

  async #toggleGpu(): Promise<void> {
    this.#gpu = await this.#service!.useGpu(!this.#gpu);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { step, loss, solvedBy } = this.#report ?? { step: 0, loss: NaN, solvedBy: "" };
    return html`<div class="ox-demo sudoku">
      <div class="ox-controls">
        <button class="ox-button sudoku-run" @click=${() => void this.#toggle()}>
          ${this.#running ? "Pause" : "Learn"}
        </button>
        <button class="ox-button sudoku-step" ?disabled=${this.#running} @click=${() => void this.#step()}>
          One step
        </button>
        <button class="ox-button" @click=${() => void this.#restart()}>Begin anew</button>
        <button class="ox-button" @click=${() => void this.#save()}>Save the layer</button>
        <label
          >Load a layer
          <input
            type="file"
            accept=".json"
            @change=${(event: Event) => void this.#load(event.target as HTMLInputElement)}
        /></label>
        <label>
          Puzzles per step ${this.#batch}
          <input
            type="range"
            min="10"
            max="300"
            step="10"
            .value=${String(this.#batch)}
            @change=${(event: Event) => {
              this.#batch = Number((event.target as HTMLInputElement).value);
              void this.#restart();
            }}
          />
        </label>
        ${
          this.#hasGpu
            ? html`<button class="ox-button" aria-pressed=${this.#gpu} @click=${() => void this.#toggleGpu()}>
                On the GPU
              </button>`
            : nothing
        }
      </div>
      <p role="status" class=${this.#complaint ? "ox-bad" : ""}>
        ${
          this.#complaint ||
          `After ${step} steps${step ? `: loss ${shown(loss)}` : ""}; of 200 boards it has never seen it gets ` +
            `${Math.round(200 * (1 - (this.#verdict?.error ?? 1)))} right.`
        }
      </p>
      <div class="sudoku-boards">${(this.#verdict?.boards ?? []).slice(0, 6).map(board)}</div>
      <div class="sudoku-curves">
        <div class="sudoku-loss"></div>
        <div class="sudoku-error"></div>
      </div>
      <figure>
        <canvas
          class="sudoku-matrix"
          width="512"
          height="320"
          role="img"
          aria-label="The 40 learned equality constraints"
        ></canvas>
        <figcaption>
          A, the learned constraints: a row for each of 40 equalities, four digits for each of 16 cells.
        </figcaption>
      </figure>
      <p class="ox-where">
        ${solvedBy ? `Batches are solved in a worker of this page, by ${solvedBy}${solvedBy === "GPU" ? " (WebGPU)" : ", in WebAssembly"}.` : ""}
      </p>
    </div>`;
  }
}

function board({ puzzle, guess, solution }: Verdict["boards"][number]): TemplateResult {
  const cells = [...guess].map((digit, cell) => {
    const kind = puzzle[cell] !== 0 ? "given" : digit === solution[cell] ? "right" : "wrong";
    return html`<span class=${kind}>${digit}</span>`;
  });
  const right = guess.every((digit, cell) => digit === solution[cell]);
  return html`<div
    class="sudoku-board"
    role="img"
    aria-label=${right ? "A board, right" : "A board with mistakes"}
  >
    ${cells}
  </div>`;
}
