/** The experiments over workers, as a user runs them: the same weights from one, from two, and from others over NATS. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { NatsServer } from "../test/support/nats-server.js";
import { NATS_SERVER, testWith } from "../test/support/needs.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "spread-"));
afterAll(() => rmSync(folder, { recursive: true }));

function start(experiment: string, ...flags: string[]) {
  const program = join(root, "experiments", experiment, "run.ts");
  const environment = { ...process.env, INIT_CWD: folder };
  const child = spawn(process.execPath, ["--import", "tsx", program, ...flags], {
    cwd: root,
    env: environment,
  });
  let out = "";
  const heard: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      out += String(data);
      for (const listener of heard.splice(0)) listener();
    });
  }
  const ended = new Promise<{ code: number | null; out: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, out }));
  });
  const says = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(out)) {
      await Promise.race([new Promise<void>((resolve) => heard.push(resolve)), ended]);
      if (child.exitCode !== null && !pattern.test(out)) throw new Error(`it ended and said: ${out}`);
    }
  };
  return { child, ended, says };
}

const weights = (name: string): Buffer => readFileSync(join(folder, name, "layer/weights.bin"));
const sudoku = ["--puzzles", "60", "--batch", "18", "--seed", "5", "--epochs", "2", "--leaf", "5"];

describe("mini-Sudoku", () => {
  it("learns the same weights from one process and from two, and does not go on with other leaves", async () => {
    for (const count of ["1", "2"]) {
      const { code, out } = await start("sudoku", ...sudoku, "--workers", count, "--out", `p${count}`).ended;
      expect([code, out]).toMatchObject([0, expect.stringContaining("process 1 has joined")]);
    }
    expect(weights("p2")).toEqual(weights("p1"));
    const other = [...sudoku.slice(0, -1), "6", "--workers", "1", "--out", "p1", "--resume"];
    expect((await start("sudoku", ...other).ended).out).toMatch(/--leaf: expected 5, got 6/);
    const alone = [...sudoku.slice(0, -2), "--out", "p1", "--resume"];
    expect((await start("sudoku", ...alone).ended).out).toMatch(/--leaf: expected 5, got none/);
  });

  testWith(
    NATS_SERVER,
    "learns them from workers over NATS, one of which is killed and another joins",
    async () => {
      const server = await NatsServer.start({ jetStream: false });
      const workers = [1, 2].map(() => start("sudoku", "--join", server.url));
      for (const { says } of workers) await says(/Waiting for trainings/);
      const longer = [...sudoku, "--epochs", "60"];
      const run = start("sudoku", ...longer, "--workers", server.url, "--out", "nats");
      await run.says(/has joined[^]*has joined/);
      workers[0].child.kill("SIGKILL");
      const third = start("sudoku", "--join", server.url);
      workers.push(third);
      const { code, out } = await run.ended;
      expect([code, out]).toMatchObject([0, expect.stringContaining("has left")]);
      await start("sudoku", ...longer, "--workers", "1", "--out", "longer").ended;
      expect(weights("nats")).toEqual(weights("longer"));
      for (const { child } of workers) child.kill("SIGTERM");
      expect((await workers[1].ended).code).toBe(0);
      await Promise.all(workers.map(({ ended }) => ended));
      await server.remove();
    },
  );
});

describe("denoising", () => {
  it("learns the same from one process and from two", async () => {
    const flags = ["--method", "optnet", "--signals", "60", "--batch", "20", "--epochs", "2", "--leaf", "6"];
    const errors = [];
    for (const count of ["1", "2"]) {
      const { code } = await start("denoising", ...flags, "--workers", count, "--out", `d${count}`).ended;
      expect(code).toBe(0);
      const { epochs, error } = JSON.parse(readFileSync(join(folder, `d${count}`, "optnet.json"), "utf8"));
      errors.push([error, epochs.map(({ loss, metrics }: Record<string, unknown>) => [loss, metrics])]);
      const { state } = JSON.parse(readFileSync(join(folder, `d${count}`, "optnet.checkpoint.json"), "utf8"));
      errors.at(-1)!.push(state.trainer);
    }
    expect(errors[1]).toEqual(errors[0]);
  });

  it("refuses flags that make no sense in one line", async () => {
    const { code, out } = await start("denoising", "--workers", "none").ended;
    expect([code, out]).toMatchObject([
      1,
      expect.stringMatching(/^--workers: expected an integer from 1 to 1024/),
    ]);
  });
});
