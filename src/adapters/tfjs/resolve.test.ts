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
  it.each(cases)("refuses %s, naming %s", (_, field, config) => {
    const attempt = () => resolveConfig(config as OptNetLayerConfig);
    expect(attempt).toThrow(OptNetError);
    expect(attempt).toThrow(expect.objectContaining({ field }));
  });
});
