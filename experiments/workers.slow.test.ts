/** Training over workers, as a user runs it: the same weights from one thread and from many, and from others over NATS. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { findCheckpoint } from "../tools/checkpoint.js";
import type { RunState } from "../tools/epochs.js";
import { ROOT } from "../tools/made.js";
import { runProgram, temporaryFolder } from "../tools/run-program.js";
import { NatsServer } from "../test/support/nats-server.js";
import { describeWith, NATS_SERVER } from "../test/support/needs.js";

const folder = temporaryFolder();
const programOf = (experiment: string): string => `experiments/${experiment}/run.ts`;
const run = (experiment: string, ...flags: string[]) => runProgram(programOf(experiment), flags, folder);

/** Weights, and all that Adam remembers. */
const trainedBy = (...path: string[]): unknown =>
  findCheckpoint<RunState<unknown>>(join(folder, ...path))!.state.trainer;
const layer = (out: string): Buffer => readFileSync(join(folder, out, "layer/weights.bin"));

const SUDOKU = ["--puzzles", "60", "--batch", "18", "--seed", "5", "--leaf", "5"];

describe("npm run sudoku", () => {
  const small = [...SUDOKU, "--epochs", "2"];

  test("learns the same weights from 1, 2 and 4 threads", async () => {
    for (const count of ["1", "2", "4"]) {
      const { code, error } = await run("sudoku", ...small, "--workers", count, "--out", `t${count}`);
      expect([code, error]).toEqual([0, expect.stringMatching(/thread \d+ has joined/)]);
    }
    for (const other of ["t2", "t4"]) {
      expect(layer(other)).toEqual(layer("t1"));
      expect(trainedBy(other, "checkpoint.json")).toEqual(trainedBy("t1", "checkpoint.json"));
    }
    const { made } = JSON.parse(readFileSync(join(folder, "t2/results.json"), "utf8"));
    expect(made.command).toBe(
      "npm run sudoku -- --puzzles 60 --epochs 2 --seed 5 --batch 18 --workers 2 --leaf 5",
    );
  });

  test("with a learned right-hand side, too", async () => {
    for (const count of ["1", "2"]) {
      const flags = [...small, "--free", "--workers", count, "--out", `f${count}`];
      expect((await run("sudoku", ...flags)).code).toBe(0);
    }
    expect(layer("f2")).toEqual(layer("f1"));
    expect(layer("f2")).not.toEqual(layer("t2"));
  });

  test("stopped and gone on with by another number of threads, it ends as if never stopped", async () => {
    const longer = [...SUDOKU, "--epochs", "30"];
    await run("sudoku", ...longer, "--workers", "2", "--out", "whole");
    const flags = [...longer, "--workers", "2", "--out", "stopped"];
    const { out } = await runProgram(programOf("sudoku"), flags, folder, { interruptAt: "3/30 " });
    expect(out).toContain("Stopped after epoch");
    expect(layer("stopped")).not.toEqual(layer("whole"));
    const again = await run("sudoku", ...longer, "--workers", "1", "--out", "stopped", "--resume");
    expect(again.out).toContain("Resuming after epoch");
    expect(layer("stopped")).toEqual(layer("whole"));
    expect(trainedBy("stopped", "checkpoint.json")).toEqual(trainedBy("whole", "checkpoint.json"));

    const other = [...SUDOKU.slice(0, -1), "6", "--workers", "1", "--out", "stopped", "--resume"];
    expect((await run("sudoku", ...other)).error).toMatch(/--leaf: expected 5, which .* got 6/);
    const alone = [...SUDOKU, "--out", "stopped", "--resume"];
    expect((await run("sudoku", ...alone)).error).toMatch(/--leaf: expected 5, which .* got none/);
  });

  test("refuses in one line what is no number of workers", async () => {
    for (const count of ["none", "0", "1.5", ""]) {
      const { code, error } = await run("sudoku", "--workers", count);
      expect([code, error]).toEqual([
        1,
        expect.stringMatching(/^--workers: expected an integer from 1 to 256/),
      ]);
    }
    const { code, error } = await run("sudoku", "--join", "here");
    expect([code, error]).toEqual([1, expect.stringMatching(/^--join: expected nats:\/\//)]);
    const nobody = await run("sudoku", ...small, "--workers", "nats://127.0.0.1:1", "--out", "nobody");
    expect([nobody.code, nobody.error]).toEqual([
      1,
      expect.stringMatching(/^server: expected a NATS server/),
    ]);
  });
});

describe("npm run denoising", () => {
  test.each(["optnet", "adaptive"])("%s: learns the same weights from 1, 2 and 4 threads", async (method) => {
    const small = ["--method", method, "--signals", "60", "--batch", "20", "--epochs", "2", "--leaf", "6"];
    const errors = [];
    for (const count of ["1", "2", "4"]) {
      const out = `${method}-${count}`;
      const { code } = await run("denoising", ...small, "--workers", count, "--out", out);
      expect(code).toBe(0);
      const { epochs, error } = JSON.parse(readFileSync(join(folder, out, `${method}.json`), "utf8"));
      errors.push([error, epochs.map(({ loss, metrics }: Record<string, unknown>) => [loss, metrics])]);
    }
    for (const i of [1, 2]) {
      expect(errors[i]).toEqual(errors[0]);
      const checkpoint = `${method}.checkpoint.json`;
      expect(trainedBy(`${method}-${2 * i}`, checkpoint)).toEqual(trainedBy(`${method}-1`, checkpoint));
    }
  });
});

/** A command that is not waited for. */
class Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; out: string }>;
  #out = "";

  constructor(experiment: string, ...flags: string[]) {
    const program = join(ROOT, programOf(experiment));
    this.child = spawn(process.execPath, ["--import", "tsx", program, ...flags], {
      ...{ cwd: ROOT, env: { ...process.env, INIT_CWD: folder }, stdio: ["ignore", "pipe", "pipe"] },
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.on("data", (data) => (this.#out += String(data)));
    }
    this.ended = new Promise((resolve) => {
      this.child.once("close", (code) => resolve({ code, out: this.#out }));
    });
  }

  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#out)) {
      if (this.child.exitCode !== null) throw new Error(`it ended and said: ${this.#out}`);
      await sleep(10);
    }
  }
}

describeWith(NATS_SERVER, "over NATS", () => {
  const started: Started[] = [];
  let server: NatsServer | undefined;
  const start = (...flags: string[]): Started => {
    const one = new Started("sudoku", ...flags);
    started.push(one);
    return one;
  };
  afterEach(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await Promise.all(started.splice(0).map(({ ended }) => ended));
    await server?.remove();
  });

  test("workers are killed, hang and join, and so does the coordinator: the weights are those of one thread", async () => {
    server = await NatsServer.start({ jetStream: false });
    const workers = [1, 2].map(() => start("--join", server!.url));
    for (const worker of workers) await worker.says(/waits for trainings/);
    const longer = [...SUDOKU, "--epochs", "60"];
    const spread = [...longer, "--workers", server.url, "--out", "nats"];

    const killed = start(...spread);
    await killed.says(/has joined[^]*has joined/);
    await killed.says(/ 5\/60 /);
    workers[0].child.kill("SIGKILL");
    await killed.says(/ 15\/60 /);
    killed.child.kill("SIGKILL");
    await killed.ended;
    expect(existsSync(join(folder, "nats/checkpoint.json"))).toBe(true);

    workers.push(start("--join", server.url));
    const resumed = start(...spread, "--resume");
    await resumed.says(/has joined[^]*has joined/);
    await resumed.says(/ 30\/60 /);
    workers[1].child.kill("SIGSTOP"); // It is there and does nothing: others do its part.
    const { code, out } = await resumed.ended;
    expect([code, out]).toEqual([0, expect.stringMatching(/Resuming after epoch 1\d/)]);

    await run("sudoku", ...longer, "--workers", "1", "--out", "longer");
    expect(layer("nats")).toEqual(layer("longer"));
    expect(trainedBy("nats", "checkpoint.json")).toEqual(trainedBy("longer", "checkpoint.json"));
    workers[2].child.kill("SIGTERM");
    expect((await workers[2].ended).code).toBe(0);
  });

  test("a worker with other puzzles is refused by name", async () => {
    server = await NatsServer.start({ jetStream: false });
    const puzzles = "puzzle,solution\n" + "0000000000000000,1234341221434321\n".repeat(60);
    const data = join(folder, "other.csv");
    writeFileSync(data, puzzles);
    start(...SUDOKU, "--workers", server.url, "--out", "refusing");
    const { code, out } = await start("--join", server.url, "--data", data).ended;
    expect([code, out]).toEqual([1, expect.stringMatching(/worker\.fingerprint: expected .* same data/s)]);
  });
});
