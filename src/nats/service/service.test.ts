import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solve, sparse, type ProblemInput, type SettingsInput } from "../../index.js";
import { validateProblem } from "../../problem/validate.js";
import { encodeFields, encodeSettings } from "../client/encode.js";
import { wireCotangents } from "../client/source.js";
import {
  decodeAnswer,
  encodeRefusal,
  isRefusal,
  numbersOf,
  type Answer,
  type Refusal,
} from "../wire/answer.js";
import { wireArray, type WireArrays } from "../wire/arrays.js";
import { decodeRequest, encodeRequest, type Question, type Request } from "../wire/request.js";
import type { ArraySource } from "./arrays.js";
import { KeptSolutions } from "./kept.js";
import type { ServiceLimits } from "./limits.js";
import { resolveLimits } from "./limits.js";
import { Metrics } from "./metrics.js";
import { Service } from "./service.js";

const SOLVE: Question = { action: "solve", keep: true };

function requestFor(
  input: ProblemInput,
  settings: SettingsInput = {},
  question: Question = SOLVE,
): Uint8Array {
  const { settings: given, resolved } = encodeSettings(settings);
  const fields = encodeFields(validateProblem(input, {}, undefined, resolved.invalid));
  return encodeRequest({ kept: 0, problem: { settings: given, fields }, question });
}

const forEver = (): number => performance.now() + 1e9;

async function ask(service: Service, body: Uint8Array, until = forEver()): Promise<Answer | Refusal> {
  return decodeAnswer((await service.handle(body, until))!);
}

function solvedIn(answer: Answer | Refusal) {
  if (isRefusal(answer)) throw new Error(`${answer.reason}: ${answer.got}`);
  if (answer.content.kind !== "solution") throw new Error("no solution");
  return { kept: answer.kept, ...answer.content.solved };
}

/** All numbers of a solution that a request's answer holds. */
function expectSame(answer: Answer | Refusal, input: ProblemInput, settings?: SettingsInput): void {
  const found = solvedIn(answer);
  const own = solve(input, settings);
  expect(found.status).toEqual(own.status);
  expect(found.iterations).toEqual(own.iterations);
  expect(found.weaklyActive).toEqual(own.weaklyActive);
  expect(found.solvedBy).toEqual(own.status.map((_, i) => own.solvedBy(i)));
  for (const [name, array] of found.arrays) expect(array.data, name).toEqual(own[name as "z"]);
  own.status.forEach((_, i) => expect(found.certificates.get(i)).toEqual(own.certificate(i)));
  own.dispose();
}

/** Problems of few structures, so that some go together: with and without a batch, feasible or not. */
const value = fc.integer({ min: -30, max: 30 }).map((n) => n / 8);
const Q = [
  [4, 1, 0],
  [1, 2, 0.5],
  [0, 0.5, 3],
];
const A = [[1, 1, 1]];
const G = [
  [1, -1, 0],
  [0, 1, 2],
];
const question: fc.Arbitrary<[ProblemInput, SettingsInput]> = fc
  .record({
    ...{
      batch: fc.nat(3),
      matrix: fc.integer({ min: 0, max: 2 }),
      kind: fc.constantFrom("dense", "diagonal", "sparse"),
    },
    ...{ equal: fc.boolean(), inequal: fc.boolean(), shared: fc.boolean(), absent: fc.boolean() },
    bounds: fc.constantFrom<"none" | "number" | "own">("none", "number", "own"),
    settings: fc.constantFrom<SettingsInput>(
      ...[
        {},
        { tolerance: 1e-6 },
        { infeasible: "closestFeasible" as const },
        { invalid: "status" as const },
      ],
    ),
    stream: fc.array(value, { minLength: 60, maxLength: 60 }),
  })
  .map(({ batch, matrix, kind, equal, inequal, shared, absent, bounds, settings, stream }) => {
    let at = 0;
    const draw = (length: number): number[] => Array.from({ length }, () => stream[at++ % stream.length]);
    const rows = (length: number): number[] | number[][] =>
      batch === 0 ? draw(length) : Array.from({ length: batch }, () => draw(length));
    const scaled =
      matrix === 0 ? Q.map((row, i) => row[i]) : Q.map((row) => row.map((entry) => entry * matrix));
    const p = rows(3);
    if (settings.invalid === "status" && batch > 1) (p as number[][])[1][2] = NaN;
    const matrixOf = (dense: number[][]) => (kind === "sparse" ? sparse.fromDense(dense) : dense);
    const quadratic = kind === "sparse" && matrix > 0 ? sparse.fromDense(scaled) : scaled;
    const sides = absent ? [Infinity, draw(1)[0]] : shared ? draw(2) : rows(2);
    const input: ProblemInput = {
      Q: kind === "diagonal" ? { diagonal: [1, 2, 1 + matrix] } : quadratic,
      p,
      ...(equal ? { A: matrixOf(A), b: shared ? draw(1) : rows(1) } : {}),
      ...(inequal ? { G: matrixOf(G), h: sides } : {}),
      ...(bounds === "number" ? { lower: -1 } : bounds === "own" ? { lower: rows(3) } : {}),
    };
    return [input, settings];
  });

describe("requests that come together", () => {
  test("are solved as batches, and have the bits that each has alone", async () => {
    const questions = fc.array(question, { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(questions, async (all) => {
        const service = new Service("here", { maxBatch: 16 });
        const answers = await Promise.all(all.map((one) => ask(service, requestFor(...one))));
        answers.forEach((answer, i) => expectSame(answer, ...all[i]));
        service.close();
      }),
      { numRuns: 60 },
    );
  });

  test("really are solved together, where Q, A and G are the same numbers", async () => {
    const service = new Service("here");
    const answers = await Promise.all(
      [1, 2, 3, 4].map((p) => ask(service, requestFor({ Q, p: [p, 0, -p], lower: 0 }))),
    );
    expect(service.metricsText()).toContain('optnet_batch_elements_bucket{le="4.0"} 1\n');
    expect(service.metricsText()).toContain("optnet_batch_elements_count 1\n");
    answers.forEach((answer, i) => expectSame(answer, { Q, p: [i + 1, 0, -i - 1], lower: 0 }));
  });

  test("do not hear of each other's mistakes", async () => {
    const service = new Service("here");
    const good: ProblemInput = { Q, p: [1, 2, 3], lower: 0 };
    const indefinite = [
      [1, 2, 0],
      [2, 1, 0],
      [0, 0, 1],
    ];
    const fields = (change: Partial<Record<string, number[]>>): WireArrays => {
      const given = encodeFields(validateProblem(good));
      for (const [name, data] of Object.entries(change)) given.set(name, wireArray(Float64Array.from(data!)));
      return given;
    };
    const bad = (change: Parameters<typeof fields>[0], settings = {}): Uint8Array =>
      encodeRequest({ kept: 0, problem: { settings, fields: fields(change) }, question: SOLVE });
    const [nan, indefiniteAnswer, setting, short, unknown, noise, ...rest] = await Promise.all([
      ask(service, bad({ p: [1, NaN, 3] })),
      ask(service, requestFor({ ...good, Q: indefinite })),
      ask(service, bad({}, { tolerence: 1 })),
      ask(service, bad({ p: [1, 2] })),
      ask(service, bad({ R: [1] })),
      ask(service, Uint8Array.of(1, 2, 3)),
      ask(service, requestFor(good)),
      ask(service, requestFor({ ...good, p: [3, 2, 1] })),
    ]);
    expect(nan).toMatchObject({ reason: "misuse", field: "p", got: expect.stringContaining("NaN") });
    expect(indefiniteAnswer).toMatchObject({ reason: "misuse", field: "Q" });
    expect(setting).toMatchObject({ reason: "misuse", field: "settings.tolerence" });
    expect(short).toMatchObject({ reason: "misuse", field: "Q" });
    expect(unknown).toMatchObject({ reason: "misuse", field: "R" });
    expect(noise).toMatchObject({ reason: "message", field: "message" });
    expectSame(rest[0], good);
    expectSame(rest[1], { ...good, p: [3, 2, 1] });
  });
});

describe("derivatives", () => {
  const input: ProblemInput = {
    Q,
    p: [
      [1, 2, 3],
      [-3, 0, 1],
    ],
    A,
    b: [1],
    lower: 0,
  };
  const own = solve(input);
  const cotangents = wireCotangents(validateProblem(input), { z: { data: own.z, shape: [2, 3] } });
  const vjp: Question = { action: "vjp", cotangents, wrt: undefined };
  const expected = own.vjp({ z: { data: own.z, shape: [2, 3] } });

  const expectGradients = (answer: Answer | Refusal): void => {
    if (isRefusal(answer) || answer.content.kind !== "arrays") throw new Error("no gradients");
    const { arrays } = answer.content;
    expect([...arrays.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { data, shape }] of Object.entries(expected)) {
      expect(arrays.get(name)).toMatchObject({ data, shape });
    }
  };

  test("come from the solution that is kept, and otherwise from the problem", async () => {
    const service = new Service("here");
    const { kept } = solvedIn(await ask(service, requestFor(input)));
    expect(kept).toBeGreaterThan(0);
    expectGradients(await ask(service, encodeRequest({ kept, problem: undefined, question: vjp })));
    expectGradients(await ask(service, requestFor(input, {}, vjp)));
    const dispose = encodeRequest({ kept, problem: undefined, question: { action: "dispose" } });
    expect(await service.handle(dispose, forEver())).toBeUndefined();
    const gone = await ask(service, encodeRequest({ kept, problem: undefined, question: vjp }));
    expect(gone).toMatchObject({ reason: "gone" });
  });

  test("that would be too large are refused before they are computed", async () => {
    const service = new Service("here", { maxAnswer: 1000 });
    const question: Question = { action: "jacobian", output: "z", input: "Q" };
    const wide = { Q: new Float64Array(100).fill(1), p: new Float64Array(100) };
    expect(await ask(service, requestFor(wide, {}, question))).toMatchObject({
      ...{ reason: "misuse", field: "problem", expected: "an answer of at most 1000 bytes" },
    });
    expect(await ask(service, requestFor(wide))).toMatchObject({ reason: "misuse", field: "problem" });
  });

  test("few numbers that make many are refused, whatever is asked of them", async () => {
    const service = new Service("here");
    const [batch, rows] = [4000, 4000];
    const many = {
      ...{ p: { data: new Float64Array(batch), shape: [batch, 1] }, lower: -1, upper: 1 },
      ...{ G: { data: new Float64Array(rows), shape: [rows, 1] }, h: new Float64Array(rows) },
    };
    const cotangents = new Map([["objective", wireArray(new Float64Array(batch), [batch])]]);
    const questions: Question[] = [
      { action: "solve", keep: true },
      { action: "vjp", cotangents, wrt: ["p"] },
      { action: "atRounding", element: 0 },
    ];
    for (const asked of questions) {
      expect(await ask(service, requestFor(many, {}, asked))).toMatchObject({ field: "problem" });
    }
    const { problem } = decodeRequest(requestFor(many), 2 ** 20);
    const loss = { cotangents: undefined, wrt: undefined };
    await expect(service.run(problem!, loss, () => new Uint8Array())).rejects.toThrow(/an answer of at most/);
  });
});

describe("limits", () => {
  const input: ProblemInput = { Q, p: [1, 2, 3] };

  test("what waits is bounded, and the rest is told so", async () => {
    const service = new Service("here", { maxWaiting: 3 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(service, requestFor(input))));
    const refused = answers.filter(isRefusal);
    expect(refused.map(({ reason }) => reason)).toEqual(Array(5).fill("busy"));
    expectSame(await ask(service, requestFor(input)), input);
  });

  test("whoever's time is over is told so, and not solved for", async () => {
    const service = new Service("here");
    const [late, other] = await Promise.all([
      ask(service, requestFor(input), performance.now() - 1),
      ask(service, requestFor(input)),
    ]);
    expect(late).toMatchObject({ reason: "deadline", field: "deadline" });
    expectSame(other, input);
    expect(service.metricsText()).toContain('optnet_elements_total{status="solved"} 1\n');
  });

  test("arrays by their hashes are found, kept, and missed by name", async () => {
    const matrix = Float64Array.from(Q.flat());
    const asked: string[] = [];
    const source: ArraySource = {
      get: async (hash) => {
        asked.push(hash);
        return hash.startsWith("aa") ? matrix : undefined;
      },
    };
    const service = new Service("here", {}, source);
    const request = (start: string): Request => ({
      ...{ kept: 0, question: SOLVE },
      problem: {
        settings: {},
        fields: new Map([
          ["Q", { shape: [3, 3], data: undefined, hash: start.padEnd(64, "0"), length: 9 }],
          ["p", wireArray(Float64Array.of(1, 2, 3))],
        ]),
      },
    });
    const twice = await Promise.all([1, 2].map(() => ask(service, encodeRequest(request("aa")))));
    twice.forEach((answer) => expectSame(answer, input));
    expectSame(await ask(service, encodeRequest(request("aa"))), input);
    expect(asked).toHaveLength(1);
    expect(await ask(service, encodeRequest(request("bb")))).toMatchObject({
      reason: "unknownArray",
      field: "Q",
    });
  });

  test("a store that does not answer is not one that lacks an array", async () => {
    const service = new Service("here", {}, { get: () => Promise.reject(new Error("away")) });
    const problem = {
      settings: {},
      fields: new Map([
        ["Q", { shape: [3, 3], data: undefined, hash: "aa".padEnd(64, "0"), length: 9 }],
        ["p", wireArray(Float64Array.of(1, 2, 3))],
      ]),
    };
    const answer = await ask(service, encodeRequest({ kept: 0, question: SOLVE, problem }));
    expect(answer).toMatchObject({ reason: "unreachable", field: "Q", got: "Error: away" });
  });

  test("nobody computes for longer than somebody waits, and who set a limit hears what it did", async () => {
    const service = new Service("here");
    const n = 150;
    const slow: ProblemInput = {
      Q: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 2 : 0))),
      p: Array.from({ length: 40 }, (_, k) => Array.from({ length: n }, (_, i) => Math.sin(i + k))),
      G: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Math.cos(3 * i + 7 * j))),
      h: new Float64Array(n).fill(0.1),
    };
    const settings: SettingsInput = { backend: "reference", tolerance: 1e-14 };
    const start = performance.now();
    const late = await ask(service, requestFor(slow, settings), start + 200);
    expect(late).toMatchObject({ reason: "deadline", field: "deadline" });
    const limited = solvedIn(await ask(service, requestFor(slow, { ...settings, timeLimit: 0.05 })));
    expect(limited.status).toContain("timeLimit");
    expectSame(await ask(service, requestFor(input)), input);
  });

  test("what is kept is bounded in bytes too", async () => {
    const service = new Service("here", { maxKeptBytes: 1000 });
    expect(solvedIn(await ask(service, requestFor(input))).kept).toBeGreaterThan(0);
    const wide = { Q: new Float64Array(50).fill(1), p: new Float64Array(50) };
    expect(solvedIn(await ask(service, requestFor(wide))).kept).toBe(0);
  });

  test("are checked", () => {
    expect(() => resolveLimits({ maxBatch: 0 })).toThrow(/maxBatch: expected a number from 1, got 0/);
    expect(() => resolveLimits({ maxDelay: "1" } as unknown as ServiceLimits)).toThrow(/maxDelay/);
    expect(() => resolveLimits({ maxBatsh: 2 } as ServiceLimits)).toThrow(
      /maxBatsh: expected one of maxBatch/,
    );
    expect(resolveLimits({ maxKept: 0 }).maxKept).toBe(0);
  });

  test("a delay lets requests that come one after another go together", async () => {
    const service = new Service("here", { maxDelay: 30 });
    const answers = [ask(service, requestFor(input))];
    await new Promise((resolve) => setTimeout(resolve, 5));
    answers.push(ask(service, requestFor({ ...input, p: [0, 1, 0] })));
    expectSame((await Promise.all(answers))[1], { ...input, p: [0, 1, 0] });
    expect(service.metricsText()).toContain("optnet_batch_elements_count 1\n");
  });
});

test("kept solutions end with their time, the least wanted first", () => {
  const made: number[] = [];
  const solution = (i: number) => ({ dispose: () => made.push(i) }) as unknown as ReturnType<typeof solve>;
  const kept = new KeptSolutions(2, 1000, 60);
  const [first, second] = [kept.add(solution(1), 1), kept.add(solution(2), 1)];
  expect(kept.get(first)).toBeDefined();
  kept.add(solution(3), 1);
  expect(made).toEqual([2]);
  expect(kept.get(second)).toBeUndefined();
  kept.clear();
  expect(made).toEqual([2, 1, 3]);
  const short = new KeptSolutions(2, 1000, 0);
  const number = short.add(solution(4), 1);
  expect(short.get(number)).toBeUndefined();
  expect(new KeptSolutions(0, 1000, 60).add(solution(5), 1)).toBe(0);
  expect(made).toEqual([2, 1, 3, 4, 5]);
});

test("metrics are OpenMetrics text", () => {
  const metrics = new Metrics();
  metrics.answered("ok", 0.002);
  metrics.answered("busy", 0);
  metrics.solved(["solved", "solved", "maxIterations"], 0.5);
  const text = metrics.text({ waiting: 1, waitingBytes: 2, kept: 3, arrayBytes: 4, draining: false });
  const lines = text.split("\n");
  expect(lines.slice(-2)).toEqual(["# EOF", ""]);
  const families = new Map<string, string>();
  for (const line of lines.slice(0, -2)) {
    const type = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line);
    if (type) families.set(type[1], type[2]);
    if (line.startsWith("#")) continue;
    const sample = /^(\w+)(\{\w+="[^"]*"\})? (\S+)$/.exec(line)!;
    expect(Number.isFinite(Number(sample[3]))).toBe(true);
    const family = [...families].find(([name, kind]) =>
      kind === "counter"
        ? sample[1] === `${name}_total`
        : kind === "gauge"
          ? sample[1] === name
          : [`${name}_bucket`, `${name}_sum`, `${name}_count`].includes(sample[1]),
    );
    expect(family, line).toBeDefined();
  }
  expect(lines).toContain('optnet_requests_total{outcome="busy"} 1');
  expect(lines).toContain('optnet_elements_total{status="solved"} 2');
});

test("a refusal names what it is about", () => {
  const refusal = { reason: "internal", field: "f", expected: "e", got: "g", hint: "h" } as const;
  expect(decodeAnswer(encodeRefusal(refusal))).toEqual(refusal);
  expect(() => numbersOf(new Map(), "z")).toThrow("an answer without z");
});
