import { programIn } from "./program-link.js";

/** The demonstrations, each loaded when its visitor comes to it. */
const DEMOS: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  "optnet-qp": async () => (await import("../live/qp-element.js")).QpElement,
  "demo-plane": async () => (await import("../demos/plane/element.js")).PlaneDemo,
  "demo-sudoku": async () => (await import("../demos/sudoku/element.js")).SudokuDemo,
  "demo-denoising": async () => (await import("../demos/denoising/element.js")).DenoisingDemo,
  "demo-cart-pole": async () => (await import("../demos/cart-pole/element.js")).CartPoleDemo,
  "demo-portfolio": async () => (await import("../demos/portfolio/element.js")).PortfolioDemo,
  "demo-editor": async () => (await import("../demos/editor/element.js")).EditorDemo,
};

const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      void load(target.localName);
    }
  },
  { rootMargin: "300px" },
);

async function load(name: string): Promise<void> {
  const element = await DEMOS[name]();
  if (customElements.get(name) === undefined) customElements.define(name, element);
}

/** Whoever comes with a program wants to see the editor, which is the last on its page. */
function comeToEditor(): void {
  if (programIn(location.hash) === undefined) return;
  document.querySelector("demo-editor")?.scrollIntoView();
}

/** Looks for demonstrations on the page that is shown now. */
export function watchDemos(): void {
  for (const element of document.querySelectorAll(Object.keys(DEMOS).join(","))) observer.observe(element);
  comeToEditor();
}
