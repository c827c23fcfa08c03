/** The plane as a drawing, with handles for pointers and arrow keys. */
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Answer } from "./answer.js";
import { feasibleSet, heightAt, levelLine } from "./geometry.js";
import { normal, type Point, type Scene } from "./scene.js";

/** Units of the plane on each side of the middle. */
export const SIZE = 4.5;
const SCALE = 100;
/** Length of the arrow from an edge to the handle that turns it. */
const ARM = 0.8;

export interface Handle {
  readonly kind: "centre" | "target" | "edge" | "turn";
  readonly index: number;
  readonly at: Point;
  readonly name: string;
}

export interface View {
  readonly scene: Scene;
  readonly answer: Answer | undefined;
  readonly forces: boolean;
  readonly gradients: boolean;
  readonly path: readonly Point[] | undefined;
}

type Move = (handle: Handle, to: Point) => void;

const onPaper = ([x, y]: Point): Point => [SCALE * x, -SCALE * y];
const text = (points: readonly Point[]): string => points.map((point) => onPaper(point).join(",")).join(" ");
const plus = (a: Point, b: Point, by = 1): Point => [a[0] + by * b[0], a[1] + by * b[1]];

function handlesOf({ centre, target, halfPlanes, linear }: Scene): Handle[] {
  return [
    {
      kind: "centre",
      index: 0,
      at: centre,
      name: linear ? "direction of the objective" : "centre of the quadratic",
    },
    { kind: "target", index: 0, at: target, name: "target of the loss" },
    ...halfPlanes.flatMap((one, index): Handle[] => [
      { kind: "edge", index, at: one.at, name: `edge of half-plane ${index + 1}` },
      {
        kind: "turn",
        index,
        at: plus(one.at, normal(one), ARM),
        name: `direction of half-plane ${index + 1}`,
      },
    ]),
  ];
}

export function picture(view: View, move: Move): TemplateResult {
  const edge = SCALE * SIZE;
  return html`<svg
    class="ox-picture"
    viewBox="${-edge} ${-edge} ${2 * edge} ${2 * edge}"
    role="group"
    aria-label="The plane"
  >
    <defs>
      ${["force", "pull", "gradient", "ray"].map(
        (name) =>
          svg`<marker id="plane-${name}" class="plane-${name}" viewBox="0 0 10 10" refX="8" refY="5"
            markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M 0 0 L 10 5 L 0 10 z" /></marker>`,
      )}
    </defs>
    ${grid()} ${levels(view)} ${area(view)} ${edges(view)} ${path(view)} ${forces(view)} ${gradient(view)}
    ${ray(view)} ${handlesOf(view.scene).map((handle) => knob(handle, move))} ${solution(view)}
  </svg>`;
}

const TICKS = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

function grid(): unknown {
  const edge = SCALE * SIZE;
  return [
    ...TICKS.map(
      (at) =>
        svg`<path class="plane-grid ${at === 0 ? "axis" : ""}"
        d="M ${SCALE * at} ${-edge} V ${edge} M ${-edge} ${SCALE * at} H ${edge}" />`,
    ),
    ...TICKS.filter((at) => at % 2 === 0).flatMap((at) => [
      label([at, -SIZE], [0, -10], String(at).replace("-", "−")),
      label([-SIZE, at], [22, 8], String(at).replace("-", "−")),
    ]),
    label([SIZE, -SIZE], [-24, -44], "z₀"),
    label([-SIZE, SIZE], [70, 36], "z₁"),
  ];
}

/** @param by pixels of the drawing, to the right and down. */
function label(at: Point, by: Point, words: string, kind = ""): unknown {
  const [x, y] = plus(onPaper(at), by);
  return svg`<text class="plane-label ${kind}" x=${x} y=${y}>${words}</text>`;
}

function levels({ scene, answer }: View): unknown {
  if (scene.linear) return nothing;
  const usual = [0.25, 1, 2.25, 4, 6.25].map((level) => ellipse(scene, level, ""));
  const touching = answer?.status === "solved" ? heightAt(scene, answer.z) : 0;
  return [...usual, touching > 1e-9 ? ellipse(scene, touching, "touching") : nothing];
}

function ellipse(scene: Scene, level: number, kind: string): unknown {
  const { centre, radii, turn } = levelLine(scene, level);
  const [x, y] = onPaper(centre);
  return svg`<ellipse class="plane-level ${kind}" cx=${x} cy=${y} rx=${SCALE * radii[0]} ry=${SCALE * radii[1]}
    transform="rotate(${-turn} ${x} ${y})" />`;
}

function area({ scene }: View): unknown {
  return svg`<polygon class="plane-area" points=${text(feasibleSet(scene.halfPlanes, 2 * SIZE))} />`;
}

function edges({ scene, answer }: View): unknown {
  const proof = answer?.certificate?.kind === "primalInfeasible" ? answer.certificate.lambda : undefined;
  return scene.halfPlanes.map((one, i) => {
    const [x, y] = normal(one);
    const far = 3 * SIZE;
    const [from, to] = [plus(one.at, [-y, x], far), plus(one.at, [-y, x], -far)];
    const active = answer?.status === "solved" && answer.lambda[i] > 1e-9;
    const kind = (proof?.[i] ?? 0) > 1e-9 ? "contradicts" : active ? "active" : "";
    return svg`<polyline class="plane-edge ${kind}" points=${text([from, to])} />
      ${arrow(one.at, plus(one.at, [x, y], ARM), "turn")} ${label(plus(one.at, [x, y], -0.32), [0, 10], String(i + 1), "number")}`;
  });
}

function path({ path: points }: View): unknown {
  if (points === undefined || points.length === 0) return nothing;
  const dots = points.map((point, i) => {
    const [x, y] = onPaper(point);
    return svg`<circle class="plane-iterate" cx=${x} cy=${y} r="7"><title>after iteration ${i + 1}</title></circle>`;
  });
  return svg`<polyline class="plane-path" points=${text(points)} />${dots}`;
}

/** What the lengths of forces are multiplied by, so that the longest fits. */
export function forceScale({ pull, pushes }: Answer): number {
  return Math.min(1, 2.5 / Math.max(...[pull, ...pushes].map(([x, y]) => Math.hypot(x, y))));
}

/** Forces as arrows from the solution; those too short to see are left out. */
function forces({ answer, forces: wanted }: View): unknown {
  if (!wanted || answer?.status !== "solved") return nothing;
  const scale = forceScale(answer);
  const drawn = (force: Point, kind: string): unknown =>
    scale * Math.hypot(...force) < 0.02 ? nothing : arrow(answer.z, plus(answer.z, force, scale), kind);
  return [drawn(answer.pull, "pull"), ...answer.pushes.map((push) => drawn(push, "force"))];
}

/** Where the centre should go for the loss to fall. */
function gradient({ scene, answer, gradients }: View): unknown {
  if (!gradients || answer?.status !== "solved") return nothing;
  const { centre } = answer.gradient;
  const length = Math.hypot(...centre);
  if (length < 1e-6) return nothing;
  const drawn = Math.min(2, Math.max(0.35, length));
  return arrow(scene.centre, plus(scene.centre, centre, -drawn / length), "gradient");
}

function ray({ answer }: View): unknown {
  if (answer?.certificate?.kind !== "dualInfeasible") return nothing;
  const [x, y] = answer.certificate.z;
  const length = Math.hypot(x, y);
  return arrow([0, 0], [(3 * x) / length, (3 * y) / length], "ray");
}

function arrow(from: Point, to: Point, kind: string): unknown {
  const [[x1, y1], [x2, y2]] = [onPaper(from), onPaper(to)];
  const head = kind === "turn" ? nothing : `url(#plane-${kind})`;
  return svg`<line class="plane-${kind}" x1=${x1} y1=${y1} x2=${x2} y2=${y2} marker-end=${head} />`;
}

function solution({ answer }: View): unknown {
  if (answer?.status !== "solved") return nothing;
  const [x, y] = onPaper(answer.z);
  return svg`<circle class="plane-solution" cx=${x} cy=${y} r="11"><title>the solution z</title></circle>`;
}

function knob(handle: Handle, move: Move): unknown {
  const [x, y] = onPaper(handle.at);
  const shape =
    handle.kind === "target"
      ? svg`<path class="plane-knob target" d="M ${x - 11} ${y - 11} L ${x + 11} ${y + 11} M ${x - 11} ${y + 11} L ${x + 11} ${y - 11}" />`
      : svg`<circle class="plane-knob ${handle.kind}" cx=${x} cy=${y} r=${handle.kind === "turn" ? 8 : 12} />`;
  const onDown = (event: PointerEvent): void => {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    event.preventDefault();
    (event.currentTarget as SVGElement).focus();
  };
  const onMove = (event: PointerEvent): void => {
    const target = event.currentTarget as SVGGElement;
    if (target.hasPointerCapture(event.pointerId)) move(handle, pointUnder(event, target.ownerSVGElement!));
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? 0.02 : 0.1;
    const steps: Record<string, Point> = {
      ArrowLeft: [-by, 0],
      ArrowRight: [by, 0],
      ArrowUp: [0, by],
      ArrowDown: [0, -by],
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    move(handle, plus(handle.at, steps[event.key]));
  };
  const place = `${handle.at[0].toFixed(2)}, ${handle.at[1].toFixed(2)}`;
  return svg`<g class="plane-handle" tabindex="0" role="button" aria-label="${handle.name}, at ${place}: move with the arrow keys"
    data-handle="${handle.kind}-${handle.index}" @pointerdown=${onDown} @pointermove=${onMove} @keydown=${onKey}>
    <circle class="plane-touch" cx=${x} cy=${y} r="26" />${shape}</g>`;
}

/** Within the picture, whatever its size on the screen. */
function pointUnder(event: PointerEvent, drawing: SVGSVGElement): Point {
  const { left, top, width, height } = drawing.getBoundingClientRect();
  const within = (value: number): number => Math.max(-SIZE, Math.min(SIZE, value));
  return [
    within(((event.clientX - left) / width - 0.5) * 2 * SIZE),
    within((0.5 - (event.clientY - top) / height) * 2 * SIZE),
  ];
}

/** What of the picture is what, as far as it is shown now. */
export function legend({ scene, answer, forces, gradients, path: points }: View): TemplateResult {
  const solved = answer?.status === "solved";
  const kind = answer?.certificate?.kind;
  const entries: readonly (readonly [shown: boolean, kind: string, words: string])[] = [
    [true, "area", "points in all half-planes"],
    [solved, "solution", "solution z"],
    [true, "centre", scene.linear ? "direction of the objective" : "centre of the quadratic"],
    [true, "target", "target of the loss"],
    [solved && !scene.linear, "touching", "level line through z"],
    [solved && forces, "pull", "pull of the objective"],
    [solved && forces, "force", "push of a half-plane: its multiplier"],
    [solved && gradients, "gradient", "where the centre should go for less loss"],
    [(points?.length ?? 0) > 0, "path", "the interior point, iteration by iteration"],
    [kind === "primalInfeasible", "contradicts", "edges that contradict each other"],
    [kind === "dualInfeasible", "ray", "the way down without end"],
  ];
  return html`<ul class="ox-legend plane-legend">
    ${entries.map(([there, name, words]) => (there ? html`<li class="of-${name}">${words}</li>` : nothing))}
  </ul>`;
}
