/** Solves in a worker for a page, or another thread, that does not want to wait. */
import type { IterationReport, Settings } from "../../problem/settings.js";
import { withinTime } from "../../problem/settings.js";
import { gradientLike } from "../../derivative/entries.js";
import type { Certificate, FieldArrays, Gradients, SolutionData, Tangents } from "../../problem/fields.js";
import { ARRAY_NAMES } from "../../problem/fields.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import type { Solution } from "../../api/solution.js";
import { withKnownPatterns } from "./patterns.js";
import { checkNumbers } from "../../problem/validate.js";
import { solveProblem } from "../../api/solve.js";
import type { RemoteMessage, RemoteReply, RemoteRequest, SolvedRemotely } from "./remote.js";
import { sentError } from "./remote.js";

export class RemoteSolver {
  readonly #post: (reply: RemoteReply, transfer: ArrayBuffer[]) => void;
  readonly #solutions = new Map<number, Solution>();
  readonly #problems = new WeakMap<Solution, Problem>();

  constructor(post: (reply: RemoteReply, transfer: ArrayBuffer[]) => void) {
    this.#post = post;
  }

  answer({ id, request }: RemoteMessage): void {
    if (request.kind === "dispose") {
      this.#solutions.get(request.solution)?.dispose();
      this.#solutions.delete(request.solution);
      return;
    }
    let reply: RemoteReply;
    try {
      reply = { kind: "answer", id, value: this.#valueOf(id, request) };
    } catch (error) {
      reply = { kind: "error", id, error: sentError(error) };
    }
    this.#post(reply, buffersIn(reply));
  }

  #valueOf(id: number, request: Exclude<RemoteRequest, { kind: "dispose" }>): unknown {
    switch (request.kind) {
      case "solve": {
        const report = (iteration: IterationReport): void =>
          this.#post({ kind: "iteration", id, report: iteration }, []);
        const problem = withKnownPatterns(request.problem);
        const solution = solveWith({ ...request, problem }, request.observed ? report : undefined);
        this.#problems.set(solution, problem);
        this.#solutions.set(id, solution);
        return numbersOf(solution, request.settings);
      }
      case "vjp":
        return numbersByName(
          this.#solutions.get(request.solution)!.vjp(request.cotangents, { wrt: request.wrt }),
        );
      case "jvp":
        return this.#moved(request);
      case "jacobian":
        return this.#solutions.get(request.solution)!.jacobian(request.output, request.input);
      case "atRounding":
        return this.#solutions.get(request.solution)!.atRounding(request.element);
    }
  }

  /** Directions as the problem holds them are those of inputs as they were given. */
  #moved({ solution: id, tangents }: Extract<RemoteRequest, { kind: "jvp" }>): object {
    const solution = this.#solutions.get(id)!;
    const problem = this.#problems.get(solution)!;
    const given = Object.entries(tangents).map(([name, data]) => [
      name,
      gradientLike(problem[name as FieldName]!, data),
    ]);
    return { ...solution.jvp(Object.fromEntries(given) as Tangents) };
  }
}

/** Classes do not travel: what the numbers are is known where they go. */
function numbersByName(gradients: Gradients): FieldArrays {
  return Object.fromEntries(Object.entries(gradients).map(([name, { data }]) => [name, data]));
}

function solveWith(
  { problem, settings, stop }: Extract<RemoteRequest, { kind: "solve" }>,
  onIteration: Settings["onIteration"],
): Solution {
  return withinTime({ ...settings, onIteration }, (running) => {
    if (running.invalid === "throw") checkNumbers(problem, (field) => problem[field] !== undefined);
    let solving = true;
    const { timeIsUp } = running;
    const stopped =
      stop && ((): boolean => (solving && Atomics.load(stop, 0) !== 0) || timeIsUp?.() === true);
    try {
      return solveProblem(problem, { ...running, timeIsUp: stopped ?? timeIsUp });
    } finally {
      solving = false;
    }
  });
}

/** Copies of all numbers: derivatives may need the solution's own. */
function numbersOf(solution: Solution, { infeasible }: Pick<Settings, "infeasible">): SolvedRemotely {
  const arrays = Object.fromEntries(ARRAY_NAMES.map((name) => [name, solution[name].slice()]));
  const certificates = new Map<number, Certificate>();
  solution.status.forEach((status, i) => {
    if (status === "solved" && infeasible === "report") return;
    const certificate = solution.certificate(i);
    if (certificate) certificates.set(i, certificate);
  });
  return {
    data: { ...arrays, shape: solution.shape, status: [...solution.status] } as unknown as SolutionData,
    shiftB: solution.shiftB.slice(),
    shiftH: solution.shiftH.slice(),
    weaklyActive: solution.weaklyActive.slice(),
    certificates,
    solvedBy: solution.status.map((_, i) => solution.solvedBy(i)),
  };
}

/** What travels without being copied: numbers that nobody else has. */
function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (value instanceof Float64Array || value instanceof Int32Array) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength)
      found.add(value.buffer);
  } else if (value instanceof Map) {
    // Certificates stay with the solution.
  } else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) buffersIn(part, found);
  }
  return [...found];
}
