/**
 * Whose bits results have. Results of two machines go into one file only if both compute alike; the names say why they
 * would not, and the probe whether they do.
 */
import { ownArithmetic } from "../../training/arithmetic.js";
import { version } from "../version.js";

export interface Arithmetic {
  readonly optnet: string;
  /** The kernels that this engine runs: with fused multiply-add or without. */
  readonly kernels: "fused" | "plain";
  readonly engine: string;
  /** Of the bits of a few solutions. */
  readonly probe: string;
}

export function arithmetic(): Arithmetic {
  const { kernels, engine, digest } = ownArithmetic();
  return { optnet: version(), kernels, engine, probe: digest };
}
