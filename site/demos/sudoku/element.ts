/** Mini-Sudoku, learned while the visitor watches. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, nothing, type TemplateResult } from "lit";
import { Chart, type ChartOptions } from "../../play/chart.js";
import { Demo, shown } from "../../play/demo.js";
import { Loop } from "../../play/loop.js";
import { slider } from "../../play/slider.js";
import type { StepReport, Verdict } from "./learner.js";
import { paintMatrix } from "./picture.js";
import type { SudokuService } from "./worker.js";
import "./sudoku.css";

/** Steps between two looks at boards and constraints. */
const LOOK_EVERY = 5;

export class SudokuDemo extends Demo {
  #worker: Worker | undefined;
  #service: Remote<SudokuService> | undefined;
  #gpu = false;
  #hasGpu = false;
  #batch = 100;
  #report: StepReport | undefined;
  #verdict: Verdict | undefined;
  #distance: number | undefined;
  #arithmetic = "";
  #losses: [number[], number[]] = [[], []];
  #errors: [number[], number[]] = [[], []];
  #charts: Chart[] = [];
  readonly #learning = new Loop(
    async () => {
      await this.#step();
      return true;
    },
    () => this.requestUpdate(),
    this.failed,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap<SudokuService>(this.#worker);
    this.#try(() => this.#look());
    this.#try(async () => {
      this.#arithmetic = await this.#service!.arithmetic();
      this.#hasGpu = Boolean(await navigator.gpu?.requestAdapter());
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#learning.stop();
    for (const chart of this.#charts) chart.dispose();
    this.#charts = [];
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }

  protected override firstUpdated(): void {
    const chart = (place: string, y: string, colour: string, more: Partial<ChartOptions>): Chart =>
      new Chart(this.querySelector<HTMLElement>(place)!, {
        ...{ label: `${y} over steps of training`, x: "step", y, height: 170, ...more },
        curves: [{ label: y, colour }],
      });
    this.#charts = [
      chart(".sudoku-loss", "loss", "--ox-1", { logarithmic: true, least: [0.01, 1] }),
      chart(".sudoku-error", "% of boards wrong", "--ox-2", { least: [0, 100] }),
    ];
    this.#drawCurves();
  }

  /** What a button does, and what is shown if that fails. */
  #try(action: () => Promise<void>): void {
    this.worked();
    action().catch(this.failed);
  }

  async #step(): Promise<void> {
    this.#report = await this.#service!.step();
    this.#losses[0].push(this.#report.step);
    this.#losses[1].push(this.#report.loss);
    this.dataset.step = String(this.#report.step);
    if (this.#report.step % LOOK_EVERY === 0 || !this.#learning.running) await this.#look();
  }

  async #look(): Promise<void> {
    const service = this.#service!;
    this.#verdict = await service.judge();
    this.#errors[0].push(this.#report?.step ?? 0);
    this.#errors[1].push(100 * this.#verdict.error);
    this.dataset.error = String(this.#verdict.error);
    const { A, span, rules, distance } = await service.pictures();
    this.#distance = distance;
    this.dataset.distance = String(distance);
    this.requestUpdate();
    await this.updateComplete;
    const canvas = (name: string): HTMLCanvasElement | null => this.querySelector(`.sudoku-${name}`);
    paintMatrix(canvas("matrix"), A);
    paintMatrix(canvas("span"), span);
    paintMatrix(canvas("rules"), rules);
    this.#drawCurves();
  }

  #drawCurves(): void {
    const [loss, error] = this.#charts;
    loss?.set(this.#losses);
    error?.set(this.#errors);
  }

  async #restart(): Promise<void> {
    await this.#learning.stop();
    await this.#service!.restart(1 + Math.floor(1e6 * Math.random()));
    await this.#begin();
  }

  /** With a layer that has taken no step here. */
  async #begin(): Promise<void> {
    this.#losses = [[], []];
    this.#errors = [[], []];
    this.#report = undefined;
    this.dataset.step = "0";
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
    const text = await file.text();
    input.value = "";
    await this.#learning.stop();
    await this.#service!.load(text);
    await this.#begin();
  }

  async #toggleGpu(): Promise<void> {
    const wanted = !this.#gpu;
    this.#gpu = await this.#service!.useGpu(wanted);
    if (wanted && !this.#gpu) throw new Error("This browser gives the page no GPU after all.");
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { running } = this.#learning;
    const { step, loss, solvedBy } = this.#report ?? { step: 0, loss: NaN, solvedBy: "" };
    return html`<div class="ox-demo sudoku">
      <div class="ox-controls">
        <button
          class="ox-button sudoku-run"
          @click=${() => {
            this.worked();
            this.#learning.toggle();
          }}
        >
          ${running ? "Pause" : "Learn"}
        </button>
        <button
          class="ox-button sudoku-step"
          ?disabled=${running}
          @click=${() => this.#try(() => this.#step())}
        >
          One step
        </button>
        <button class="ox-button" @click=${() => this.#try(() => this.#restart())}>Begin anew</button>
        <button class="ox-button" @click=${() => this.#try(() => this.#save())}>Save the layer</button>
        <label
          >Load a layer
          <input
            type="file"
            accept=".json"
            @change=${(event: Event) => this.#try(() => this.#load(event.target as HTMLInputElement))}
        /></label>
        ${slider(`Puzzles per step ${this.#batch}`, [10, 300, 10], this.#batch, (batch) => {
          this.#batch = batch;
          this.requestUpdate();
          this.#try(() => this.#service!.setBatch(batch));
        })}
        ${
          this.#hasGpu
            ? html`<button
                class="ox-button"
                aria-pressed=${this.#gpu}
                @click=${() => this.#try(() => this.#toggleGpu())}
              >
                On the GPU
              </button>`
            : nothing
        }
      </div>
      ${this.complaint()}
      <p class="sudoku-state" role="status" aria-live=${running ? "off" : "polite"}>
        ${
          `After ${step} steps${step ? `: loss ${shown(loss)}` : ""}; of 200 boards it has never seen it gets ` +
          `${Math.round(200 * (1 - (this.#verdict?.error ?? 1)))} right.`
        }
      </p>
      <div class="sudoku-boards">${(this.#verdict?.boards ?? []).slice(0, 6).map(board)}</div>
      <div class="sudoku-curves">
        <div class="sudoku-loss"></div>
        <div class="sudoku-error"></div>
      </div>
      <div class="sudoku-matrices">
        ${matrix("matrix", "A, as it is learned: a row for each of 40 equalities, four digits for each of 16 cells. Nobody can read it.")}
        ${matrix("span", `What A says, whichever rows say it: the projection on the span of its rows. From the rules it differs by ${Math.round(100 * (this.#distance ?? 1))} %.`)}
        ${matrix("rules", "The rules of the game, which nobody told it, as the same kind of picture.")}
      </div>
      <p class="ox-where">
        ${solvedBy ? `Batches are solved in a worker of this page, by ${solvedBy}${solvedBy === "GPU" ? " (WebGPU)" : `, ${this.#arithmetic}`}.` : ""}
      </p>
    </div>`;
  }
}

function matrix(name: string, words: string): TemplateResult {
  return html`<figure>
    <canvas class="sudoku-${name}" role="img" aria-label=${words}></canvas>
    <figcaption>${words}</figcaption>
  </figure>`;
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
