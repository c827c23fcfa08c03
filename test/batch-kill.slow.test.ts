/**
 * A run of `optnet batch` that is killed goes on where it was, whenever that happens: nothing is lost, nothing is done
 * twice, and nobody sees a part of a result.
 */
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemArrays, writeArrays } from "../src/io/index.js";
import { buildCommand, type BuiltCommand, type Ended } from "./support/command.js";
import { Random } from "./support/random.js";

/** Kills in all; a longer run has more. */
const KILLS = Number(process.env.OPTNET_KILLS ?? 6);

const random = new Random(5);
const [B, n, m] = [30_000, 6, 5];
const draw = (...shape: number[]) => ({
  data: Float64Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, () =>
    random.normal(),
  ),
  shape,
});

let command: BuiltCommand;
beforeAll(async () => {
  command = buildCommand();
  const h = draw(B, m);
  h.data.forEach((value, i) => (h.data[i] = Math.abs(value)));
  const problem = { Q: new Float64Array(n).fill(1), p: draw(B, n), G: draw(m, n), h };
  writeFileSync(path("in.npz"), await writeArrays(problemArrays(problem), { format: "npz" }));
  writeFileSync(path("loss.npz"), await writeArrays({ arrays: { z: draw(B, n) } }, { format: "npz" }));
});
afterAll(() => command.remove());

const path = (name: string): string => join(command.folder, name);
const bytes = (name: string): Buffer => readFileSync(path(name));
const argsFor = (out: string, ...more: string[]): string[] => [
  ...[
    "batch",
    "in.npz",
    "--cotangents",
    "loss.npz",
    "--out",
    out,
    "--threads",
    "2",
    "--chunk",
    "1",
    "--json",
    "--quiet",
    ...more,
  ],
];

/** Starts a run, ends it by a signal after some time unless it has ended, and returns how it ended. */
async function runFor(
  milliseconds: number,
  args: readonly string[],
  signal: NodeJS.Signals = "SIGKILL",
): Promise<Ended> {
  const { child, ended } = command.start(args);
  const timer = setTimeout(() => child.kill(signal), milliseconds);
  const result = await ended;
  clearTimeout(timer);
  return result;
}

/** Runs until the journal holds some pieces, then kills. */
async function runUntil(
  pieces: number,
  args: readonly string[],
  out: string,
  signal: NodeJS.Signals,
): Promise<Ended> {
  const { child, ended } = command.start(args);
  const timer = setInterval(() => {
    if (!child.killed && donePieces(out) >= pieces) child.kill(signal);
  }, 2);
  const result = await ended;
  clearInterval(timer);
  return result;
}

/** Elements that the journal says are done. */
function doneElements(out: string): number {
  return journalLines(out).reduce(
    (sum, line) => sum + (JSON.parse(line.slice(9)) as { count: number }).count,
    0,
  );
}

function donePieces(out: string): number {
  return journalLines(out).length;
}

/** The whole lines behind the first. */
function journalLines(out: string): string[] {
  if (!existsSync(path(`${out}.journal`))) return [];
  const lines = readFileSync(path(`${out}.journal`), "utf8")
    .split("\n")
    .slice(1);
  return lines.filter((line) => line.length > 9 && parseInt(line.slice(0, 8), 16) === crc32(line.slice(9)));
}

const leftOf = (out: string): string[] =>
  readdirSync(command.folder).filter((name) => name.startsWith(`${out}.`));

describe.each([
  ["out.npz", []],
  ["packed.npz", ["--compress"]],
  ["out.parquet", []],
  ["out.safetensors", []],
])("%s %j", (out, more) => {
  const reference = `whole-${out}`;
  let milliseconds: number;
  beforeAll(async () => {
    const start = performance.now();
    expect((await command.run(argsFor(reference, ...more))).code).toBe(0);
    milliseconds = performance.now() - start;
  });

  test("killed at random moments", async () => {
    for (let kill = 0; kill < KILLS;) {
      rmSync(path(out), { force: true });
      for (let ended: Ended | undefined; ended?.code !== 0;) {
        const before = doneElements(out);
        ended = await runFor(random.uniform(0, 1.3 * milliseconds), argsFor(out, ...more));
        expect(ended.err).toBe("");
        if (ended.code === 0) {
          // What was on the disk was not solved again.
          const { now } = JSON.parse(ended.out) as { now: number };
          expect(now).toBeLessThanOrEqual(B - before);
        } else {
          kill++;
          // A result is whole or not there; a journal never forgets.
          if (existsSync(path(out))) expect(bytes(out).equals(bytes(reference))).toBe(true);
          else expect(doneElements(out)).toBeGreaterThanOrEqual(before);
        }
      }
      expect(bytes(out).equals(bytes(reference))).toBe(true);
      expect(leftOf(out)).toEqual([]);
    }
  });
});

describe("a run that was killed in the middle", () => {
  /** Its files, to begin from more than once. */
  let saved: string[];
  beforeAll(async () => {
    const ended = await runUntil(30, argsFor("half.npz"), "half.npz", "SIGKILL");
    expect(ended.code).toBe(null);
    saved = leftOf("half.npz");
    expect(saved.length).toBe(2);
    for (const name of saved) copyFileSync(path(name), path(`saved-${name}`));
    await command.run(argsFor("whole-half.npz"));
  });

  const restore = (): void => {
    rmSync(path("half.npz"), { force: true });
    for (const name of saved) copyFileSync(path(`saved-${name}`), path(name));
  };
  const journal = "half.npz.journal";
  const partial = (): string => saved.find((name) => name.endsWith(".partial"))!;

  const finish = async (...more: string[]): Promise<number> => {
    const { code, out, err } = await command.run(argsFor("half.npz", ...more));
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(bytes("half.npz").equals(bytes("whole-half.npz"))).toBe(true);
    expect(leftOf("half.npz")).toEqual([]);
    return (JSON.parse(out) as { now: number }).now;
  };

  test("does the rest, with other threads and chunks", async () => {
    restore();
    const done = doneElements("half.npz");
    expect(done).toBeGreaterThan(0);
    expect(await finish("--threads", "1", "--chunk", "5000")).toBe(B - done);
  });

  test("loses one line where the last one was cut short, and appends behind it", async () => {
    restore();
    const whole = bytes(journal).length;
    const lines = donePieces("half.npz");
    truncateSync(path(journal), whole - 7);
    expect(donePieces("half.npz")).toBe(lines - 1);
    await runUntil(lines + 5, argsFor("half.npz"), "half.npz", "SIGKILL");
    const done = doneElements("half.npz");
    expect(await finish()).toBe(B - done);
  });

  test("does again what did not come to the disk", async () => {
    restore();
    const done = doneElements("half.npz");
    const damaged = bytes(partial());
    damaged.fill(0, 20_000, 30_000);
    writeFileSync(path(partial()), damaged);
    expect(await finish()).toBeGreaterThan(B - done);
    restore();
    rmSync(path(partial()));
    expect(await finish()).toBe(B);
  });

  test("refuses inputs that have changed, whatever the directory says", async () => {
    restore();
    const input = bytes("in.npz");
    const copy = Buffer.from(input);
    const at = copy.indexOf("p.npy") + 5 + 128 + 8;
    copy.writeDoubleLE(copy.readDoubleLE(at) + 1, at);
    writeFileSync(path("in.npz"), copy);
    const { code, err } = await command.run(argsFor("half.npz"));
    writeFileSync(path("in.npz"), input);
    expect(code).toBe(3);
    expect(err).toContain("the inputs of the run so far");
    expect(err).toContain("--fresh");
  });

  test.each([
    ["optnet", "0.0.1", "version of optnet"],
    ["kernels", "other", "kernels"],
    ["engine", "V8 1.0", "JavaScript engine"],
    ["probe", "0123456789abcdef", "bits"],
    ["settings", '{"tolerance":0.001}', "settings"],
    ["version", "2", "version"],
  ])("refuses to go on with another %s", async (word, other, got) => {
    restore();
    const [line, ...rest] = readFileSync(path(journal), "utf8").split("\n");
    const json = JSON.stringify({ ...(JSON.parse(line.slice(9)) as object), [word]: other });
    writeFileSync(
      path(journal),
      [`${crc32(json).toString(16).padStart(8, "0")} ${json}`, ...rest].join("\n"),
    );
    const { code, err } = await command.run(argsFor("half.npz"));
    expect(code).toBe(3);
    expect(err).toContain(`the same ${got}`);
    expect(err).toContain(other);
    expect(leftOf("half.npz")).toEqual(saved);
    expect((await command.run(argsFor("half.npz", "--fresh"))).code).toBe(0);
    expect(bytes("half.npz").equals(bytes("whole-half.npz"))).toBe(true);
  });

  test("refuses a file that is no journal", async () => {
    restore();
    writeFileSync(path(journal), "my notes\n");
    const { code, err } = await command.run(argsFor("half.npz"));
    expect(code).toBe(3);
    expect(err).toContain("the journal of a batch");
  });

  test("by Ctrl-C or a scheduler, says so", async () => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      for (const name of leftOf("half.npz")) rmSync(path(name));
      rmSync(path("half.npz"), { force: true });
      const ended = await runUntil(5, argsFor("half.npz"), "half.npz", signal);
      expect(ended.err).toContain("interrupted");
      expect(ended.code).toBe(code);
      expect(existsSync(path("half.npz"))).toBe(false);
      const done = doneElements("half.npz");
      expect(done).toBeGreaterThan(0);
      expect(await finish()).toBe(B - done);
    }
  });
});

test("runs of the same command at once both end well", async () => {
  const ends = await Promise.all([1, 2, 3].map(() => command.run(argsFor("twice.npz"))));
  for (const { err } of ends) expect(err).toBe("");
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  await command.run(argsFor("once.npz"));
  expect(bytes("twice.npz").equals(bytes("once.npz"))).toBe(true);
  expect(leftOf("twice.npz")).toEqual([]);
});
