/**
 * Asks for one answer at a time and, when it is there, for that of the newest question: a visitor who drags asks faster
 * than any worker answers, and wants the last one only.
 */
export class Latest<Question, Result> {
  readonly #ask: (question: Question) => Promise<Result>;
  readonly #show: (result: Result) => void;
  readonly #failed: (error: unknown) => void;
  #next: { readonly question: Question } | undefined;
  #busy = false;

  constructor(
    ask: (question: Question) => Promise<Result>,
    show: (result: Result) => void,
    failed: (error: unknown) => void,
  ) {
    this.#ask = ask;
    this.#show = show;
    this.#failed = failed;
  }

  ask(question: Question): void {
    this.#next = { question };
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#next !== undefined) {
        const { question } = this.#next;
        this.#next = undefined;
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
