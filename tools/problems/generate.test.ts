import { describe, expect, it } from "vitest";
import { generate } from "./generate.js";
import { elementOf, firstOf, inequalityRows, onlyOf, shapeOf, toInput } from "./problem.js";

const size = { variables: 5, equalities: 2, inequalities: 4 };

describe("generate", () => {
  it("depends on the seed alone", () => {
    expect(generate(size, 3, false, 7)).toEqual(generate(size, 3, false, 7));
    expect(generate(size, 3, false, 7)).not.toEqual(generate(size, 3, false, 8));
  });

  it.each([true, false])("gives symmetric, positive definite Q; shared: %s", (shared) => {
    const problem = generate(size, 3, shared, 1);
    for (let element = 0; element < 3; element++) {
      const Q = elementOf(problem, "Q", element);
      expect(Q).toHaveLength(25);
      for (let i = 0; i < 5; i++) {
        // The diagonal of L Lᵀ, where L has at least 1 on its own.
        expect(Q[i * 5 + i]).toBeGreaterThanOrEqual(1.001);
        for (let j = 0; j < 5; j++) expect(Q[i * 5 + j]).toBe(Q[j * 5 + i]);
      }
    }
  });

  it("shares what is to be shared, and p never", () => {
    const shared = generate(size, 3, true, 1);
    expect(elementOf(shared, "G", 0)).toEqual(elementOf(shared, "G", 2));
    expect(elementOf(shared, "p", 0)).not.toEqual(elementOf(shared, "p", 2));
    const distinct = generate(size, 3, false, 1);
    for (const field of ["Q", "p", "A", "b", "G", "h"] as const) {
      expect(elementOf(distinct, field, 0)).not.toEqual(elementOf(distinct, field, 2));
      const length = shapeOf(distinct, field).reduce((product, part) => product * part, 1);
      expect(distinct.fields[field]).toHaveLength(length);
    }
  });

  it("leaves out what is absent when it becomes optnet's input", () => {
    const none = toInput(generate({ variables: 3, equalities: 0, inequalities: 2 }, 2, true, 1));
    expect(Object.keys(none).sort()).toEqual(["G", "Q", "h", "p"]);
  });
});

describe("inequalityRows", () => {
  it("appends the lower bound as rows", () => {
    const problem = {
      ...generate({ variables: 2, equalities: 0, inequalities: 1 }, 1, true, 1),
      lower: 3,
    };
    const { G, h } = inequalityRows(problem, 0);
    expect([...G].slice(2)).toEqual([-1, 0, 0, -1]);
    expect([...h].slice(1)).toEqual([-3, -3]);
  });
});

describe.each([true, false])("parts of a batch, shared: %s", (shared) => {
  const problem = generate(size, 3, shared, 1);
  const fields = ["Q", "p", "A", "b", "G", "h"] as const;

  it("are its first elements, or one of them", () => {
    const [first, only] = [firstOf(problem, 2), onlyOf(problem, 2)];
    expect([first.batch, only.batch]).toEqual([2, 1]);
    for (const field of fields) {
      expect(elementOf(first, field, 1)).toEqual(elementOf(problem, field, 1));
      expect(elementOf(only, field, 0)).toEqual(elementOf(problem, field, 2));
    }
    expect(first.fields.p).toHaveLength(10);
  });
});
