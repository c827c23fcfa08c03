import { describe, expect, it } from "vitest";
import { Random } from "../../tools/random.js";
import { generate, normal } from "./generator.js";
import { elementOf, inequalityRows, shapeOf, toInput } from "./problem.js";

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

describe("normal", () => {
  it("has mean 0, variance 1 and the right share within one deviation", () => {
    const random = new Random(3);
    const numbers = Array.from({ length: 20_000 }, () => normal(random));
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(numbers.filter((x) => Math.abs(x) < 1).length / numbers.length).toBeCloseTo(0.683, 1);
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
