/** Random problems with slack variables, of every kind and whole numbers too, so that limits and costs tie. */
import type { Qp } from "./qp.js";
import { Random } from "./random.js";

export interface Drawn {
  /** One for every element: they differ in p, b and h. */
  readonly elements: readonly Qp[];
  /** Whether the variables that are no slacks have one solution at most. */
  readonly strict: boolean;
}

type Kind = "hinge" | "two rows" | "absolute value" | "one row";
const KINDS: readonly Kind[] = ["hinge", "two rows", "absolute value", "one row"];

/** How a draw goes. */
export interface Draw {
  readonly variables: number;
  readonly slacks: number;
  readonly hard: number;
  readonly equalities: number;
  readonly batch: number;
  readonly quadratic: "absent" | "diagonal" | "definite" | "singular";
  readonly whole: boolean;
  readonly bounded: boolean;
  /** The costs of slack variables. */
  readonly cost: (random: Random) => number;
}

export function drawSlacks(seed: number, draw: Draw): Drawn {
  const random = new Random(seed);
  const { variables: n, slacks: k, whole } = draw;
  const number = (): number => (whole ? Math.round(2 * random.normal()) : random.normal());
  const size = (): number => (whole ? 1 + Math.floor(2 * random.uniform()) : 0.2 + Math.abs(random.normal()));
  const N = n + k;
  const point = Array.from({ length: n }, number);
  const value = (row: readonly number[]): number => point.reduce((sum, x, j) => sum + row[j] * x, 0);
  const G: number[][] = [];
  const sides: ((element: number) => number)[] = [];
  const row = (entries: readonly number[], side: () => number, slack = -1, a = 0): void => {
    const full = [...entries, ...new Array<number>(k).fill(0)];
    if (slack >= 0) full[n + slack] = -a;
    G.push(full);
    sides.push(side);
  };
  const entries = (): number[] => Array.from({ length: n }, () => (random.uniform() < 0.2 ? 0 : number()));
  const lower = new Array<number>(N).fill(-Infinity);
  for (let i = 0; i < k; i++) {
    const kind = KINDS[Math.floor(KINDS.length * random.uniform())];
    const g = entries();
    const a = random.uniform() < 0.5 ? 1 : size();
    row(g, number, i, a);
    if (kind === "hinge") lower[n + i] = random.uniform() < 0.5 ? 0 : number();
    if (kind === "absolute value") row(g.map((entry) => -entry), number, i, a); // prettier-ignore
    if (kind === "two rows") row(entries(), number, i, size());
  }
  for (let i = 0; i < draw.hard; i++) {
    const g = entries();
    row(g, () => value(g) + size());
  }
  const upper = draw.bounded ? new Array<number>(N).fill(Infinity) : undefined;
  if (upper) {
    for (let j = 0; j < n; j++) [lower[j], upper[j]] = [point[j] - size(), point[j] + size()];
  }
  const A = Array.from({ length: draw.equalities }, () => [...entries(), ...new Array<number>(k).fill(0)]);
  const Q = quadraticOf(random, draw);
  const elements = Array.from({ length: draw.batch }, (_, element) => ({
    ...(Q && { Q }),
    p: [...Array.from({ length: n }, number), ...Array.from({ length: k }, () => draw.cost(random))],
    ...(A.length > 0 && { A, b: A.map(value) }),
    ...{ G, h: sides.map((side) => side(element)) },
    ...(lower.some((bound) => bound > -Infinity) && { lower }),
    ...(upper && { upper }),
  }));
  return { elements, strict: draw.quadratic === "definite" };
}

function quadraticOf(random: Random, { variables: n, slacks: k, quadratic }: Draw): Qp["Q"] {
  if (quadratic === "absent") return undefined;
  const zeros = new Array<number>(k).fill(0);
  if (quadratic === "diagonal") {
    return [
      ...Array.from({ length: n }, () => (random.uniform() < 0.7 ? 1 + random.uniform() : 0)),
      ...zeros,
    ];
  }
  const rank = quadratic === "definite" ? n : Math.max(1, n - 1);
  const L = Array.from({ length: rank }, () => Array.from({ length: n }, () => random.normal()));
  const own = quadratic === "definite" ? 0.5 : 0;
  const Q = Array.from({ length: n + k }, () => new Array<number>(n + k).fill(0));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      Q[i][j] = L.reduce((sum, l) => sum + l[i] * l[j], i === j ? own : 0);
      Q[j][i] = Q[i][j];
    }
  }
  return Q;
}

/** A draw of many, from a number. */
export function drawAny(seed: number, cost: Draw["cost"]): Drawn {
  const random = new Random(seed + 1000);
  const up = (most: number): number => Math.floor((most + 1) * random.uniform());
  const variables = 1 + up(5);
  return drawSlacks(seed, {
    variables,
    ...{ slacks: 1 + up(6), hard: up(3), batch: 1 + up(3), whole: random.uniform() < 0.4 },
    equalities: random.uniform() < 0.3 ? Math.min(variables, 1 + up(1)) : 0,
    quadratic: (["absent", "diagonal", "definite", "singular"] as const)[up(3)],
    bounded: random.uniform() < 0.4,
    cost,
  });
}
