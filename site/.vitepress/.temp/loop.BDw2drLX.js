class Loop {
  #step;
  #changed;
  #failed;
  #running = false;
  #under;
  /** @param step says whether to go on. */
  constructor(step, changed, failed) {
    this.#step = step;
    this.#changed = changed;
    this.#failed = failed;
  }
  get running() {
    return this.#running;
  }
  toggle() {
    if (this.#running) void this.stop();
    else this.start();
  }
  start() {
    this.#running = true;
    this.#under ??= this.#run();
    this.#changed();
  }
  /** @returns when the step that is under way has ended. */
  async stop() {
    this.#running = false;
    this.#changed();
    await this.#under;
  }
  async #run() {
    try {
      while (this.#running && await this.#step()) ;
    } catch (error) {
      this.#failed(error);
    }
    this.#running = false;
    this.#under = void 0;
    this.#changed();
  }
}
export {
  Loop as L
};
