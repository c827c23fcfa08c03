import { expect, it } from "vitest";
import { lineCharts, type Panel } from "./plot.js";

const panel: Panel = {
  title: "Error",
  xLabel: "epoch",
  yLabel: "invalid boards, %",
  scale: { kind: "symlog", threshold: 0.1, ticks: [0, 0.5, 5, 50] },
  lines: [
    { name: "training", points: [[1, 40], [2, 4], [3, 0]], dashed: true }, // prettier-ignore
    { name: "test", points: [[1, 15], [2, 0.3], [3, 0]] }, // prettier-ignore
  ],
  mark: { x: 3, label: "kept: epoch 3" },
};

it("draws titles, labels, legends and its own ticks as well-formed SVG", () => {
  const svg = lineCharts("A title", "a subtitle", [
    panel,
    { ...panel, title: "Other", scale: { kind: "linear" } },
  ]);
  expect(svg).toMatch(/^<svg[^>]*>[\s\S]*<\/svg>\n$/);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  for (const text of [
    "A title",
    "a subtitle",
    "epoch",
    "invalid boards, %",
    "training",
    "test",
    "kept: epoch 3",
  ])
    expect(texts).toContain(text);
  for (const tick of ["0", "0.5", "5", "50"]) expect(texts).toContain(tick);
});

it("draws the same text every time", () => {
  expect(lineCharts("t", "s", [panel])).toBe(lineCharts("t", "s", [panel]));
});

it("takes logarithms of tiny and large values", () => {
  const log: Panel = { ...panel, scale: { kind: "log" }, lines: [{ name: "loss", points: [[1, 2e-5], [2, 30]] }] }; // prettier-ignore
  const svg = lineCharts("t", "s", [log]);
  expect(svg).toContain(">0.00001<");
  expect(svg).toContain(">100<");
  expect(svg).not.toContain("NaN");
});
