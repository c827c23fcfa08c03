/** The demonstrations, each loaded when its visitor comes to it. */
const DEMOS: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  "optnet-qp": async () => (await import("../live/qp-element.js")).QpElement,
  "demo-plane": async () => (await import("../demos/plane/element.js")).PlaneDemo,
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

/** Looks for demonstrations on the page that is shown now. */
export function watchDemos(): void {
  for (const element of document.querySelectorAll(Object.keys(DEMOS).join(","))) observer.observe(element);
}
