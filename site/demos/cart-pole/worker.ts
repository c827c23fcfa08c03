/** Plans, and learns an expert's weights, off the page's thread. */
import { expose } from "comlink";
import type { State } from "../../../experiments/mpc/cart-pole.js";
import { arithmetic } from "../../play/arithmetic.js";
import { Controller, Imitator, type Plan } from "./controller.js";

/** What the expert wants, and nobody tells. */
const EXPERT = [12, 1.5, 60, 3];

let controller = new Controller([1, 1, 1, 1]);
/** Made when it is to learn. */
let imitator: Imitator | undefined;

const service = {
  plan: (state: State): Plan => controller.plan(state),
  setWeights(weights: readonly number[]): void {
    controller.dispose();
    controller = new Controller(weights);
  },
  /** Some steps, and what they led to. */
  imitate(steps: number): { readonly error: number; readonly weights: readonly number[] } {
    imitator ??= new Imitator(EXPERT, 1);
    let error = 0;
    for (let i = 0; i < steps; i++) error = imitator.step();
    return { error, weights: imitator.weights };
  },
  forget(): void {
    imitator = undefined;
  },
  arithmetic,
};
export type CartPoleService = typeof service;

expose(service);
