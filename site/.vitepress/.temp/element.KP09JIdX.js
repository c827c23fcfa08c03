import { b, T, A, D as Demo, w as wrap, r as releaseProxy, s as shown } from "./demo.BwLq3-7d.js";
import { L as Latest } from "./latest.BxDG6Yhe.js";
import { s as slider } from "./slider.B4WFDOys.js";
const FIRST_SCENE = {
  centre: [2.6, 2.2],
  curvatures: [1, 0.35],
  turn: 0.5,
  halfPlanes: [
    { at: [1.4, 0.6], angle: 0.35 },
    { at: [0, 2.6], angle: 1.45 },
    { at: [-2.6, 0], angle: Math.PI },
    { at: [0, -2.2], angle: -Math.PI / 2 }
  ],
  target: [-1, 0.5],
  linear: false
};
const SCENES = {
  "An optimum on an edge": FIRST_SCENE,
  "Nothing is active": { ...FIRST_SCENE, centre: [-0.8, -0.4] },
  "At a corner": { ...FIRST_SCENE, centre: [2.2, 3.9], curvatures: [1, 1], turn: 0 },
  "No feasible point": {
    ...FIRST_SCENE,
    halfPlanes: [
      { at: [-1, 0], angle: 0 },
      { at: [1, 0], angle: Math.PI },
      { at: [0, 2.4], angle: Math.PI / 2 }
    ]
  },
  "Without end": { ...FIRST_SCENE, linear: true, halfPlanes: FIRST_SCENE.halfPlanes.slice(2) }
};
function normal({ angle }) {
  const rounded = (value) => Math.round(value * 1e12) / 1e12;
  return [rounded(Math.cos(angle)), rounded(Math.sin(angle))];
}
function shifted(halfPlane, by) {
  const [x, y] = normal(halfPlane);
  return { ...halfPlane, at: [halfPlane.at[0] + by * x, halfPlane.at[1] + by * y] };
}
function learned(scene, answer, rate) {
  if (answer.status !== "solved") return scene;
  const { centre, h } = answer.gradient;
  return {
    ...scene,
    centre: [scene.centre[0] - rate * centre[0], scene.centre[1] - rate * centre[1]],
    halfPlanes: scene.halfPlanes.map((one, i) => shifted(one, -rate * h[i]))
  };
}
function clip(polygon, halfPlane) {
  const [nx, ny] = normal(halfPlane);
  const outside = ([x, y]) => nx * (x - halfPlane.at[0]) + ny * (y - halfPlane.at[1]);
  return polygon.flatMap((here, i) => {
    const next = polygon[(i + 1) % polygon.length];
    const [a, b2] = [outside(here), outside(next)];
    const kept = a <= 0 ? [here] : [];
    if (a < 0 === b2 < 0 || a === 0 || b2 === 0) return kept;
    const share = a / (a - b2);
    return [...kept, [here[0] + share * (next[0] - here[0]), here[1] + share * (next[1] - here[1])]];
  });
}
function feasibleSet(halfPlanes, size) {
  const square = [
    [-size, -size],
    [size, -size],
    [size, size],
    [-size, size]
  ];
  return halfPlanes.reduce((polygon, halfPlane) => clip(polygon, halfPlane), square);
}
function levelLine({ centre, curvatures, turn }, level) {
  const [k, l] = curvatures;
  return {
    centre,
    radii: [Math.sqrt(2 * level / k), Math.sqrt(2 * level / l)],
    turn: turn * 180 / Math.PI
  };
}
function heightAt({ centre, curvatures, turn }, point) {
  const [x, y] = [point[0] - centre[0], point[1] - centre[1]];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [k, l] = curvatures;
  return 0.5 * (k * (cos * x + sin * y) ** 2 + l * (cos * y - sin * x) ** 2);
}
const SIZE = 4.5;
const SCALE = 100;
const ARM = 0.8;
const onPaper = ([x, y]) => [SCALE * x, -SCALE * y];
const text = (points) => points.map((point) => onPaper(point).join(",")).join(" ");
const plus = (a, b2, by = 1) => [a[0] + by * b2[0], a[1] + by * b2[1]];
function handlesOf({ centre, target, halfPlanes, linear }) {
  return [
    {
      kind: "centre",
      index: 0,
      at: centre,
      name: linear ? "direction of the objective" : "centre of the quadratic"
    },
    { kind: "target", index: 0, at: target, name: "target of the loss" },
    ...halfPlanes.flatMap((one, index) => [
      { kind: "edge", index, at: one.at, name: `edge of half-plane ${index + 1}` },
      {
        kind: "turn",
        index,
        at: plus(one.at, normal(one), ARM),
        name: `direction of half-plane ${index + 1}`
      }
    ])
  ];
}
function picture(view, move) {
  const edge = SCALE * SIZE;
  return T`<svg
    class="ox-picture"
    viewBox="${-edge} ${-edge} ${2 * edge} ${2 * edge}"
    role="group"
    aria-label="The plane"
  >
    <defs>
      ${["force", "pull", "gradient", "ray"].map(
    (name) => b`<marker id="plane-${name}" class="plane-${name}" viewBox="0 0 10 10" refX="8" refY="5"
            markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M 0 0 L 10 5 L 0 10 z" /></marker>`
  )}
    </defs>
    ${grid()} ${levels(view)} ${area(view)} ${edges(view)} ${path(view)} ${forces(view)} ${gradient(view)}
    ${ray(view)} ${handlesOf(view.scene).map((handle) => knob(handle, move))} ${solution(view)}
  </svg>`;
}
const TICKS = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
function grid() {
  const edge = SCALE * SIZE;
  return [
    ...TICKS.map(
      (at) => b`<path class="plane-grid ${at === 0 ? "axis" : ""}"
        d="M ${SCALE * at} ${-edge} V ${edge} M ${-edge} ${SCALE * at} H ${edge}" />`
    ),
    ...TICKS.filter((at) => at % 2 === 0).flatMap((at) => [
      label([at, -SIZE], [0, -10], String(at).replace("-", "−")),
      label([-SIZE, at], [22, 8], String(at).replace("-", "−"))
    ]),
    label([SIZE, -SIZE], [-24, -44], "z₀"),
    label([-SIZE, SIZE], [70, 36], "z₁")
  ];
}
function label(at, by, words, kind = "") {
  const [x, y] = plus(onPaper(at), by);
  return b`<text class="plane-label ${kind}" x=${x} y=${y}>${words}</text>`;
}
function levels({ scene, answer }) {
  if (scene.linear) return A;
  const usual = [0.25, 1, 2.25, 4, 6.25].map((level) => ellipse(scene, level, ""));
  const touching = answer?.status === "solved" ? heightAt(scene, answer.z) : 0;
  return [...usual, touching > 1e-9 ? ellipse(scene, touching, "touching") : A];
}
function ellipse(scene, level, kind) {
  const { centre, radii, turn } = levelLine(scene, level);
  const [x, y] = onPaper(centre);
  return b`<ellipse class="plane-level ${kind}" cx=${x} cy=${y} rx=${SCALE * radii[0]} ry=${SCALE * radii[1]}
    transform="rotate(${-turn} ${x} ${y})" />`;
}
function area({ scene }) {
  return b`<polygon class="plane-area" points=${text(feasibleSet(scene.halfPlanes, 2 * SIZE))} />`;
}
function edges({ scene, answer }) {
  const proof = answer?.certificate?.kind === "primalInfeasible" ? answer.certificate.lambda : void 0;
  return scene.halfPlanes.map((one, i) => {
    const [x, y] = normal(one);
    const far = 3 * SIZE;
    const [from, to] = [plus(one.at, [-y, x], far), plus(one.at, [-y, x], -far)];
    const active = answer?.status === "solved" && answer.lambda[i] > 1e-9;
    const kind = (proof?.[i] ?? 0) > 1e-9 ? "contradicts" : active ? "active" : "";
    return b`<polyline class="plane-edge ${kind}" points=${text([from, to])} />
      ${arrow(one.at, plus(one.at, [x, y], ARM), "turn")} ${label(plus(one.at, [x, y], -0.32), [0, 10], String(i + 1), "number")}`;
  });
}
function path({ path: points }) {
  if (points === void 0 || points.length === 0) return A;
  const dots = points.map((point, i) => {
    const [x, y] = onPaper(point);
    return b`<circle class="plane-iterate" cx=${x} cy=${y} r="7"><title>after iteration ${i + 1}</title></circle>`;
  });
  return b`<polyline class="plane-path" points=${text(points)} />${dots}`;
}
function forceScale({ pull, pushes }) {
  return Math.min(1, 2.5 / Math.max(...[pull, ...pushes].map(([x, y]) => Math.hypot(x, y))));
}
function forces({ answer, forces: wanted }) {
  if (!wanted || answer?.status !== "solved") return A;
  const scale = forceScale(answer);
  const drawn = (force, kind) => scale * Math.hypot(...force) < 0.02 ? A : arrow(answer.z, plus(answer.z, force, scale), kind);
  return [drawn(answer.pull, "pull"), ...answer.pushes.map((push) => drawn(push, "force"))];
}
function gradient({ scene, answer, gradients }) {
  if (!gradients || answer?.status !== "solved") return A;
  const { centre } = answer.gradient;
  const length = Math.hypot(...centre);
  if (length < 1e-6) return A;
  const drawn = Math.min(2, Math.max(0.35, length));
  return arrow(scene.centre, plus(scene.centre, centre, -drawn / length), "gradient");
}
function ray({ answer }) {
  if (answer?.certificate?.kind !== "dualInfeasible") return A;
  const [x, y] = answer.certificate.z;
  const length = Math.hypot(x, y);
  return arrow([0, 0], [3 * x / length, 3 * y / length], "ray");
}
function arrow(from, to, kind) {
  const [[x1, y1], [x2, y2]] = [onPaper(from), onPaper(to)];
  const head = kind === "turn" ? A : `url(#plane-${kind})`;
  return b`<line class="plane-${kind}" x1=${x1} y1=${y1} x2=${x2} y2=${y2} marker-end=${head} />`;
}
function solution({ answer }) {
  if (answer?.status !== "solved") return A;
  const [x, y] = onPaper(answer.z);
  return b`<circle class="plane-solution" cx=${x} cy=${y} r="11"><title>the solution z</title></circle>`;
}
function knob(handle, move) {
  const [x, y] = onPaper(handle.at);
  const shape = handle.kind === "target" ? b`<path class="plane-knob target" d="M ${x - 11} ${y - 11} L ${x + 11} ${y + 11} M ${x - 11} ${y + 11} L ${x + 11} ${y - 11}" />` : b`<circle class="plane-knob ${handle.kind}" cx=${x} cy=${y} r=${handle.kind === "turn" ? 8 : 12} />`;
  const onDown = (event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.currentTarget.focus();
  };
  const onMove = (event) => {
    const target = event.currentTarget;
    if (target.hasPointerCapture(event.pointerId)) move(handle, pointUnder(event, target.ownerSVGElement));
  };
  const onKey = (event) => {
    const by = event.shiftKey ? 0.02 : 0.1;
    const steps = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, by],
      ArrowDown: [0, -by]
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    move(handle, plus(handle.at, steps[event.key]));
  };
  const place = `${handle.at[0].toFixed(2)}, ${handle.at[1].toFixed(2)}`;
  return b`<g class="plane-handle" tabindex="0" role="button" aria-label="${handle.name}, at ${place}: move with the arrow keys"
    data-handle="${handle.kind}-${handle.index}" @pointerdown=${onDown} @pointermove=${onMove} @keydown=${onKey}>
    <circle class="plane-touch" cx=${x} cy=${y} r="26" />${shape}</g>`;
}
function pointUnder(event, drawing) {
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const within = (value) => Math.max(-SIZE, Math.min(SIZE, value));
  return [
    within(((event.clientX - left) / width - 0.5) * 2 * SIZE),
    within((0.5 - (event.clientY - top) / height) * 2 * SIZE)
  ];
}
function legend({ scene, answer, forces: forces2, gradients, path: points }) {
  const solved = answer?.status === "solved";
  const kind = answer?.certificate?.kind;
  const entries = [
    [true, "area", "points in all half-planes"],
    [solved, "solution", "solution z"],
    [true, "centre", scene.linear ? "direction of the objective" : "centre of the quadratic"],
    [true, "target", "target of the loss"],
    [solved && !scene.linear, "touching", "level line through z"],
    [solved && forces2, "pull", "pull of the objective"],
    [solved && forces2, "force", "push of a half-plane: its multiplier"],
    [solved && gradients, "gradient", "where the centre should go for less loss"],
    [(points?.length ?? 0) > 0, "path", "the interior point, iteration by iteration"],
    [kind === "primalInfeasible", "contradicts", "edges that contradict each other"],
    [kind === "dualInfeasible", "ray", "the way down without end"]
  ];
  return T`<ul class="plane-legend">
    ${entries.map(([there, name, words]) => there ? T`<li class="of-${name}">${words}</li>` : A)}
  </ul>`;
}
const MOST_HALF_PLANES = 8;
const MEANING = {
  solved: "Solved: the forces are in balance",
  primalInfeasible: "primalInfeasible: no point is in all half-planes",
  dualInfeasible: "dualInfeasible: the objective falls without end"
};
class PlaneDemo extends Demo {
  #name = Object.keys(SCENES)[0];
  #scene = FIRST_SCENE;
  #answer;
  #path;
  #step = 0;
  #forces = true;
  #gradients = true;
  #worker;
  #service;
  #arithmetic = "";
  #latest = new Latest(
    async (scene) => [
      await this.#service.answerTo(scene),
      this.#path && await this.#service.pathOf(scene)
    ],
    ([answer, path2]) => {
      this.#answer = answer;
      if (this.#path !== void 0) this.#path = path2 ?? this.#path;
      this.#step = Math.min(this.#step, (this.#path?.length ?? 1) - 1);
      this.dataset.status = answer.status;
      this.worked();
      this.requestUpdate();
    },
    this.failed
  );
  connectedCallback() {
    super.connectedCallback();
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#service = wrap(this.#worker);
    this.#latest.ask(this.#scene);
    void this.#service.arithmetic().then((words) => {
      this.#arithmetic = words;
      this.requestUpdate();
    });
  }
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#service?.[releaseProxy]();
    this.#worker?.terminate();
  }
  #change(scene) {
    this.#scene = scene;
    this.requestUpdate();
    this.#latest.ask(scene);
  }
  #move(handle, to) {
    const scene = this.#scene;
    if (handle.kind === "centre") this.#change({ ...scene, centre: to });
    else if (handle.kind === "target") this.#change({ ...scene, target: to });
    else {
      const halfPlanes = scene.halfPlanes.map((one, i) => {
        if (i !== handle.index) return one;
        if (handle.kind === "edge") return { ...one, at: to };
        return { ...one, angle: Math.atan2(to[1] - one.at[1], to[0] - one.at[0]) };
      });
      this.#change({ ...scene, halfPlanes });
    }
  }
  #showPath() {
    this.#path = this.#path === void 0 ? [] : void 0;
    this.#step = Infinity;
    this.#change(this.#scene);
  }
  #addHalfPlane() {
    const angle = 2.4 * this.#scene.halfPlanes.length;
    const added = { at: [1.8 * Math.cos(angle), 1.8 * Math.sin(angle)], angle };
    this.#change({ ...this.#scene, halfPlanes: [...this.#scene.halfPlanes, added] });
  }
  #without(index) {
    this.#change({ ...this.#scene, halfPlanes: this.#scene.halfPlanes.filter((_, i) => i !== index) });
  }
  render() {
    const view = {
      scene: this.#scene,
      answer: this.#answer,
      forces: this.#forces,
      gradients: this.#gradients,
      path: this.#path?.slice(0, this.#step + 1)
    };
    return T`<div class="ox-demo plane">
      <div class="plane-picture">
        ${picture(view, (handle, to) => this.#move(handle, to))} ${legend(view)}
      </div>
      <div class="plane-side">${this.#controls()} ${this.#numbers()}</div>
    </div>`;
  }
  #controls() {
    const scene = this.#scene;
    const iterations = this.#path?.length ?? 0;
    const step = Math.min(this.#step, iterations - 1);
    const toggle = (on, text2, act) => T`<button class="ox-button" aria-pressed=${on} @click=${act}>${text2}</button>`;
    return T`<div class="ox-controls">
      <label>
        Scene
        <select
          @change=${(event) => {
      this.#name = event.target.value;
      this.#change(SCENES[this.#name]);
    }}
        >
          ${Object.keys(SCENES).map((name) => T`<option>${name}</option>`)}
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
      ${toggle(this.#path !== void 0, "Interior point", () => this.#showPath())}
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
        @click=${() => this.#change(learned(scene, this.#answer, 0.3))}
      >
        Step against the gradient
      </button>
      ${iterations < 2 ? A : slider(`After iteration ${step + 1} of ${iterations}`, [0, iterations - 1, 1], step, (value) => {
      this.#step = value;
      this.requestUpdate();
    })}
      ${scene.linear ? A : [this.#curvature("Curvature along", 0), this.#curvature("Curvature across", 1), this.#turn()]}
    </div>`;
  }
  #turn() {
    const degrees = Math.round(180 * this.#scene.turn / Math.PI);
    return slider(
      `Turned by ${degrees}°`,
      [-90, 90, 1],
      degrees,
      (value) => this.#change({ ...this.#scene, turn: value * Math.PI / 180 })
    );
  }
  #curvature(text2, axis) {
    const { curvatures } = this.#scene;
    const now = curvatures[axis];
    return slider(`${text2} ${shown(now, 2)}`, [0.05, 2, 0.05], now, (value) => {
      const next = axis === 0 ? [value, curvatures[1]] : [curvatures[0], value];
      this.#change({ ...this.#scene, curvatures: next });
    });
  }
  #numbers() {
    const answer = this.#answer;
    if (answer === void 0) return this.complaint();
    const { certificate } = answer;
    const solved = answer.status === "solved";
    const proof = certificate?.kind === "primalInfeasible" ? certificate.lambda : void 0;
    const away = solved && Math.max(...answer.z.map(Math.abs)) > SIZE;
    const scale = this.#forces && solved ? forceScale(answer) : 1;
    return T`${this.complaint()}
      <p class="plane-status ${solved ? "" : "ox-bad"}" role="status">
        ${MEANING[answer.status] ?? answer.status}.
        ${proof && T`Proof: added up with the weights below, the half-planes say 0 ≤ −1.`}
        ${certificate?.kind === "dualInfeasible" ? T`Proof: it falls by 1 for every step of
              (${[...certificate.z].map((value) => shown(value)).join(", ")}).` : A}
      </p>
      ${solved ? T`<p class="plane-z">
                z = (${shown(answer.z[0])}, ${shown(answer.z[1])}), loss ½|z − target|² =
                ${shown(answer.loss)}
              </p>
              ${away ? T`<p>The solution lies outside of the picture.</p>` : A}
              ${scale < 1 ? T`<p>The forces are drawn at ${Math.round(100 * scale)} % of their length.</p>` : A}` : A}
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
      (lambda, i) => T`<tr>
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
              </tr>`
    )}
        </tbody>
      </table>
      <p class="ox-where">Solved in a worker of this page, by ${answer.solvedBy}, ${this.#arithmetic}.</p>`;
  }
}
export {
  PlaneDemo
};
