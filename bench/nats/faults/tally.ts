/** What was asked, and what came of it. */
export class Tally {
  asked = 0;
  right = 0;
  readonly wrong: string[] = [];
  readonly lost: string[] = [];
  readonly doubled: string[] = [];
  readonly #answered = new Map<string, number>();

  /** Counts the answer to one question. */
  answer(name: string, isRight: boolean): void {
    const times = (this.#answered.get(name) ?? 0) + 1;
    this.#answered.set(name, times);
    if (times > 1) this.doubled.push(name);
    else if (isRight) this.right++;
    else this.wrong.push(name);
  }

  lose(name: string, error: unknown): void {
    this.lost.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }

  get isClean(): boolean {
    return this.wrong.length + this.lost.length + this.doubled.length === 0 && this.right === this.asked;
  }
}
