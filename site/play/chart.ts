/** Curves with uPlot, in the colours of the page's mode, as wide as there is room. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import "./chart.css";

export interface ChartOptions {
  /** What the picture says, for those who do not see it. */
  readonly label: string;
  readonly x: string;
  readonly y: string;
  /** A curve each; colours are names of the style sheet's. */
  readonly curves: readonly { readonly label: string; readonly colour: string; readonly points?: boolean }[];
  readonly logarithmic?: boolean;
  /** What the axis of y shows even where no value is there. */
  readonly least?: readonly [from: number, to: number];
  /** Values beyond are left out of the picture. */
  readonly most?: number;
  readonly height?: number;
}

/** x, then the values of each curve. */
export type ChartData = readonly (readonly (number | null)[])[];

export class Chart {
  readonly #place: HTMLElement;
  readonly #options: ChartOptions;
  readonly #watchers: (ResizeObserver | MutationObserver)[];
  #plot: uPlot | undefined;
  #data: ChartData = [];

  constructor(place: HTMLElement, options: ChartOptions) {
    this.#place = place;
    this.#options = options;
    place.classList.add("ox-chart");
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", options.label);
    const width = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
    width.observe(place);
    const mode = new MutationObserver(() => this.#draw());
    mode.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
    this.#watchers = [width, mode];
  }

  set(data: ChartData): void {
    this.#data = data;
    if (this.#plot === undefined) this.#draw();
    else this.#plot.setData(data as uPlot.AlignedData);
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #size(): { width: number; height: number } {
    return { width: Math.max(200, this.#place.clientWidth), height: this.#options.height ?? 220 };
  }

  /** From the least to show, or the values, to a little more than both. */
  #range(): ((plot: uPlot, from: number | null, to: number | null) => [number, number]) | undefined {
    const { least, most = Infinity, logarithmic } = this.#options;
    if (least === undefined) return undefined;
    return (_plot, from, to) => {
      const [low, high] = [Math.min(least[0], from ?? Infinity), Math.max(least[1], Math.min(most, to ?? 0))];
      return logarithmic
        ? [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))]
        : [low, high];
    };
  }

  #draw(): void {
    this.#plot?.destroy();
    const style = getComputedStyle(this.#place);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour("--vp-c-text-2"),
      grid: { stroke: colour("--ox-grid"), width: 1 },
      ticks: { stroke: colour("--ox-grid"), width: 1 },
      font: "12px system-ui, sans-serif",
      labelFont: "12px system-ui, sans-serif",
      labelSize: 18,
    };
    const { curves, x, y, logarithmic } = this.#options;
    const range = this.#range();
    const options: uPlot.Options = {
      ...this.#size(),
      cursor: { show: false },
      legend: { show: curves.length > 1, live: false },
      scales: {
        // From a first place to a last one, where there are two.
        x: {
          time: false,
          range: (_plot, from, to) => (from < to ? [from, to] : [from ?? 0, (from ?? 0) + 100]),
        },
        y: { ...(logarithmic ? { distr: 3 } : {}), ...(range === undefined ? {} : { range }) },
      },
      axes: [
        { ...axis, label: x, size: 32 },
        // Of a logarithmic axis the powers of ten.
        {
          ...axis,
          ...{ label: y, size: 52 },
          ...(logarithmic
            ? ({
                splits: (_plot, _axis, from, to) => powersOfTen(from, to),
                filter: (_plot, splits) => splits,
              } satisfies uPlot.Axis)
            : {}),
        },
      ],
      series: [
        { label: x },
        ...curves.map(({ label, colour: name, points }): uPlot.Series => {
          const stroke = colour(name);
          if (points)
            return {
              label,
              stroke,
              paths: () => null,
              points: { show: true, size: 12, stroke, fill: stroke },
            };
          // Places between pixels: rounded ones make steps of curves whose points are close.
          return { label, stroke, width: 2, pxAlign: 0, points: { show: false } };
        }),
      ],
    };
    this.#plot = new uPlot(options, this.#data as uPlot.AlignedData, this.#place);
  }
}

function powersOfTen(from: number, to: number): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  return Array.from(
    { length: Math.max(0, Math.floor(Math.log10(to) + 1e-9) - first + 1) },
    (_, k) => 10 ** (first + k),
  );
}
