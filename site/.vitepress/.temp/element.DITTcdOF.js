import { D as Demo, w as wrap, r as releaseProxy, A, T, s as shown } from "./demo.BwLq3-7d.js";
import { C as Chart } from "./chart.CNe8kgev.js";
import { L as Loop } from "./loop.BDw2drLX.js";
import { s as slider } from "./slider.B4WFDOys.js";
const DIGITS = 4;
const CELLS = 16;
const four = [0, 1, 2, 3];
const rows = four.map((row) => four.map((column) => 4 * row + column));
const columns = four.map((column) => four.map((row) => 4 * row + column));
const blocks = [0, 2, 8, 10].map((corner) => [corner, corner + 1, corner + 4, corner + 5]);
const UNITS = [...rows, ...columns, ...blocks];
const UNITS_OF = Array.from(
  { length: CELLS },
  (_, cell) => UNITS.filter((unit) => unit.includes(cell))
);
UNITS_OF.map(
  (units, cell) => [...new Set(units.flat())].filter((other) => other !== cell)
);
const SIZE = CELLS * DIGITS;
const ABOVE = [224, 122, 47];
const BELOW = [38, 110, 190];
function paintMatrix(canvas, rows2) {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return;
  canvas.width = SIZE;
  canvas.height = rows2.length / SIZE;
  const mean = rows2.reduce((sum, value) => sum + value, 0) / rows2.length;
  const spread = Math.sqrt(rows2.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows2.length) || 1;
  const image = context.createImageData(canvas.width, canvas.height);
  rows2.forEach((value, at) => {
    const size = Math.max(-1, Math.min(1, (value - mean) / (2 * spread)));
    image.data.set([...size > 0 ? ABOVE : BELOW, 255 * Math.abs(size)], 4 * at);
  });
  context.putImageData(image, 0, 0);
}
const LOOK_EVERY = 5;
class SudokuDemo extends Demo {
  #worker;
  #service;
  #gpu = false;
  #hasGpu = false;
  #batch = 100;
  #report;
  #verdict;
  #distance;
  #arithmetic = "";
  #losses = [[], []];
  #errors = [[], []];
  #charts = [];
  #learning = new Loop(
    async () => {
      await this.#step();
      return true;
    },
    () => this.requestUpdate(),
    this.failed
  );
  connectedCallback() {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap(this.#worker);
    this.#try(() => this.#look());
    this.#try(async () => {
      this.#arithmetic = await this.#service.arithmetic();
      this.#hasGpu = Boolean(await navigator.gpu?.requestAdapter());
      this.requestUpdate();
    });
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    void this.#learning.stop();
    for (const chart of this.#charts) chart.dispose();
    this.#charts = [];
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }
  firstUpdated() {
    const chart = (place, y, colour, more) => new Chart(this.querySelector(place), {
      ...{ label: `${y} over steps of training`, x: "step", y, height: 170, ...more },
      curves: [{ label: y, colour }]
    });
    this.#charts = [
      chart(".sudoku-loss", "loss", "--ox-1", { logarithmic: true, least: [0.01, 1] }),
      chart(".sudoku-error", "% of boards wrong", "--ox-2", { least: [0, 100] })
    ];
    this.#drawCurves();
  }
  /** What a button does, and what is shown if that fails. */
  #try(action) {
    this.worked();
    action().catch(this.failed);
  }
  async #step() {
    this.#report = await this.#service.step();
    this.#losses[0].push(this.#report.step);
    this.#losses[1].push(this.#report.loss);
    this.dataset.step = String(this.#report.step);
    if (this.#report.step % LOOK_EVERY === 0 || !this.#learning.running) await this.#look();
  }
  async #look() {
    const service = this.#service;
    this.#verdict = await service.judge();
    this.#errors[0].push(this.#report?.step ?? 0);
    this.#errors[1].push(100 * this.#verdict.error);
    this.dataset.error = String(this.#verdict.error);
    const { A: A2, span, rules, distance } = await service.pictures();
    this.#distance = distance;
    this.dataset.distance = String(distance);
    this.requestUpdate();
    await this.updateComplete;
    const canvas = (name) => this.querySelector(`.sudoku-${name}`);
    paintMatrix(canvas("matrix"), A2);
    paintMatrix(canvas("span"), span);
    paintMatrix(canvas("rules"), rules);
    this.#drawCurves();
  }
  #drawCurves() {
    const [loss, error] = this.#charts;
    loss?.set(this.#losses);
    error?.set(this.#errors);
  }
  async #restart() {
    await this.#learning.stop();
    await this.#service.restart(1 + Math.floor(1e6 * Math.random()));
    await this.#begin();
  }
  /** With a layer that has taken no step here. */
  async #begin() {
    this.#losses = [[], []];
    this.#errors = [[], []];
    this.#report = void 0;
    this.dataset.step = "0";
    await this.#look();
  }
  async #save() {
    const saved = await this.#service.save();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(saved)], { type: "application/json" }));
    link.download = "mini-sudoku-layer.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  async #load(input) {
    const file = input.files?.[0];
    if (file === void 0) return;
    const text = await file.text();
    input.value = "";
    await this.#learning.stop();
    await this.#service.load(text);
    await this.#begin();
  }
  async #toggleGpu() {
    const wanted = !this.#gpu;
    this.#gpu = await this.#service.useGpu(wanted);
    if (wanted && !this.#gpu) throw new Error("This browser gives the page no GPU after all.");
    this.requestUpdate();
  }
  render() {
    const { running } = this.#learning;
    const { step, loss, solvedBy } = this.#report ?? { step: 0, loss: NaN, solvedBy: "" };
    return T`<div class="ox-demo sudoku">
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
            @change=${(event) => this.#try(() => this.#load(event.target))}
        /></label>
        ${slider(`Puzzles per step ${this.#batch}`, [10, 300, 10], this.#batch, (batch) => {
      this.#batch = batch;
      this.requestUpdate();
      this.#try(() => this.#service.setBatch(batch));
    })}
        ${this.#hasGpu ? T`<button
                class="ox-button"
                aria-pressed=${this.#gpu}
                @click=${() => this.#try(() => this.#toggleGpu())}
              >
                On the GPU
              </button>` : A}
      </div>
      ${this.complaint()}
      <p class="sudoku-state" role="status" aria-live=${running ? "off" : "polite"}>
        ${`After ${step} steps${step ? `: loss ${shown(loss)}` : ""}; of 200 boards it has never seen it gets ${Math.round(200 * (1 - (this.#verdict?.error ?? 1)))} right.`}
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
function matrix(name, words) {
  return T`<figure>
    <canvas class="sudoku-${name}" role="img" aria-label=${words}></canvas>
    <figcaption>${words}</figcaption>
  </figure>`;
}
function board({ puzzle, guess, solution }) {
  const cells = [...guess].map((digit, cell) => {
    const kind = puzzle[cell] !== 0 ? "given" : digit === solution[cell] ? "right" : "wrong";
    return T`<span class=${kind}>${digit}</span>`;
  });
  const right = guess.every((digit, cell) => digit === solution[cell]);
  return T`<div
    class="sudoku-board"
    role="img"
    aria-label=${right ? "A board, right" : "A board with mistakes"}
  >
    ${cells}
  </div>`;
}
export {
  SudokuDemo
};
