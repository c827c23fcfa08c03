/** The command line of the benchmark. */
import { parseArgs } from "node:util";
import { NATIVE_PEERS } from "./native.js";
import type { Size } from "../../tools/problems/problem.js";

export const PARTS = [
  "table",
  "sudoku",
  "single",
  "sweep",
  "gradients",
  "training",
  "mpc",
  "threads",
] as const;
export type Part = (typeof PARTS)[number];

const JAVASCRIPT_PEERS = ["npm-quadprog", "npm-highs"];
const SIZES = "10,0,10 10,0,100 20,10,20 50,0,50 50,25,50 100,0,100 100,50,100 200,0,200";

export interface Options {
  readonly quick: boolean;
  readonly sizes: readonly Size[];
  readonly peers: readonly string[];
  readonly parts: readonly Part[];
  readonly python: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly batch: number;
  readonly seed: number;
  readonly out: string;
  readonly help: boolean;
}

export const HELP = `Measures optnet beside other solvers, in one run, and verifies every answer.

  npm run bench -- [flags]

  --quick          a short run, to see that everything works; its figures mean little
  --sizes LIST     "n,e,m n,e,m …" (${SIZES}; --quick 10,0,10 20,10,20)
  --peers LIST     of ${[...JAVASCRIPT_PEERS, ...NATIVE_PEERS].join(", ")}; "none" for no peers (all)
  --parts LIST     of ${PARTS.join(", ")} (all)
  --python PATH    interpreter for native peers (OPTNET_BENCH_PYTHON, or python3)
  --rounds N       visits to each solver that count (7; --quick 2)
  --seconds X      length of a visit (0.15; --quick 0.03)
  --batch N        problems per batch (128; of distinct data with n ≥ 200 a quarter)
  --seed N         of the data (1)
  --out DIR        where speed.json and speed.md go (bench/speed/results)

Native peers are those whose packages the interpreter has. All of them:
  python3 -m pip install -r bench/peers/requirements.txt
`;

/** @throws Error naming a flag that is unknown or has no meaning. */
export function readOptions(flags: readonly string[], environment: NodeJS.ProcessEnv = {}): Options {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      quick: { type: "boolean", default: false },
      sizes: { type: "string" },
      peers: { type: "string" },
      parts: { type: "string" },
      python: { type: "string" },
      rounds: { type: "string" },
      seconds: { type: "string" },
      batch: { type: "string", default: "128" },
      seed: { type: "string", default: "1" },
      out: { type: "string", default: "bench/speed/results" },
      help: { type: "boolean", default: false },
    },
  });
  const { quick } = values;
  const allPeers = [...JAVASCRIPT_PEERS, ...NATIVE_PEERS];
  return {
    quick,
    sizes: (values.sizes ?? (quick ? "10,0,10 20,10,20" : SIZES))
      .trim()
      .split(/[\s;]+/)
      .map(readSize),
    peers: values.peers === "none" ? [] : readList("peers", values.peers, allPeers),
    parts: readList("parts", values.parts, PARTS),
    python: values.python ?? (environment["OPTNET_BENCH_PYTHON"] || "python3"),
    rounds: readCount("rounds", values.rounds ?? (quick ? "2" : "7")),
    seconds: readPositive("seconds", values.seconds ?? (quick ? "0.03" : "0.15")),
    batch: readCount("batch", values.batch),
    seed: readCount("seed", values.seed),
    out: values.out,
    help: values.help,
  };
}

function readSize(text: string): Size {
  const numbers = text.split(",").map(Number);
  const [variables, equalities, inequalities] = numbers;
  const valid = numbers.length === 3 && numbers.every((part) => Number.isInteger(part) && part >= 0);
  // Some peers want at least one inequality.
  if (!valid || variables < 1 || inequalities < 1) {
    throw new Error(`--sizes takes triples n,e,m with n, m ≥ 1 and e ≥ 0, such as 10,0,10; not "${text}"`);
  }
  return { variables, equalities, inequalities };
}

function readList<Name extends string>(
  flag: string,
  text: string | undefined,
  known: readonly Name[],
): readonly Name[] {
  if (text === undefined) return known;
  return text.split(/[\s,;]+/).map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined) throw new Error(`--${flag} takes some of ${known.join(", ")}; not "${name}"`);
    return found;
  });
}

function readPositive(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0)) throw new Error(`--${flag} takes a positive number, not "${text}"`);
  return value;
}

function readCount(flag: string, text: string): number {
  const value = readPositive(flag, text);
  if (!Number.isInteger(value)) throw new Error(`--${flag} takes a whole number, not "${text}"`);
  return value;
}
