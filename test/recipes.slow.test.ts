/** The recipes for many machines, as far as one machine can run them. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Job } from "kubernetes-models/batch/v1/Job";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { problemArrays, writeArrays } from "../src/io/index.js";
import { read, ROOT } from "./imports.js";
import { buildCommand, type BuiltCommand } from "./support/command.js";
import { Program, testWith } from "./support/needs.js";
import { Random } from "./support/random.js";

const cluster = join(ROOT, "examples/cluster");

let command: BuiltCommand;
beforeAll(async () => {
  command = buildCommand();
  const random = new Random(3);
  const p = { data: Float64Array.from({ length: 9000 }, () => random.normal()), shape: [3000, 3] };
  const problem = { Q: [1, 2, 3], p, A: [[1, 1, 1]], b: [1], lower: 0 };
  writeFileSync(path("problems.npz"), await writeArrays(problemArrays(problem), { format: "npz" }));
  writeFileSync(path("loss.npz"), await writeArrays({ arrays: { z: p } }, { format: "npz" }));
  await command.run(["batch", "problems.npz", "--out", "expected.npz"]);
});
afterAll(() => command.remove());

const path = (name: string): string => join(command.folder, name);

/** What a container is told, on this machine's files. */
const local = (args: readonly string[]): string[] => args.map((one) => one.replaceAll("/data/", ""));

async function expectMerged(merge: readonly string[]): Promise<void> {
  expect((await command.run(local(merge))).code).toBe(0);
  expect(readFileSync(path("results.npz")).equals(readFileSync(path("expected.npz")))).toBe(true);
  for (const name of readdirSync(command.folder)) if (name.startsWith("results.")) rmSync(path(name));
}

const PARALLEL = new Program("GNU parallel", ["parallel"], "Debian: apt-get install parallel");

testWith(PARALLEL, "GNU parallel", () => {
  const bin = path("bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "optnet"), `#!/bin/sh\nexec "${process.execPath}" "${command.main}" "$@"\n`);
  chmodSync(join(bin, "optnet"), 0o755);
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, PARALLEL: "--jobs 2" };
  const run = (...args: string[]): string =>
    execFileSync(join(cluster, "parallel.sh"), args, {
      cwd: command.folder,
      env,
      encoding: "utf8",
      stdio: "pipe",
    });
  expect(run("problems.npz", "parallel.npz", "5")).toContain("3,000 problems joined");
  expect(readFileSync(path("parallel.npz")).equals(readFileSync(path("expected.npz")))).toBe(true);
  expect(() => run("nothing.npz", "nothing-out.npz", "2")).toThrow("nothing.npz");
});

describe("Kubernetes", () => {
  const documents = parseAllDocuments(read("examples/cluster/kubernetes-job.yaml"));
  const [batch, merge] = documents.map((document) => document.toJS() as ConstructorParameters<typeof Job>[0]);
  const argsOf = (job: typeof batch): string[] => job!.spec!.template.spec!.containers[0].args!;

  test("the manifests fit their schema", () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    for (const manifest of [batch, merge]) new Job(manifest).validate();
    const wrong = { ...batch, spec: { ...batch!.spec, completions: "8" } } as unknown as typeof batch;
    expect(() => new Job(wrong).validate()).toThrow("completions");
  });

  test("as many shards as completions, and pods that end well for unsolved problems", () => {
    const { completions, parallelism, completionMode } = batch!.spec!;
    expect(completionMode).toBe("Indexed");
    expect(argsOf(batch)).toContain(`--shard=auto/${completions}`);
    expect(parallelism).toBeLessThanOrEqual(completions!);
    expect(argsOf(batch)).toContain("--accept-unsolved");
  });

  test("the pods solve everything", async () => {
    for (let i = 0; i < batch!.spec!.completions!; i++) {
      const { code, err } = await command.run(local(argsOf(batch)), { JOB_COMPLETION_INDEX: String(i) });
      expect(err).toBe("");
      expect(code).toBe(0);
    }
    await expectMerged(argsOf(merge));
  });
});

describe("AWS Batch", () => {
  const definition = JSON.parse(read("examples/cluster/aws-batch-job-definition.json")) as {
    readonly retryStrategy: {
      readonly evaluateOnExit: readonly { readonly onExitCode?: string; readonly action: string }[];
    };
    readonly containerProperties: {
      readonly command: readonly string[];
      readonly mountPoints: readonly { readonly sourceVolume: string; readonly containerPath: string }[];
      readonly volumes: readonly { readonly name: string }[];
    };
  };
  const submit = read("examples/cluster/aws-batch-submit.sh");
  const size = Number(/--array-properties size=(\d+)/.exec(submit)![1]);

  test("the definition holds together", () => {
    const { containerProperties, retryStrategy } = definition;
    expect(containerProperties.command).toContain(`--shard=auto/${size}`);
    const volumes = containerProperties.volumes.map(({ name }) => name);
    expect(containerProperties.mountPoints.every(({ sourceVolume }) => volumes.includes(sourceVolume))).toBe(
      true,
    );
    const ends = retryStrategy.evaluateOnExit.filter(({ action }) => action === "EXIT");
    expect(ends.map(({ onExitCode }) => onExitCode)).toEqual(["2", "3"]);
    expect(spawnSync("sh", ["-n", join(cluster, "aws-batch-submit.sh")]).status).toBe(0);
  });

  test("the children of the array solve everything", async () => {
    for (let i = 0; i < size; i++) {
      const environment = { AWS_BATCH_JOB_ARRAY_INDEX: String(i) };
      const { code } = await command.run(local(definition.containerProperties.command), environment);
      expect(code).toBe(0);
    }
    const overrides = JSON.parse(/--container-overrides '(.*)'/.exec(submit)![1]) as { command: string[] };
    await expectMerged(overrides.command);
  });
});

test("the container starts a file that the package has, with the packages that it may need", () => {
  const dockerfile = read("examples/cluster/Dockerfile");
  const { bin, peerDependencies } = JSON.parse(read("package.json")) as {
    readonly bin: { readonly optnet: string };
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  const [, entry] = /^ENTRYPOINT \["node", "(.*)"\]$/m.exec(dockerfile)!;
  expect(entry).toBe(`/opt/optnet/node_modules/optnet/${bin.optnet.replace("./", "")}`);
  const parquet = Object.keys(peerDependencies).filter((name) => name.startsWith("hyparquet"));
  for (const name of parquet) expect(dockerfile).toContain(` ${name}`);
});
