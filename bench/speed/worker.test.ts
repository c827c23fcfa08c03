import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../tools/run-program.js";
import { generate } from "../../tools/problems/generate.js";
import { decodeArray, encodeArray, startNative } from "./native.js";
import { Worker } from "./worker.js";

const folder = temporaryFolder();

/** Speaks the protocol of bench/peers/worker.py; its "solver" echoes p, crashes or hangs on request. */
const script = join(folder, "fake.mjs");
writeFileSync(
  script,
  `import { createInterface } from "node:readline";
  let problem;
  const answer = {
    hello: () => (process.argv[2] === "absent" ? { error: "No module named 'absent'" } : { version: "1.2.3" }),
    load: (message) => {
      problem = message.problem;
      return { variants: ["fresh", "crash", "hang", "raise"].map((name) => ({ name, tolerance: 1e-6 })) };
    },
    run: ({ variant }) => {
      if (variant === "crash") { console.error("out of luck"); process.exit(3); }
      if (variant === "hang") return undefined;
      if (variant === "raise") return { error: "ValueError: domain error" };
      const answers = { z: problem.fields.p, nu: null, lambda: null, lambdaLower: null };
      return { elements: problem.batch, wall: [3e-6, 5e-6], own: [2e-6, null], answers };
    },
  };
  createInterface({ input: process.stdin }).on("line", (line) => {
    const message = JSON.parse(line);
    const reply = answer[message.do](message);
    if (reply) console.log(JSON.stringify(reply));
  });`,
);
const launch = (solver: string, timeLimitSeconds = 60) => ({
  command: process.execPath,
  arguments: [script, solver],
  timeLimitSeconds,
});
const limits = { seconds: 0.1, fewest: 1, repeats: 3 };
const problem = generate({ variables: 4, equalities: 0, inequalities: 2 }, 3, true, 1);

describe("a native peer", () => {
  it("is measured over the protocol; the smaller of both times counts", async () => {
    const peer = await startNative("fake", launch("fake"));
    expect(peer.version).toBe("1.2.3");
    const [fresh] = await peer.enter(problem);
    expect(fresh).toMatchObject({ name: "fake (fresh)", kind: "native", tolerance: 1e-6 });
    const { elements, seconds, answers } = await fresh.measure(limits);
    expect(elements).toBe(3);
    expect(seconds).toEqual([2e-6, 5e-6]);
    expect(answers.z).toEqual(problem.fields.p);
    expect(answers.nu).toBeNull();
    peer.close();
  });

  it("reports what the solver raises, and comes back after a crash", async () => {
    const peer = await startNative("fake", launch("fake"));
    const [fresh, crash, , raise] = await peer.enter(problem);
    await expect(raise.measure(limits)).rejects.toThrow("ValueError: domain error");
    await expect(crash.measure(limits)).rejects.toThrow("the process ended with code 3: out of luck");
    expect((await fresh.measure(limits)).elements).toBe(3);
    peer.close();
  });

  it("says what is missing", async () => {
    await expect(startNative("absent", launch("absent"))).rejects.toThrow("No module named 'absent'");
    const nowhere = { ...launch("fake"), command: join(folder, "no-python") };
    await expect(startNative("fake", nowhere)).rejects.toThrow("ENOENT");
  });
});

it("a worker that hangs is ended", async () => {
  const worker = new Worker(launch("fake", 1));
  await worker.ask({ do: "load", problem: {} });
  await expect(worker.ask({ do: "run", variant: "hang" })).rejects.toThrow("no answer within 1 s");
  expect(worker.alive).toBe(false);
  await expect(worker.ask({ do: "hello" })).rejects.toThrow("no answer within 1 s");
});

it("arrays survive the journey", () => {
  const values = Float64Array.of(0, -0, 1 / 3, 1e300, -Infinity, Number.MIN_VALUE);
  const part = values.subarray(1, 5); // not at the beginning of its buffer
  expect(decodeArray(encodeArray(part, [4]))).toEqual(part);
});
