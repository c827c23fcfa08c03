/** That there will be no workers any more: told once, also to those who listen late. */
export class End {
  readonly #listeners: ((error: Error) => void)[] = [];
  #error: Error | undefined;

  whenItComes(listener: (error: Error) => void): void {
    if (this.#error === undefined) this.#listeners.push(listener);
    else listener(this.#error);
  }

  come(error: Error): void {
    if (this.#error !== undefined) return;
    this.#error = error;
    for (const listener of this.#listeners.splice(0)) listener(error);
  }
}
