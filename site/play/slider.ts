/** A number that is slid. */
import { html, nothing, type TemplateResult } from "lit";

/**
 * @param text what the number is, and how large.
 * @param name the class of the slider, where styles or tests look for it.
 */
export function slider(
  text: string,
  [min, max, step]: readonly [min: number, max: number, step: number],
  value: number,
  set: (value: number) => void,
  name?: string,
): TemplateResult {
  return html`<label>
    ${text}
    <input
      class=${name ?? nothing}
      type="range"
      min=${min}
      max=${max}
      step=${step}
      .value=${String(value)}
      @input=${(event: Event) => set(Number((event.target as HTMLInputElement).value))}
    />
  </label>`;
}
