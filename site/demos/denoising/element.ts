/** Total variation denoising of a signal that the visitor draws, and of an image; lambda by hand or learned. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, type TemplateResult } from "lit";
import { Demo, shown } from "../../play/demo.js";
import { Latest } from "../../play/latest.js";
import { slider } from "../../play/slider.js";
import { cleanImage, examples, LENGTH, WIDTH, withNoise } from "./pictures.js";
import { drawnSignal, paintImage, signalPicture, type Signals } from "./picture.js";
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
  #learning = false;
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
      this.requestUpdate();
    },
  );
  readonly #images = new Latest<number, Float64Array>(
    (lambda) => this.#imageService!.image(this.#image, lambda),
    (image) => paintImage(this.querySelector(".denoising-after"), image, WIDTH),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    // A worker each, so that a drawn signal need not wait for the image.
    const start = (): Worker => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    [this.#worker, this.#imageWorker] = [start(), start()];
    this.#service = wrap<DenoisingService>(this.#worker);
    this.#imageService = wrap<DenoisingService>(this.#imageWorker);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#learning = false;
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

  /** Steps along the slope of the error, in log lambda, until it is level. */
  async #learn(): Promise<void> {
    this.#learning = !this.#learning;
    this.requestUpdate();
    let rate = 0.4;
    let before: number | undefined;
    while (this.#learning) {
      const { slope } = await this.#service!.judge(this.#lambda);
      const direction = -Math.sign(slope * this.#lambda);
      if (before !== undefined && direction !== before) rate /= 2;
      before = direction;
      if (rate < 0.004 || !this.#learning) break;
      this.#setLambda(Math.min(60, Math.max(0.1, this.#lambda * Math.exp(rate * direction))));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    this.#learning = false;
    this.requestUpdate();
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
        <button class="ox-button denoising-learn" @click=${() => void this.#learn()}>
          ${this.#learning ? "Stop" : "Learn lambda"}
        </button>
        <button
          class="ox-button"
          @click=${() => this.#redraw(examples(1, Math.floor(1e6 * Math.random())).clean)}
        >
          Another signal
        </button>
      </div>
      <p role="status">
        On 40 other signals the mean squared error is ${shown(loss)}, and its slope in lambda ${shown(slope)}.
      </p>
      ${signalPicture(signals, (event) => {
        const drawn = drawnSignal(event, this.#clean);
        if (drawn !== undefined) this.#redraw(drawn);
      })}
      <p>Draw a signal: the thin line. Noise is added to it (dots), and the thick line is what comes back.</p>
      <div class="denoising-images">
        <figure>
          <canvas class="denoising-before" role="img" aria-label="An image with noise"></canvas>
          <figcaption>with noise</figcaption>
        </figure>
        <figure>
          <canvas class="denoising-after" role="img" aria-label="The image, denoised"></canvas>
          <figcaption>denoised</figcaption>
        </figure>
      </div>
      <p class="ox-where">
        Solved in two workers of this page, in WebAssembly: a signal as one program of 99 variables; the image
        of ${WIDTH} by ${WIDTH} pixels as one sparse program of ${2 * WIDTH * (WIDTH - 1)} variables.
      </p>
    </div>`;
  }
}
