/** Reads that share a place in a stream, or a buffer, must not overlap: one comes after the other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does this when all that was asked for before has ended, well or not. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const own = this.#last.then(work);
    this.#last = own.catch(() => undefined); // It is told to whoever asked for it.
    return own;
  }
}
