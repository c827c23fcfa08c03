/** The style of pages without JavaScript: dark where the reader's system is, and menus that stand open. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What the theme sets for `.dark`, which only a script can put on a page. */
function darkVariables(): string {
  const package_ = dirname(createRequire(import.meta.url).resolve("vitepress/package.json"));
  const text = readFileSync(join(package_, "dist/client/theme-default/styles/vars.css"), "utf8");
  const blocks = text.replace(/\/\*[^]*?\*\//g, "").matchAll(/\.dark\s*\{([^}]*)\}/g);
  return [...blocks].map(([, variables]) => variables.replace(/\s+/g, " ")).join("");
}

export function withoutScripts(): string {
  return [
    `@media (prefers-color-scheme: dark) { :root { color-scheme: dark; ${darkVariables()} }`,
    "  .shiki, .shiki span { color: var(--shiki-dark) !important; } }",
    ".VPNavBarSearch, .VPNavBarAppearance, .VPNavBarHamburger, .VPNavBarExtra, .VPLocalNav { display: none !important; }",
    ".VPNavBarMenu { display: flex !important; flex-wrap: wrap; }",
    "@media (max-width: 959px) {",
    "  .VPSidebar { position: static !important; transform: none !important; opacity: 1 !important;",
    "    visibility: visible !important; width: auto !important; max-width: none !important; box-shadow: none !important; }",
    "  .VPNav { position: static !important; height: auto !important; } }",
    ".VPSidebarItem.collapsed .items { display: block !important; }",
    // Nothing will come that wants the room.
    "demo-plane, demo-sudoku, demo-denoising, demo-cart-pole, demo-portfolio, demo-editor { min-height: 0 !important; }",
  ].join("\n");
}
