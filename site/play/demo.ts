/** What all demonstrations share: Lit without a shadow, so that the styles of the site reach them. */
import { LitElement, html, nothing, type TemplateResult } from "lit";

export abstract class Demo extends LitElement {
  #complaint = "";

  /** What went wrong, to be shown until something works. */
  protected readonly failed = (error: unknown): void => {
    this.#complaint = error instanceof Error ? error.message : String(error);
    this.requestUpdate();
  };

  protected worked(): void {
    this.#complaint = "";
  }

  protected complaint(): TemplateResult | typeof nothing {
    return this.#complaint === "" ? nothing : html`<p class="ox-bad" role="alert">${this.#complaint}</p>`;
  }

  protected override createRenderRoot(): this {
    // What stands there without a script.
    this.replaceChildren();
    return this;
  }
}

/** 0.25, −1.3e-5, 12.3: as many digits as a reader wants to see. */
export function shown(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  // What is left of rounding.
  if (size < 1e-14) return "0";
  const text = size < 1e-3 || size >= 1e5 ? value.toExponential(1) : value.toPrecision(digits);
  return text.replace("-", "−");
}
