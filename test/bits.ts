/**
 * Says whether this build of optnet answers to the same bits as another one: what has to hold after code moves.
 *
 *     npm run bits -- --against DIR [--count N]
 *
 * DIR is a checkout of optnet that was built. Exit code 1 where any number, status or certificate differs, and for each
 * kind of problem the first that does.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type * as Optnet from "optnet";
import type { ProblemInput, SettingsInput, Solution, SolverValues } from "optnet";
import { Random } from "./support/random.js";

const { values: options } = parseArgs({
  options: { against: { type: "string" }, count: { type: "string", default: "150" } },
});
if (options.against === undefined) throw new Error("--against needs the folder of another build");

type Library = typeof Optnet;

const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const [ours, theirs] = await Promise.all([libraryIn(here), libraryIn(resolve(options.against))]);

async function libraryIn(folder: string): Promise<Library> {
  const path = join(folder, "dist/index.js");
  if (!existsSync(path)) throw new Error(`${folder} was not built: there is no dist/index.js`);
  return (await import(pathToFileURL(path).href)) as Library;
}

interface Kind {
  readonly name: string;
  readonly draw: (random: Random) => ProblemInput;
  readonly settings?: SettingsInput;
}

function drawn(random: Random, change: Partial<Shape> = {}): ProblemInput {
  const shape = { n: random.integer(1, 12), e: random.integer(0, 3), m: random.integer(0, 14), ...change };
  const { n, batch = random.pick([1, 2, 5]), rank = n } = shape;
  const e = Math.min(shape.e, n - 1);
  const { m } = shape;
  const factor = random.matrix(rank, n);
  const square = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) =>
      factor.reduce((sum, row) => sum + row[i] * row[j], rank === n && i === j ? 0.1 : 0),
    ),
  );
  const point = random.vector(n);
  const A = random.matrix(e, n);
  const G = random.matrix(m, n);
  const times = (rows: number[][]): number[] =>
    rows.map((row) => row.reduce((sum, a, j) => sum + a * point[j], 0));
  const vectors = (make: () => number[]): number[][] => Array.from({ length: batch }, make);
  return {
    ...(rank > 0 && { Q: shape.diagonal ? random.vector(n, () => random.uniform(0.1, 2)) : square }),
    p: vectors(() => random.vector(n)),
    ...(e > 0 && { A, b: times(A) }),
    ...(m > 0 && {
      G: shape.distinct
        ? vectors(() => []).map(() => G.map((row) => row.map((a) => a * random.uniform(1, 2))))
        : G,
      h: vectors(() => times(G).map((value) => value + random.uniform(shape.infeasible ? -2 : 0, 1) ** 3)),
    }),
    ...(shape.bounded && {
      lower: point.map((z) => z - random.uniform()),
      upper: point.map((z) => z + random.uniform()),
    }),
  };
}

interface Shape {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  readonly batch: number;
  readonly rank: number;
  readonly diagonal: boolean;
  readonly distinct: boolean;
  readonly bounded: boolean;
  readonly infeasible: boolean;
}

const KINDS: readonly Kind[] = [
  { name: "strictly convex", draw: (random) => drawn(random) },
  { name: "bounded", draw: (random) => drawn(random, { bounded: true }) },
  { name: "diagonal", draw: (random) => drawn(random, { diagonal: true, bounded: true }) },
  { name: "matrices per element", draw: (random) => drawn(random, { distinct: true, m: 7 }) },
  { name: "singular", draw: (random) => drawn(random, { n: 7, rank: 3, bounded: true }) },
  { name: "linear", draw: (random) => drawn(random, { rank: 0, bounded: true }) },
  { name: "large", draw: (random) => drawn(random, { n: 40, m: 60, e: 5, batch: 2 }) },
  { name: "infeasible or not", draw: (random) => drawn(random, { infeasible: true, n: 3, m: 9 }) },
  {
    name: "closest feasible",
    draw: (random) => drawn(random, { infeasible: true, n: 3, m: 7 }),
    settings: { infeasible: "closestFeasible" },
  },
  {
    name: "absent rows",
    draw: (random) => {
      const input = drawn(random, { m: 6, batch: 3 });
      const h = (input.h as number[][]).map((row) =>
        row.map((value) => (random.chance(0.3) ? Infinity : value)),
      );
      return { ...input, h };
    },
  },
  { name: "in TypeScript", draw: (random) => drawn(random), settings: { backend: "reference" } },
  {
    name: "smoothed",
    draw: (random) => drawn(random, { bounded: true }),
    settings: { gradient: "smoothed" },
  },
  {
    name: "least squares",
    draw: (random) => drawn(random, { bounded: true }),
    settings: { gradient: "leastSquares" },
  },
];

/** Every number that a solution can be asked for, in words. */
function* said(library: Library, { settings }: Kind, input: ProblemInput): Generator<[string, unknown]> {
  const one = library.solve(input, settings);
  yield* saidOf("solve", one);
  const { variables, equalities, inequalities } = one.shape;
  const solver = new library.QpSolver({ variables, equalities, inequalities }, settings);
  yield* saidOf("QpSolver", solver.solve(input as SolverValues));
  // The interior point starts from the same point whatever was solved before.
  const warmStart = settings?.backend !== "reference";
  yield* saidOf("QpSolver, warm", solver.solve(input as SolverValues, { warmStart }));
  const p = new Float64Array((input.p as number[][]).flat());
  const given = { ...input, p: { data: p, shape: [one.shape.batch, one.shape.variables] } } as SolverValues;
  for (const factor of [1, 1.5]) {
    p.forEach((value, i) => (p[i] = factor * value));
    yield* saidOf("in place", solver.solve(given, { inPlace: true, warmStart }));
  }
  solver.dispose();
}

function* saidOf(call: string, solution: Solution): Generator<[string, unknown]> {
  const { shape, status } = solution;
  yield [`${call}, numbers`, solution.toJSON()];
  const random = new Random(shape.batch + shape.variables);
  const rows = (size: number): number[][] => random.matrix(shape.batch, size);
  const cotangents = {
    z: rows(shape.variables),
    nu: rows(shape.equalities),
    lambda: rows(shape.inequalities),
  };
  yield [`${call}, vjp`, solution.vjp(cotangents)];
  yield [`${call}, jvp`, solution.jvp({ p: rows(shape.variables) })];
  yield [`${call}, weakly active`, solution.weaklyActive];
  yield [`${call}, certificates`, status.map((_, i) => solution.certificate(i))];
  yield [`${call}, at rounding`, status.map((_, i) => solution.atRounding(i))];
}

/** Typed arrays by their bytes; a refusal by its words. */
function digest(value: unknown): string {
  const hash = createHash("sha256");
  const add = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    else if (typeof part === "object" && part !== null) {
      for (const [name, inner] of Object.entries(part)) {
        hash.update(name);
        add(inner);
      }
    } else hash.update(Object.is(part, -0) ? "-0" : String(part));
  };
  add(value);
  return hash.digest("hex");
}

function record(library: Library, kind: Kind, input: ProblemInput): Map<string, string> {
  const found = new Map<string, string>();
  try {
    for (const [name, value] of said(library, kind, input)) found.set(name, digest(value));
  } catch (error) {
    found.set("error", String(error));
  }
  return found;
}

let differing = 0;
for (const kind of KINDS) {
  let changed = 0;
  let first = "";
  for (let seed = 0; seed < Number(options.count); seed++) {
    const input = kind.draw(new Random(seed));
    const [a, b] = [ours, theirs].map((library) => record(library, kind, input));
    const different = [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
    if (different.length === 0) continue;
    changed++;
    first ||= `; seed ${seed}: ${different.join("; ")}`;
    if (a.has("error") || b.has("error")) first += ` (${a.get("error")} | ${b.get("error")})`;
  }
  differing += changed;
  console.log(`${kind.name.padEnd(22)} ${changed} of ${options.count} differ${first}`);
}
process.exitCode = differing === 0 ? 0 : 1;
