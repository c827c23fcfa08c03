/** Engines that do not run the WebAssembly kernels. What one engine can be made to lack stands for others. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { complaint } from "../../test/complaint.js";
import type * as OptNet from "../index.js";

const POLICY = "Refused to compile or instantiate WebAssembly module because of the Content-Security-Policy";

class CompileError extends Error {
  override readonly name = "CompileError";
}

/** Constructors. */
const accept = function (): void {};
const refuse = (error: Error): unknown =>
  function () {
    throw error;
  };

/** WebAssembly as the engine has it, but for some of it. */
const but = (parts: object): object => ({ validate: () => true, ...parts });

const ENGINES: [
  string,
  { readonly WebAssembly: object | undefined; readonly got: RegExp; readonly hint: RegExp },
][] = [
  ["no WebAssembly", { WebAssembly: undefined, got: /without WebAssembly/, hint: /--jitless/ }],
  ["no SIMD", { WebAssembly: but({ validate: () => false }), got: /SIMD/, hint: /Browsers/ }],
  [
    "a policy that forbids compiling",
    {
      WebAssembly: but({ Module: refuse(new CompileError(POLICY)) }),
      got: /CompileError: Refused/,
      hint: /Content-Security-Policy.*'wasm-unsafe-eval'/,
    },
  ],
  [
    "a policy that forbids even looking",
    {
      WebAssembly: {
        validate() {
          throw new EvalError(POLICY);
        },
      },
      got: /EvalError: Refused/,
      hint: /'wasm-unsafe-eval'/,
    },
  ],
  [
    "no memory",
    {
      WebAssembly: but({ Module: accept, Instance: refuse(new RangeError("out of memory")) }),
      got: /RangeError: out of memory/,
      hint: /memory/,
    },
  ],
];

const EQUALITIES = { A: [[1, 1, 1]], b: [[1], [0.5]] };
const PROBLEM = {
  Q: [
    [4, 1, 0],
    [1, 2, 0],
    [0, 0, 1],
  ],
  p: [
    [1, 1, 0],
    [0, -1, 2],
  ],
  lower: 0,
  ...EQUALITIES,
};

describe.each(ENGINES)("with %s", (_name, { WebAssembly, got, hint }) => {
  let optnet: typeof OptNet;
  let warn: ReturnType<typeof vi.spyOn>;
  beforeEach(async () => {
    vi.stubGlobal("WebAssembly", WebAssembly);
    warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    vi.resetModules();
    optnet = await import("../index.js");
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test("TypeScript solves and differentiates, to the bits of the reference", () => {
    const { solve } = optnet;
    for (const settings of [
      {},
      { gradient: "smoothed" },
      { gradient: "leastSquares" },
      { infeasible: "closestFeasible" },
    ] as const) {
      const [here, reference] = [settings, { ...settings, backend: "reference" as const }].map((asked) =>
        solve(PROBLEM, asked),
      );
      expect(here.status).toEqual(["solved", "solved"]);
      expect(here.z).toEqual(reference.z);
      const cotangents = { z: here.z, nu: [[1], [-1]], objective: [1, 2] };
      expect(here.vjp(cotangents)).toEqual(reference.vjp(cotangents));
      const tangents = { p: PROBLEM.p, b: EQUALITIES.b };
      expect(here.jvp(tangents)).toEqual(reference.jvp(tangents));
      expect(here.jacobian("z", "b")).toEqual(reference.jacobian("z", "b"));
    }
    const hopeless = solve({ ...PROBLEM, upper: 0.1 });
    expect(hopeless.status).toEqual(["primalInfeasible", "primalInfeasible"]);
    expect(hopeless.certificate(0)?.kind).toBe("primalInfeasible");
  });

  test("so does a QpSolver, warm and in place", () => {
    const { p, ...constants } = PROBLEM;
    const solver = new optnet.QpSolver({ variables: 3, equalities: 1, ...constants });
    const expected = optnet.solve(PROBLEM, { backend: "reference" });
    for (const options of [{}, { warmStart: true }, { warmStart: true, inPlace: true }, { inPlace: true }]) {
      expect(solver.solve({ p }, options).z).toEqual(expected.z);
    }
    solver.dispose();
  });

  test("it says so once, with what to do", () => {
    expect(warn).not.toHaveBeenCalled();
    for (let i = 0; i < 3; i++) optnet.solve(PROBLEM);
    new optnet.QpSolver({ variables: 1 }).solve({ p: [1], lower: 0 });
    expect(warn).toHaveBeenCalledTimes(1);
    const [[said]] = warn.mock.calls as [[string]];
    expect(said).toMatch(/^optnet: .*TypeScript/);
    expect(said).toMatch(got);
    expect(said).toMatch(hint);
  });

  test("who asks for the reference hears nothing", () => {
    optnet.solve(PROBLEM, { backend: "reference" });
    expect(warn).not.toHaveBeenCalled();
  });

  test("who asks for WebAssembly gets an error with what to do", () => {
    const settings = { backend: "wasm" } as const;
    const solver = new optnet.QpSolver({ variables: 1 }, settings);
    const tasks = [
      () => optnet.solve(PROBLEM, settings),
      () => optnet.explain(PROBLEM, settings),
      () => solver.solve({ p: [1], lower: 0 }),
      () => solver.explain(),
    ];
    for (const task of tasks) {
      const error = complaint(task);
      expect(error.field).toBe("settings.backend");
      expect(error.got).toMatch(got);
      expect(error.hint).toMatch(hint);
    }
    expect(warn).not.toHaveBeenCalled();
  });

  test("explain names what solves, and why", () => {
    const { p, ...constants } = PROBLEM;
    const solver = new optnet.QpSolver({ variables: 3, equalities: 1, ...constants });
    for (const text of [optnet.explain(PROBLEM), solver.explain({ p })]) {
      expect(text).not.toMatch(/^form +dual/m);
      expect(text).toMatch(/^executor +TypeScript, because/m);
      expect(text).toMatch(got);
    }
    expect(optnet.explain(PROBLEM, { backend: "reference" })).toMatch(/^executor +TypeScript$/m);
  });

  test("what only the kernels have is refused", () => {
    expect(complaint(() => optnet.solve(PROBLEM, { form: "dual" })).field).toBe("settings.form");
  });
});

test("where the kernels run, nothing is said, and explain names them", async () => {
  vi.resetModules();
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const { explain, solve } = await import("../index.js");
  for (const backend of ["auto", "wasm"] as const) {
    expect(solve(PROBLEM, { backend }).status).toEqual(["solved", "solved"]);
    expect(explain(PROBLEM, { backend })).toMatch(/^executor +WebAssembly$/m);
    expect(explain(PROBLEM, { backend, form: "primal" })).toMatch(/^executor +TypeScript$/m);
  }
  expect(warn).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
