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
    const options: uPlot.Options = {
      ...this.#size(),
      cursor: { show: false },
      legend: { show: curves.length > 1, live: false },
      scales: { x: { time: false }, y: logarithmic ? { distr: 3 } : {} },
      axes: [
        { ...axis, label: x, size: 32 },
        { ...axis, label: y, size: 52 },
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
          return { label, stroke, width: 2, points: { show: false } };
        }),
      ],
    };
    this.#plot = new uPlot(options, this.#data as uPlot.AlignedData, this.#place);
  }
}
