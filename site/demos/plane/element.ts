/** The plane: half-planes and a quadratic to drag, with all that a solution says about them. */
import { releaseProxy, wrap, type Remote } from "comlink";
import { html, nothing, type TemplateResult } from "lit";
import { Demo, shown } from "../../play/demo.js";
import { Latest } from "../../play/latest.js";
import { slider } from "../../play/slider.js";
import { learned, type Answer } from "./answer.js";
import { forceScale, legend, picture, SIZE, type Handle, type View } from "./picture.js";
import { FIRST_SCENE, SCENES, type HalfPlane, type Point, type Scene } from "./scene.js";
import type { PlaneService } from "./worker.js";
import "./plane.css";

const MOST_HALF_PLANES = 8;

const MEANING: Readonly<Record<string, string>> = {
  solved: "Solved: the forces are in balance",
  primalInfeasible: "primalInfeasible: no point is in all half-planes",
  dualInfeasible: "dualInfeasible: the objective falls without end",
};

export class PlaneDemo extends Demo {
  #name = Object.keys(SCENES)[0];
  #scene: Scene = FIRST_SCENE;
  #answer: Answer | undefined;
  #path: readonly Point[] | undefined;
  #step = 0;
  #forces = true;
  #gradients = true;
  #worker: Worker | undefined;
  #service: Remote<PlaneService> | undefined;
  #arithmetic = "";
  readonly #latest = new Latest<Scene, [Answer, Point[] | undefined]>(
    async (scene) => [
      await this.#service!.answerTo(scene),
      this.#path && (await this.#service!.pathOf(scene)),
    ],
    ([answer, path]) => {
      this.#answer = answer;
      if (this.#path !== undefined) this.#path = path ?? this.#path;
      this.#step = Math.min(this.#step, (this.#path?.length ?? 1) - 1);
      this.dataset.status = answer.status;
      this.worked();
      this.requestUpdate();
    },
    this.failed,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap<PlaneService>(this.#worker);
    this.#latest.ask(this.#scene);
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }

  #change(scene: Scene): void {
    this.#scene = scene;
    this.requestUpdate();
    this.#latest.ask(scene);
  }

  #move(handle: Handle, to: Point): void {
    const scene = this.#scene;
    if (handle.kind === "centre") this.#change({ ...scene, centre: to });
    else if (handle.kind === "target") this.#change({ ...scene, target: to });
    else {
      const halfPlanes = scene.halfPlanes.map((one, i): HalfPlane => {
        if (i !== handle.index) return one;
        if (handle.kind === "edge") return { ...one, at: to };
        return { ...one, angle: Math.atan2(to[1] - one.at[1], to[0] - one.at[0]) };
      });
      this.#change({ ...scene, halfPlanes });
    }
  }

  #showPath(): void {
    this.#path = this.#path === undefined ? [] : undefined;
    this.#step = Infinity;
    this.#change(this.#scene);
  }

  #addHalfPlane(): void {
    const angle = 2.4 * this.#scene.halfPlanes.length;
    const added = { at: [1.8 * Math.cos(angle), 1.8 * Math.sin(angle)], angle } as const;
    this.#change({ ...this.#scene, halfPlanes: [...this.#scene.halfPlanes, added] });
  }

  #without(index: number): void {
    this.#change({ ...this.#scene, halfPlanes: this.#scene.halfPlanes.filter((_, i) => i !== index) });
  }

  protected override render(): TemplateResult {
    const view: View = {
      scene: this.#scene,
      answer: this.#answer,
      forces: this.#forces,
      gradients: this.#gradients,
      path: this.#path?.slice(0, this.#step + 1),
    };
    return html`<div class="ox-demo plane">
      <div class="plane-picture">
        ${picture(view, (handle, to) => this.#move(handle, to))} ${legend(view)}
      </div>
      <div class="plane-side">${this.#controls()} ${this.#numbers()}</div>
    </div>`;
  }

  #controls(): TemplateResult {
    const scene = this.#scene;
    const iterations = this.#path?.length ?? 0;
    const step = Math.min(this.#step, iterations - 1);
    const toggle = (on: boolean, text: string, act: () => void): TemplateResult =>
      html`<button class="ox-button" aria-pressed=${on} @click=${act}>${text}</button>`;
    return html`<div class="ox-controls">
      <label>
        Scene
        <select
          @change=${(event: Event) => {
            this.#name = (event.target as HTMLSelectElement).value;
            this.#change(SCENES[this.#name]);
          }}
        >
          ${Object.keys(SCENES).map((name) => html`<option>${name}</option>`)}
        </select>
      </label>
      <button class="ox-button" @click=${() => this.#change(SCENES[this.#name])}>As it was</button>
      ${toggle(this.#forces, "Forces", () => {
        this.#forces = !this.#forces;
        this.requestUpdate();
      })}
      ${toggle(this.#gradients, "Gradient", () => {
        this.#gradients = !this.#gradients;
        this.requestUpdate();
      })}
      ${toggle(this.#path !== undefined, "Interior point", () => this.#showPath())}
      ${toggle(scene.linear, "No quadratic", () => this.#change({ ...scene, linear: !scene.linear }))}
      <button
        class="ox-button"
        ?disabled=${scene.halfPlanes.length >= MOST_HALF_PLANES}
        @click=${() => this.#addHalfPlane()}
      >
        Add a half-plane
      </button>
      <button
        class="ox-button learn"
        ?disabled=${this.#answer?.status !== "solved"}
        @click=${() => this.#change(learned(scene, this.#answer!, 0.3))}
      >
        Step against the gradient
      </button>
      ${
        iterations < 2
          ? nothing
          : slider(`After iteration ${step + 1} of ${iterations}`, [0, iterations - 1, 1], step, (value) => {
              this.#step = value;
              this.requestUpdate();
            })
      }
      ${scene.linear ? nothing : [this.#curvature("Curvature along", 0), this.#curvature("Curvature across", 1), this.#turn()]}
    </div>`;
  }

  #turn(): TemplateResult {
    const degrees = Math.round((180 * this.#scene.turn) / Math.PI);
    return slider(`Turned by ${degrees}°`, [-90, 90, 1], degrees, (value) =>
      this.#change({ ...this.#scene, turn: (value * Math.PI) / 180 }),
    );
  }

  #curvature(text: string, axis: 0 | 1): TemplateResult {
    const { curvatures } = this.#scene;
    const now = curvatures[axis];
    return slider(`${text} ${shown(now, 2)}`, [0.05, 2, 0.05], now, (value) => {
      const next: [number, number] = axis === 0 ? [value, curvatures[1]] : [curvatures[0], value];
      this.#change({ ...this.#scene, curvatures: next });
    });
  }

  #numbers(): TemplateResult | typeof nothing {
    const answer = this.#answer;
    if (answer === undefined) return this.complaint();
    const { certificate } = answer;
    const solved = answer.status === "solved";
    const proof = certificate?.kind === "primalInfeasible" ? certificate.lambda : undefined;
    const away = solved && Math.max(...answer.z.map(Math.abs)) > SIZE;
    const scale = this.#forces && solved ? forceScale(answer) : 1;
    return html`${this.complaint()}
      <p class="plane-status ${solved ? "" : "ox-bad"}" role="status">
        ${MEANING[answer.status] ?? answer.status}.
        ${proof && html`Proof: added up with the weights below, the half-planes say 0 ≤ −1.`}
        ${
          certificate?.kind === "dualInfeasible"
            ? html`Proof: it falls by 1 for every step of
              (${[...certificate.z].map((value) => shown(value)).join(", ")}).`
            : nothing
        }
      </p>
      ${
        solved
          ? html`<p class="plane-z">
                z = (${shown(answer.z[0])}, ${shown(answer.z[1])}), loss ½|z − target|² =
                ${shown(answer.loss)}
              </p>
              ${away ? html`<p>The solution lies outside of the picture.</p>` : nothing}
              ${scale < 1 ? html`<p>The forces are drawn at ${Math.round(100 * scale)} % of their length.</p>` : nothing}`
          : nothing
      }
      <table>
        <thead>
          <tr>
            <th>half-plane</th>
            <th>${proof ? "proof" : "lambda"}</th>
            <th>slack</th>
            <th>∂loss/∂h</th>
            <th><span class="ox-hidden">remove</span></th>
          </tr>
        </thead>
        <tbody>
          ${answer.lambda.map(
            (lambda, i) =>
              html`<tr>
                <td>${i + 1}</td>
                <td>${proof ? shown(proof[i]) : solved ? shown(lambda) : "–"}</td>
                <td>${solved ? shown(answer.slack[i]) : "–"}</td>
                <td>${solved ? shown(answer.gradient.h[i]) : "–"}</td>
                <td>
                  <button
                    class="ox-button small"
                    aria-label="Remove half-plane ${i + 1}"
                    @click=${() => this.#without(i)}
                  >
                    ×
                  </button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="ox-where">Solved in a worker of this page, by ${answer.solvedBy}, ${this.#arithmetic}.</p>`;
  }
}
