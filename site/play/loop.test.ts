import { expect, it } from "vitest";
import { Loop } from "./loop.js";

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
const unexpected = (error: unknown): void => expect(error).toBeUndefined();

it("goes on once, however quickly it is paused and started again", async () => {
  let [steps, under, most] = [0, 0, 0];
  const loop = new Loop(
    async () => {
      most = Math.max(most, ++under);
      await later();
      under--;
      return ++steps < 1000;
    },
    () => {},
    unexpected,
  );
  for (let click = 0; click < 7; click++) loop.toggle();
  expect(loop.running).toBe(true);
  await later();
  await loop.stop();
  expect(most).toBe(1);
  const before = steps;
  await later();
  expect(steps).toBe(before);
});

it("ends when its step says so, and can begin again", async () => {
  let steps = 0;
  const loop = new Loop(
    async () => ++steps % 3 !== 0,
    () => {},
    unexpected,
  );
  for (const expected of [3, 6]) {
    loop.start();
    await later();
    expect([steps, loop.running]).toEqual([expected, false]);
  }
});

it("hands on what is thrown, and stops", async () => {
  const errors: unknown[] = [];
  const loop = new Loop(
    () => Promise.reject(new Error("gone")),
    () => {},
    (error) => errors.push(error),
  );
  loop.start();
  await later();
  expect(errors).toEqual([new Error("gone")]);
  expect(loop.running).toBe(false);
});
