import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filled, namesOf } from "../../tools/regions.js";
import { temporaryFolder } from "../../tools/run-program.js";
import { read, ROOT } from "../../test/imports.js";
import { tableOf } from "../../test/support/tables.js";
import type { Comparison } from "../speed/compare.js";
import { PAGE, pageWithResults, textsOfResults } from "./page.js";

describe("the page with measurements", () => {
  it("says what the files of results say: after new results, npm run results:tables", async () => {
    const page = read(PAGE);
    expect(page).toBe(await pageWithResults(page, ROOT));
  });

  it("has a place for everything that is measured", () => {
    expect(namesOf(read(PAGE)).sort()).toEqual(Object.keys(textsOfResults(ROOT)).sort());
  });
});

describe("places on a page", () => {
  const page = "a\n\n<!-- results: one -->\nold\n<!-- end of results -->\n\nb\n";
  it("are filled, whatever stood there", () => {
    const once = filled(page, { one: "new $& text\n" });
    expect(once).toBe("a\n\n<!-- results: one -->\n\nnew $& text\n\n<!-- end of results -->\n\nb\n");
    expect(filled(once, { one: "new $& text" })).toBe(once);
    expect(namesOf(once)).toEqual(["one"]);
  });
  it("have names that are known", () => {
    expect(() => filled(page, { two: "" })).toThrow("No results are called one; there are two");
  });
});

describe("results", () => {
  const root = temporaryFolder();
  const keep = (path: string, content: object): void => {
    const file = join(root, "bench", path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  };
  const machine = { processor: "A processor", cores: 2, node: "20.0.0", tfjs: "4", load: 0 };
  const made = {
    version: "1.2.3",
    commit: "ab".repeat(20),
    command: "npm run bench",
    date: "2026-01-02",
    machine,
  };
  const entry = (name: string, kind: string, median: number, failure?: string): object => ({
    ...{ name, kind, tolerance: 1e-8, elements: 8, microseconds: { median }, residuals: undefined, failure },
  });
  const comparison = (name: string, ours: number, native: number): Comparison =>
    ({
      ...{ name, shared: true, batch: 8, ours: entry("optnet", "ours", ours) },
      peers: [
        entry("fast (reuse)", "native", native),
        entry("npm slow", "javascript", 100),
        entry("npm wrong", "javascript", 0.1, "primal residual 1"),
      ],
    }) as Comparison;

  it("say which command makes them where there are none", () => {
    const texts = textsOfResults(root);
    expect(Object.keys(texts).length).toBeGreaterThan(14);
    for (const [name, text] of Object.entries(texts))
      expect(text, name).toMatch(/^No results .*`npm run bench/);
    expect(texts.models).toContain("npm run bench -- --parts model");
    expect(texts.faults).toContain("npm run bench:nats:faults");
  });

  it("show sparse problems, each time beside ours, and what does not count", () => {
    const times = (name: string, median: number, failure?: string): object => ({ name, milliseconds: { median }, iterations: 5, failure }); // prettier-ignore
    const entries = [times("optnet", 2), times("piqp", 1), times("osqp", 8, "gap 1e-3")];
    keep("speed/results/speed-sparse.json", { made, peers: { piqp: "1.0" }, sparse: [{ name: "chain", kind: "one", elements: 1, variables: 9, entries }] }); // prettier-ignore
    const { sparse } = textsOfResults(root);
    expect(sparse).toContain("| chain, n 9 | 2.00 | 5.00 | 1.00 (0.500×) | failed (4.00×) |");
    expect(sparse).toContain("- chain: osqp does not count: gap 1e-3.");
    expect(sparse).toMatch(/Beside piqp 1\.0\.$/);
  });

  it("show rows that are lost, and answers that do not count", () => {
    keep("speed/results/speed.json", { made, peers: { fast: "1.0" }, table: [comparison("1,0,1", 2, 1), comparison("2,0,2", 2, 8)], models: [] }); // prettier-ignore
    const { dense, models } = textsOfResults(root);
    expect(tableOf(dense, "n, e, m").rows).toEqual([
      ["1,0,1 shared ×8", "2.00", "fast (reuse) 0.500×", "slow 50.0×"],
      ["2,0,2 shared ×8", "2.00", "fast (reuse) 4.00×", "slow 50.0×"],
    ]);
    expect(dense).toContain(
      "fastest in 1 of 2 rows. Another solver is faster on 1,0,1 shared ×8 (fast (reuse), 0.500×).",
    );
    expect(tableOf(dense, "solver").rows.at(-1)).toEqual(["npm wrong", "failed", "failed"]);
    expect(dense).toContain("npm wrong on 1,0,1 shared ×8: primal residual 1");
    expect(dense).toContain(
      "optnet 1.2.3 (abababa), `npm run bench`; A processor, 2 cores, Node 20.0.0; 2026-01-02",
    );
    expect(models).toMatch(/^No results/);
  });

  it("come from the newest file that has them", () => {
    keep("speed/results/other.json", { made: { ...made, version: "2.0.0", date: "2026-02-01" }, table: [comparison("1,0,1", 2, 3)] }); // prettier-ignore
    keep("speed/results/models.json", { made: { ...made, version: "3.0.0", date: "2026-03-01" }, table: [], models: [{ name: "a model", fresh: { median: 4 }, solve: { median: 2 }, byHand: { median: 1.9 }, cvxjs: { median: 1 } }] }); // prettier-ignore
    const { dense, models } = textsOfResults(root);
    expect(dense).toContain("fastest in 1 of 1 rows.");
    expect(dense).toContain("optnet 2.0.0");
    expect(models).toContain("| a model | 2.00 | 95 % | 4.00 | 1.00 | 0.500× | 0.250× |");
    expect(models).toContain("optnet 3.0.0");
    rmSync(join(root, "bench/speed"), { recursive: true });
  });

  it("of robustness and of faults name what failed", () => {
    const score = { set: "a set", tolerance: 1e-6, problems: 4, solved: 3, successPercent: 75, wrong: 1 };
    keep("robustness/results/robustness.json", { machine: "A machine", scores: [{ ...score, failures: [{ problem: "HARD", reason: "stalled" }] }] }); // prettier-ignore
    const tally = { asked: 10, right: 8, wrong: 0, lost: 2, doubled: 0 };
    const fire = { minutes: 1, workers: 2, clients: 3, workersKilled: 4, serverKilled: 1, noise: 5, slowClientsDropped: 6, deadLetters: 7 }; // prettier-ignore
    keep("nats/results/faults.json", { made, ...fire, calls: tally, jobs: tally });
    const { robustness, faults, nats } = textsOfResults(root);
    expect(robustness).toContain("| a set | 1e-6 | 3 of 4 | 75.0 % | 1 |");
    expect(robustness).toContain("- HARD of a set at 1e-6: stalled");
    expect(robustness).toContain("version 0.1.0; A machine.");
    expect(faults).toContain("| jobs | 10 | 8 | 0 | 2 | 0 |");
    expect(nats).toContain("npm run bench:nats`");
  });

  it("of the benchmarks are read as those write them", () => {
    const files = ["speed/results/speed.json", "gradients/results/gradients.json"];
    for (const file of files)
      keep(file, JSON.parse(readFileSync(join(ROOT, "bench", file), "utf8")) as object);
    const { dense, accuracy, threads } = textsOfResults(root);
    for (const text of [dense, accuracy, threads]) expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
