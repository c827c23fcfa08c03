import { init, parse } from "es-module-lexer";
function siteAddress() {
  return new URL("/optnet/", location.href).href;
}
const LIBRARIES = {
  optnet: "lib/optnet.js",
  "optnet/threads": "lib/optnet-threads.js",
  "optnet/webgpu": "lib/optnet-webgpu.js",
  "optnet/io": "lib/optnet-io.js",
  "optnet/model": "lib/optnet-model.js",
  "optnet/tfjs": "lib/optnet-tfjs.js",
  "@tensorflow/tfjs": "lib/tensorflow.js",
  "optnet/jax": "lib/optnet-jax.js",
  "@jax-js/jax": "lib/jax.js"
};
async function faultIn(program, complaint) {
  const { parse: parse2 } = await import("acorn");
  let body;
  try {
    ({ body } = parse2(program, { ecmaVersion: "latest", sourceType: "module", locations: true }));
  } catch (error) {
    const { message, loc } = error;
    if (loc === void 0) throw error;
    return { text: `SyntaxError: ${message.replace(/ \(\d+:\d+\)$/, "")}`, line: loc.line };
  }
  if (!complaint.startsWith("SyntaxError")) return void 0;
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const one of statement.specifiers) {
      const name = one.type === "ImportSpecifier" ? nameOf(one.imported) : one.type === "ImportDefaultSpecifier" ? "default" : void 0;
      if (name === void 0 || !complaint.includes(`'${name}'`)) continue;
      return {
        text: `"${String(statement.source.value)}" has no export that is called "${name}".`,
        line: one.loc.start.line
      };
    }
  }
  return void 0;
}
function nameOf(imported) {
  return imported.name ?? String(imported.value);
}
async function withAddresses(program, site) {
  await init();
  const [imports] = parse(program);
  let text = "";
  let end = 0;
  for (const found of imports) {
    if (!("specifier" in found) || typeof found.specifier !== "string") continue;
    const { specifier: name, start: from, end: to } = found;
    if (!(name in LIBRARIES)) {
      const known = Object.keys(LIBRARIES).join(", ");
      throw new Error(`There is no "${name}" in this page. Programs here may import ${known}.`);
    }
    const address = new URL(LIBRARIES[name], site).href;
    const quoted = /^["'`]/.test(program.slice(from, to));
    text += program.slice(end, from) + (quoted ? JSON.stringify(address) : address);
    end = to;
  }
  return text + program.slice(end);
}
function runProgram(program, site, listener, seconds = 60) {
  let worker;
  let address;
  let finish;
  let over = false;
  const outcome = new Promise((resolve) => {
    finish = (how) => {
      over = true;
      worker?.terminate();
      if (address !== void 0) URL.revokeObjectURL(address);
      clearTimeout(timer);
      resolve(how);
    };
  });
  const timer = setTimeout(() => {
    listener.error(`Ended after ${seconds} seconds.`, void 0);
    finish("timed out");
  }, 1e3 * seconds);
  const fail = async (text, line) => {
    const fault = line === void 0 ? await faultIn(program, text).catch(() => void 0) : void 0;
    if (over) return;
    listener.error(fault?.text ?? text, fault?.line ?? line);
    finish("failed");
  };
  const start = async () => {
    const text = await withAddresses(program, site);
    if (over) return;
    worker = new Worker(new URL("lib/console.js", site), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.kind === "line") listener.line(data.text);
      else if (data.kind === "done") finish("done");
      else void fail(data.text, data.line);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      void fail("What runs programs could not be loaded: is the site still there?");
    };
    address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    worker.postMessage(address);
  };
  start().catch((error) => fail(error instanceof Error ? error.message : String(error)));
  return { outcome, stop: () => finish("stopped") };
}
class CodeElement extends HTMLElement {
  #editor;
  #running;
  #output;
  #run;
  #edit;
  connectedCallback() {
    if (this.querySelector(".ox-bar")) return;
    const bar = document.createElement("div");
    bar.className = "ox-bar";
    this.#run = button("Run", () => void this.#toggle());
    this.#edit = button("Edit", () => void this.#startEditing());
    bar.append(this.#run, this.#edit);
    this.#output = document.createElement("pre");
    this.#output.className = "ox-output";
    this.#output.setAttribute("role", "log");
    this.#output.setAttribute("aria-label", "Output of the program");
    this.#output.tabIndex = 0;
    this.#output.hidden = true;
    this.append(bar, this.#output);
  }
  disconnectedCallback() {
    this.#running?.stop();
  }
  /** The program as it stands, without what earlier blocks of the page say. */
  get program() {
    return this.#editor?.text ?? this.querySelector("pre code")?.textContent ?? "";
  }
  async #startEditing() {
    const text = this.program;
    const { openEditor } = await import("./editor.DDVpuTIe.js").then((n) => n.e);
    const block = this.querySelector('div[class*="language-"]');
    if (block === null || this.#editor !== void 0) return;
    const place = document.createElement("div");
    place.className = "ox-editor";
    block.replaceWith(place);
    this.#editor = openEditor(place, text, () => void this.#toggle());
    const keys = document.createElement("span");
    keys.className = "ox-where";
    keys.textContent = "Ctrl-Enter (⌘-Enter) runs it; Tab leaves the editor.";
    this.#edit.replaceWith(keys);
    this.#editor.view.focus();
  }
  async #toggle() {
    if (this.#running !== void 0) {
      this.#running.stop();
      return;
    }
    const preamble = decodeURIComponent(this.dataset.preamble ?? "");
    const before = preamble.split("\n").length - 1;
    const lines = [];
    const show = (text) => {
      lines.push(text);
      this.#output.textContent = lines.join("\n");
    };
    this.#output.hidden = false;
    this.#output.textContent = "…";
    this.#output.classList.remove("ox-failed");
    this.dataset.outcome = "running";
    this.#editor?.mark(void 0);
    this.#running = runProgram(preamble + this.program, siteAddress(), {
      line: show,
      error: (text, line) => {
        const where = line === void 0 || line <= before ? "" : ` (line ${line - before})`;
        this.#output.classList.add("ox-failed");
        if (where !== "") this.#editor?.mark(line - before);
        show(text + where);
      }
    });
    this.#run.textContent = "Stop";
    this.dataset.outcome = await this.#running.outcome;
    if (lines.length === 0) this.#output.textContent = "It printed nothing.";
    this.#running = void 0;
    this.#run.textContent = "Run";
  }
}
function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ox-button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
const MARK = "program=";
function linkTo(held) {
  return MARK + held;
}
function programIn(hash) {
  return hash.startsWith(`#${MARK}`) ? hash.slice(MARK.length + 1) : void 0;
}
const DEMOS = {
  "optnet-qp": async () => (await import("./qp-element.Do2nE7BB.js")).QpElement,
  "demo-plane": async () => (await import("./element.KP09JIdX.js")).PlaneDemo,
  "demo-sudoku": async () => (await import("./element.DITTcdOF.js")).SudokuDemo,
  "demo-denoising": async () => (await import("./element.BQa0YM_N.js")).DenoisingDemo,
  "demo-cart-pole": async () => (await import("./element.B4GXcQ_4.js")).CartPoleDemo,
  "demo-portfolio": async () => (await import("./element.DTqmJS2a.js")).PortfolioDemo,
  "demo-editor": async () => (await import("./element.BKU9g3Th.js")).EditorDemo
};
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      void load(target.localName);
    }
  },
  { rootMargin: "300px" }
);
async function load(name) {
  const element = await DEMOS[name]();
  if (customElements.get(name) === void 0) customElements.define(name, element);
}
function comeToEditor() {
  if (programIn(location.hash) === void 0) return;
  document.querySelector("demo-editor")?.scrollIntoView();
}
function watchDemos() {
  for (const element of document.querySelectorAll(Object.keys(DEMOS).join(","))) observer.observe(element);
  comeToEditor();
}
if (customElements.get("optnet-code") === void 0) customElements.define("optnet-code", CodeElement);
const index = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.defineProperty({
  __proto__: null,
  watchDemos
}, Symbol.toStringTag, { value: "Module" }));
export {
  index as i,
  linkTo as l,
  programIn as p,
  runProgram as r,
  siteAddress as s
};
