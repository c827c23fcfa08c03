/** The efficient frontier with the price of turnover, and two investors that learn for different ends. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, type TemplateResult } from "lit";
import { Chart } from "../../play/chart.js";
import { Demo, shown } from "../../play/demo.js";
import { Latest } from "../../play/latest.js";
import { Loop } from "../../play/loop.js";
import { slider } from "../../play/slider.js";
import { AVERSIONS, curveAt, SIX, type Portfolio, type Wishes } from "./frontier.js";
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
  #arithmetic = "";
  readonly #learning = new Loop(
    () => this.#learn(),
    () => this.requestUpdate(),
    this.failed,
  );
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
      this.worked();
      this.#drawFrontier();
      this.requestUpdate();
    },
    this.failed,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap<PortfolioService>(this.#worker);
    this.#ask();
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#learning.stop();
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
        y: "return, % a year",
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
      ...{ least: [0, 60], most: 100 },
      curves: [
        { label: "learns to predict", colour: "--ox-2" },
        { label: "learns to decide", colour: "--ox-1" },
      ],
    });
    this.#drawFrontier();
    this.#regretChart.set(this.#regrets);
  }

  #ask(): void {
    this.#latest.ask({ expected: this.#expected, wishes: this.#wishes });
    this.requestUpdate();
  }

  #drawFrontier(): void {
    // Both curves at the risks of both: curves of one chart have their places in common.
    const ordered = (all: readonly Portfolio[], value: (one: Portfolio) => number): [number, number][] =>
      all.map((one): [number, number] => [100 * one.risk, 100 * value(one)]).sort(([a], [b]) => a - b);
    const free = ordered(this.#free, ({ expected }) => expected);
    const paid = ordered(this.#all, (one) => this.#net(one));
    const risks = [...new Set([...free, ...paid].map(([risk]) => risk))].sort((a, b) => a - b);
    const chosen = this.#all[this.#chosen];
    const curve = (points: [number, number][]): (number | null)[] =>
      risks.map((risk) => curveAt(points, risk));
    this.#frontierChart?.set([
      ...[risks, curve(free), curve(paid)],
      risks.map((risk) => (risk === 100 * chosen?.risk ? 100 * this.#net(chosen) : null)),
    ]);
    this.dataset.turnover = String(this.#all[this.#chosen]?.turnover ?? "");
  }

  /** What is left of the return when moving there is paid. */
  #net({ expected, turnover }: Portfolio): number {
    return expected - this.#wishes.cost * turnover;
  }

  async #learn(): Promise<boolean> {
    const [predicts, decides] = await this.#service!.learn(STEPS_PER_LOOK);
    this.#regrets[0].push((this.#regrets[0].at(-1) ?? 0) + STEPS_PER_LOOK);
    this.#regrets[1].push(100 * predicts.regret);
    this.#regrets[2].push(100 * decides.regret);
    this.#regretChart?.set(this.#regrets);
    this.dataset.regrets = `${predicts.regret} ${decides.regret}`;
    this.requestUpdate();
    return true;
  }

  async #restart(): Promise<void> {
    await this.#learning.stop();
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
          `Aversion to risk ${shown(AVERSIONS[this.#chosen])}`,
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
      ${this.complaint()}
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
        <button class="ox-button portfolio-learn" @click=${() => this.#learning.toggle()}>
          ${this.#learning.running ? "Pause" : "Learn"}
        </button>
        <button class="ox-button" @click=${() => this.#restart().catch(this.failed)}>Another market</button>
      </div>
      <div class="portfolio-regret"></div>
      <p role="status" aria-live=${this.#learning.running ? "off" : "polite"}>
        ${
          this.#regrets[0].length === 0
            ? "Nothing learned yet."
            : `After ${this.#regrets[0].at(-1)} steps: predicting misses ${shown(this.#regrets[1].at(-1)!)} %, deciding ${shown(this.#regrets[2].at(-1)!)} %.`
        }
      </p>
      <p class="ox-where">Solved in a worker of this page, ${this.#arithmetic}.</p>
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

  /** What is no number of the kind, as in the middle of typing, leaves all as it was. */
  #expect(asset: number, { valueAsNumber: percent, validity }: HTMLInputElement): void {
    if (validity.badInput || !(Math.abs(percent) <= 100)) return;
    this.#expected = this.#expected.map((old, i) => (i === asset ? percent / 100 : old));
    this.#ask();
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
                    min="-100"
                    max="100"
                    step="0.1"
                    required
                    aria-label="Expected return of ${name}, %"
                    value=${Math.round(1000 * SIX.expected[i]) / 10}
                    @input=${(event: Event) => this.#expect(i, event.target as HTMLInputElement)}
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
