import { describe, expect, it } from "vitest";
import { OptNetError } from "../../index.js";
import type { OptNetLayerConfig } from "./config.js";
import { resolveConfig } from "./resolve.js";

describe("resolveConfig", () => {
  it("derives sources, weights and the kind of point", () => {
    const blueprint = resolveConfig({ variables: 3, equalities: 2, lower: 0 });
    expect(blueprint.fed).toEqual(["p"]);
    expect(blueprint.weights).toEqual({ L: [3, 3], A: [2, 3], z0: [3] });
    expect(blueprint.sources.G.kind).toBe("absent");
    expect(blueprint.point).toBe("inside");
    expect(resolveConfig({ variables: 3 })).toMatchObject({ point: "free", weights: { L: [3, 3] } });
  });

  const cases: [string, string, unknown][] = [
    ["no size", "variables", {}],
    ["half a variable", "variables", { variables: 1.5 }],
    ["a negative count", "equalities", { variables: 2, equalities: -1 }],
    ["nothing fed", "p", { variables: 2, p: "learned" }],
    ["a misspelt source", "Q", { variables: 2, Q: "learnt" }],
    ["a feasible matrix", "A", { variables: 2, equalities: 1, A: "feasible" }],
    ["rows without a count", "inequalities", { variables: 2, G: { fixed: [[1, 2]] } }],
    ["a constant of the wrong shape", "A", { variables: 2, equalities: 2, A: { fixed: [[1, 2]] } }],
    ["a ragged constant", "Q", { variables: 2, Q: { fixed: [[1, 0], [1]] } }],
    [
      "a ragged constant with as many numbers",
      "A",
      { variables: 2, equalities: 3, A: { fixed: [[1, 2], [3, 4, 5], [6]] } },
    ],
    [
      "a constant nested 5,000 deep",
      "Q",
      { variables: 2, Q: { fixed: JSON.parse("[".repeat(5000) + "]".repeat(5000)) as number[] } },
    ],
    ["text in a constant", "p", { variables: 2, p: { fixed: [1, "2"] }, equalities: 1, b: "fed" }],
    ["a weight that no array can hold", "L", { variables: 1e6 }],
    ["rows that no array can hold", "A", { variables: 2, equalities: 4e9, Q: { fixed: 1 } }],
    ["a NaN in a constant", "b", { variables: 2, equalities: 1, b: { fixed: [NaN] } }],
    ["a scalar for a vector", "h", { variables: 2, inequalities: 2, h: { fixed: 1 } }],
    ["bounds that cross", "lower", { variables: 2, lower: [0, 2], upper: 1 }],
    ["too few bounds", "upper", { variables: 2, upper: [1] }],
    ["a NaN bound", "lower", { variables: 2, lower: NaN }],
    ["a negative epsilon", "epsilon", { variables: 2, epsilon: -1 }],
    ["an unknown point", "point", { variables: 2, point: "middle" }],
    [
      "a positive point under an upper bound",
      "point",
      { variables: 2, equalities: 1, upper: 1, point: "positive" },
    ],
  ];
  it("takes constants with typed arrays as rows", () => {
    const { sources } = resolveConfig({
      variables: 2,
      equalities: 1,
      Q: { fixed: [new Int32Array([2, 0]), [0, 3]] },
      A: { fixed: [new Float32Array([1, 2])] },
    });
    expect(sources.Q).toEqual({ kind: "fixed", value: { data: Float64Array.of(2, 0, 0, 3), shape: [2, 2] } });
    expect(sources.A).toEqual({ kind: "fixed", value: { data: Float64Array.of(1, 2), shape: [1, 2] } });
  });

  it.each(cases)("refuses %s, naming %s", (_, field, config) => {
    const attempt = () => resolveConfig(config as OptNetLayerConfig);
    expect(attempt).toThrow(OptNetError);
    expect(attempt).toThrow(expect.objectContaining({ field }));
  });
});
