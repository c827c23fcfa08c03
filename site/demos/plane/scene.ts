/** What the visitor of the plane moves: a quadratic, half-planes, and a target that the solution should come to. */
export type Point = readonly [x: number, y: number];

/** The points z with (z − at)·n ≤ 0, where n is the unit vector at `angle`. */
export interface HalfPlane {
  readonly at: Point;
  readonly angle: number;
}

export interface Scene {
  readonly centre: Point;
  /** Along the two axes of the quadratic. */
  readonly curvatures: readonly [number, number];
  /** Of the first axis. */
  readonly turn: number;
  readonly halfPlanes: readonly HalfPlane[];
  readonly target: Point;
  /** Without the quadratic: the objective falls towards the centre, for ever. */
  readonly linear: boolean;
}

interface PlaneProblem {
  readonly Q: number[][];
  readonly p: number[];
  readonly G: number[][];
  readonly h: number[];
}

export const FIRST_SCENE: Scene = {
  centre: [2.6, 2.2],
  curvatures: [1, 0.35],
  turn: 0.5,
  halfPlanes: [
    { at: [1.4, 0.6], angle: 0.35 },
    { at: [0, 2.6], angle: 1.45 },
    { at: [-2.6, 0], angle: Math.PI },
    { at: [0, -2.2], angle: -Math.PI / 2 },
  ],
  target: [-1, 0.5],
  linear: false,
};

/** Scenes that show what each status is. */
export const SCENES: Readonly<Record<string, Scene>> = {
  "An optimum on an edge": FIRST_SCENE,
  "Nothing is active": { ...FIRST_SCENE, centre: [-0.8, -0.4] },
  "At a corner": { ...FIRST_SCENE, centre: [2.2, 3.9], curvatures: [1, 1], turn: 0 },
  "No feasible point": {
    ...FIRST_SCENE,
    halfPlanes: [
      { at: [-1, 0], angle: 0 },
      { at: [1, 0], angle: Math.PI },
      { at: [0, 2.4], angle: Math.PI / 2 },
    ],
  },
  "Without end": { ...FIRST_SCENE, linear: true, halfPlanes: FIRST_SCENE.halfPlanes.slice(2) },
};

/** Of length 1 to twelve digits. With all sixteen, opposite edges would meet, somewhere at 10¹⁶. */
export function normal({ angle }: HalfPlane): Point {
  const rounded = (value: number): number => Math.round(value * 1e12) / 1e12;
  return [rounded(Math.cos(angle)), rounded(Math.sin(angle))];
}

/** ½ (z − c)ᵀ Q (z − c) but for a constant, or −cᵀz. */
export function problemOf(scene: Scene): PlaneProblem {
  const { centre, curvatures, turn, halfPlanes, linear } = scene;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [k, l] = linear ? [0, 0] : curvatures;
  const Q = [
    [k * cos * cos + l * sin * sin, (k - l) * cos * sin],
    [(k - l) * cos * sin, k * sin * sin + l * cos * cos],
  ];
  const p = linear ? centre.map((value) => -value) : Q.map(([a, b]) => -(a * centre[0] + b * centre[1]));
  const G = halfPlanes.map((one) => [...normal(one)]);
  const h = halfPlanes.map(({ at }, i) => G[i][0] * at[0] + G[i][1] * at[1]);
  return { Q, p, G, h };
}

/** A half-plane moved along its normal. */
export function shifted(halfPlane: HalfPlane, by: number): HalfPlane {
  const [x, y] = normal(halfPlane);
  return { ...halfPlane, at: [halfPlane.at[0] + by * x, halfPlane.at[1] + by * y] };
}
