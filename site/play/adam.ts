/** Adam (Kingma & Ba 2015) for an array of parameters, which it changes in place. */
export class Adam {
  readonly #parameters: Float64Array;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  #steps = 0;

  constructor(parameters: Float64Array) {
    this.#parameters = parameters;
    this.#mean = new Float64Array(parameters.length);
    this.#square = new Float64Array(parameters.length);
  }

  step(gradient: ArrayLike<number>, rate: number): void {
    this.#steps++;
    const [first, second] = [1 - 0.9 ** this.#steps, 1 - 0.999 ** this.#steps];
    for (let i = 0; i < this.#parameters.length; i++) {
      this.#mean[i] += 0.1 * (gradient[i] - this.#mean[i]);
      this.#square[i] += 0.001 * (gradient[i] ** 2 - this.#square[i]);
      this.#parameters[i] -= (rate * (this.#mean[i] / first)) / (Math.sqrt(this.#square[i] / second) + 1e-8);
    }
  }
}
