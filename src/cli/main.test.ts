import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const packageFile = fileURLToPath(new URL("../../package.json", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "optnet-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function optnet(args: readonly string[], input = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["--import", "tsx", main, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
    child.stdin!.on("error", () => undefined).end(input);
  });
}

function save(name: string, content: string): string {
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

describe("optnet explain", () => {
  it("prints the plan", async () => {
    const { code, out } = await optnet(["explain", small]);
    expect(code).toBe(0);
    expect(out).toContain("2 variables");
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
  ])("exits with 2 for %j", async (args, message) => {
    const { code, out, err } = await optnet(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain("optnet --help");
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
