/** What the benchmark writes down. */
import type { Rate } from "./measure.js";
import type { Size } from "./problems.js";
import type { KilledTraining, ScalingRow } from "./training.js";

export interface RateRow extends Size {
  readonly batch: number;
  /** 0: in this process, without a service. */
  readonly clients: number;
  readonly rate: Rate;
}

export interface Results {
  /** Of optnet. */
  readonly version: string;
  readonly machine: { readonly node: string; readonly processor: string; readonly cores: number };
  readonly rates: readonly RateRow[];
  readonly scaling: readonly ScalingRow[];
  /** Milliseconds of a call: usually, and where its worker is killed. */
  readonly killedCall: { readonly usual: number; readonly killed: number; readonly retryAfter: number };
  readonly killedStep: KilledTraining;
}
