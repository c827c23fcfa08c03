/**
 * Requests that are solved as one batch. An element's bits do not depend on the batch that it is in, so that every
 * client gets what it would get alone. Only problems that are solved in the same way are put together: same sizes and
 * settings, for each of Q, A, G and the bounds either one array for all, or one for each element, and the same patterns
 * of those that are sparse.
 */
import { givenPattern } from "../../derivative/entries.js";
import type { FieldName, Operand, Problem } from "../../problem/problem.js";
import { elementOf, FIELD_NAMES } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";

/** Right-hand sides and costs may be made to differ by element where requests share them only each for itself. */
const MAY_SPREAD: readonly FieldName[] = ["p", "b", "h"];

/** Some problems, and the one that they are together. */
export interface Group<Member extends { readonly problem: Problem }> {
  readonly members: Member[];
  elements: number;
}

/**
 * Which go together, in the order in which they came.
 *
 * @param most elements of a group; a problem with more is a group of its own.
 */
export function groupsOf<
  Member extends {
    readonly problem: Problem;
    readonly settings: Pick<Settings, "timeLimit">;
    readonly settingsKey: string;
  },
>(waiting: readonly Member[], most: number): Group<Member>[] {
  const groups: Group<Member>[] = [];
  const open = new Map<string, Group<Member>[]>();
  for (const member of waiting) {
    const { batch } = member.problem;
    if (member.settings.timeLimit < Infinity) {
      // The slow would use up the time of the quick.
      groups.push({ members: [member], elements: batch });
      continue;
    }
    const key = `${member.settingsKey} ${keyOf(member.problem)}`;
    const candidates = open.get(key) ?? [];
    open.set(key, candidates);
    const group = candidates.find(
      ({ members, elements }) =>
        elements + batch <= most && sharesMatrices(members[0].problem, member.problem),
    );
    if (group === undefined) {
      const started = { members: [member], elements: batch };
      groups.push(started);
      candidates.push(started);
    } else {
      group.members.push(member);
      group.elements += batch;
    }
  }
  return groups;
}

/** Patterns that are the same object have the same number. */
const numbered = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(pattern: object | undefined): number | "" {
  if (pattern === undefined) return "";
  const number = numbered.get(pattern) ?? ++lastNumber;
  numbered.set(pattern, number);
  return number;
}

/** Which inputs there are, of which sizes and patterns, and which of them elements have for themselves. */
function keyOf(problem: Problem): string {
  const { variables, equalities, inequalities, quadratic } = problem;
  const fields = FIELD_NAMES.map((name) => {
    const operand = problem[name];
    if (operand === undefined) return "-";
    return MAY_SPREAD.includes(name)
      ? "v"
      : `${operand.size}${operand.stride > 0 ? "e" : "s"}${numberOf(givenPattern(operand))}`;
  });
  return [variables, equalities, inequalities, quadratic, ...fields].join();
}

function sharesMatrices(a: Problem, b: Problem): boolean {
  return FIELD_NAMES.every((name) => {
    if (MAY_SPREAD.includes(name) || a[name] === undefined || a[name].stride > 0) return true;
    return sameNumbers(a[name].data, b[name]!.data);
  });
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** One problem with the elements of all, in order. */
export function mergeProblems(problems: readonly Problem[]): Problem {
  const [first] = problems;
  const batch = problems.reduce((sum, problem) => sum + problem.batch, 0);
  const merged: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...first, batch, batched: true };
  for (const name of FIELD_NAMES) {
    const operands = problems.map((problem) => problem[name]);
    if (operands[0] !== undefined) merged[name] = mergeOperands(operands as Operand[], problems, batch);
  }
  return merged;
}

function mergeOperands(operands: readonly Operand[], problems: readonly Problem[], batch: number): Operand {
  const [first] = operands;
  const shared = operands.every(({ stride, data }) => stride === 0 && sameNumbers(first.data, data));
  if (shared) return first;
  const { size } = first;
  const data = new Float64Array(batch * size);
  let at = 0;
  operands.forEach((operand, i) => {
    for (let element = 0; element < problems[i].batch; element++, at += size) {
      data.set(elementOf(operand, element), at);
    }
  });
  const inner = first.stride > 0 || first.ofOne ? first.shape.slice(1) : first.shape;
  return { ...first, data, stride: size, shape: [batch, ...inner], ofOne: undefined };
}
