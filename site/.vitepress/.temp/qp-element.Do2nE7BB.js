import { D as Demo, T, A, s as shown, w as wrap } from "./demo.BwLq3-7d.js";
import { L as Latest } from "./latest.BxDG6Yhe.js";
const FIELDS = ["Q", "p", "A", "b", "G", "h", "lower", "upper"];
function isMatrix(numbers) {
  return Array.isArray(numbers[0]);
}
function written(numbers) {
  const rows = isMatrix(numbers) ? numbers : [numbers];
  return rows.map((row) => row.map(String).join("  ")).join("\n");
}
function numbersOf(text, like) {
  const rows = text.split("\n").map((line) => line.split(/[\s,;[\]]+/).filter((word) => word !== "")).filter((row) => row.length > 0).map((row) => row.map((word) => Number(word.replace("−", "-").replace(/^∞$/, "Infinity"))));
  if (rows.length === 0 || rows.flat().some(Number.isNaN)) return void 0;
  return isMatrix(like) ? rows : rows.flat();
}
let service;
function answer(numbers) {
  service ??= wrap(new Worker(new URL("./qp-worker.ts", import.meta.url), { type: "module" }));
  return service.answer(numbers);
}
class QpElement extends Demo {
  /** What stood in the fields first: what is typed afterwards is nobody's to rewrite. */
  #first;
  #numbers;
  #result;
  #latest = new Latest(
    answer,
    (result) => {
      this.#result = result;
      this.worked();
      this.dataset.status = typeof result === "string" ? "refused" : result.status;
      this.requestUpdate();
    },
    this.failed
  );
  /** Fields whose text is not numbers now. */
  #unread = /* @__PURE__ */ new Set();
  connectedCallback() {
    super.connectedCallback();
    this.#first ??= JSON.parse(this.dataset.problem ?? "{}");
    this.#numbers ??= this.#first;
    this.#latest.ask(this.#numbers);
  }
  #change(field, text) {
    const numbers = numbersOf(text, this.#numbers[field]);
    if (numbers === void 0) this.#unread.add(field);
    else this.#unread.delete(field);
    this.requestUpdate();
    if (numbers === void 0) return;
    this.#numbers = { ...this.#numbers, [field]: numbers };
    this.#latest.ask(this.#numbers);
  }
  render() {
    const numbers = this.#numbers;
    const fields = FIELDS.filter((field) => numbers[field] !== void 0);
    return T`<div class="ox-demo">
      <div class="qp-fields">
        ${fields.map((field) => this.#field(field, field, numbers[field]))}
        ${this.#field("loss", "loss weights", numbers.loss)}
      </div>
      ${this.complaint()} ${this.#unreadFields()} ${this.#answer(fields)}
    </div>`;
  }
  #unreadFields() {
    if (this.#unread.size === 0) return A;
    return T`<p class="ox-bad" role="alert">
      ${[...this.#unread].join(", ")}: numbers are wanted here, a row of the matrix on each line, apart by
      spaces. Below is still the answer to the numbers before.
    </p>`;
  }
  #field(field, label, value) {
    return T`<label class="qp-field">
      <span>${label}</span>
      <textarea
        rows=${written(value).split("\n").length}
        cols="12"
        spellcheck="false"
        aria-invalid=${this.#unread.has(field)}
        .value=${written(this.#first[field])}
        @input=${(event) => this.#change(field, event.target.value)}
      ></textarea>
    </label>`;
  }
  #answer(fields) {
    if (this.#result === void 0) return A;
    if (typeof this.#result === "string") return T`<p class="ox-bad" role="status">${this.#result}</p>`;
    const { status, outputs, gradients } = this.#result;
    const row = (name, values) => T`<tr>
        <th scope="row">${name}</th>
        <td>${[...values].map((value) => shown(value, 4)).join("  ")}</td>
      </tr>`;
    return T`<p role="status" class=${status === "solved" ? "" : "ox-bad"}>${status}</p>
      ${status === "solved" ? T`<table class="qp-answer">
              <caption>
                The solution and its multipliers, and gradients of the loss
              </caption>
              <tbody>
                ${outputs.map(([name, values]) => row(name, values))}
                ${fields.flatMap(
      (field) => gradients[field] === void 0 ? [] : [row(`∂loss/∂${field}`, gradients[field])]
    )}
              </tbody>
            </table>` : A}`;
  }
}
export {
  QpElement
};
