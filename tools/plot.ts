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

/** Of percentages that may be 0. */
export const ERRORS: Scale = {
  ...{ kind: "symlog", threshold: 0.1 },
  ticks: [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
};

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
  /** Whether every point is marked; true unless said otherwise. */
  readonly marks?: boolean;
  /** Points alone, without a line through them. */
  readonly dots?: boolean;
  /** Left out of the legend. */
  readonly unlisted?: boolean;
  /** Otherwise the next of the usual colours. */
  readonly colour?: string;
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

/** A panel; further properties follow the lines. */
export function panel(
  title: string,
  [xLabel, yLabel]: readonly [string, string],
  scale: "linear" | "log" | Scale,
  lines: readonly Line[],
  more: Pick<Panel, "symbols" | "mark"> = {},
): Panel {
  return {
    title,
    xLabel,
    yLabel,
    scale: typeof scale === "string" ? { kind: scale } : scale,
    lines,
    ...more,
  };
}

/** A line with a point for each of some records, at their epochs. */
export function overEpochs<Record extends { readonly epoch: number }>(
  name: string,
  records: readonly Record[],
  value: (record: Record) => number,
  more: Partial<Line> = {},
): Line {
  return { name, ...more, points: records.map((record) => [record.epoch, value(record)]) };
}

const WIDTH = 560;
const HEIGHT = 400;
/** Told apart by most colour-blind readers (Okabe and Ito). */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const LEFT = 76;
const RIGHT = 24;
/** Of the title above all panels. */
const HEAD = 64;
/** From the top of a panel to its axes: its title and one row of its legend. */
const ABOVE = 60;
const BELOW = 52;
/** Of a row of a legend, and of what its entries need besides their words. */
const LEGEND_ROW = 20;
const LEGEND_LINE = 28;
const LEGEND_GAP = 24;
/** Text widths are estimated, and some fonts are wider. */
const LETTER = 6;

/** Draws panels under one title, side by side or in rows of `columns`. */
export function lineCharts(
  title: string,
  subtitle: string,
  panels: readonly Panel[],
  columns: number = panels.length,
): string {
  const perRow = Math.min(columns, panels.length);
  const height = HEIGHT - HEAD;
  const chart = echarts.init(null, null, {
    renderer: "svg",
    ssr: true,
    width: WIDTH * perRow,
    height: HEAD + height * Math.ceil(panels.length / perRow),
  });
  const left = (i: number): number => WIDTH * (i % perRow) + LEFT;
  const top = (i: number): number => HEAD + height * Math.floor(i / perRow);
  const colours = panels.map(({ lines }) => coloursOf(lines));
  const above = panels.map(({ lines }) => ABOVE + LEGEND_ROW * (legendRows(lines) - 1));
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    color: COLOURS,
    textStyle: { fontFamily: "sans-serif" },
    title: [
      { text: title, subtext: subtitle, left: "center", top: 8, subtextStyle: { color: "#444" } },
      ...panels.map((panel, i) => ({
        text: panel.title,
        left: left(i),
        top: top(i),
        textStyle: { fontSize: 13, fontWeight: "bold" as const },
      })),
    ],
    legend: panels.map((panel, i) => ({
      data: panel.lines.filter(({ unlisted }) => !unlisted).map(({ name }) => `${panel.title}: ${name}`),
      formatter: (name: string) => name.slice(panel.title.length + 2),
      left: left(i),
      top: top(i) + 20,
      width: WIDTH - LEFT,
      itemWidth: LEGEND_LINE,
      itemGap: LEGEND_GAP,
      selectedMode: false,
    })),
    grid: panels.map((_, i) => ({
      left: left(i),
      width: WIDTH - LEFT - RIGHT,
      top: top(i) + above[i],
      height: height - above[i] - BELOW,
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
        color: colours[i][j],
        symbol: (panel.symbols === false || line.marks === false) && !line.dots ? "none" : "circle",
        symbolSize: line.dots ? 4 : 6,
        lineStyle: {
          width: line.dots ? 0 : 2,
          type: line.dashed ? ("dashed" as const) : ("solid" as const),
        },
        data: line.points.map(([x, y]) => [x, toAxis(panel.scale, y)]),
        ...(j === 0 && panel.mark ? { markLine: verticalMark(panel.mark) } : {}),
      })),
    ),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return withoutCounters(svg) + "\n";
}

/** The colour of each line: its own, or the next of the usual ones. */
function coloursOf(lines: readonly Line[]): string[] {
  let next = 0;
  return lines.map(({ colour }) => colour ?? COLOURS[next++ % COLOURS.length]);
}

/** Rows that a legend takes when its entries break as words do. */
function legendRows(lines: readonly Line[]): number {
  let [rows, used] = [1, 0];
  for (const { name } of lines.filter(({ unlisted }) => !unlisted)) {
    const width = LEGEND_LINE + LETTER * name.length + LEGEND_GAP;
    if (used > 0 && used + width > WIDTH - LEFT) [rows, used] = [rows + 1, 0];
    used += width;
  }
  return rows;
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
