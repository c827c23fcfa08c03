import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeJob, decodeOutcome, encodeJob, storedName } from "../jobs/format.js";
import {
  decodeFromCoordinator,
  decodeFromMember,
  decodeToCoordinator,
  decodeToMember,
  encodeFromCoordinator,
  encodeFromMember,
  encodeToCoordinator,
  encodeToMember,
} from "../training/messages.js";
import { decodeAnswer, encodeAnswer, encodeRefusal, type Answer, type Refusal } from "./answer.js";
import { wireArray, type WireArray } from "./arrays.js";
import { MessageError, Reader, Writer } from "./bytes.js";
import { decodeFrame, encodeMore, encodePart, partCount, VersionError } from "./frame.js";
import { decodeRequest, encodeRequest, type Question, type Request } from "./request.js";

const LARGEST = 1000;

const numbers = fc.array(fc.double(), { maxLength: 12 }).map((list) => Float64Array.from(list));
const array: fc.Arbitrary<WireArray> = fc.oneof(
  numbers.map((data) => wireArray(data)),
  numbers.map((data) => wireArray(data, [data.length])),
  fc.double().map((value) => wireArray(Float64Array.of(value), [])),
  fc.tuple(fc.nat(LARGEST), fc.uint8Array({ minLength: 32, maxLength: 32 })).map(([length, hash]) => ({
    data: undefined,
    shape: [length],
    length,
    hash: Buffer.from(hash).toString("hex"),
  })),
);
const arrays = fc
  .dictionary(fc.string({ maxLength: 8 }), array, { maxKeys: 5 })
  .map((all) => new Map(Object.entries(all)));
const inline = fc
  .dictionary(fc.string({ maxLength: 8 }), numbers, { maxKeys: 4 })
  .map((all) => new Map(Object.entries(all).map(([name, data]) => [name, wireArray(data)])));
const settings = fc.dictionary(
  fc.string({ maxLength: 10 }),
  fc.oneof(fc.double(), fc.string({ maxLength: 20 })),
  { maxKeys: 5, noNullPrototype: true },
);
const problem = fc.record({ settings, fields: arrays });
const names = fc.option(fc.array(fc.string({ maxLength: 5 }), { maxLength: 8 }), { nil: undefined });
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ action: fc.constant("solve" as const), keep: fc.boolean() }),
  fc.record({ action: fc.constant("vjp" as const), cotangents: arrays, wrt: names }),
  fc.record({ action: fc.constant("jvp" as const), tangents: arrays }),
  fc.record({ action: fc.constant("jacobian" as const), output: fc.string(), input: fc.string() }),
  fc.record({ action: fc.constant("atRounding" as const), element: fc.nat() }),
  fc.constant({ action: "dispose" as const }),
);
const request: fc.Arbitrary<Request> = fc.oneof(
  fc.record({ kept: fc.constant(0), problem, question }),
  fc.record({ kept: fc.integer({ min: 1, max: 2 ** 32 - 1 }), problem: fc.constant(undefined), question }),
);

describe("what is written is read", () => {
  test("requests", () => {
    fc.assert(
      fc.property(request, (one) => void expect(decodeRequest(encodeRequest(one), LARGEST)).toEqual(one)),
    );
  });

  test("jobs", () => {
    const job = fc.record({
      id: fc.string(),
      problem,
      cotangents: fc.option(arrays, { nil: undefined }),
      wrt: names,
    });
    fc.assert(fc.property(job, (one) => void expect(decodeJob(encodeJob(one), LARGEST)).toEqual(one)));
  });

  test("answers and refusals", () => {
    const answer: fc.Arbitrary<Answer> = fc.record({
      ...{ arithmetic: fc.string(), worker: fc.string(), kept: fc.nat() },
      content: fc.oneof(
        inline.map((all) => ({ kind: "arrays" as const, arrays: all })),
        fc.nat(4).chain((batch) =>
          inline.map((all) => ({
            kind: "solution" as const,
            solved: {
              shape: { batch, variables: 3, equalities: 0, inequalities: 2 },
              status: Array.from({ length: batch }, () => "primalInfeasible" as const),
              iterations: new Int32Array(batch).fill(7),
              weaklyActive: new Int32Array(batch),
              solvedBy: Array.from({ length: batch }, () => "GPU" as const),
              arrays: all,
              certificates: new Map(
                batch === 0
                  ? []
                  : [[batch - 1, { kind: "dualInfeasible" as const, z: Float64Array.of(1, NaN, -0) }]],
              ),
            },
          })),
        ),
      ),
    });
    fc.assert(fc.property(answer, (one) => void expect(decodeAnswer(encodeAnswer(one))).toEqual(one)));
    const refusal: Refusal = { reason: "busy", field: "a", expected: "b", got: "ü", hint: "" };
    expect(decodeAnswer(encodeRefusal(refusal))).toEqual(refusal);
  });

  test("what coordinators and workers tell each other", () => {
    const identity = { fingerprint: "f", arithmetic: "a", sizes: [1, 2] };
    const join = { kind: "join", coordinator: "c", address: "x.y", name: "n", identity } as const;
    expect(decodeToCoordinator(encodeToCoordinator(join))).toEqual(join);
    const weights = {
      kind: "weights",
      version: 7,
      weights: [Float32Array.of(1, NaN), new Float32Array(0)],
    } as const;
    expect(decodeToMember(encodeToMember(weights))).toEqual(weights);
    const leaves = [
      { index: 3, first: 12, last: 16 },
      { index: 0, first: 0, last: 4 },
    ];
    const task = { step: { epoch: 1, batch: 2, examples: 30 }, leaves, version: 7 };
    const order = { kind: "task", task } as const;
    expect(decodeToMember(encodeToMember(order))).toEqual(order);
    const result = { gradients: [Float32Array.of(-0)], values: [NaN, 2] };
    for (const failure of [undefined, "", "no such example"]) {
      const answer = { kind: "outcome", outcome: { results: [result, result], failure } } as const;
      expect(decodeFromMember(encodeFromMember(answer))).toEqual(answer);
    }
  });
});

test("bodies of any size go through parts of any size", () => {
  const body = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(body, fc.integer({ min: 1, max: 400 }), fc.nat(), (bytes, partSize, budget) => {
      const total = bytes.length;
      const parts = Array.from({ length: partCount({ total, partSize }) }, (_, index) => {
        const share = bytes.subarray(index * partSize, (index + 1) * partSize);
        return decodeFrame(encodePart({ index, partSize, total, budget, bytes: share }));
      });
      const whole = parts.flatMap((part) => (part.kind === "part" ? [...part.bytes] : []));
      expect(Uint8Array.from(whole)).toEqual(bytes);
      expect(parts.every((part) => part.kind === "part" && part.budget === budget)).toBe(true);
    }),
  );
  expect(decodeFrame(encodeMore(9))).toEqual({ kind: "more", next: 9 });
});

describe("hostile bytes are refused with a MessageError, whatever they are", () => {
  const decoders: [string, (bytes: Uint8Array) => unknown][] = [
    ["frame", decodeFrame],
    ["request", (bytes) => decodeRequest(bytes, LARGEST)],
    ["answer", decodeAnswer],
    ["job", (bytes) => decodeJob(bytes, LARGEST)],
    ["outcome", decodeOutcome],
    ["name", storedName],
    ["to a coordinator", decodeToCoordinator],
    ["from a coordinator", decodeFromCoordinator],
    ["to a worker", decodeToMember],
    ["from a worker", decodeFromMember],
  ];
  const good = fc.sample(request, { numRuns: 40, seed: 5 }).map(encodeRequest);

  const decodes = (decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void => {
    try {
      decode(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(MessageError);
    }
  };

  test.each(decoders)("%s: any bytes", (_name, decode) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => decodes(decode, bytes)),
      { numRuns: 2000 },
    );
  });

  test.each(decoders)("%s: requests with bytes changed, cut off and added", (_name, decode) => {
    const change = fc.record({ at: fc.nat(), value: fc.nat(255), cut: fc.nat(20), add: fc.nat(3) });
    fc.assert(
      fc.property(fc.constantFrom(...good), change, (bytes, { at, value, cut, add }) => {
        const changed = new Uint8Array(Math.max(0, bytes.length - cut) + add);
        changed.set(bytes.subarray(0, Math.min(bytes.length, changed.length)));
        if (changed.length > 0) changed[at % changed.length] = value;
        decodes(decode, changed);
      }),
      { numRuns: 2000 },
    );
  });

  test("every beginning of a request is refused: nothing is optional at the end", () => {
    for (const bytes of good) {
      for (let length = 0; length < bytes.length; length++) {
        expect(() => decodeRequest(bytes.subarray(0, length), LARGEST)).toThrow(MessageError);
      }
      expect(() => decodeRequest(Uint8Array.of(...bytes, 0), LARGEST)).toThrow(/1 bytes behind the end/);
    }
  });

  test("lengths that lie allocate nothing", () => {
    const lying = new Writer().byte(0).integer(0).byte(1).byte(0).byte(1).text("p").byte(3);
    for (let i = 0; i < 3; i++) lying.integer(2 ** 32 - 1);
    expect(() => decodeRequest(lying.byte(0).finish(), LARGEST)).toThrow(MessageError);
    const stored = new Writer()
      .byte(0)
      .integer(0)
      .byte(1)
      .byte(0)
      .byte(1)
      .text("p")
      .byte(1)
      .integer(LARGEST + 1);
    expect(() => decodeRequest(stored.byte(1).raw(new Uint8Array(32)).byte(0).finish(), LARGEST)).toThrow(
      /an array of 1001 numbers/,
    );
  });

  test("a worker of another version of trainings is told so, in bytes that every version reads", () => {
    // What version 1 asked: for terms; to join.
    for (const bytes of [Uint8Array.of(0), new Writer().byte(1).text("c").text("x.y").text("n").finish()]) {
      expect(() => decodeToCoordinator(bytes)).toThrow(/training messages of version 1, where 2 is spoken/);
    }
    const refused = encodeFromCoordinator({ kind: "refused", text: "ab" });
    expect([...refused]).toEqual([0, 2, 0, 97, 98]);
  });

  test("another version of the format is named", () => {
    const bytes = encodeMore(1);
    bytes[4] = 9;
    expect(() => decodeFrame(bytes)).toThrow(VersionError);
    expect(() => decodeFrame(bytes)).toThrow("a message of format version 9, where 1 is spoken");
  });
});

test("text that is longer than a message holds is cut, between characters", () => {
  const read = new Reader(new Writer().text("ü".repeat(50_000)).finish()).text();
  expect(read).toMatch(/^ü+$/);
  expect(read.length).toBeGreaterThan(20_000);
});
