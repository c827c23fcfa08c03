import { execFile } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { SETTINGS } from "../index.js";
import { parseCommand, UsageError } from "./options.js";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const packageFile = fileURLToPath(new URL("../../package.json", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "optnet-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function optnet(args: readonly string[], input: string | Buffer = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["--import", "tsx", main, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
    child.stdin!.on("error", () => undefined).end(input);
  });
}

function save(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** min x² − x + 2y + 1 with x + y ≥ 1, 0 ≤ x, 0 ≤ y: the optimum is x = 1, y = 0 with multiplier 1. */
const small = save(
  "small.qps",
  `NAME small
ROWS
 N cost
 G cover
COLUMNS
 x cost -1 cover 1
 y cost 2 cover 1
RHS
 rhs cost -1 cover 1
QUADOBJ
 x x 2
ENDATA
`,
);
const infeasible = save("infeasible.json", '{"p":[1,1],"G":[[1,1],[-1,-1]],"h":[-1,-1]}');
const unbounded = save("unbounded.json", '{"p":[-1,0],"lower":0}');
const batch = save("batch.json", '{"Q":[1,1],"p":[[-1,-2],[-3,-4],[-5,-6]],"upper":5}');

describe("optnet solve", () => {
  it("prints a report with the objective's constant and the names of the file", async () => {
    const { code, out, err } = await optnet(["solve", small]);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain("small: 2 variables, 0 equalities, 1 inequality");
    expect(out).toMatch(/^status +solved after \d+ iterations, in \d/m);
    expect(Number(/^objective +(\S+)/m.exec(out)![1])).toBeCloseTo(1, 6);
    expect(Number(/^x +(\S+)/m.exec(out)![1])).toBeCloseTo(1, 4);
    for (const residual of ["primal residual", "dual residual", "duality gap"]) {
      expect(Number(new RegExp(`^${residual} +(\\S+)`, "m").exec(out)![1])).toBeLessThanOrEqual(1e-8);
    }
    expect(out).not.toContain("multiplier");
    expect((await optnet(["solve", small, "--all"])).out).toMatch(
      /^cover \(lower\) +(1|0\.99999\d*|1\.00000\d*)$/m,
    );
  });

  it("prints JSON, from standard input too", async () => {
    const { code, out } = await optnet(
      ["solve", "-", "--json", "--tolerance", "1e-10"],
      readFileSync(small, "utf8"),
    );
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ status: "solved", nu: [], variableNames: ["x", "y"] });
    expect(answer.objective).toBeCloseTo(1, 8);
    expect(answer.z[0]).toBeCloseTo(1, 4);
    expect(answer.lambda[0]).toBeCloseTo(1, 4);
    expect(answer.iterations).toBeGreaterThan(0);
    for (const key of ["primalResidual", "dualResidual", "dualityGap"])
      expect(answer[key]).toBeLessThanOrEqual(1e-10);
    expect(answer.seconds).toBeGreaterThan(0);
  });

  it("solves a batch", async () => {
    const json = JSON.parse((await optnet(["solve", batch, "--json"])).out);
    expect(json.status).toEqual(["solved", "solved", "solved"]);
    [1, 2, 3, 4, 5, 5].forEach((value, i) => expect(json.z.flat()[i]).toBeCloseTo(value, 3));
    expect((await optnet(["solve", batch])).out).toContain("Problem 2");
  });

  it("prints one line per iteration, beside the JSON", async () => {
    const report = await optnet(["solve", small, "--verbose"]);
    const iterations = Number(/after (\d+) iterations/.exec(report.out)![1]);
    expect(report.out.match(/^ +0 +\d+( +\S+){9}$/gm)!.length).toBeGreaterThanOrEqual(iterations);
    const json = await optnet(["solve", small, "--verbose", "--json"]);
    expect(JSON.parse(json.out).status).toBe("solved");
    expect(json.err).toMatch(/iteration +primal +dual/);
  });

  it("exits with 1 and names the proof where there is no solution", async () => {
    const contradiction = await optnet(["solve", infeasible]);
    expect(contradiction.code).toBe(1);
    expect(contradiction.out).toContain("primalInfeasible");
    expect(contradiction.out).toMatch(/contradict each other.*\n +row G\[\d\] \(upper\)/);
    const falling = await optnet(["solve", unbounded, "--json"]);
    expect(falling.code).toBe(1);
    expect(JSON.parse(falling.out)).toMatchObject({
      status: "dualInfeasible",
      certificate: { kind: "dualInfeasible" },
    });
  });

  it("exits with 1 when the iterations run out", async () => {
    const { code, out } = await optnet(["solve", small, "--max-iterations", "1"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^status +maxIterations after 1 iteration,/m);
  });

  it("exits with 3 and names the line of a broken file", async () => {
    const broken = save("broken.qps", readFileSync(small, "utf8").replace("cover 1\n y", "cover one\n y"));
    const { code, out, err } = await optnet(["solve", broken, "--json"]);
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toMatch(/^optnet: broken\.qps:6: expected a number, got "one"/);
    expect((await optnet(["solve", join(folder, "nowhere.qps")])).err).toContain("ENOENT");
    const mismatch = await optnet(["solve", save("mismatch.json", '{"p":[1,2],"A":[[1]],"b":[1]}')]);
    expect(mismatch).toMatchObject({ code: 3, out: "" });
  });

  it("warns of what it ignores", async () => {
    const text = readFileSync(small, "utf8").replace(" G cover", " N other\n G cover");
    const { code, err } = await optnet(["solve", "-"], text);
    expect(code).toBe(0);
    expect(err).toContain("line 4: the free row other is ignored");
  });
});

describe("compressed files", () => {
  const text = readFileSync(small, "utf8");

  it("are told by their content, whatever they are called", async () => {
    const zipped = gzipSync(text);
    for (const [args, input] of [
      [["solve", save("small.qps.gz", zipped), "--json"], undefined],
      [["solve", save("small.dat", zipped), "--json"], undefined],
      [["solve", save("plain.qps.gz", text), "--json"], undefined],
      [["solve", "-", "--json"], Buffer.concat([gzipSync(text.slice(0, 40)), gzipSync(text.slice(40))])],
    ] as const) {
      const { code, out, err } = await optnet(args, input);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(JSON.parse(out).objective).toBeCloseTo(1, 6);
    }
    const json = await optnet(["solve", save("batch.JSON.gz", gzipSync(readFileSync(batch))), "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({ name: "batch.JSON", shape: { batch: 3 } });
  });

  it("that are cut short, broken, or larger than any text, are refused", async () => {
    const zipped = gzipSync(text);
    const broken = Buffer.from(zipped).fill(0xff, 20, 60);
    // 2 ** 29 blanks and more, in half a megabyte.
    const bomb = Buffer.concat(new Array<Buffer>(9).fill(gzipSync(Buffer.alloc(2 ** 26, " "))));
    for (const [name, content, message] of [
      [
        "cut.qps.gz",
        zipped.subarray(0, 60),
        /cut\.qps\.gz: expected a whole gzip file, got unexpected end of file/,
      ],
      ["broken.qps.gz", broken, /broken\.qps\.gz: expected a whole gzip file, got /],
      ["bomb.json.gz", bomb, /bomb\.json\.gz: expected at most \d+ bytes of text, got more, decompressed/],
    ] as const) {
      const { code, out, err } = await optnet(["solve", save(name, content)]);
      expect({ code, out }).toEqual({ code: 3, out: "" });
      expect(err).toMatch(message);
    }
  });
});

describe("--output", () => {
  it("writes the report to a file of that name alone, whole", async () => {
    const place = mkdtempSync(join(folder, "output-"));
    const path = join(place, "report.json");
    writeFileSync(path, "what was there before", { mode: 0o640 });
    const link = join(place, "link.json");
    symlinkSync(path, link);
    const json = await optnet(["solve", small, "--json", "--output", link, "--verbose"]);
    expect(json).toMatchObject({ code: 0, out: "" });
    expect(json.err).toMatch(/iteration +primal/);
    expect(JSON.parse(readFileSync(path, "utf8")).status).toBe("solved");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    const text = await optnet(["solve", infeasible, `--output=${join(place, "new.txt")}`]);
    expect(text).toEqual({ code: 1, out: "", err: "" });
    expect(readFileSync(join(place, "new.txt"), "utf8")).toContain("primalInfeasible");
    const plan = await optnet(["explain", small, "--output", join(place, "plan.txt")]);
    expect(plan).toEqual({ code: 0, out: "", err: "" });
    expect(readFileSync(join(place, "plan.txt"), "utf8")).toContain("2 variables");
    expect(readdirSync(place).sort()).toEqual(["link.json", "new.txt", "plan.txt", "report.json"]);
  });

  it("writes to what is no file as it is, and - is standard output", async () => {
    const { code, out } = await optnet(["solve", small, "--output", "-"]);
    expect(code).toBe(0);
    expect(out).toContain("solved");
    expect(await optnet(["solve", small, "--output", "/dev/null"])).toEqual({ code: 0, out: "", err: "" });
    expect(statSync("/dev/null").isFile()).toBe(false);
  });

  it("exits with 3 where it cannot write, before it solves", async () => {
    for (const path of [join(folder, "nowhere", "report"), folder, join(small, "report")]) {
      const { code, out, err } = await optnet(["solve", small, "--output", path, "--verbose"]);
      expect({ code, out }).toEqual({ code: 3, out: "" });
      expect(err).toMatch(/expected a file that can be written, got E(NOENT|ISDIR|NOTDIR)/);
      expect(err).not.toContain("iteration");
    }
  });
});

describe("what a file is called and holds", () => {
  it("is printed without what a terminal obeys, and whole in JSON", async () => {
    const names = ["x\u001b[2J", `y${"y".repeat(300)}`];
    const text = names.reduce(
      (file, name, i) => file.replaceAll(new RegExp(`\\b${"xy"[i]}\\b`, "g"), name),
      readFileSync(small, "utf8"),
    );
    const path = save(
      "\u001b[31m.qps",
      text.replace("NAME small", "NAME small\u0007").replace(" G cover", " N \u009bother\n G cover"),
    );
    const report = await optnet(["solve", path, "--all"]);
    expect(report.code).toBe(0);
    expect(report.out + report.err).not.toMatch(/[^\P{Cc}\n]/u);
    expect(report.out).toContain("x\\u001b[2J  ");
    expect(report.err).toContain("\\u009bother is ignored");
    expect(report.out).not.toContain("y".repeat(101));
    const json = await optnet(["solve", path, "--json"]);
    expect(json.out).not.toMatch(/[^\P{Cc}\n]/u);
    expect(JSON.parse(json.out)).toMatchObject({ name: "small\u0007", variableNames: names });
    const broken = await optnet(["solve", save("\u001b[32m.qps", "\u001b[33m")]);
    expect(broken.code).toBe(3);
    expect(broken.err).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("may be a batch without problems", async () => {
    const none = save("none.json", '{"p":{"data":[],"shape":[0,2]},"lower":0}');
    expect(await optnet(["solve", none])).toEqual({
      code: 0,
      out: "none.json: 0 problems with 2 variables, 0 equalities, 0 inequalities\n",
      err: "",
    });
    const { code, out } = await optnet(["solve", none, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: [], z: [], shape: { batch: 0 } });
  });

  it("may be too large for memory, which it says", async () => {
    const ones = new Array<number>(3e6).fill(1);
    const many = save("millions.json", JSON.stringify({ p: ones, A: [ones], b: [1], lower: 0 }));
    const { code, out, err } = await optnet(["solve", many, "--form", "nullSpace"]);
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(/^optnet: problem: .* 3000000 variables .* bytes \(65.5 TiB\)/);
  });

  it("may be no file at all", async () => {
    const { code, err } = await optnet(["solve", folder]);
    expect(code).toBe(3);
    expect(err).toContain("expected a readable file, got EISDIR");
  });
});

describe("optnet explain", () => {
  it("prints the plan", async () => {
    const { code, out } = await optnet(["explain", small]);
    expect(code).toBe(0);
    expect(out).toContain("2 variables");
    expect((await optnet(["explain", small, "--form", "primal"])).out).toMatch(/^form +primal/m);
  });
});

describe("settings", () => {
  it("are options of the same names, each but those of derivatives", async () => {
    const { out } = await optnet(["--help"]);
    const derivatives = ["gradient", "smoothing", "unsolvedGradient"];
    for (const [name, setting] of Object.entries(SETTINGS)) {
      const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      if (derivatives.includes(name)) {
        expect(() => parseCommand(["solve", "x", flag, "1"])).toThrow("there is no option");
        continue;
      }
      expect(out).toContain(`  ${flag} `);
      const value = setting.kind === "choice" ? setting.choices[1] : setting.max;
      const expected = { name: "solve", settings: { [name]: value } };
      expect(parseCommand(["solve", "x", flag, String(value)])).toMatchObject(expected);
      expect(parseCommand(["solve", `${flag}=${value}`, "x"])).toMatchObject(expected);
    }
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(115);
  });

  it("have their effect", async () => {
    const plans = await Promise.all(
      ["reference", "wasm"].map((backend) => optnet(["explain", small, "--backend", backend])),
    );
    expect(plans.map(({ code }) => code)).toEqual([0, 0]);
    expect(plans[0].out).not.toBe(plans[1].out);
    const shifted = await optnet(["solve", infeasible, "--infeasible", "closestFeasible"]);
    expect(shifted.code).toBe(0);
  });
});

describe("optnet", () => {
  it("prints its help and its version", async () => {
    expect(await optnet(["--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("optnet solve FILE"),
    });
    const { version } = JSON.parse(readFileSync(packageFile, "utf8"));
    expect(await optnet(["--version"])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it.each([
    [[], "a command is missing"],
    [["sovle", small], 'no command "sovle"'],
    [["solve"], "needs a file"],
    [["solve", small, small], "takes one file"],
    [["solve", small, "--tolerence", "1"], "--tolerence"],
    [["solve", small, "--tolerance", "small"], 'needs a number, not "small"'],
    [["solve", small, "--tolerance", "5"], "settings.tolerance"],
    [["solve", small, "--max-iterations", "1.5"], "settings.maxIterations"],
    [["solve", small, "--backend", "fast"], 'expected one of "auto", "wasm", "reference", got "fast"'],
  ])("exits with 2 for %j", async (args, message) => {
    const { code, out, err } = await optnet(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain("optnet --help");
  });

  it.each([
    [["sovle", "x"], 'there is no command "sovle"; did you mean solve?'],
    [["destroy", "x"], 'there is no command "destroy"'],
    [["solve", "x", "--tolerence", "1"], "there is no option --tolerence; did you mean --tolerance?"],
    [["solve", "x", "--ouptut=y"], "there is no option --ouptut; did you mean --output?"],
    [
      ["solve", "x", "--max-iteration", "1"],
      "there is no option --max-iteration; did you mean --max-iterations?",
    ],
    [
      ["solve", "x", "--maxIterations", "1"],
      "there is no option --maxIterations; did you mean --max-iterations?",
    ],
    [["solve", "x", "--frobnicate"], "there is no option --frobnicate"],
    [["solve", "x", "-q"], "there is no option -q"],
    [["solve", "x", "--no-json"], "there is no option --no-json"],
    [["solve", "x", "--tolerance"], "--tolerance needs a value: --tolerance X"],
    [["solve", "x", "--output"], "--output needs a value: --output FILE"],
    [["solve", "x", "--output="], "--output needs a value: --output FILE"],
    [["solve", "x", "--backend", "--json"], "--backend needs a value: --backend auto|wasm|reference"],
    [["solve", "x", "--tolerance", "-1"], "settings.tolerance: expected a number from 1e-14 to 1, got -1"],
    [["solve", "x", "--json=yes"], '--json takes no value, not "yes"'],
    [["solve", "x", `--${"y".repeat(1e6)}`], /^there is no option --y{97}…$/],
    [["solve", "x", "--\u001b[31m"], "there is no option --\\u001b[31m"],
    [["solve", "x", "--__proto__", "1"], "there is no option --__proto__"],
    [["solve", "x", "--tolerance", "y".repeat(1e6)], /^--tolerance needs a number, not "y{99}…"$/],
  ])("says what is wrong in its own words: case %#", (args, message) => {
    let said = "";
    try {
      parseCommand(args);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      said = (error as Error).message;
    }
    if (typeof message === "string") expect(said).toContain(message);
    else expect(said).toMatch(message);
    expect(said.length).toBeLessThan(300);
  });

  it("takes what begins with a dash after --, or with =", () => {
    expect(parseCommand(["solve", "--json", "--", "--file"])).toMatchObject({ file: "--file", json: true });
    expect(parseCommand(["solve", "x", "--output=--name"])).toMatchObject({ output: "--name" });
  });

  it("ends quietly when its reader has seen enough", async () => {
    const many = save("many.json", JSON.stringify({ p: new Array(20_000).fill(1), lower: 0 }));
    const command = `"$0" --import tsx "$1" solve "$2" --all | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { out, err } = await new Promise<Ended>((resolve) => {
      execFile("bash", ["-c", command, process.execPath, main, many], (_, out, err) =>
        resolve({ code: 0, out, err }),
      );
    });
    expect(err).toBe("");
    expect(out).toMatch(/^many\.json: 20000 variables.*\n0\n$/);
  });
});
