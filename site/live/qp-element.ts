/**
 * A quadratic program whose reader changes the numbers: `<optnet-qp data-problem="…">`. The attribute is the input of
 * `solve` as JSON, and `loss`, the weights of the loss Σ wᵢ zᵢ whose gradients are shown.
 */
import { wrap, type Remote } from "comlink";
import { html, nothing, type TemplateResult } from "lit";
import { Demo, shown } from "../play/demo.js";
import { Latest } from "../play/latest.js";
import { FIELDS, numbersOf, written, type Field, type Numbers, type QpNumbers } from "./qp-numbers.js";
import type { QpResult, QpService } from "./qp-worker.js";

let service: Remote<QpService> | undefined;

/** One worker for all programs of a page. */
function answer(numbers: QpNumbers): Promise<QpResult | string> {
  service ??= wrap<QpService>(new Worker(new URL("./qp-worker.ts", import.meta.url), { type: "module" }));
  return service.answer(numbers);
}

export class QpElement extends Demo {
  /** What stood in the fields first: what is typed afterwards is nobody's to rewrite. */
  #first: QpNumbers | undefined;
  #numbers: QpNumbers | undefined;
  #result: QpResult | string | undefined;
  readonly #latest = new Latest<QpNumbers, QpResult | string>(
    answer,
    (result) => {
      this.#result = result;
      this.worked();
      this.dataset.status = typeof result === "string" ? "refused" : result.status;
      this.requestUpdate();
    },
    this.failed,
  );
  /** Fields whose text is not numbers now. */
  readonly #unread = new Set<Field | "loss">();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#first ??= JSON.parse(this.dataset.problem ?? "{}") as QpNumbers;
    this.#numbers ??= this.#first;
    this.#latest.ask(this.#numbers);
  }

  #change(field: Field | "loss", text: string): void {
    const numbers = numbersOf(text, this.#numbers![field]!);
    if (numbers === undefined) this.#unread.add(field);
    else this.#unread.delete(field);
    this.requestUpdate();
    if (numbers === undefined) return;
    this.#numbers = { ...this.#numbers!, [field]: numbers };
    this.#latest.ask(this.#numbers);
  }

  protected override render(): TemplateResult {
    const numbers = this.#numbers!;
    const fields = FIELDS.filter((field) => numbers[field] !== undefined);
    return html`<div class="ox-demo">
      <div class="qp-fields">
        ${fields.map((field) => this.#field(field, field, numbers[field]!))}
        ${this.#field("loss", "loss weights", numbers.loss!)}
      </div>
      ${this.complaint()} ${this.#unreadFields()} ${this.#answer(fields)}
    </div>`;
  }

  #unreadFields(): TemplateResult | typeof nothing {
    if (this.#unread.size === 0) return nothing;
    return html`<p class="ox-bad" role="alert">
      ${[...this.#unread].join(", ")}: numbers are wanted here, a row of the matrix on each line, apart by
      spaces. Below is still the answer to the numbers before.
    </p>`;
  }

  #field(field: Field | "loss", label: string, value: Numbers): TemplateResult {
    return html`<label class="qp-field">
      <span>${label}</span>
      <textarea
        rows=${written(value).split("\n").length}
        cols="12"
        spellcheck="false"
        aria-invalid=${this.#unread.has(field)}
        .value=${written(this.#first![field]!)}
        @input=${(event: Event) => this.#change(field, (event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>`;
  }

  #answer(fields: readonly Field[]): TemplateResult | typeof nothing {
    if (this.#result === undefined) return nothing;
    if (typeof this.#result === "string") return html`<p class="ox-bad" role="status">${this.#result}</p>`;
    const { status, outputs, gradients } = this.#result;
    const row = (name: string, values: Float64Array): TemplateResult =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${[...values].map((value) => shown(value, 4)).join("  ")}</td>
      </tr>`;
    return html`<p role="status" class=${status === "solved" ? "" : "ox-bad"}>${status}</p>
      ${
        status === "solved"
          ? html`<table class="qp-answer">
              <caption>
                The solution and its multipliers, and gradients of the loss
              </caption>
              <tbody>
                ${outputs.map(([name, values]) => row(name, values))}
                ${fields.flatMap((field) =>
                  gradients[field] === undefined ? [] : [row(`∂loss/∂${field}`, gradients[field])],
                )}
              </tbody>
            </table>`
          : nothing
      }`;
  }
}
