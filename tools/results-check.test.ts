import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CLONE, describeWith } from "../test/support/needs.js";
import { madeBy, ROOT, shortCommit, type Made } from "./made.js";
import { MEASURED, originsOfResults, originsOfTexts, tableOf } from "./results-check.js";
import { writeResult } from "./results.js";
import { runProgram, temporaryFolder } from "./run-program.js";

describeWith(CLONE, "results", () => {
  const root = temporaryFolder();
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      encoding: "utf8",
    }).trim();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const commit = (): string => {
    git("add", "-A");
    git("commit", "-qm", "x");
    return git("rev-parse", "HEAD");
  };
  const measured = { "bench/a": ["src", ":(exclude)src/cli"], "bench/b": ["src/cli"] };
  const commits: string[] = [];
  let made: Made[];

  beforeAll(() => {
    git("init", "-q");
    write("package.json", '{"version":"1.2.3"}');
    write("src/a.ts", "1");
    write("src/cli/b.ts", "1");
    write("bench/a/results/old.json", '{"numbers":1}');
    write("bench/a/results/layer/model.json", "{}");
    commits.push(commit());
    made = [madeBy("npm run a", root)];
    write("src/a.ts", "2");
    made.push(madeBy("npm run a", root));
    commits.push(commit());
    made.push(madeBy("npm run b", root));
    write("package.json", '{"version":"2.0.0"}');
    writeResult(join(root, "bench/a/results"), "first.json", made[0], {});
    writeResult(join(root, "bench/a/results"), "changed.json", made[1], {});
    writeResult(join(root, "bench/a/results/deep"), "new.json", made[2], {});
    writeResult(join(root, "bench/b/results"), "cli.json", made[0], {});
    writeResult(join(root, "bench/b/results"), "gone.json", { ...made[0], commit: "12".repeat(20) }, {});
    write("src/a.test.ts", "1");
    write("README.md", "As found by optnet 1.2.3:\n\nand by optnet 2.0.0; optnet-1.2.3.tgz is a file");
    write("CHANGELOG.md", "optnet 1.2.3 is over");
    commits.push(commit());
  });

  describe("madeBy", () => {
    it("names the commit, and whether files differ from it", () => {
      expect(made.map(({ commit }) => commit)).toEqual([commits[0], `${commits[0]}+changes`, commits[1]]);
      expect(made[0]).toMatchObject({ version: "1.2.3", command: "npm run a" });
      expect(made[0].machine).toMatchObject({ node: process.versions.node, cores: expect.any(Number) });
    });

    it("does not count results as changes, nor the commit of a repository around the package", () => {
      write("bench/a/results/old.json", '{"numbers":2}');
      expect(madeBy("", root).commit).toBe(commits[2]);
      git("checkout", "-q", "bench/a/results/old.json");
      write("inner/package.json", '{"version":"0.0.1"}');
      const inner = madeBy("", join(root, "inner"));
      expect([inner.version, "commit" in inner]).toEqual(["0.0.1", false]);
    });
  });

  describe("the origin of results", () => {
    it("is what they say, or what git says of them, and tells how often what they measure has changed", () => {
      const found = originsOfResults(root, measured).map(({ path, version, commit, since, isOlder }) =>
        [path.replace("/results", ""), version, commit, since, isOlder ? "older" : ""].join(" "),
      );
      const [first, second] = commits.map(shortCommit);
      expect(found).toEqual([
        `bench/a/changed.json 1.2.3 ${first}+changes 1 older`,
        `bench/a/deep/new.json 1.2.3 ${second} 0 `,
        `bench/a/first.json 1.2.3 ${first} 1 older`,
        `bench/a/old.json 1.2.3 ${first}, last change 1 older`,
        `bench/b/cli.json 1.2.3 ${first} 0 `,
        `bench/b/gone.json 1.2.3 1212121, not here  older`,
      ]);
      expect(() => originsOfResults(root, { "bench/a": [] })).toThrow(/what the results of bench\/b measure/);
    });

    it("is the version that a text names", () => {
      const places = originsOfTexts(root).map(({ path, version, isOlder }) => [path, version, isOlder]);
      expect(places).toEqual([
        ["README.md:1", "1.2.3", true],
        ["README.md:3", "2.0.0", false],
      ]);
    });

    it("makes a table", () => {
      const lines = tableOf(originsOfResults(root, measured)).split("\n");
      expect(lines[0]).toMatch(/^\| results +\| optnet \| commit +\| commits since \| +\|$/);
      expect(lines[3]).toMatch(
        /^\| bench\/a\/results\/deep\/new\.json +\| 1\.2\.3 +\| [0-9a-f]{7} +\| 0 +\| +\|$/,
      );
      expect(lines[5]).toMatch(/old\.json +\| 1\.2\.3 +\| [0-9a-f]{7}, last change +\| 1 +\| older \|$/);
    });
  });

  it("npm run results:check knows all results of this repository, and fails only when it is to be strict", async () => {
    const { code, out, error } = await runProgram("tools/check-results.ts", [], ROOT);
    expect([code, error]).toEqual([0, ""]);
    const without = ["bench/gpu"];
    for (const folder of Object.keys(MEASURED).filter((one) => !without.includes(one)))
      expect(out).toContain(`\n| ${folder}/results/`);
    const older = Number(/(\d+) of \d+ are older/.exec(out)![1]);
    expect(older).toBe(out.match(/ older \|$/gm)?.length ?? 0);
    const strict = await runProgram("tools/check-results.ts", ["--strict"], ROOT);
    expect(strict.code).toBe(older > 0 ? 1 : 0);
  });
});
