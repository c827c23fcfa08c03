import { afterEach, describe, expect, it, vi } from "vitest";
import { SETTINGS } from "../../problem/settings.js";
import { BATCH_HELP, parseBatch, shardPath } from "./options.js";

afterEach(() => vi.unstubAllEnvs());

const ARGS = ["a.npz", "--out", "out.npz"];

describe("parseBatch", () => {
  it("takes its shard's number from whoever runs it", () => {
    for (const name of ["JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "SLURM_ARRAY_TASK_ID"]) {
      vi.stubEnv(name, "3");
      expect(parseBatch([...ARGS, "--shard", "auto/5"])).toMatchObject({
        ...{ shard: { index: 3, count: 5 }, out: "out.3-of-5.npz" },
      });
      vi.stubEnv(name, "5");
      expect(() => parseBatch([...ARGS, "--shard", "auto/5"])).toThrow(`${name}=5`);
      vi.stubEnv(name, "");
      expect(() => parseBatch([...ARGS, "--shard", "auto/5"])).toThrow("from 0 to N − 1");
      vi.unstubAllEnvs();
    }
  });

  it.each(["1", "1/0", "-1/3", "1/2/3", "a/3", "0x1/3", "1.5/3", "3/3", "/3", "auto"])(
    "refuses --shard %s",
    (shard) => {
      expect(() => parseBatch([...ARGS, "--shard", shard])).toThrow("shard");
    },
  );

  it("has every setting as an option but the time limit, whose results depend on the machine", () => {
    expect(BATCH_HELP).not.toContain("--time-limit");
    expect(() => parseBatch([...ARGS, "--time-limit", "1"])).toThrow("time-limit");
    const given = Object.entries(SETTINGS).filter(([name]) => name !== "timeLimit");
    const values = given.map(([name, setting]) => {
      const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      expect(BATCH_HELP).toContain(`  ${option} `);
      return [name, option, setting.kind === "choice" ? setting.choices[1] : setting.min] as const;
    });
    const { settings } = parseBatch([
      ...ARGS,
      ...values.flatMap(([, option, value]) => [option, String(value)]),
    ])!;
    expect(settings).toEqual(Object.fromEntries(values.map(([name, , value]) => [name, value])));
  });

  it("puts the shard before the ending, whatever dots a path has", () => {
    expect(shardPath("a.b/c.d.npz", { index: 0, count: 12 })).toBe("a.b/c.d.0-of-12.npz");
  });

  it("asks for help", () => {
    expect(parseBatch(["--help"])).toBeUndefined();
    expect(parseBatch(["-h"])).toBeUndefined();
  });
});
