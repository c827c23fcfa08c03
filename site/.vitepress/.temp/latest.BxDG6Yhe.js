class Latest {
  #ask;
  #show;
  #failed;
  #next;
  #busy = false;
  constructor(ask, show, failed) {
    this.#ask = ask;
    this.#show = show;
    this.#failed = failed;
  }
  ask(question) {
    this.#next = { question };
    if (!this.#busy) void this.#work();
  }
  async #work() {
    this.#busy = true;
    try {
      while (this.#next !== void 0) {
        const { question } = this.#next;
        this.#next = void 0;
        try {
          this.#show(await this.#ask(question));
        } catch (error) {
          this.#failed(error);
        }
      }
    } finally {
      this.#busy = false;
    }
  }
}
export {
  Latest as L
};
