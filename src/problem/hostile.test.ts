/** What no well-meaning program passes, and a file or another program's bug may: an error each, and nothing else. */
import { describe, expect, test } from "vitest";
import { complaint } from "../../test/complaint.js";
import { explain, QpSolver, solve } from "../index.js";
import type { ProblemInput } from "./problem.js";
import { resolveSettings } from "./settings.js";
import { validateProblem } from "./validate.js";

const validate = (input: unknown) => complaint(() => validateProblem(input as ProblemInput));

const empty = (...shape: number[]): unknown => ({ data: new Float64Array(0), shape });

const thrower = (): never => {
  throw new Error("boom");
};

describe("more than any memory", () => {
  const long: unknown[] = [1];
  long.length = 4e9;
  test.each<[string, object, string]>([
    [
      "a batch without rows",
      { p: [1, 1], G: empty(4294967296, 0, 2), h: empty(4294967296, 0) },
      "4294967296",
    ],
    [
      "a batch of 1e9",
      { p: [1, 1], G: empty(1e9, 0, 2), h: empty(0) },
      "1000000000 elements with 2 variables",
    ],
    ["a batch of right-hand sides", { p: [1], A: empty(0, 1), b: empty(2 ** 53 - 1, 0) }, "9007199254740991"],
    ["an array of holes", { p: new Array<number>(4e9) }, "undefined"],
    ["an array of 4e9", { p: long }, "[4000000000], which takes 32000000000 bytes (29.8 GiB)"],
    ["rows of 4e9", { p: [1], A: [long], b: [1] }, "[1,4000000000]"],
    [
      "lengths whose product is no number",
      { p: [1], G: empty(2 ** 53 - 1, 2 ** 53 - 1, 1), h: [1] },
      "0 numbers",
    ],
  ])("%s", (_name, input, got) => {
    expect(validate(input).got).toContain(got);
  });

  test("is refused everywhere alike", () => {
    const input = { p: [1, 1], b: empty(4294967296, 0), A: empty(0, 2) } as unknown as ProblemInput;
    for (const run of [
      () => solve(input),
      () => solve(input, { infeasible: "closestFeasible" }),
      () => explain(input),
      () => new QpSolver({ variables: 2 }).solve(input),
    ]) {
      expect(complaint(run)).toMatchObject({ field: "problem", got: expect.stringContaining(" bytes (") });
    }
  });
});

describe("memory that is gone", () => {
  const gone = (bytes: number): ArrayBuffer => {
    const buffer = new ArrayBuffer(bytes);
    structuredClone(buffer, { transfer: [buffer] });
    return buffer;
  };

  test.each([Float64Array, Float32Array, Int32Array, Uint8Array])("%o on a transferred buffer", (Kind) => {
    const array = new Kind(new ArrayBuffer(16));
    structuredClone(array.buffer, { transfer: [array.buffer] });
    for (const [input, field] of [
      [{ p: array }, "p"],
      [{ p: [1], lower: array }, "lower"],
      [{ p: { data: array, shape: [2] } }, "p.data"],
    ] as const) {
      const error = validate(input);
      expect(error.field).toBe(field);
      expect(error.got).toContain("transferred away");
      expect(error.hint).toContain("copy");
    }
    expect(validate({ p: [[1, 2], array] }).got).toContain("transferred away");
    expect(gone(8).byteLength).toBe(0);
  });

  test("a resizable buffer that shrank", () => {
    const Resizable = ArrayBuffer as new (bytes: number, options: { maxByteLength: number }) => ArrayBuffer;
    const buffer = new Resizable(32, { maxByteLength: 64 });
    const array = new Float64Array(buffer, 8, 2);
    expect([...validateProblem({ p: array }).p.data]).toEqual([0, 0]);
    (buffer as ArrayBuffer & { resize(bytes: number): void }).resize(16);
    expect(validate({ p: array }).got).toContain("has shrunk");
  });

  test("an empty array is not one of these", () => {
    expect(validate({ p: new Float64Array(0) }).got).toBe("a typed array of length 0");
  });
});

describe("what throws when it is looked at", () => {
  const getter = (name: string): object =>
    Object.defineProperty({}, name, { enumerable: true, get: thrower });
  const revoked = Proxy.revocable([1], {});
  revoked.revoke();
  const revokedObject = Proxy.revocable({ p: [1] }, {});
  revokedObject.revoke();
  const row = [1, 2];
  Object.defineProperty(row, 1, { get: thrower });

  test.each<[string, unknown, string]>(
    [
      ["a getter of an input", getter("p"), "problem"],
      ["an object that is revoked", revokedObject.proxy, "problem"],
      ["an array that is revoked", { p: revoked.proxy }, "p"],
      ["a getter of an entry", { p: row }, "p"],
      [
        "a getter of data",
        {
          p: {
            ...{ shape: [1] },
            ...Object.create(null),
            get data() {
              return thrower();
            },
          },
        },
        "problem",
      ],
      ["a getter of shape", { p: new Proxy({ data: [1], shape: [1] }, { get: thrower }) }, "p"],
      ["a proxy that throws at has", { p: [1], Q: new Proxy({}, { has: thrower }) }, "Q"],
      [
        "an error without a text",
        {
          p: new Proxy([1], {
            get: () => {
              throw Object.create(null);
            },
          }),
        },
        "p",
      ],
    ].filter(([name]) => name !== "a getter of data") as [string, unknown, string][],
  )("%s", (_name, input, field) => {
    const error = validate(input);
    expect(error.field).toBe(field);
    expect(error.got).toContain("error on reading it");
    expect(error.hint).toContain("proxy");
  });

  test("a solution's arguments", () => {
    const solution = solve({ p: [1], lower: 0, Q: [1] });
    const [cotangents, tangents, options] = [getter("z"), getter("p"), getter("wrt")];
    expect(complaint(() => solution.vjp(cotangents)).field).toBe("cotangents");
    expect(complaint(() => solution.vjp({ z: [1] }, options)).field).toBe("options");
    expect(complaint(() => solution.jvp(tangents)).field).toBe("tangents");
    expect(complaint(() => resolveSettings(getter("tolerance"))).field).toBe("settings");
    expect(complaint(() => solution.vjp({ z: [1] }, { wrt: "p" as unknown as ["p"] })).field).toBe("wrt");
    expect(complaint(() => solution.vjp(null as unknown as object)).field).toBe("cotangents");
  });

  test("a kept solver's values, in place too", () => {
    const solver = new QpSolver({ variables: 1, Q: [1], lower: 0 });
    solver.solve({ p: [1] }, { inPlace: true });
    expect(complaint(() => solver.solve(getter("p"))).field).toBe("problem");
    expect(complaint(() => solver.solve(getter("p"), { inPlace: true })).field).toBe("problem");
    expect(complaint(() => solver.explain(getter("p"))).field).toBe("problem");
    expect(complaint(() => new QpSolver(getter("Q") as { variables: number })).field).toBe("solver");
  });

  test("what answers differently each time counts as it answered first", () => {
    let asked = 0;
    const input = Object.defineProperty({ lower: 0 }, "p", { get: () => [[1, 2], "nonsense"][asked++] });
    expect(validateProblem(input as unknown as ProblemInput).variables).toBe(2);
  });

  test("an array that lies about its length ends all the same", () => {
    const lying = new Proxy([1], {
      get: (array, key) => (key === "length" ? 2 ** 53 - 1 : Reflect.get(array, key)),
    });
    expect(validate({ p: lying }).got).toContain("bytes");
    expect(validate({ p: [1], A: [[1], lying], b: [1, 1] }).field).toBe("A");
  });
});

describe("what messages repeat of an input", () => {
  const nasty = `\u001b[31m${"x".repeat(1e6)}\u202e`;
  const messages = (): string[] => [
    validate({ p: nasty }).message,
    validate({ p: [1, nasty] }).message,
    validate({ p: [1], [nasty]: 1 }).message,
    validate({ p: { [nasty]: 1 } }).message,
    validate({ p: [10n ** 10000n] }).message,
    complaint(() => resolveSettings({ [nasty]: 1 })).message,
    complaint(() => resolveSettings({ form: nasty as "auto" })).message,
    complaint(() => resolveSettings({ tolerance: nasty as unknown as number })).message,
    complaint(() => solve({ p: [1], lower: 0 }).vjp({ [nasty]: [1] })).message,
    complaint(() => solve({ p: [1], lower: 0 }).vjp({}, { wrt: [nasty as "p"] })).message,
    complaint(() => solve({ p: [1], lower: 0 }).jacobian(nasty as "z", "p")).message,
    complaint(() => new QpSolver({ variables: 1, [nasty]: 1 })).message,
    complaint(() => new QpSolver({ variables: nasty as unknown as number })).message,
  ];

  test("is short, and has nothing that a terminal obeys", () => {
    for (const message of messages()) {
      expect(message.length).toBeLessThan(800);
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(message.match(/x+/g)?.every((run) => run.length <= 100) ?? true).toBe(true);
    }
  });
});
