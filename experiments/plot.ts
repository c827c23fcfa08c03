/** Line charts as SVG text, for results that are kept beside the code that made them. */
import * as echarts from "echarts";

/**
 * How values go to the axis: in proportion, by their logarithm, or by `log10(1 + value / threshold)`, which is
 * proportional near 0 and logarithmic far above the threshold, so that zeros can be shown.
 */
export type Scale =
  | { readonly kind: "linear" }
  | { readonly kind: "log" }
  | { readonly kind: "symlog"; readonly threshold: number; readonly ticks: readonly number[] };

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
}

export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly scale: Scale;
  readonly lines: readonly Line[];
  /** Whether points are marked; by default they are. */
  readonly symbols?: boolean;
  /** A vertical line with a word beside it. */
  readonly mark?: { readonly x: number; readonly label: string };
}

const WIDTH = 560;
const HEIGHT = 400;
/** Told apart by most colour-blind readers (Okabe and Ito). */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
const LEFT = 76;
const RIGHT = 24;

/** Draws panels side by side under one title. */
export function lineCharts(title: string, subtitle: string, panels: readonly Panel[]): string {
  const chart = echarts.init(null, null, {
    renderer: "svg",
    ssr: true,
    width: WIDTH * panels.length,
    height: HEIGHT,
  });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    color: COLOURS,
    textStyle: { fontFamily: "sans-serif" },
    title: [
      { text: title, subtext: subtitle, left: "center", top: 8, subtextStyle: { color: "#444" } },
      ...panels.map((panel, i) => ({
        text: panel.title,
        left: WIDTH * i + LEFT,
        top: 64,
        textStyle: { fontSize: 13, fontWeight: "bold" as const },
      })),
    ],
    legend: panels.map((panel, i) => ({
      data: panel.lines.map(({ name }) => `${panel.title}: ${name}`),
      formatter: (name: string) => name.slice(panel.title.length + 2),
      left: WIDTH * i + LEFT,
      top: 84,
      itemWidth: 28,
      itemGap: 32, // text widths are estimated, and some fonts are wider
      selectedMode: false,
    })),
    grid: panels.map((_, i) => ({
      left: WIDTH * i + LEFT,
      width: WIDTH - LEFT - RIGHT,
      top: 124,
      bottom: 52,
    })),
    xAxis: panels.map((panel, i) => ({
      type: "value" as const,
      gridIndex: i,
      name: panel.xLabel,
      nameLocation: "middle" as const,
      nameGap: 28,
      minInterval: 1,
      min: Math.min(...panel.lines.flatMap(({ points }) => points.map(([x]) => x))),
      max: Math.max(...panel.lines.flatMap(({ points }) => points.map(([x]) => x))),
      splitLine: { show: false },
    })),
    yAxis: panels.map((panel, i) => ({
      gridIndex: i,
      name: panel.yLabel,
      nameLocation: "middle" as const,
      nameGap: 52,
      splitLine: { lineStyle: { color: "#e4e4e4" } },
      ...yScale(panel),
    })),
    series: panels.flatMap((panel, i) =>
      panel.lines.map((line, j) => ({
        type: "line" as const,
        silent: true,
        name: `${panel.title}: ${line.name}`,
        xAxisIndex: i,
        yAxisIndex: i,
        color: COLOURS[j % COLOURS.length],
        symbol: panel.symbols === false ? "none" : "circle",
        symbolSize: 6,
        lineStyle: { width: 2, type: line.dashed ? ("dashed" as const) : ("solid" as const) },
        data: line.points.map(([x, y]) => [x, toAxis(panel.scale, y)]),
        ...(j === 0 && panel.mark ? { markLine: verticalMark(panel.mark) } : {}),
      })),
    ),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return withoutCounters(svg) + "\n";
}

/** Equal charts become equal text: without hover styles, which a still picture does not need, and the library's ids. */
function withoutCounters(svg: string): string {
  return svg
    .replaceAll(/<style\b[^>]*>[\s\S]*?<\/style>\n?/g, "")
    .replaceAll(/ class="[^"]*"/g, "")
    .replaceAll(/\bzr\d+-/g, "chart-");
}

function toAxis(scale: Scale, value: number): number {
  return scale.kind === "symlog" ? Math.log10(1 + value / scale.threshold) : value;
}

function yScale({ scale, lines }: Panel): object {
  const values = lines.flatMap(({ points }) => points.map(([, y]) => y));
  if (scale.kind === "linear") return { type: "value" };
  if (scale.kind === "log") {
    return {
      type: "log",
      min: 10 ** Math.floor(Math.log10(Math.min(...values))),
      max: 10 ** Math.ceil(Math.log10(Math.max(...values))),
      minorSplitLine: { show: true, lineStyle: { color: "#f2f2f2" } },
      axisLabel: { formatter: (value: number) => String(Number(value.toPrecision(6))) },
    };
  }
  const most = Math.max(...values);
  const above = scale.ticks.findIndex((tick) => tick >= most);
  const ticks = above < 0 ? scale.ticks : scale.ticks.slice(0, above + 1);
  const positions = ticks.map((tick) => toAxis(scale, tick));
  return {
    type: "value",
    min: 0,
    max: Math.max(positions.at(-1)!, toAxis(scale, most)),
    axisTick: { show: true, customValues: positions },
    splitLine: { show: true, lineStyle: { color: "#e4e4e4" } },
    axisLabel: {
      customValues: positions,
      formatter: (position: number) =>
        String(Number((scale.threshold * (10 ** position - 1)).toPrecision(6))),
    },
  };
}

function verticalMark(mark: { x: number; label: string }): object {
  return {
    symbol: "none",
    silent: true,
    lineStyle: { color: "#777", type: "dotted", width: 1.5 },
    label: { formatter: mark.label, position: "insideEndTop", rotate: 0, color: "#555", offset: [4, 0] },
    data: [{ xAxis: mark.x }],
  };
}
