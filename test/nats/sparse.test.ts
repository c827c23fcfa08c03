/** Sparse problems at a service: the bits of `solve`, gradients on the user's own pattern, patterns sent and planned once. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QpSolver, solve, sparse, type ProblemInput, type SettingsInput, type SparseMatrix } from "optnet";
import { connect, serve, type Remote, type ServiceWorker } from "optnet/nats";
import { Client } from "../../src/nats/client/client.js";
import { encodeFields } from "../../src/nats/client/encode.js";
import type { NatsLink } from "../../src/nats/client/link.js";
import { resolveOptions, type ClientOptions } from "../../src/nats/client/options.js";
import type { ServiceLimits } from "../../src/nats/service/limits.js";
import { groupsOf } from "../../src/nats/service/merge.js";
import { Service } from "../../src/nats/service/service.js";
import type { ArrayStore } from "../../src/nats/store.js";
import { decodeAnswer } from "../../src/nats/wire/answer.js";
import { wireArray, type WireArray, type WireArrays } from "../../src/nats/wire/arrays.js";
import { encodeRequest } from "../../src/nats/wire/request.js";
import { resolveSettings } from "../../src/problem/settings.js";
import { validateProblem } from "../../src/problem/validate.js";
import { NatsServer } from "../support/nats-server.js";
import { describeWith, NATS_SERVER } from "../support/needs.js";
import { expectSame } from "./harness.js";

/** A chain of n variables: neighbours are tied in Q, every third pair in A, every second in G. */
function chain(n: number, batch: number) {
  const all = Array.from({ length: n }, (_, i) => i);
  const pairs = (step: number): number[] => all.filter((i) => i % step === 0 && i + 1 < n);
  const rows = (step: number, sign: number): SparseMatrix => {
    const first = pairs(step);
    const [rowOf, columnOf] = [first.flatMap((_, k) => [k, k]), first.flatMap((i) => [i, i + 1])];
    const values = first.flatMap((i) => [1 + Math.sin(i) / 9, sign]);
    return sparse.fromTriplets([first.length, n], rowOf, columnOf, values);
  };
  const [A, G] = [rows(3, -1), rows(2, 1)];
  const off = all.slice(1);
  const Q = sparse.symmetric(
    sparse.fromTriplets(
      [n, n],
      [...all, ...off],
      [...all, ...off.map((i) => i - 1)],
      [...all.map((i) => 3 + Math.cos(i)), ...off.map((i) => Math.sin(2 * i))],
    ),
  );
  const of = (size: number, shift: number) => ({
    data: Float64Array.from({ length: batch * size }, (_, i) => Math.sin(3 * i + shift)),
    shape: [batch, size],
  });
  const [e, m] = [A.shape[0], G.shape[0]];
  return { Q, p: of(n, 0), A, b: of(e, 1), G, h: new Float64Array(m).fill(0.5) };
}

/** Entries of each element in place of shared ones. */
const each = (matrix: SparseMatrix, batch: number): SparseMatrix =>
  matrix.withData({
    data: Float64Array.from(
      { length: batch * matrix.data.length },
      (_, i) => matrix.data[i % matrix.data.length] * (1 + Math.floor(i / matrix.data.length) / 8),
    ),
    shape: [batch, matrix.data.length],
  });

const cotangentsOf = (z: Float64Array, shape: number[]) => ({ z: { data: z.map(Math.cos), shape } });

async function expectDerivatives(
  remote: Pick<Remote, "solve">,
  input: ProblemInput,
  settings?: SettingsInput,
) {
  const [found, own] = [await remote.solve(input, settings), solve(input, settings)];
  expectSame(found, own);
  const { batch, variables } = own.shape;
  const loss = cotangentsOf(own.z, [batch, variables]);
  const [gradients, expected] = [await found.vjp(loss), own.vjp(loss)];
  expect(gradients).toEqual(expected);
  const tangents: Record<string, unknown> = {};
  for (const name of ["Q", "A", "G"] as const) {
    const given = input[name] as SparseMatrix;
    const gradient = gradients[name] as SparseMatrix;
    expect(gradient.indices).toEqual(given.indices);
    expect(gradient.batch).toBe(given.batch);
    // Its pattern is that of the input, which goes wherever the input goes.
    tangents[name] = name === "G" ? gradient.toDense() : gradient;
  }
  expect(await found.jvp(tangents)).toEqual(own.jvp(tangents));
  expect(await found.jacobian("objective", "A")).toEqual(own.jacobian("objective", "A"));
  return { found, own };
}

/** A client and a service that call each other, with a store between them. */
function together(limits: ServiceLimits = {}, options: ClientOptions = {}) {
  const stored = new Map<string, Uint8Array>();
  const [fetched, sent]: [string[], number[]] = [[], []];
  const get = async (hash: string): Promise<Float64Array | undefined> => {
    fetched.push(hash);
    const bytes = stored.get(hash);
    return bytes && new Float64Array(bytes.slice().buffer);
  };
  const service = new Service("here", limits, { get });
  const link = {
    call: (_worker: string | undefined, body: Uint8Array) => {
      sent.push(body.length);
      return service.handle(body, Infinity);
    },
    tell: () => undefined,
    onDoubt: () => () => undefined,
  };
  const put = async (hash: string, bytes: Uint8Array): Promise<boolean> => {
    stored.set(hash, bytes.slice());
    return true;
  };
  const store = { put, forget: () => undefined } as unknown as ArrayStore;
  const client = new Client(link as unknown as NatsLink, store, resolveOptions(options));
  const remote = {
    solve: (input: ProblemInput, settings?: SettingsInput) => client.solve(input, settings, {}),
  };
  return { service, remote, stored, fetched, sent };
}

describe("a sparse problem", () => {
  test.each<[string, (batch: number) => Partial<ProblemInput>]>([
    ["shared matrices", () => ({})],
    [
      "entries of each element",
      (batch) => ({ A: each(chain(8, 1).A, batch), Q: each(chain(8, 1).Q, batch) }),
    ],
    ["a diagonal Q", () => ({ Q: sparse.diagonal([1, 2, 3, 4, 5, 6, 7, 8]) })],
    [
      "a Q whose mirror images are partly not stored",
      () => ({
        Q: sparse.fromTriplets(
          [8, 8],
          [...Array(8).keys(), 1],
          [...Array(8).keys(), 0],
          [...Array(8).fill(2), 0],
        ),
      }),
    ],
  ])("with %s is solved and differentiated as solve does", async (_name, change) => {
    const { remote } = together();
    for (const batch of [1, 3]) await expectDerivatives(remote, { ...chain(8, batch), ...change(batch) });
  });

  test("of a size where sparse factors pay has them kept, by what they take", async () => {
    // As dense ones they would take 7 MB.
    const { remote, service } = together({ maxKeptBytes: 1e6 });
    const { found, own } = await expectDerivatives(remote, chain(700, 1));
    expect(own.solvedBy(0)).toBe("sparse interior point");
    expect(found.solvedBy(0)).toBe("sparse interior point");
    expect(service.metricsText()).toContain("optnet_kept_solutions 1\n");
    expect(service.metricsText()).toContain('optnet_elements_total{status="solved"} 1\n');
  });

  test("is one batch with others of its pattern, and not with those of other patterns", async () => {
    const { remote, service } = together();
    const one = chain(8, 1);
    const moved = { ...one, G: sparse.fromDense(one.G.toDense()) };
    const other = {
      ...one,
      G: sparse.fromTriplets(one.G.shape, [0, 0, 1, 1, 2, 2, 3, 3], [0, 1, 1, 3, 4, 5, 6, 7], one.G.data),
    };
    const all = [
      one,
      { ...moved, p: one.p.data.map(Math.cos) },
      other,
      { ...one, Q: sparse.diagonal(new Float64Array(8).fill(2)) },
    ];
    const answers = await Promise.all(all.map((input) => remote.solve(input)));
    answers.forEach((answer, i) => expectSame(answer, solve(all[i])));
    expect(service.metricsText()).toContain("optnet_batch_elements_count 3\n");
  });

  test("is grouped by its pattern also where entries are as many, and each element's own", () => {
    const settings = resolveSettings({});
    const { Q, p, A, b } = chain(8, 2);
    const problemWith = (columns: number[]) =>
      validateProblem({
        ...{ Q, p, A, b },
        G: each(sparse.fromTriplets([1, 8], [0, 0], columns, [1, 1]), 2),
        h: [1],
      });
    const same = problemWith([0, 1]);
    const waiting = [same, same, problemWith([0, 2])].map((problem) => ({
      problem,
      settings,
      settingsKey: "",
    }));
    expect(groupsOf(waiting, 100).map(({ members }) => members.length)).toEqual([2, 1]);
  });

  test("has its pattern uploaded once, and its entries with each request that changes them", async () => {
    const { remote, stored, fetched, sent } = together({}, { storeFrom: 500 });
    const { A, ...rest } = chain(200, 2);
    const inputs = [1, 2, 3].map((factor) => ({
      ...rest,
      A: A.withData(A.data.map((value) => factor * value)),
    }));
    for (const input of inputs) expectSame(await remote.solve(input), solve(input));
    // Where rows begin, and columns, of Q, A and G; the shared numbers of Q, G and h; and three times those of A.
    expect(stored.size).toBe(new Set(fetched).size);
    expect(fetched).toHaveLength(6 + 3 + 3);
    expect(Math.max(...sent)).toBeLessThan(8 * 2 * (200 + 67) + 2000);
  });
});

describe("what is no sparse matrix", () => {
  const input = chain(8, 1);
  const request = (change: Record<string, number[] | WireArray | undefined>): Uint8Array => {
    const fields: Map<string, WireArray> = encodeFields(validateProblem(input));
    for (const [name, given] of Object.entries(change)) {
      if (given === undefined) fields.delete(name);
      else
        fields.set(name, Array.isArray(given) ? wireArray(Float64Array.from(given), [given.length]) : given);
    }
    const problem = { settings: {}, fields: fields as WireArrays };
    return encodeRequest({ kept: 0, problem, question: { action: "solve", keep: false } });
  };
  const { indptr, indices } = input.A;
  const starts = Array.from(indptr);
  const columns = Array.from(indices);
  const absent = { shape: [6], data: undefined, hash: "ab".repeat(32), length: 6 };

  test.each<[string, Parameters<typeof request>[0], Record<string, unknown>]>([
    ["a column out of range", { "A.indices": [8, ...columns.slice(1)] }, { field: "A.indices" }],
    ["a column below 0", { "A.indices": [-1, ...columns.slice(1)] }, { field: "A.indices" }],
    ["columns that descend", { "A.indices": [...columns].reverse() }, { field: "A.indices" }],
    ["a column twice", { "A.indices": [0, 0, ...columns.slice(2)] }, { field: "A.indices" }],
    ["half a column", { "A.indices": [0.5, ...columns.slice(1)] }, { field: "A.indices" }],
    ["a column that is NaN", { "A.indices": [NaN, ...columns.slice(1)] }, { field: "A.indices" }],
    ["rows that end early", { "A.indptr": [...starts.slice(0, -1), 2] }, { field: "A.indptr" }],
    ["rows that descend", { "A.indptr": [0, 5, 4, 6] }, { field: "A.indptr" }],
    ["fewer rows than the shape says", { "A.shape": [2 ** 31 - 3, 8] }, { field: "A.shape" }],
    ["more rows than can be counted", { "A.shape": [2 ** 40, 8] }, { field: "A.shape" }],
    ["columns for other variables", { "A.shape": [3, 9] }, { field: "A" }],
    ["an entry that is NaN", { "A.data": [NaN, 1, 1, 1, 1, 1] }, { field: "A" }],
    ["no rows", { "A.indptr": undefined }, { reason: "message", got: "a sparse A without A.indptr" }],
    ["other lengths, unfetched", { "A.indices": absent, "A.data": [1] }, { reason: "message" }],
    ["a part of a vector", { "p.data": [1] }, { field: "p.data" }],
  ])("%s is refused to who sent it, and to nobody else", async (_name, change, refusal) => {
    const { service, remote, fetched } = together();
    const [answer, good] = await Promise.all([
      service.handle(request(change), Infinity),
      remote.solve(input),
    ]);
    expect(decodeAnswer(answer!)).toMatchObject({ reason: "misuse", ...refusal });
    expectSame(good, solve(input));
    expect(fetched).toEqual([]);
  });

  test("directions of another pattern, or of another number of entries, are refused", async () => {
    const { service, remote } = together();
    const found = await remote.solve(input);
    await expect(found.jvp({ A: input.G })).rejects.toThrow(/tangents\.A: expected the pattern of the input/);
    await expect(found.jvp({ A: new Float64Array(24).fill(1) })).rejects.toThrow(
      /zeros where the input has no/,
    );
    const problem = { settings: {}, fields: encodeFields(validateProblem(input)) };
    for (const name of ["A.data", "A.indices", "b.data"]) {
      const tangents = new Map([[name, wireArray(new Float64Array(5), [5])]]);
      const body = encodeRequest({ kept: 0, problem, question: { action: "jvp", tangents } });
      expect(decodeAnswer((await service.handle(body, Infinity))!)).toMatchObject({ reason: "misuse" });
    }
  });

  test("a Jacobian is measured by the entries, and refused by them", async () => {
    const { remote } = together({ maxAnswer: 3000 });
    const found = await remote.solve(input);
    const own = solve(input);
    expect(await found.jacobian("z", "A")).toEqual(own.jacobian("z", "A"));
    await expect(together({ maxAnswer: 1000 }).remote.solve(input)).resolves.toBeDefined();
    const small = await together({ maxAnswer: 1000 }).remote.solve(input);
    await expect(small.jacobian("z", "Q")).rejects.toThrow(
      /problem: expected an answer of at most 1000 bytes/,
    );
  });
});

describeWith(NATS_SERVER, "sparse problems over a server", () => {
  let server: NatsServer;
  let worker: ServiceWorker;
  let remote: Remote;
  beforeAll(async () => {
    server = await NatsServer.start();
    worker = await serve(server.url, { jobs: true });
    remote = await connect(server.url, { storeFrom: 200 });
  });
  afterAll(async () => {
    await remote.close();
    await worker.close();
    await server.remove();
  });

  test("are solved and differentiated as solve does", async () => {
    await expectDerivatives(remote, chain(60, 2));
    await expectDerivatives(remote, chain(9, 1), { infeasible: "closestFeasible", gradient: "smoothed" });
  });

  test("are jobs too, whose gradients go on wherever they are collected", async () => {
    const input = chain(60, 2);
    const cotangents = { objective: [1, 2] };
    const id = await remote.submit(input, {}, { cotangents });
    const own = solve(input).vjp(cotangents);
    const other = await connect(server.url);
    for (const { collect } of [remote, other]) {
      const { gradients } = await collect(id);
      expect(gradients).toEqual(own);
      const solver = new QpSolver({ Q: input.Q, A: input.A, G: input.G });
      const G = gradients!.G as SparseMatrix;
      const moved = solver.solve({
        ...input,
        G: input.G.withData(G.data.map((value, k) => input.G.data[k] + value / 9)),
      });
      expect(G.indptr).toEqual(input.G.indptr);
      expect(moved.status).toEqual(["solved", "solved"]);
      solver.dispose();
    }
    await other.close();
  });
});
