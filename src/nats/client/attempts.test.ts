import { describe, expect, test } from "vitest";
import { Again, untilAnswered } from "./attempts.js";
import { Gate } from "./gate.js";

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const never = new Promise<never>(() => undefined);
const tooLate = { onDeadline: (last: Error | undefined) => last ?? new Error("too late") };

describe("asking until there is an answer", () => {
  test("the first answer counts, and the others are called off", async () => {
    const signals: AbortSignal[] = [];
    const launch = (attempt: number, _left: number, signal: AbortSignal): Promise<number> => {
      signals.push(signal);
      return attempt === 1 ? later(5).then(() => 7) : never;
    };
    expect(await untilAnswered(launch, { deadline: 10_000, retryAfter: 10, ...tooLate })).toBe(7);
    expect(signals).toHaveLength(2);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test("an answer to an early request counts even if it comes after others went out", async () => {
    const launch = (attempt: number): Promise<number> => (attempt === 0 ? later(60).then(() => 1) : never);
    expect(await untilAnswered(launch, { deadline: 10_000, retryAfter: 10, ...tooLate })).toBe(1);
  });

  test("refusals are tried again, after pauses; errors end it", async () => {
    let tries = 0;
    const launch = async (): Promise<string> => {
      if (++tries < 4) throw new Again(new Error("busy"));
      return "here";
    };
    expect(await untilAnswered(launch, { deadline: 10_000, retryAfter: 10_000, ...tooLate })).toBe("here");
    expect(tries).toBe(4);
    const fail = async (): Promise<string> => {
      throw new Error("wrong");
    };
    await expect(untilAnswered(fail, { deadline: 1000, retryAfter: 10, ...tooLate })).rejects.toThrow(
      "wrong",
    );
  });

  test("when time is over, the last refusal says why, and otherwise the deadline", async () => {
    const busy = async (): Promise<string> => {
      throw new Again(new Error("busy"));
    };
    await expect(untilAnswered(busy, { deadline: 50, retryAfter: 1e6, ...tooLate })).rejects.toThrow("busy");
    const silent = (): Promise<string> => never;
    await expect(untilAnswered(silent, { deadline: 20, retryAfter: 1e6, ...tooLate })).rejects.toThrow(
      "too late",
    );
  });

  test("a signal ends it, before and after", async () => {
    const options = { deadline: 1000, retryAfter: 1000, ...tooLate };
    const controller = new AbortController();
    const call = untilAnswered(() => never, { ...options, signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    await expect(untilAnswered(() => never, { ...options, signal: controller.signal })).rejects.toThrow(
      "enough",
    );
  });

  test("doubt sends another at once", async () => {
    let doubt: () => void = () => undefined;
    const launch = (attempt: number): Promise<number> => (attempt === 0 ? never : Promise.resolve(attempt));
    const onDoubt = (again: () => void): (() => void) => {
      doubt = again;
      return () => (doubt = () => expect.unreachable("ended"));
    };
    const call = untilAnswered(launch, { deadline: 10_000, retryAfter: 10_000, onDoubt, ...tooLate });
    doubt();
    expect(await call).toBe(1);
    expect(doubt).toThrow("ended");
  });
});

describe("a gate", () => {
  const forEver = new AbortController().signal;

  test("lets so many in, in order", async () => {
    const gate = new Gate(2);
    const order: number[] = [];
    let [inside, most] = [0, 0];
    const calls = Array.from({ length: 6 }, async (_, i) => {
      const leave = await gate.enter(forEver);
      order.push(i);
      most = Math.max(most, ++inside);
      await later(2);
      inside--;
      leave();
    });
    await Promise.all(calls);
    expect([order, most]).toEqual([[0, 1, 2, 3, 4, 5], 2]);
  });

  test("is left by who waits no longer, and the next comes in", async () => {
    const gate = new Gate(1);
    const leave = await gate.enter(forEver);
    const controller = new AbortController();
    const [impatient, patient] = [gate.enter(controller.signal), gate.enter(forEver)];
    controller.abort(new Error("enough"));
    await expect(impatient).rejects.toThrow("enough");
    leave();
    (await patient)();
    await expect(gate.enter(controller.signal)).rejects.toThrow("enough");
    (await gate.enter(forEver))();
  });
});
