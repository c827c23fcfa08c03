/** Frontiers, and two investors that learn, off the page's thread. */
import { expose } from "comlink";
import { arithmetic } from "../../play/arithmetic.js";
import { frontier, SIX, type Holdings, type Portfolio, type Wishes } from "./frontier.js";
import { Investor } from "./investor.js";

let seed = 1;
/** Made when they are to learn: the frontier need not wait for them. */
let investors: readonly Investor[] | undefined;

const service = {
  frontier: (expected: readonly number[], wishes: Wishes): Portfolio[] =>
    frontier({ ...SIX, expected } satisfies Holdings, wishes),
  /** Another market, and two investors who have learned nothing. */
  meet(market: number): void {
    seed = market;
    investors = undefined;
  },
  /** Some steps of both. */
  learn(steps: number): ReturnType<Investor["judge"]>[] {
    investors ??= [new Investor("prediction", seed), new Investor("decision", seed)];
    for (const investor of investors) for (let i = 0; i < steps; i++) investor.step();
    return investors.map((investor) => investor.judge());
  },
  arithmetic,
};
export type PortfolioService = typeof service;

expose(service);
