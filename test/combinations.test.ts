/** The table of docs/guide/combinations.md: every cell is tried, and must say what came of it. */
import { afterAll, describe, expect, test } from "vitest";
import { read } from "./imports.js";
import { expected, FEATURES, outcome } from "./support/features.js";
import { JAX, TENSORFLOW } from "./support/framework-ways.js";
import { cellOf, tableOf } from "./support/tables.js";
import { endThreads, WAYS } from "./support/ways.js";

const page = read("docs/guide/combinations.md");
const ways = tableOf(page, "what");
const frameworks = tableOf(page, "in a framework");

afterAll(endThreads);

test("the first table has a row for every feature and a column for every way", () => {
  expect(ways.rows.map(([first]) => first)).toEqual(FEATURES.map(({ name }) => name));
  expect(ways.header.slice(1)).toEqual([...WAYS.map(({ name }) => name), "`nats://`", "GPU"]);
});

test.each(FEATURES.filter(({ holds }) => holds))("$name is what it is called", async (feature) => {
  const seen = await expected(feature);
  if (seen) expect(await feature.holds!(seen)).toBe(true);
});

describe.each(WAYS)("$name", (way) => {
  test.each(FEATURES)("$name", async (feature) => {
    expect(await outcome(feature, way)).toBe(cellOf(ways, feature.name, way.name));
  });
});

describe.each([TENSORFLOW, JAX])("$name", (way) => {
  const named = new Map(FEATURES.map((feature) => [feature.name, feature]));
  test.each(frameworks.rows)("%s", async (name) => {
    expect(await outcome(named.get(name)!, way)).toBe(cellOf(frameworks, name, way.name));
  });
});
