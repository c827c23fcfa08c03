import { expect, it } from "vitest";
import { Latest } from "./latest.js";

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

it("answers the first question and the newest, and none between", async () => {
  const asked: number[] = [];
  const shown: number[] = [];
  const latest = new Latest<number, number>(
    async (question) => {
      asked.push(question);
      await later();
      return 10 * question;
    },
    (result) => shown.push(result),
    (error) => expect(error).toBeUndefined(),
  );
  for (let i = 1; i <= 5; i++) latest.ask(i);
  await later();
  await later();
  await later();
  expect(asked).toEqual([1, 5]);
  expect(shown).toEqual([10, 50]);
  latest.ask(6);
  await later();
  await later();
  expect(shown).toEqual([10, 50, 60]);
});

it("goes on after a question that has no answer", async () => {
  const [shown, failed]: [number[], unknown[]] = [[], []];
  const latest = new Latest<number, number>(
    async (question) => {
      await later();
      if (question === 1) throw new Error("none");
      return question;
    },
    (result) => shown.push(result),
    (error) => failed.push(error),
  );
  latest.ask(1);
  latest.ask(2);
  for (let i = 0; i < 4; i++) await later();
  expect([shown, failed]).toEqual([[2], [new Error("none")]]);
});
