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

  get counts() {
    const { asked, right, wrong, lost, doubled } = this;
    return { asked, right, wrong: wrong.length, lost: lost.length, doubled: doubled.length };
  }

  /** What was not as it should be, each by its name. */
  get complaints(): string[] {
    return [...this.wrong, ...this.lost, ...this.doubled];
  }

  get isClean(): boolean {
    return this.complaints.length === 0 && this.right === this.asked;
  }
}
