/** A worker's side: programs by number, and what is asked of them. */
import type { Program } from "../backend/backend.js";
import { runProgram } from "../solve.js";
import type { Message, SharedData } from "./protocol.js";
import { describeError, DONE, FAILED, STATUSES, writeText } from "./protocol.js";

/** @returns a function that serves one message after the other. */
export function serve(): (message: Message) => void {
  const programs = new Map<number, Program>();
  return (message) => {
    let outcome = DONE;
    try {
      answer(programs, message);
    } catch (error) {
      writeText(message.error, describeError(error));
      outcome = FAILED;
    }
    Atomics.store(message.signal, 0, outcome);
    Atomics.notify(message.signal, 0);
  };
}

function answer(programs: Map<number, Program>, { program: number, request }: Message): void {
  if (request.kind === "solve") {
    const { problem, settings, out } = request;
    const program = runProgram(problem, { ...settings, onIteration: undefined });
    programs.set(number, program);
    store(program, out);
    return;
  }
  const program = programs.get(number);
  if (program === undefined) return;
  if (request.kind === "kkt") program.solveKkt(request.right, request.out);
  else if (request.kind === "certificate") {
    const certificate = program.certificate(request.element);
    // A typed array has no JSON; a certificate's numbers are finite.
    const text = JSON.stringify(certificate ?? null, (_key, value: unknown) =>
      value instanceof Float64Array ? Array.from(value) : value,
    );
    writeText(request.out, text);
  } else {
    program.dispose();
    programs.delete(number);
  }
}

function store(program: Program, out: SharedData): void {
  const { data } = program;
  for (const name of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const) {
    out[name].set(data[name]);
  }
  for (const name of ["primalResidual", "dualResidual", "dualityGap"] as const) out[name].set(data[name]);
  out.iterations.set(data.iterations);
  out.weaklyActive.set(program.weaklyActive());
  data.status.forEach((status, i) => (out.status[i] = STATUSES.indexOf(status)));
}
