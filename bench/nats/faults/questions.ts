/** Random questions whose answers are known, because this process solves them too. */
import { solve, type ProblemInput, type SettingsInput, type Solution } from "optnet";
import type { Remote } from "optnet/nats";
import { generate } from "../../../tools/problems/generate.js";
import { toInput } from "../../../tools/problems/problem.js";

const SIZES = [
  { variables: 3, equalities: 1, inequalities: 2 },
  { variables: 10, equalities: 0, inequalities: 10 },
  { variables: 30, equalities: 5, inequalities: 20 },
];
const SETTINGS: readonly SettingsInput[] = [{}, {}, { tolerance: 1e-6 }, { infeasible: "closestFeasible" }];

interface Question {
  readonly input: ProblemInput;
  readonly settings: SettingsInput;
  readonly wantsGradient: boolean;
}

export function questionOf(number: number): Question {
  const size = SIZES[number % SIZES.length];
  const batch = [1, 4, 25, 200][number % 4];
  const input = toInput(generate(size, batch, true, number % 50));
  // One in seven asks for what cannot be: every row of G at once with its opposite.
  const impossible = number % 7 === 0 && size.equalities > 0 ? { lower: 1, upper: 1 } : {};
  const settings = SETTINGS[number % SETTINGS.length];
  return { input: { ...input, ...impossible }, settings, wantsGradient: number % 3 === 0 };
}

const ARRAYS = [
  "z",
  "nu",
  "lambda",
  "lambdaLower",
  "lambdaUpper",
  "objective",
  "iterations",
  "shiftB",
] as const;

export function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** Whether a solution is, bit for bit, that of this process. */
export function isSame(found: Pick<Solution, (typeof ARRAYS)[number] | "status">, own: Solution): boolean {
  return (
    found.status.every((status, i) => status === own.status[i]) &&
    ARRAYS.every((name) => sameNumbers(found[name], own[name]))
  );
}

/** Asks, perhaps for a gradient as well, and compares. */
export async function isAnsweredRight(remote: Remote, number: number, deadline: number): Promise<boolean> {
  const { input, settings, wantsGradient } = questionOf(number);
  const own = solve(input, settings);
  const found = await remote.solve(input, settings, { deadline });
  let isRight = isSame(found, own);
  if (wantsGradient) {
    const loss = { objective: Float64Array.from(own.objective, (_, i) => 1 + i) };
    const [remoteGradients, ownGradients] = [await found.vjp(loss), own.vjp(loss)];
    const names = Object.keys(ownGradients) as (keyof typeof ownGradients)[];
    isRight &&= names.every((name) => sameNumbers(remoteGradients[name]!.data, ownGradients[name]!.data));
  }
  found.dispose();
  own.dispose();
  return isRight;
}
