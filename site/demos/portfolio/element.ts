/** The efficient frontier with the price of turnover, and two investors that learn for different ends. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, type TemplateResult } from "lit";
import { Chart } from "../../play/chart.js";
import { Demo, shown } from "../../play/demo.js";
import { Latest } from "../../play/latest.js";
import { slider } from "../../play/slider.js";
import { AVERSIONS, SIX, type Portfolio, type Wishes } from "./frontier.js";
import type { PortfolioService } from "./worker.js";
import "./portfolio.css";

const STEPS_PER_LOOK = 5;

interface Question {
  readonly expected: readonly number[];
  readonly wishes: Wishes;
}

export class PortfolioDemo extends Demo {
  #worker: Worker | undefined;
  #service: Remote<PortfolioService> | undefined;
  #expected: readonly number[] = SIX.expected;
  #wishes: Wishes = { cost: 0.005, most: 0.6 };
  #chosen = 14;
  #all: readonly Portfolio[] = [];
  #free: readonly Portfolio[] = [];
  #learning = false;
  #regrets: [number[], number[], number[]] = [[], [], []];
  #frontierChart: Chart | undefined;
  #regretChart: Chart | undefined;
  readonly #latest = new Latest<Question, readonly [Portfolio[], Portfolio[]]>(
    async ({ expected, wishes }) => [
      await this.#service!.frontier(expected, wishes),
      await this.#service!.frontier(expected, { ...wishes, cost: 0 }),
    ],
    ([all, free]) => {
      [this.#all, this.#free] = [all, free];
      this.#drawFrontier();
      this.requestUpdate();
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap<PortfolioService>(this.#worker);
    this.#ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#learning = false;
    this.#frontierChart?.dispose();
    this.#regretChart?.dispose();
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }

  protected override firstUpdated(): void {
    this.#frontierChart = new Chart(this.querySelector<HTMLElement>(".portfolio-frontier")!, {
      ...{
        label: "Expected return over risk of the best portfolios",
        x: "risk, % a year",
        y: "return, %",
        height: 260,
      },
      curves: [
        { label: "moving is free", colour: "--ox-3" },
        { label: "after the price of moving", colour: "--ox-1" },
        { label: "chosen", colour: "--ox-2", points: true },
      ],
    });
    this.#regretChart = new Chart(this.querySelector<HTMLElement>(".portfolio-regret")!, {
      ...{ label: "Regret on new days over steps of training", x: "step", y: "regret, %", height: 240 },
      curves: [
        { label: "learns to predict", colour: "--ox-2" },
        { label: "learns to decide", colour: "--ox-1" },
      ],
    });
    this.#drawFrontier();
  }

  #ask(): void {
    this.#latest.ask({ expected: this.#expected, wishes: this.#wishes });
    this.requestUpdate();
  }

  #drawFrontier(): void {
    const points = [
      ...this.#free.map(({ risk, expected }) => [risk, expected, null, null] as const),
      ...this.#all.map((one) => [one.risk, null, this.#net(one), null] as const),
      ...this.#all
        .slice(this.#chosen, this.#chosen + 1)
        .map((one) => [one.risk, null, null, this.#net(one)] as const),
    ].sort(([a], [b]) => a - b);
    // Where a curve has no point of its own it goes on: undefined is a gap to bridge, null one to show.
    const column = (k: 1 | 2 | 3): (number | null)[] =>
      points.map((point) => (point[k] === null ? (undefined as unknown as null) : 100 * point[k]));
    if (points.length > 0)
      this.#frontierChart?.set([points.map(([risk]) => 100 * risk), column(1), column(2), column(3)]);
    this.dataset.turnover = String(this.#all[this.#chosen]?.turnover ?? "");
  }

  /** What is left of the return when moving there is paid. */
  #net({ expected, turnover }: Portfolio): number {
    return expected - this.#wishes.cost * turnover;
  }

  async #learn(): Promise<void> {
    this.#learning = !this.#learning;
    this.requestUpdate();
    while (this.#learning && this.isConnected) {
      const [predicts, decides] = await this.#service!.learn(STEPS_PER_LOOK);
      this.#regrets[0].push((this.#regrets[0].at(-1) ?? 0) + STEPS_PER_LOOK);
      this.#regrets[1].push(100 * predicts.regret);
      this.#regrets[2].push(100 * decides.regret);
      this.#regretChart?.set(this.#regrets);
      this.dataset.regrets = `${predicts.regret} ${decides.regret}`;
      this.requestUpdate();
    }
  }

  async #restart(): Promise<void> {
    this.#learning = false;
    this.#regrets = [[], [], []];
    await this.#service!.meet(1 + Math.floor(1e6 * Math.random()));
    this.#regretChart?.set(this.#regrets);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const chosen = this.#all[this.#chosen];
    return html`<div class="ox-demo portfolio">
      <h3>The frontier</h3>
      <div class="ox-controls">
        ${this.#wish("Price of turnover, %", "cost", [0, 5, 0.1])}
        ${this.#wish("Most of one asset, %", "most", [20, 100, 5])}
        ${slider(
          `Caution ${shown(this.#chosen)}`,
          [0, AVERSIONS.length - 1, 1],
          this.#chosen,
          (value) => {
            this.#chosen = value;
            this.#drawFrontier();
            this.requestUpdate();
          },
          "portfolio-caution",
        )}
      </div>
      <div class="portfolio-frontier"></div>
      <p role="status">
        ${
          chosen === undefined
            ? "…"
            : `Return ${shown(100 * chosen.expected)} %, ${shown(100 * this.#net(chosen))} % after the price of moving; risk ${shown(100 * chosen.risk)} %, turnover ${shown(100 * chosen.turnover)} %. Each curve is one batch of ${AVERSIONS.length} programs.`
        }
      </p>
      ${this.#shares(chosen)}
      <h3>Two investors</h3>
      <p>
        Both see six numbers a day and have the same small model of the returns of 20 assets. One learns to
        predict returns. The other learns, through the program that chooses the portfolio, to decide well.
        Regret is what they miss, on days that neither has seen, of what perfect knowledge of the odds would
        earn.
      </p>
      <div class="ox-controls">
        <button class="ox-button portfolio-learn" @click=${() => void this.#learn()}>
          ${this.#learning ? "Pause" : "Learn"}
        </button>
        <button class="ox-button" @click=${() => void this.#restart()}>Another market</button>
      </div>
      <div class="portfolio-regret"></div>
      <p role="status">
        ${
          this.#regrets[0].length === 0
            ? "Nothing learned yet."
            : `After ${this.#regrets[0].at(-1)} steps: predicting misses ${shown(this.#regrets[1].at(-1)!)} %, deciding ${shown(this.#regrets[2].at(-1)!)} %.`
        }
      </p>
      <p class="ox-where">Solved in a worker of this page, in WebAssembly.</p>
    </div>`;
  }

  #wish(text: string, name: keyof Wishes, range: readonly [number, number, number]): TemplateResult {
    const percent = 100 * this.#wishes[name];
    const set = (value: number): void => {
      this.#wishes = { ...this.#wishes, [name]: value / 100 };
      this.#ask();
    };
    return slider(`${text} ${shown(percent)}`, range, percent, set, `portfolio-${name}`);
  }

  #shares(chosen: Portfolio | undefined): TemplateResult {
    const percent = (value: number): string => (100 * value).toFixed(1);
    return html`<div class="portfolio-table">
      <table>
        <thead>
          <tr>
            <th>asset</th>
            <th>expected, %</th>
            <th>held, %</th>
            <th>best, %</th>
            <th>price of its limit</th>
          </tr>
        </thead>
        <tbody>
          ${SIX.names.map(
            (name, i) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>
                  <input
                    type="number"
                    step="0.5"
                    aria-label="Expected return of ${name}, %"
                    .value=${String(Math.round(1000 * this.#expected[i]) / 10)}
                    @input=${(event: Event) => {
                      const value = Number((event.target as HTMLInputElement).value) / 100;
                      if (Number.isFinite(value))
                        this.#expected = this.#expected.map((old, j) => (i === j ? value : old));
                      this.#ask();
                    }}
                  />
                </td>
                <td>${percent(SIX.held[i])}</td>
                <td>
                  <span
                    class="portfolio-bar"
                    style="width: ${(60 * (chosen?.shares[i] ?? 0)).toFixed(1)}px"
                  ></span>
                  ${chosen === undefined ? "" : percent(chosen.shares[i])}
                </td>
                <td>${chosen === undefined ? "" : shown(chosen.limits[i], 2)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
