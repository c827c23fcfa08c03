/** Signals as lines that can be drawn over, and images as squares of grey. */
import { html, nothing, svg, type TemplateResult } from "lit";
import { LENGTH } from "./pictures.js";

export interface Signals {
  readonly clean: Float64Array;
  readonly noisy: Float64Array;
  readonly denoised: Float64Array | undefined;
}

const [WIDTH, HEIGHT] = [800, 260];
/** Of values: a little more than those of the examples. */
const [LOWEST, HIGHEST] = [-15, 125];

const x = (i: number): number => ((i + 0.5) / LENGTH) * WIDTH;
const y = (value: number): number => HEIGHT * (1 - (value - LOWEST) / (HIGHEST - LOWEST));
const line = (values: Float64Array): string =>
  [...values].map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");

export function signalPicture(
  { clean, noisy, denoised }: Signals,
  draw: (event: PointerEvent) => void,
): TemplateResult {
  const onDown = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    last = undefined;
    draw(event);
  };
  const onMove = (event: PointerEvent): void => {
    if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) draw(event);
  };
  return html`<svg
    class="ox-picture denoising-signal"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="A signal, its noisy version and what is made of it"
    @pointerdown=${onDown}
    @pointermove=${onMove}
  >
    ${[...noisy].map((value, i) => svg`<circle cx=${x(i)} cy=${y(value)} r="2.5" />`)}
    <polyline class="clean" points=${line(clean)} />
    ${denoised === undefined ? nothing : svg`<polyline class="denoised" points=${line(denoised)} />`}
  </svg>`;
}

/** Where the pointer was before in this stroke: values between are filled in. */
let last: { readonly at: number; readonly value: number } | undefined;

/** A signal with the stroke of the pointer in it. */
export function drawnSignal(event: PointerEvent, signal: Float64Array): Float64Array | undefined {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  const at = Math.floor(((event.clientX - left) / width) * LENGTH);
  if (at < 0 || at >= LENGTH) return undefined;
  const value = LOWEST + (1 - (event.clientY - top) / height) * (HIGHEST - LOWEST);
  const drawn = stroked(signal, last ?? { at, value }, { at, value });
  last = { at, value };
  return drawn;
}

interface Touch {
  readonly at: number;
  readonly value: number;
}

/** A signal with a line from one touch to the next. */
function stroked(signal: Float64Array, from: Touch, to: Touch): Float64Array {
  const drawn = signal.slice();
  const steps = Math.max(1, Math.abs(to.at - from.at));
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const value = from.value + share * (to.value - from.value);
    drawn[Math.round(from.at + share * (to.at - from.at))] = Math.max(0, Math.min(110, value));
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
