/** Signals as lines that can be drawn over, and images as squares of grey. */
import { html, nothing, svg, type TemplateResult } from "lit";
import { LENGTH } from "./pictures.js";

export interface Signals {
  readonly clean: Float64Array;
  readonly noisy: Float64Array;
  readonly denoised: Float64Array | undefined;
}

const [WIDTH, HEIGHT] = [800, 310];
/** Room for the numbers at the axes. */
const [LEFT, RIGHT, BELOW] = [58, 16, 54];
/** Of values: a little more than those of the examples. */
const [LOWEST, HIGHEST] = [-15, 125];

const x = (i: number): number => LEFT + ((i + 0.5) / LENGTH) * (WIDTH - LEFT - RIGHT);
const y = (value: number): number => (HEIGHT - BELOW) * (1 - (value - LOWEST) / (HIGHEST - LOWEST));
const line = (values: Float64Array): string =>
  [...values].map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");

/** Of a signal, the number of a sample and what it is to be. */
export interface Touch {
  readonly at: number;
  readonly value: number;
}

/** A pen at a sample: where the keyboard draws. */
export interface Pen {
  readonly at: number;
  /** Asks for a stroke from one touch to another, and leaves the pen there. */
  draw(from: Touch, to: Touch): void;
}

export function signalPicture({ clean, noisy, denoised }: Signals, pen: Pen): TemplateResult {
  const drawTo = (event: PointerEvent): void => {
    const touch = touchUnder(event);
    pen.draw(last ?? touch, touch);
    last = touch;
  };
  const onDown = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    last = undefined;
    drawTo(event);
  };
  const onMove = (event: PointerEvent): void => {
    if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) drawTo(event);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const rise = { ArrowUp: 2, ArrowDown: -2, PageUp: 20, PageDown: -20 }[event.key] ?? 0;
    if (step === 0 && rise === 0) return;
    event.preventDefault();
    const here = { at: pen.at, value: clean[pen.at] };
    const at = Math.min(LENGTH - 1, Math.max(0, pen.at + step));
    // With Shift the pen takes its value along; without, it moves and leaves no trace.
    const value = event.shiftKey || step === 0 ? here.value + rise : clean[at];
    pen.draw(event.shiftKey || step === 0 ? here : { at, value }, { at, value });
  };
  return html`<svg
    class="ox-picture denoising-signal"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="group"
    aria-label="A signal, its noisy version and what is made of it"
    @pointerdown=${onDown}
    @pointermove=${onMove}
  >
    ${axes()} ${[...noisy].map((value, i) => svg`<circle class="noisy" cx=${x(i)} cy=${y(value)} r="2.5" />`)}
    <polyline class="clean" points=${line(clean)} />
    ${denoised === undefined ? nothing : svg`<polyline class="denoised" points=${line(denoised)} />`}
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

function axes(): unknown {
  return [
    ...[0, 25, 50, 75, 100].map(
      (value) =>
        svg`<line class="grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(value)} y2=${y(value)} />
          <text class="of-value" x=${LEFT - 8} y=${y(value) + 5}>${value}</text>`,
    ),
    ...[1, 20, 40, 60, 80, 100].map(
      (sample) => svg`<text class="of-sample" x=${x(sample - 1)} y=${HEIGHT - BELOW + 20}>${sample}</text>`,
    ),
    svg`<text class="of-sample" x=${(LEFT + WIDTH) / 2} y=${HEIGHT - 6}>sample</text>
      <text class="of-axis" transform="translate(14 ${(HEIGHT - BELOW) / 2}) rotate(-90)">value</text>`,
  ];
}

/** Where the pointer was before in this stroke: values between are filled in. */
let last: Touch | undefined;

function touchUnder(event: PointerEvent): Touch {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  const across = (((event.clientX - left) / width) * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT);
  const down = (((event.clientY - top) / height) * HEIGHT) / (HEIGHT - BELOW);
  return {
    at: Math.min(LENGTH - 1, Math.max(0, Math.floor(across * LENGTH))),
    value: LOWEST + (1 - down) * (HIGHEST - LOWEST),
  };
}

/** The largest value that can be drawn; the least is 0. */
const MOST = 110;

/** A signal with a line from one touch to the next. */
export function stroked(signal: Float64Array, from: Touch, to: Touch): Float64Array {
  const drawn = signal.slice();
  const steps = Math.max(1, Math.abs(to.at - from.at));
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const value = from.value + share * (to.value - from.value);
    drawn[Math.round(from.at + share * (to.at - from.at))] = Math.max(0, Math.min(MOST, value));
  }
  return drawn;
}

/** Values from 0 to 100 as greys. */
export function paintImage(canvas: HTMLCanvasElement | null, values: Float64Array, width: number): void {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return;
  canvas.width = width;
  canvas.height = values.length / width;
  const image = context.createImageData(canvas.width, canvas.height);
  values.forEach((value, at) => image.data.set([2.55 * value, 2.55 * value, 2.55 * value, 255], 4 * at));
  context.putImageData(image, 0, 0);
}
