/** The solution of a scene, and everything about it that the picture shows. */
import { solve, type Certificate, type Status } from "optnet";
import { problemOf, shifted, type Point, type Scene } from "./scene.js";

export interface Answer {
  readonly status: Status;
  readonly solvedBy: string;
  readonly z: Point;
  /** One per half-plane. */
  readonly lambda: readonly number[];
  readonly slack: readonly number[];
  /** Forces at z: of the objective, and of each half-plane. Where z is optimal they are in balance. */
  readonly pull: Point;
  readonly pushes: readonly Point[];
  /** Of the loss ½|z − target|² in the quadratic's centre, and in how far out each half-plane stands. */
  readonly loss: number;
  readonly gradient: { readonly centre: Point; readonly h: readonly number[] };
  readonly certificate: Certificate | undefined;
}

const pair = (values: ArrayLike<number>): Point => [values[0], values[1]];

export function answerTo(scene: Scene): Answer {
  const problem = problemOf(scene);
  const { Q, p, G } = problem;
  using solution = solve(problem);
  const z = pair(solution.z);
  const lambda = [...solution.lambda];
  const miss: Point = [z[0] - scene.target[0], z[1] - scene.target[1]];
  const gradients = solution.vjp({ z: [...miss] }, { wrt: ["p", "h"] });
  const dp = gradients.p.data;
  const downhill = Q.map(([a, b], i) => -(a * z[0] + b * z[1] + p[i]));
  return {
    status: solution.status[0],
    solvedBy: solution.solvedBy(),
    z,
    lambda,
    slack: [...solution.slack],
    pull: pair(downhill),
    pushes: lambda.map((force, i): Point => [-force * G[i][0], -force * G[i][1]]),
    loss: 0.5 * (miss[0] ** 2 + miss[1] ** 2),
    gradient: {
      // p = −Q c, or −c where there is no quadratic.
      centre: scene.linear ? [-dp[0], -dp[1]] : pair(Q.map(([a, b]) => -(a * dp[0] + b * dp[1]))),
      h: [...gradients.h.data],
    },
    certificate: solution.certificate(),
  };
}

/** Where the interior point is after each of its iterations; the last one is where it ends. */
export function pathOf(scene: Scene, most = 60): Point[] {
  const problem = problemOf(scene);
  const points: Point[] = [];
  for (let maxIterations = 1; maxIterations <= most; maxIterations++) {
    using solution = solve(problem, { backend: "reference", maxIterations });
    points.push(pair(solution.z));
    if (solution.status[0] !== "maxIterations") break;
  }
  return points;
}

/** One step against the gradient: the centre and the half-planes move so that the solution comes nearer to the target. */
export function learned(scene: Scene, answer: Answer, rate: number): Scene {
  if (answer.status !== "solved") return scene;
  const { centre, h } = answer.gradient;
  return {
    ...scene,
    centre: [scene.centre[0] - rate * centre[0], scene.centre[1] - rate * centre[1]],
    halfPlanes: scene.halfPlanes.map((one, i) => shifted(one, -rate * h[i])),
  };
}
