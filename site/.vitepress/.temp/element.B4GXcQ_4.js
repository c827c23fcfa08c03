import { D as Demo, w as wrap, r as releaseProxy, s as shown, T, b } from "./demo.BwLq3-7d.js";
import { L as Loop } from "./loop.BDw2drLX.js";
import { s as slider } from "./slider.B4WFDOys.js";
const STEP = 0.1;
const GRAVITY = 9.81;
const CART = 1;
const POLE = 0.1;
const HALF_LENGTH = 0.5;
function derivative([, velocity, angle, rate], force) {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const total = CART + POLE;
  const push = (force + POLE * HALF_LENGTH * rate * rate * sin) / total;
  const turn = (GRAVITY * sin - cos * push) / (HALF_LENGTH * (4 / 3 - POLE * cos * cos / total));
  return [velocity, push - POLE * HALF_LENGTH * turn * cos / total, rate, turn];
}
function advance(state, force) {
  const substeps = 10;
  const dt = STEP / substeps;
  let now = [...state];
  const moved = (slope, by) => now.map((value, i) => value + by * slope[i]);
  for (let i = 0; i < substeps; i++) {
    const k1 = derivative(now, force);
    const k2 = derivative(moved(k1, dt / 2), force);
    const k3 = derivative(moved(k2, dt / 2), force);
    const k4 = derivative(moved(k3, dt), force);
    now = moved(
      k1.map((slope, j) => (slope + 2 * k2[j] + 2 * k3[j] + k4[j]) / 6),
      dt
    );
  }
  return now;
}
const NAMES = ["position", "velocity", "angle", "its rate"];
const UPRIGHT = [0, 0, 0, 0];
const PUSH = 0.8;
const SCALE = 130;
class CartPoleDemo extends Demo {
  #worker;
  #service;
  #state = [0.8, 0, 0, 0];
  #before = this.#state;
  #since = 0;
  #plan;
  #weights = [1, 1, 1, 1];
  #error;
  #fell = false;
  #push = 0;
  #frame = 0;
  #arithmetic = "";
  /** Nobody is to look at what moves who does not want to, or cannot see it. */
  #paused = matchMedia("(prefers-reduced-motion: reduce)").matches;
  #watcher = new IntersectionObserver((entries) => {
    if (!entries.at(-1).isIntersecting) void this.#time.stop();
    else if (!this.#paused) this.#time.start();
  });
  #time = new Loop(
    () => this.#live(),
    () => this.requestUpdate(),
    this.failed
  );
  #learning = new Loop(
    () => this.#learn(),
    () => this.requestUpdate(),
    this.failed
  );
  connectedCallback() {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap(this.#worker);
    this.#watcher.observe(this);
    const draw = () => {
      this.#draw();
      this.#frame = requestAnimationFrame(draw);
    };
    this.#frame = requestAnimationFrame(draw);
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.#watcher.disconnect();
    void this.#time.stop();
    void this.#learning.stop();
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }
  /** A plan, its first force, the state a tenth of a second later; as fast as time goes. */
  async #live() {
    const started = performance.now();
    const [x, velocity, angle, rate] = this.#state;
    const state = [x, velocity + this.#push, angle, rate];
    if (this.#push !== 0) this.#fell = false;
    this.#push = 0;
    const plan = await this.#service.plan(state);
    this.#plan = plan;
    this.#before = state;
    const next = advance(state, plan.force);
    const fallen = !(Math.abs(next[2]) <= 1.2 && Math.abs(next[0]) <= 2.6);
    this.#state = fallen ? UPRIGHT : next;
    if (fallen) [this.#before, this.#fell] = [UPRIGHT, true];
    this.#since = performance.now();
    this.dataset.angle = String(this.#state[2]);
    this.dataset.position = String(this.#state[0]);
    this.requestUpdate();
    const left = Math.max(0, 1e3 * STEP - (performance.now() - started));
    await new Promise((resolve) => setTimeout(resolve, left));
    return true;
  }
  #pushBy(change) {
    this.#push += change;
    this.#setPaused(false);
  }
  #setPaused(paused) {
    this.#paused = paused;
    if (paused) void this.#time.stop();
    else this.#time.start();
  }
  /** Between two states, by the time that has gone. */
  #draw() {
    const share = Math.min(1, (performance.now() - this.#since) / (1e3 * STEP));
    const [x, , angle] = this.#before.map((value, i) => value + share * (this.#state[i] - value));
    this.querySelector(".cart")?.setAttribute("transform", `translate(${SCALE * x} 0)`);
    this.querySelector(".pole")?.setAttribute("transform", `rotate(${angle * 180 / Math.PI})`);
  }
  async #setWeights(weights) {
    this.#weights = weights;
    this.requestUpdate();
    await this.#service?.setWeights(weights);
  }
  async #learn() {
    const { error, weights } = await this.#service.imitate(2);
    this.#error = error;
    this.dataset.error = String(error);
    await this.#setWeights(weights);
    return error >= 1e-5;
  }
  async #forget() {
    await this.#learning.stop();
    this.#error = void 0;
    await this.#service.forget();
    await this.#setWeights([1, 1, 1, 1]);
  }
  render() {
    const plan = this.#plan;
    return T`<div class="ox-demo cart-pole">
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
        ${plan === void 0 ? this.#paused ? "Time is held." : "…" : plan.solved ? `Force ${shown(plan.force, 2)} N of at most 6; the dots are where the plan sees the cart, two seconds ahead.` : "The plan was not solved."}
      </p>
      <p role="status" aria-live=${this.#learning.running ? "off" : "polite"}>
        ${this.#fell ? "It fell, or ran off the rail, and was set upright again." : ""}
        ${this.#error === void 0 ? "" : `Mean squared difference to the expert's forces: ${shown(this.#error)} N².`}
      </p>
      <div class="ox-controls">
        ${NAMES.map((name, i) => {
      const weight = this.#weights[i];
      return slider(`Cost of ${name} ${shown(weight, 2)}`, [-3, 5, 0.1], Math.log(weight), (value) => {
        void this.#setWeights(this.#weights.map((old, j) => i === j ? Math.exp(value) : old));
      });
    })}
      </div>
      <p class="ox-where">
        Ten plans a second, each a program of 100 variables and 80 equalities, solved warm and in place in a
        worker of this page, ${this.#arithmetic}.
      </p>
    </div>`;
  }
  #picture() {
    const places = this.#plan?.positions ?? [];
    return T`<svg
      class="ox-picture cart-pole-picture"
      viewBox="-350 -170 700 232"
      role="img"
      aria-label="A cart with a pole"
    >
      <line class="rail" x1="-350" y1="24" x2="350" y2="24" />
      ${[-2, -1, 0, 1, 2].map((at) => b`<text x=${SCALE * at} y="50">${String(at).replace("-", "−")} m</text>`)}
      ${places.map((place, k) => b`<circle class="planned" cx=${SCALE * place} cy="24" r=${5 - k / 6} />`)}
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
export {
  CartPoleDemo
};
