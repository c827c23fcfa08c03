/** Total variation denoising of a signal that the visitor draws, and of an image; lambda by hand or learned. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, type TemplateResult } from "lit";
import { Demo, shown } from "../../play/demo.js";
import { Latest } from "../../play/latest.js";
import { Loop } from "../../play/loop.js";
import { slider } from "../../play/slider.js";
import { cleanImage, examples, LENGTH, WIDTH, withNoise } from "./pictures.js";
import { paintImage, signalPicture, stroked, type Signals } from "./picture.js";
import type { Slope } from "./tv.js";
import type { DenoisingService } from "./worker.js";
import "./denoising.css";

interface Question {
  readonly lambda: number;
  readonly noisy: Float64Array;
}

interface Reply {
  readonly signal: Float64Array;
  readonly judged: Slope;
}

/** Noise of the visitor's signal and of the image. */
const DEVIATION = 10;

export class DenoisingDemo extends Demo {
  #worker: Worker | undefined;
  #imageWorker: Worker | undefined;
  #service: Remote<DenoisingService> | undefined;
  #imageService: Remote<DenoisingService> | undefined;
  #clean = examples(1, 3).clean;
  #noise = withNoise(new Float64Array(LENGTH), DEVIATION, 5);
  #lambda = 4;
  #reply: Reply | undefined;
  #pen = 20;
  #arithmetic = "";
  /** What learning goes by: how far it steps in log lambda, and in which direction it last did. */
  #rate = 0;
  #direction = 0;
  readonly #learning = new Loop(
    () => this.#learn(),
    () => this.requestUpdate(),
    this.failed,
  );
  readonly #image = withNoise(cleanImage(), DEVIATION, 9);

  readonly #signals = new Latest<Question, Reply>(
    async ({ noisy, lambda }) => {
      const [signal, judged] = await Promise.all([
        this.#service!.signal(noisy, lambda),
        this.#service!.judge(lambda),
      ]);
      return { signal, judged };
    },
    (reply) => {
      this.#reply = reply;
      this.dataset.loss = String(reply.judged.loss);
      this.worked();
      this.requestUpdate();
    },
    this.failed,
  );
  readonly #images = new Latest<number, Float64Array>(
    (lambda) => this.#imageService!.image(this.#image, lambda),
    (image) => paintImage(this.querySelector(".denoising-after"), image, WIDTH),
    this.failed,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    // A worker each, so that a drawn signal need not wait for the image.
    const start = (): Worker => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    [this.#worker, this.#imageWorker] = [start(), start()];
    this.#service = wrap<DenoisingService>(this.#worker);
    this.#imageService = wrap<DenoisingService>(this.#imageWorker);
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#learning.stop();
    this.#service?.[releaseProxy]();
    this.#imageService?.[releaseProxy]();
    this.#worker?.terminate();
    this.#imageWorker?.terminate();
  }

  protected override firstUpdated(): void {
    paintImage(this.querySelector(".denoising-before"), this.#image, WIDTH);
    this.#setLambda(this.#lambda);
  }

  get #noisy(): Float64Array {
    return this.#clean.map((value, i) => value + this.#noise[i]);
  }

  #ask(): void {
    this.#signals.ask({ lambda: this.#lambda, noisy: this.#noisy });
    this.requestUpdate();
  }

  #setLambda(lambda: number): void {
    this.#lambda = lambda;
    this.dataset.lambda = String(lambda);
    this.#images.ask(lambda);
    this.#ask();
  }

  #redraw(signal: Float64Array): void {
    this.#clean = signal;
    this.#ask();
  }

  /** A step along the slope of the error, in log lambda; half as far whenever it turns, until that is next to nothing. */
  async #learn(): Promise<boolean> {
    const { slope } = await this.#service!.judge(this.#lambda);
    const direction = -Math.sign(slope * this.#lambda);
    if (direction === -this.#direction) this.#rate /= 2;
    this.#direction = direction;
    if (this.#rate < 0.004 || direction === 0 || !this.#learning.running) return false;
    this.#setLambda(Math.min(60, Math.max(0.1, this.#lambda * Math.exp(this.#rate * direction))));
    await new Promise((resolve) => setTimeout(resolve, 60));
    return true;
  }

  #startLearning(): void {
    [this.#rate, this.#direction] = [0.4, 0];
    this.#learning.toggle();
  }

  protected override render(): TemplateResult {
    const signals: Signals = { clean: this.#clean, noisy: this.#noisy, denoised: this.#reply?.signal };
    const { loss, slope } = this.#reply?.judged ?? { loss: NaN, slope: NaN };
    return html`<div class="ox-demo denoising">
      <div class="ox-controls">
        ${slider(
          `lambda ${shown(this.#lambda)}`,
          [-2, 4.1, 0.02],
          Math.log(this.#lambda),
          (value) => this.#setLambda(Math.exp(value)),
          "denoising-lambda",
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
        },
      })}
      <ul class="ox-legend denoising-legend">
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
        image of ${WIDTH} by ${WIDTH} pixels as one sparse program of ${2 * WIDTH * (WIDTH - 1)} variables.
      </p>
    </div>`;
  }
}
