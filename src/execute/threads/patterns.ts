/**
 * Patterns of sparse matrices on their way to other threads. They are sent by name, so that a thread which gets one again
 * takes it for the one that it knows, with all that was found out about it; and in shared memory where there is any.
 */
import type { Operand, Problem } from "../../problem/problem.js";

type Pattern = NonNullable<Operand["pattern"]>;

/** A pattern with a name that no other has. */
interface NamedPattern extends Pattern {
  readonly name: string;
}

const realm = Math.random().toString(36).slice(2);
let count = 0;

/** By the patterns that they are copies of; those in shared memory, and those that are not. */
const shared = new WeakMap<Pattern, NamedPattern>();
const plain = new WeakMap<Pattern, NamedPattern>();

/** The problem with patterns that can be sent. */
export function withSentPatterns(problem: Problem, sharesMemory: boolean): Problem {
  return mapPatterns(problem, (pattern) => {
    const sent = sharesMemory ? shared : plain;
    let named = "name" in pattern ? (pattern as NamedPattern) : sent.get(pattern);
    if (named === undefined) {
      const { start, index } = pattern;
      const copy = sharesMemory ? inSharedIntegers : (numbers: Int32Array): Int32Array => numbers;
      named = { ...pattern, start: copy(start), index: copy(index), name: `${realm} ${count++}` };
      sent.set(pattern, named);
    }
    return named;
  });
}

function inSharedIntegers(numbers: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}

const received = new Map<string, WeakRef<Pattern>>();
const gone = new FinalizationRegistry<string>((name) => received.delete(name));

/** The problem with the patterns that this thread knows in place of their copies. */
export function withKnownPatterns(problem: Problem): Problem {
  return mapPatterns(problem, (pattern) => {
    const { name } = pattern as NamedPattern;
    const known = received.get(name)?.deref();
    if (known) return known;
    received.set(name, new WeakRef(pattern));
    gone.register(pattern, name);
    return pattern;
  });
}

function mapPatterns(problem: Problem, map: (pattern: Pattern) => Pattern): Problem {
  const { Q, A, G } = problem;
  if (!Q?.pattern && !Q?.given && !A?.pattern && !G?.pattern) return problem;
  const mapped = (operand: Operand | undefined): Operand | undefined => {
    if (!operand?.pattern && !operand?.given) return operand;
    const { pattern, given } = operand;
    return {
      ...operand,
      ...(pattern && { pattern: map(pattern) }),
      ...(given && { given: { ...given, pattern: map(given.pattern) } }),
    };
  };
  return { ...problem, Q: mapped(Q), A: mapped(A), G: mapped(G) };
}
