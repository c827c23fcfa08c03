/** Something that goes on, step after step, until it is paused; once at a time, however quickly its button is clicked. */
export class Loop {
  readonly #step: () => Promise<boolean>;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #running = false;
  #under: Promise<void> | undefined;

  /** @param step says whether to go on. */
  constructor(step: () => Promise<boolean>, changed: () => void, failed: (error: unknown) => void) {
    this.#step = step;
    this.#changed = changed;
    this.#failed = failed;
  }

  get running(): boolean {
    return this.#running;
  }

  toggle(): void {
    if (this.#running) void this.stop();
    else this.start();
  }

  start(): void {
    this.#running = true;
    this.#under ??= this.#run();
    this.#changed();
  }

  /** @returns when the step that is under way has ended. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#changed();
    await this.#under;
  }

  async #run(): Promise<void> {
    try {
      while (this.#running && (await this.#step()));
    } catch (error) {
      this.#failed(error);
    }
    this.#running = false;
    this.#under = undefined;
    this.#changed();
  }
}
