/** Frontiers, and two investors that learn, off the page's thread. */
import { expose } from "comlink";
import { frontier, SIX, type Holdings, type Portfolio, type Wishes } from "./frontier.js";
import { Investor } from "./investor.js";

let investors: readonly Investor[] = [];

const service = {
  frontier: (expected: readonly number[], wishes: Wishes): Portfolio[] =>
    frontier({ ...SIX, expected } satisfies Holdings, wishes),
  meet(seed: number): void {
    investors = [new Investor("prediction", seed), new Investor("decision", seed)];
  },
  /** Some steps of both. */
  learn(steps: number): ReturnType<Investor["judge"]>[] {
    for (const investor of investors) for (let i = 0; i < steps; i++) investor.step();
    return investors.map((investor) => investor.judge());
  },
};
export type PortfolioService = typeof service;

expose(service);
