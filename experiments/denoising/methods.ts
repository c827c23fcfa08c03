/** The rows of the table, how each is trained, and what the paper reports. */
import { adaptiveTv } from "./adaptive.js";
import type { Denoiser } from "./denoiser.js";
import { fullyConnected } from "./fully-connected.js";
import { pureOptNet } from "./pure.js";
import { tunedTv } from "./tuned.js";

export const METHODS = ["fc", "optnet", "tv", "optnet-tv", "adaptive"] as const;
export type Method = (typeof METHODS)[number];

/** What a denoiser starts from. */
export interface Start {
  readonly seed: number;
  /** The best total variation weight on the training signals. */
  readonly lambda: number;
}

export interface LearnedMethod {
  readonly title: string;
  readonly epochs: number;
  readonly quickEpochs: number;
  /** Of Adam after the first epoch, over which it rises; it falls to 0 along half a cosine. */
  readonly learningRate: number;
  /** Mean squared errors in the paper. */
  readonly paper?: { readonly training: number; readonly test: number };
  create(start: Start): Denoiser;
}

export const PAPER_TV = { training: 16.3, test: 16.5 };

export const LEARNED: Readonly<Record<Exclude<Method, "tv">, LearnedMethod>> = {
  fc: {
    title: "Fully connected net",
    ...{ epochs: 200, quickEpochs: 10, learningRate: 1e-3 },
    paper: { training: 18.5, test: 29.8 },
    create: ({ seed }) => fullyConnected(seed),
  },
  optnet: {
    title: "Pure OptNet",
    ...{ epochs: 100, quickEpochs: 10, learningRate: 2e-2 },
    paper: { training: 52.9, test: 53.3 },
    create: ({ seed }) => pureOptNet(seed),
  },
  "optnet-tv": {
    title: "OptNet tuned TV",
    ...{ epochs: 20, quickEpochs: 4, learningRate: 3e-4 },
    paper: { training: 13.8, test: 14.4 },
    create: ({ lambda }) => tunedTv(lambda),
  },
  adaptive: {
    title: "OptNet, adaptive TV",
    ...{ epochs: 12, quickEpochs: 4, learningRate: 3e-3 },
    create: ({ seed, lambda }) => adaptiveTv(seed, lambda),
  },
};
