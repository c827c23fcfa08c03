/** A cart that balances a pole while its visitor pushes it, and that learns from an expert how to. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, svg, type TemplateResult } from "lit";
import { advance, STEP, type State } from "../../../experiments/mpc/cart-pole.js";
import { Demo, shown } from "../../play/demo.js";
import { Loop } from "../../play/loop.js";
import { slider } from "../../play/slider.js";
import type { Plan } from "./controller.js";
import type { CartPoleService } from "./worker.js";
import "./cart-pole.css";

const NAMES = ["position", "velocity", "angle", "its rate"];
const UPRIGHT: State = [0, 0, 0, 0];
/** Change of the cart's velocity, m/s. */
const PUSH = 0.8;
/** Pixels per metre. */
const SCALE = 130;

export class CartPoleDemo extends Demo {
  #worker: Worker | undefined;
  #service: Remote<CartPoleService> | undefined;
  #state: State = [0.8, 0, 0, 0];
  #before: State = this.#state;
  #since = 0;
  #plan: Plan | undefined;
  #weights: readonly number[] = [1, 1, 1, 1];
  #error: number | undefined;
  #fell = false;
  #push = 0;
  #frame = 0;
  #arithmetic = "";
  /** Nobody is to look at what moves who does not want to, or cannot see it. */
  #paused = matchMedia("(prefers-reduced-motion: reduce)").matches;
  readonly #watcher = new IntersectionObserver((entries) => {
    if (!entries.at(-1)!.isIntersecting) void this.#time.stop();
    else if (!this.#paused) this.#time.start();
  });
  readonly #time = new Loop(
    () => this.#live(),
    () => this.requestUpdate(),
    this.failed,
  );
  readonly #learning = new Loop(
    () => this.#learn(),
    () => this.requestUpdate(),
    this.failed,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap<CartPoleService>(this.#worker);
    this.#watcher.observe(this);
    const draw = (): void => {
      this.#draw();
      this.#frame = requestAnimationFrame(draw);
    };
    this.#frame = requestAnimationFrame(draw);
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#watcher.disconnect();
    void this.#time.stop();
    void this.#learning.stop();
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }

  /** A plan, its first force, the state a tenth of a second later; as fast as time goes. */
  async #live(): Promise<boolean> {
    const started = performance.now();
    const [x, velocity, angle, rate] = this.#state;
    const state = [x, velocity + this.#push, angle, rate];
    if (this.#push !== 0) this.#fell = false;
    this.#push = 0;
    const plan = await this.#service!.plan(state);
    this.#plan = plan;
    this.#before = state;
    const next = advance(state, plan.force);
    // Once it lies on its side no plan near the upright state is worth following.
    const fallen = !(Math.abs(next[2]) <= 1.2 && Math.abs(next[0]) <= 2.6);
    this.#state = fallen ? UPRIGHT : next;
    if (fallen) [this.#before, this.#fell] = [UPRIGHT, true];
    this.#since = performance.now();
    this.dataset.angle = String(this.#state[2]);
    this.dataset.position = String(this.#state[0]);
    this.requestUpdate();
    const left = Math.max(0, 1000 * STEP - (performance.now() - started));
    await new Promise((resolve) => setTimeout(resolve, left));
    return true;
  }

  #pushBy(change: number): void {
    this.#push += change;
    this.#setPaused(false);
  }

  #setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) void this.#time.stop();
    else this.#time.start();
  }

  /** Between two states, by the time that has gone. */
  #draw(): void {
    const share = Math.min(1, (performance.now() - this.#since) / (1000 * STEP));
    const [x, , angle] = this.#before.map((value, i) => value + share * (this.#state[i] - value));
    this.querySelector(".cart")?.setAttribute("transform", `translate(${SCALE * x} 0)`);
    this.querySelector(".pole")?.setAttribute("transform", `rotate(${(angle * 180) / Math.PI})`);
  }

  async #setWeights(weights: readonly number[]): Promise<void> {
    this.#weights = weights;
    this.requestUpdate();
    await this.#service?.setWeights(weights);
  }

  async #learn(): Promise<boolean> {
    const { error, weights } = await this.#service!.imitate(2);
    this.#error = error;
    this.dataset.error = String(error);
    await this.#setWeights(weights);
    return error >= 1e-5;
  }

  async #forget(): Promise<void> {
    await this.#learning.stop();
    this.#error = undefined;
    await this.#service!.forget();
    await this.#setWeights([1, 1, 1, 1]);
  }

  protected override render(): TemplateResult {
    const plan = this.#plan;
    return html`<div class="ox-demo cart-pole">
      <div class="ox-controls">
        <button class="ox-button push-left" @click=${() => this.#pushBy(-PUSH)}>← Push</button>
        <button class="ox-button push-right" @click=${() => this.#pushBy(PUSH)}>Push →</button>
        <button class="ox-button cart-pole-pause" @click=${() => this.#setPaused(!this.#paused)}>
          ${this.#paused ? "Let time go on" : "Hold time"}
        </button>
        <button class="ox-button cart-pole-learn" @click=${() => this.#learning.toggle()}>
          ${this.#learning.running ? "Stop learning" : "Learn from the expert"}
        </button>
        <button class="ox-button" @click=${() => this.#forget().catch(this.failed)}>Forget</button>
      </div>
      ${this.#picture()} ${this.complaint()}
      <p>
        ${plan === undefined ? (this.#paused ? "Time is held." : "…") : plan.solved ? `Force ${shown(plan.force, 2)} N of at most 6; the dots are where the plan sees the cart, two seconds ahead.` : "The plan was not solved."}
      </p>
      <p role="status" aria-live=${this.#learning.running ? "off" : "polite"}>
        ${this.#fell ? "It fell, or ran off the rail, and was set upright again." : ""}
        ${this.#error === undefined ? "" : `Mean squared difference to the expert's forces: ${shown(this.#error)} N².`}
      </p>
      <div class="ox-controls">
        ${NAMES.map((name, i) => {
          const weight = this.#weights[i];
          return slider(`Cost of ${name} ${shown(weight, 2)}`, [-3, 5, 0.1], Math.log(weight), (value) => {
            void this.#setWeights(this.#weights.map((old, j) => (i === j ? Math.exp(value) : old)));
          });
        })}
      </div>
      <p class="ox-where">
        Ten plans a second, each a program of 100 variables and 80 equalities, solved warm and in place in a
        worker of this page, ${this.#arithmetic}.
      </p>
    </div>`;
  }

  #picture(): TemplateResult {
    const places = this.#plan?.positions ?? [];
    return html`<svg
      class="ox-picture cart-pole-picture"
      viewBox="-350 -170 700 232"
      role="img"
      aria-label="A cart with a pole"
    >
      <line class="rail" x1="-350" y1="24" x2="350" y2="24" />
      ${[-2, -1, 0, 1, 2].map((at) => svg`<text x=${SCALE * at} y="50">${String(at).replace("-", "−")} m</text>`)}
      ${places.map((place, k) => svg`<circle class="planned" cx=${SCALE * place} cy="24" r=${5 - k / 6} />`)}
      <g class="cart">
        <rect x="-30" y="-14" width="60" height="28" rx="5" />
        <circle cx="-16" cy="18" r="7" />
        <circle cx="16" cy="18" r="7" />
        <g class="pole">
          <line x1="0" y1="-8" x2="0" y2="-138" />
          <circle cx="0" cy="-138" r="9" />
        </g>
      </g>
    </svg>`;
  }
}
