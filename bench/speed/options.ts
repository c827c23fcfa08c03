/** The flags of the benchmark. */
import { outFolder } from "../../tools/command.js";
import {
  decimal,
  integer,
  path,
  text,
  toggle,
  unrecorded,
  words,
  type FlagValues,
} from "../../tools/flags.js";
import { sizes } from "../../tools/problems/sizes.js";
import { NATIVE_PEERS } from "./native.js";
import { SPARSE_PEERS } from "./sparse/solvers.js";

// prettier-ignore
export const PARTS = ["table", "sudoku", "single", "sweep", "gradients", "training", "mpc", "threads", "model", "sparse"] as const;
/** They solve models, in the part `model` alone. */
const MODEL_PEERS = ["cvxjs", "cvxpylayers"];
/** Beside {@link SPARSE_PEERS} that solve dense problems too, in the part `sparse` alone. */
const SPARSE_ONLY = SPARSE_PEERS.filter((name) => !NATIVE_PEERS.includes(name));
const PEERS = ["npm-quadprog", "npm-highs", ...NATIVE_PEERS, ...MODEL_PEERS, ...SPARSE_ONLY];
export type Part = (typeof PARTS)[number];

export const FLAGS = {
  quick: toggle("a short run, to see that everything works; its figures mean little"),
  sizes: sizes("10,0,10 10,0,100 20,10,20 50,0,50 50,25,50 100,0,100 100,50,100 200,0,200", { leastRows: 1 }),
  peers: words(`of ${PEERS.join(", ")}; "none" for no peers`, PEERS),
  parts: words(`of ${PARTS.join(", ")}`, PARTS),
  python: unrecorded(
    text("PATH", "interpreter for native peers", {
      ...{ usual: process.env["OPTNET_BENCH_PYTHON"] || "python3", note: "OPTNET_BENCH_PYTHON, or python3" },
    }),
  ),
  against: path("DIR", "another build of optnet, a folder with package.json and dist/, measured row by row"),
  rounds: integer("visits to each solver that count", { usual: 7, quick: 2, least: 1, most: 10_000 }),
  seconds: decimal("length of a visit", { usual: 0.15, quick: 0.03, least: 1e-6, most: 1000 }),
  batch: integer("problems per batch; of distinct data with n ≥ 200 a quarter", {
    ...{ usual: 128, least: 1, most: 1_000_000 },
  }),
  seed: integer("of the data", { usual: 1, least: 1, most: 2 ** 32 - 1 }),
  limit: decimal("seconds that a solver may take for a sparse problem", {
    ...{ usual: 30, quick: 5, least: 0.1, most: 3600 },
  }),
  sparse: unrecorded(
    text("DIR", "folders of sparse problems, QPS or JSON, with commas between them, for the part sparse", {
      usual: "",
    }),
  ),
  out: outFolder("bench/speed/results"),
};
export type Options = FlagValues<typeof FLAGS>;
