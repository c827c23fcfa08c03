import { A, b, T, D as Demo, w as wrap, r as releaseProxy, s as shown } from "./demo.BwLq3-7d.js";
import { L as Latest } from "./latest.BxDG6Yhe.js";
import { L as Loop } from "./loop.BDw2drLX.js";
import { s as slider } from "./slider.B4WFDOys.js";
const BRAND = Symbol.for("optnet.OptNetError");
class OptNetError extends Error {
  /** `"OptNetError"`. */
  name = "OptNetError";
  /** See {@link ErrorDetails}. */
  field;
  /** See {@link ErrorDetails}. */
  expected;
  /** See {@link ErrorDetails}. */
  got;
  /** See {@link ErrorDetails}. */
  hint;
  constructor(details) {
    const [field, expected, got, hint] = [details.field, details.expected, details.got, details.hint].map(
      printable
    );
    super(`${field}: expected ${expected}, got ${got}. ${hint}`);
    this.field = field;
    this.expected = expected;
    this.got = got;
    this.hint = hint;
  }
  static {
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }
  static [Symbol.hasInstance](value) {
    if (this !== OptNetError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && BRAND in value;
  }
}
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const SHORT = { "\n": "\\n", "\r": "\\r", "	": "\\t" };
function printable(text) {
  return text.replace(UNPRINTABLE, (character) => {
    if (character in SHORT) return SHORT[character];
    return Array.from({ length: character.length }, (_, i) => escaped(character.charCodeAt(i))).join("");
  });
}
function escaped(unit) {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
class Random {
  #state = new Uint32Array(4);
  /** @param seed any integer; its lowest 32 bits are used. */
  constructor(seed) {
    let counter = seed | 0;
    for (let i = 0; i < 4; i++) {
      counter = counter + 2654435769 | 0;
      let mixed = Math.imul(counter ^ counter >>> 16, 2246822507);
      mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
      this.#state[i] = mixed ^ mixed >>> 16;
    }
  }
  /** 32 random bits as an integer from 0 to 2³² − 1. */
  bits() {
    const s = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }
  /** Uniform in [0, 1). */
  uniform() {
    return this.bits() / 2 ** 32;
  }
  /** Uniform integer from 0 to `limit − 1`. */
  below(limit) {
    return Math.floor(this.uniform() * limit);
  }
  /** Normal with mean 0 and deviation 1 (Box and Muller). */
  normal() {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
  /** Puts the items into random order, in place (Fisher–Yates). */
  shuffle(items) {
    for (let last2 = items.length - 1; last2 > 0; last2--) {
      const other = this.below(last2 + 1);
      [items[last2], items[other]] = [items[other], items[last2]];
    }
    return items;
  }
}
function rotateLeft(word, by) {
  return word << by | word >>> 32 - by;
}
const LENGTH = 100;
const MOST_SEGMENTS = 9;
const LOWEST$1 = 10;
const HIGHEST$1 = 99;
const NOISE = 10;
function generate(count, seed) {
  if (!Number.isInteger(count) || count < 1) {
    throw new OptNetError({
      field: "count",
      expected: "a positive integer",
      got: String(count),
      hint: "It is the number of signals."
    });
  }
  const random = new Random(seed);
  const clean = new Float32Array(count * LENGTH);
  for (let start = 0; start < clean.length; start += LENGTH) {
    drawClean(clean.subarray(start, start + LENGTH), random);
  }
  const noise = new Random(seed ^ 24301);
  return { count, clean, noisy: clean.map((value) => value + NOISE * noise.normal()) };
}
function drawClean(signal, random) {
  const segments = 1 + random.below(MOST_SEGMENTS);
  const starts = /* @__PURE__ */ new Set([0]);
  while (starts.size < segments) starts.add(1 + random.below(LENGTH - 1));
  let height = 0;
  for (let i = 0; i < LENGTH; i++) {
    if (starts.has(i)) height = LOWEST$1 + random.below(HIGHEST$1 - LOWEST$1 + 1);
    signal[i] = height;
  }
}
function examples(count, seed) {
  const { clean, noisy } = generate(count, seed);
  return { clean: Float64Array.from(clean), noisy: Float64Array.from(noisy) };
}
const WIDTH$1 = 48;
function cleanImage() {
  return Float64Array.from({ length: WIDTH$1 * WIDTH$1 }, (_, at) => {
    const [x2, y2] = [at % WIDTH$1, Math.floor(at / WIDTH$1)];
    if (Math.hypot(x2 - 17, y2 - 19) < 10) return 85;
    if (x2 > 30 && x2 < 41 && y2 > 8 && y2 < 40) return 60;
    if (Math.min(x2, y2, WIDTH$1 - 1 - x2, WIDTH$1 - 1 - y2) < 3) return 10;
    return 30;
  });
}
function withNoise(values, deviation, seed) {
  const random = new Random(seed);
  return Float64Array.from(values, (value) => value + deviation * random.normal());
}
const [WIDTH, HEIGHT] = [800, 310];
const [LEFT, RIGHT, BELOW] = [58, 16, 54];
const [LOWEST, HIGHEST] = [-15, 125];
const x = (i) => LEFT + (i + 0.5) / LENGTH * (WIDTH - LEFT - RIGHT);
const y = (value) => (HEIGHT - BELOW) * (1 - (value - LOWEST) / (HIGHEST - LOWEST));
const line = (values) => [...values].map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
function signalPicture({ clean, noisy, denoised }, pen) {
  const drawTo = (event) => {
    const touch = touchUnder(event);
    pen.draw(last ?? touch, touch);
    last = touch;
  };
  const onDown = (event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last = void 0;
    drawTo(event);
  };
  const onMove = (event) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) drawTo(event);
  };
  const onKey = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const rise = { ArrowUp: 2, ArrowDown: -2, PageUp: 20, PageDown: -20 }[event.key] ?? 0;
    if (step === 0 && rise === 0) return;
    event.preventDefault();
    const here = { at: pen.at, value: clean[pen.at] };
    const at = Math.min(LENGTH - 1, Math.max(0, pen.at + step));
    const value = event.shiftKey || step === 0 ? here.value + rise : clean[at];
    pen.draw(event.shiftKey || step === 0 ? here : { at, value }, { at, value });
  };
  return T`<svg
    class="ox-picture denoising-signal"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="group"
    aria-label="A signal, its noisy version and what is made of it"
    @pointerdown=${onDown}
    @pointermove=${onMove}
  >
    ${axes()} ${[...noisy].map((value, i) => b`<circle class="noisy" cx=${x(i)} cy=${y(value)} r="2.5" />`)}
    <polyline class="clean" points=${line(clean)} />
    ${denoised === void 0 ? A : b`<polyline class="denoised" points=${line(denoised)} />`}
    <circle
      class="pen"
      cx=${x(pen.at)}
      cy=${y(clean[pen.at])}
      r="8"
      tabindex="0"
      role="slider"
      aria-label="Pen at sample ${pen.at + 1} of ${LENGTH}"
      aria-valuemin="0"
      aria-valuemax=${MOST}
      aria-valuenow=${Math.round(clean[pen.at])}
      @keydown=${onKey}
    />
  </svg>`;
}
function axes() {
  return [
    ...[0, 25, 50, 75, 100].map(
      (value) => b`<line class="grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(value)} y2=${y(value)} />
          <text class="of-value" x=${LEFT - 8} y=${y(value) + 5}>${value}</text>`
    ),
    ...[1, 20, 40, 60, 80, 100].map(
      (sample) => b`<text class="of-sample" x=${x(sample - 1)} y=${HEIGHT - BELOW + 20}>${sample}</text>`
    ),
    b`<text class="of-sample" x=${(LEFT + WIDTH) / 2} y=${HEIGHT - 6}>sample</text>
      <text class="of-axis" transform="translate(14 ${(HEIGHT - BELOW) / 2}) rotate(-90)">value</text>`
  ];
}
let last;
function touchUnder(event) {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  const across = ((event.clientX - left) / width * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT);
  const down = (event.clientY - top) / height * HEIGHT / (HEIGHT - BELOW);
  return {
    at: Math.min(LENGTH - 1, Math.max(0, Math.floor(across * LENGTH))),
    value: LOWEST + (1 - down) * (HIGHEST - LOWEST)
  };
}
const MOST = 110;
function stroked(signal, from, to) {
  const drawn = signal.slice();
  const steps = Math.max(1, Math.abs(to.at - from.at));
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const value = from.value + share * (to.value - from.value);
    drawn[Math.round(from.at + share * (to.at - from.at))] = Math.max(0, Math.min(MOST, value));
  }
  return drawn;
}
function paintImage(canvas, values, width) {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return;
  canvas.width = width;
  canvas.height = values.length / width;
  const image = context.createImageData(canvas.width, canvas.height);
  values.forEach((value, at) => image.data.set([2.55 * value, 2.55 * value, 2.55 * value, 255], 4 * at));
  context.putImageData(image, 0, 0);
}
const DEVIATION = 10;
class DenoisingDemo extends Demo {
  #worker;
  #imageWorker;
  #service;
  #imageService;
  #clean = examples(1, 3).clean;
  #noise = withNoise(new Float64Array(LENGTH), DEVIATION, 5);
  #lambda = 4;
  #reply;
  #pen = 20;
  #arithmetic = "";
  /** What learning goes by: how far it steps in log lambda, and in which direction it last did. */
  #rate = 0;
  #direction = 0;
  #learning = new Loop(
    () => this.#learn(),
    () => this.requestUpdate(),
    this.failed
  );
  #image = withNoise(cleanImage(), DEVIATION, 9);
  #signals = new Latest(
    async ({ noisy, lambda }) => {
      const [signal, judged] = await Promise.all([
        this.#service.signal(noisy, lambda),
        this.#service.judge(lambda)
      ]);
      return { signal, judged };
    },
    (reply) => {
      this.#reply = reply;
      this.dataset.loss = String(reply.judged.loss);
      this.worked();
      this.requestUpdate();
    },
    this.failed
  );
  #images = new Latest(
    (lambda) => this.#imageService.image(this.#image, lambda),
    (image) => paintImage(this.querySelector(".denoising-after"), image, WIDTH$1),
    this.failed
  );
  connectedCallback() {
    super.connectedCallback();
    const start = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    [this.#worker, this.#imageWorker] = [start(), start()];
    this.#service = wrap(this.#worker);
    this.#imageService = wrap(this.#imageWorker);
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    void this.#learning.stop();
    this.#service?.[releaseProxy]();
    this.#imageService?.[releaseProxy]();
    this.#worker?.terminate();
    this.#imageWorker?.terminate();
  }
  firstUpdated() {
    paintImage(this.querySelector(".denoising-before"), this.#image, WIDTH$1);
    this.#setLambda(this.#lambda);
  }
  get #noisy() {
    return this.#clean.map((value, i) => value + this.#noise[i]);
  }
  #ask() {
    this.#signals.ask({ lambda: this.#lambda, noisy: this.#noisy });
    this.requestUpdate();
  }
  #setLambda(lambda) {
    this.#lambda = lambda;
    this.dataset.lambda = String(lambda);
    this.#images.ask(lambda);
    this.#ask();
  }
  #redraw(signal) {
    this.#clean = signal;
    this.#ask();
  }
  /** A step along the slope of the error, in log lambda; half as far whenever it turns, until that is next to nothing. */
  async #learn() {
    const { slope } = await this.#service.judge(this.#lambda);
    const direction = -Math.sign(slope * this.#lambda);
    if (direction === -this.#direction) this.#rate /= 2;
    this.#direction = direction;
    if (this.#rate < 4e-3 || direction === 0 || !this.#learning.running) return false;
    this.#setLambda(Math.min(60, Math.max(0.1, this.#lambda * Math.exp(this.#rate * direction))));
    await new Promise((resolve) => setTimeout(resolve, 60));
    return true;
  }
  #startLearning() {
    [this.#rate, this.#direction] = [0.4, 0];
    this.#learning.toggle();
  }
  render() {
    const signals = { clean: this.#clean, noisy: this.#noisy, denoised: this.#reply?.signal };
    const { loss, slope } = this.#reply?.judged ?? { loss: NaN, slope: NaN };
    return T`<div class="ox-demo denoising">
      <div class="ox-controls">
        ${slider(
      `lambda ${shown(this.#lambda)}`,
      [-2, 4.1, 0.02],
      Math.log(this.#lambda),
      (value) => this.#setLambda(Math.exp(value)),
      "denoising-lambda"
    )}
        <button class="ox-button denoising-learn" @click=${() => this.#startLearning()}>
          ${this.#learning.running ? "Stop" : "Learn lambda"}
        </button>
        <button
          class="ox-button"
          @click=${() => this.#redraw(examples(1, Math.floor(1e6 * Math.random())).clean)}
        >
          Another signal
        </button>
      </div>
      ${this.complaint()}
      <p role="status" aria-live=${this.#learning.running ? "off" : "polite"}>
        On 40 other signals the mean squared error is ${shown(loss)}, and its slope in lambda ${shown(slope)}.
      </p>
      ${signalPicture(signals, {
      at: this.#pen,
      draw: (from, to) => {
        this.#pen = to.at;
        this.#redraw(stroked(this.#clean, from, to));
      }
    })}
      <ul class="denoising-legend">
        <li class="of-clean">the signal: draw it</li>
        <li class="of-noisy">with noise</li>
        <li class="of-denoised">denoised</li>
      </ul>
      <p>
        Draw with a pointer anywhere in the picture. With the keyboard, move to the pen (the ring): left and
        right move it, up and down (Page Up, Page Down) change the signal there, and with Shift, left and
        right draw.
      </p>
      <div class="denoising-images">
        <figure>
          <canvas class="denoising-before" role="img" aria-label="An image with noise"></canvas>
          <figcaption>with noise, of deviation ${DEVIATION} where black is 0 and white 100</figcaption>
        </figure>
        <figure>
          <canvas class="denoising-after" role="img" aria-label="The image, denoised"></canvas>
          <figcaption>denoised, with the same lambda</figcaption>
        </figure>
      </div>
      <p class="ox-where">
        Solved in two workers of this page, ${this.#arithmetic}: a signal as one program of 99 variables; the
        image of ${WIDTH$1} by ${WIDTH$1} pixels as one sparse program of ${2 * WIDTH$1 * (WIDTH$1 - 1)} variables.
      </p>
    </div>`;
  }
}
export {
  DenoisingDemo
};
