/** Tables and numbers on the pages that repeat what the code or a recorded run says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS } from "optnet";
import { expect, test } from "vitest";
import type { Comparison, Entry } from "../../bench/speed/compare.js";
import { counts } from "../../bench/speed/compare.js";
import type { Results as SpeedResults } from "../../bench/speed/report.js";
import { median } from "../../bench/speed/statistics.js";
import { read, ROOT } from "../imports.js";
import { committed, describeWith } from "../support/needs.js";
import { tableOf } from "../support/tables.js";

const performance = read("docs/guide/performance.md");
const experiments = read("docs/guide/experiments.md");

function resultsOf<Results>(path: string): Results {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Results;
}

/** The rows of a table, each by its first cell. */
function rowsOf(page: string, first: string): Map<string, readonly string[]> {
  return new Map(tableOf(page, first).rows.map(([name, ...cells]) => [name, cells]));
}

test("the table of settings", () => {
  const plain = (cells: readonly string[]): string[] => cells.map((cell) => cell.replaceAll("`", ""));
  const rows = tableOf(read("docs/guide/settings.md"), "setting").rows.map(plain);
  const expected = Object.entries(SETTINGS).map(([name, setting]) => {
    const { default: value } = setting;
    return [
      name,
      typeof value === "number" ? String(value) : JSON.stringify(value),
      setting.kind === "choice" ? setting.choices.join(", ") : `${setting.min} to ${setting.max}`,
      setting.meaning,
    ];
  });
  expect(rows.filter(([name]) => name in SETTINGS)).toEqual(expected);
});

/** Microseconds or milliseconds: 0.9, 13.2, 521. */
const time = (value: number): string => value.toFixed(value < 100 ? 1 : 0);
/** 0.26×, 1.5×, 12×. */
const times = (ratio: number): string => `${ratio.toFixed(ratio < 1 ? 2 : ratio < 10 ? 1 : 0)}×`;

describeWith(committed("bench/speed/results"), "speed", () => {
  const results = resultsOf<SpeedResults>("bench/speed/results/speed.json");
  const microseconds = (entry: Entry | undefined): number => entry!.microseconds!.median;

  /** The fastest variant of the solvers that are asked for. */
  function best({ ours, peers }: Comparison, wanted: (entry: Entry) => boolean): Entry {
    const candidates = peers.filter(
      (entry) => counts(entry) && entry.tolerance <= ours.tolerance && wanted(entry),
    );
    return candidates.reduce((a, b) => (microseconds(a) <= microseconds(b) ? a : b));
  }

  const SHOWN: Readonly<Record<string, string>> = { piqp: "PIQP", proxqp: "ProxQP", proxqp_scalar: "ProxQP" };
  const nameOf = ({ name }: Entry): string => {
    const [solver] = name.replace("npm ", "").split(" ");
    return SHOWN[solver] ?? solver;
  };
  const isDaqp = ({ name }: Entry): boolean => name.startsWith("daqp");

  const all = [...results.table, ...results.sudoku];

  test("of optnet and its peers", () => {
    const expected = all.map((comparison) => {
      const ours = microseconds(comparison.ours);
      const beside = (entry: Entry): string =>
        `${time(microseconds(entry))} (${times(microseconds(entry) / ours)})`;
      const named = (entry: Entry): string => `${nameOf(entry)} ${beside(entry)}`;
      return [
        comparison.name,
        comparison.shared ? "shared" : "distinct",
        time(ours),
        beside(best(comparison, isDaqp)),
        named(best(comparison, (entry) => entry.kind === "native" && !isDaqp(entry))),
        named(best(comparison, (entry) => entry.kind === "javascript")),
      ];
    });
    expect(tableOf(performance, "n, e, m").rows).toEqual(expected);
  });

  test("where DAQP is faster, and nobody else is", () => {
    for (const comparison of all) {
      const others = best(comparison, (entry) => entry.kind !== "ours" && !isDaqp(entry));
      expect(microseconds(others), comparison.name).toBeGreaterThan(microseconds(comparison.ours));
    }
  });

  test("of a training step", () => {
    const { ours, peers } = results.training!;
    const of = (milliseconds: { readonly median: number } | undefined): number => milliseconds!.median;
    const qpth = of(peers.find(({ name }) => name === "qpth (1e-12)")!.milliseconds);
    const mine = of(ours.milliseconds);
    expect([...rowsOf(performance, "layer")]).toEqual([
      ["optnet", [time(mine)]],
      ["qpth (1e-12, its default)", [`${time(qpth)} (${times(qpth / mine)})`]],
    ]);
  });

  test("of gradients beside the forward pass", () => {
    const shares = (shared: boolean): Map<string, number> =>
      new Map(
        results.gradients
          .filter((cost) => cost.shared === shared)
          .map(({ name, forward, backward }) => [name, (100 * backward.median) / forward.median]),
      );
    const same = shares(true);
    const other = [...shares(false)].filter(([name]) => name !== "10,0,100").map(([, share]) => share);
    const [low, high] = [Math.min(...other), Math.max(...other)].map((share) => share.toFixed(0));
    const text = performance.replace(/\s+/g, " ");
    const [large, small] = [same.get("200,0,200")!, same.get("10,0,10")!].map((share) => share.toFixed(0));
    expect(text).toContain(`${large} % of the forward pass at n = 200 and ${small} % at n = 10`);
    expect(text).toContain(`${low} to ${high} % where they are distinct`);
  });

  test("of control loops", () => {
    const names = [undefined, "optnet, cold in place", "optnet, warm", "optnet, cold", "optnet, solve"];
    const columns = [...names, "daqp (warm)", "piqp (kept)"];
    const expected = results.mpc.map(({ ours, peers }) =>
      columns.map((name) => time(microseconds(name ? peers.find((peer) => peer.name === name) : ours))),
    );
    const rows = tableOf(performance, "loop").rows;
    expect(rows.map(([loop]) => loop.split(":")[0])).toEqual(results.mpc.map(({ name }) => name));
    expect(rows.map(([, ...cells]) => cells)).toEqual(expected);
  });

  test("of threads", () => {
    const gain = ({ one, several }: SpeedResults["threads"][number]["solve"]): number =>
      one.median / several.median;
    const lengths = [0, 8, 16].map((first) => results.threads.slice(first, first + 8));
    const expected = lengths.map((eight) => {
      const gains = eight.map(({ solve }) => gain(solve));
      return [
        `${median(eight.map(({ solve }) => solve.one.median)).toFixed(0)} ms`,
        ...[median(gains), Math.max(...gains), median(eight.map(({ vjp }) => gain(vjp)))].map(
          (value) => `${value.toFixed(2)}×`,
        ),
      ];
    });
    expect(tableOf(performance, "time of one thread").rows).toEqual(expected);
  });

  test("in the decision about the dual form", () => {
    const page = read("docs/decisions/0001-dual-form-and-pivoting.md");
    const digits = (entry: Entry): string => {
      const value = microseconds(entry);
      return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
    };
    for (const [name, cells] of rowsOf(page, "n, e, m")) {
      const comparison = results.table.find((one) => one.name === name && one.shared)!;
      const piqp = best(comparison, (entry) => entry.name.startsWith("piqp"));
      expect(cells, name).toEqual([comparison.ours, piqp, best(comparison, isDaqp)].map(digits));
    }
  });
});

describeWith(committed("bench/gradients/results"), "accuracy of gradients", () => {
  interface Row {
    readonly n: number;
    readonly e: number;
    readonly m: number;
    readonly bounds: boolean;
    readonly loss: string;
    readonly compared: number;
    readonly errors: readonly { readonly median: number; readonly worst: number }[];
  }
  test("row by row", () => {
    const { rows } = resultsOf<{ rows: readonly Row[] }>("bench/gradients/results/gradients.json");
    const largest = (values: readonly number[]): string => Math.max(...values).toExponential(1);
    const expected = rows.map(({ n, e, m, bounds, loss, compared, errors }) => [
      `${n}, ${e}, ${m}`,
      bounds ? "yes" : "no",
      loss,
      String(compared),
      largest(errors.map((error) => error.median)),
      largest(errors.map((error) => error.worst)),
    ]);
    const [, found] = performance.split("## Accuracy of gradients");
    expect(tableOf(found, "n, e, m").rows).toEqual(expected);
  });
});

describeWith(committed("bench/robustness/results"), "robustness", () => {
  interface Score {
    readonly set: string;
    readonly tolerance: number;
    readonly problems: number;
    readonly solved: number;
    readonly successPercent: number;
    readonly wrong: number;
  }
  test("set by set", () => {
    const { scores } = resultsOf<{ scores: readonly Score[] }>("bench/robustness/results/robustness.json");
    const expected = scores.map(({ set, tolerance, problems, solved, successPercent, wrong }) => [
      set,
      tolerance.toExponential(),
      `${solved} of ${problems}`,
      `${successPercent.toFixed(1)} %`,
      String(wrong),
    ]);
    expect(tableOf(performance, "set").rows).toEqual(expected);
  });
});

describeWith(committed("experiments/denoising/results"), "denoising", () => {
  test.each([
    ["fully connected net", "fc"],
    ["pure OptNet", "optnet"],
    ["total variation", "tv"],
    ["OptNet tuned TV", "optnet-tv"],
    ["OptNet, adaptive TV (ours)", "adaptive"],
  ])("%s", (name, file) => {
    interface Results {
      readonly error: { readonly test: number };
      readonly paper?: { readonly test: number };
    }
    const { error, paper } = resultsOf<Results>(`experiments/denoising/results/${file}.json`);
    expect(rowsOf(experiments, "method, mean squared test error").get(name)).toEqual([
      error.test.toFixed(2),
      paper?.test.toFixed(1) ?? "",
    ]);
  });
});

const SUDOKU = "experiments/sudoku/results";

describeWith(committed(SUDOKU), "the test errors of mini-Sudoku", () => {
  interface Results {
    readonly best: { readonly epoch: number };
    readonly epochs: readonly { readonly test: { readonly error: number; readonly unsolved: number } }[];
  }
  test.each([
    ["generated from seed 1", "generated"],
    ["the paper's, `mini-sudoku.csv`", "mini-sudoku"],
  ])("%s", (first, folder) => {
    const { best, epochs } = resultsOf<Results>(`${SUDOKU}/${folder}/results.json`);
    const errors = epochs.slice(0, 10).map((epoch) => (100 * epoch.test.error).toFixed(1));
    expect(rowsOf(experiments, "data (1000 test boards)").get(first)).toEqual(errors);
    expect(experiments.replace(/\s+/g, " ")).toContain(`validation error: epoch ${best.epoch}`);
  });
});
