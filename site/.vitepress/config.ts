/**
 * The site: the pages of docs as they stand in the repository, those of site/pages, and what site/build/generate.ts made.
 * The variable SITE_BASE is the path under which it will be served, such as /optnet/.
 */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { katex } from "@mdit/plugin-katex";
import { defineConfig } from "vitepress";
import { entryPoints } from "../build/aliases.js";
import { apiGroups, docsGroups } from "../build/contents.js";
import { descriptionOf } from "../build/description.js";
import { linksPlugin } from "../build/links.js";
import { resultsPlugin } from "../build/results.js";
import { liveCodePlugin } from "../build/live-code.js";
import { withoutScripts } from "../build/no-script.js";
import { rewrites, ROOT } from "../build/places.js";
import { scrollingPlugin } from "../build/scrolling.js";

const base = process.env.SITE_BASE ?? "/";
const pages = rewrites();
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
const fromRoot = (path: string): string => relative(ROOT, path).replaceAll("\\", "/");

export default defineConfig({
  title: "optnet",
  description:
    "A quadratic program as a differentiable layer: batched, exact gradients, in browsers and Node.",
  lang: "en-GB",
  base,
  srcDir: ROOT,
  // All other Markdown of the repository is for its readers.
  srcExclude: ["!(docs|site|experiments|bench)/**/*", "README.md", "site/!(pages|generated)/**"],
  rewrites: pages,
  outDir: join(ROOT, "site/dist"),
  cacheDir: join(ROOT, "site/.vitepress/cache"),
  cleanUrls: true,
  head: [
    ["link", { rel: "icon", href: `${base}favicon.svg`, type: "image/svg+xml" }],
    ["noscript", {}, `<style>${withoutScripts()}</style>`],
  ],
  transformPageData(page) {
    page.description ||= descriptionOf(readFileSync(join(ROOT, page.filePath), "utf8")) ?? "";
  },
  // What is shown where a link to a page is shared. A picture would need the name of the host.
  transformHead: ({ title, description }) => [
    ["meta", { property: "og:site_name", content: "optnet" }],
    ["meta", { property: "og:type", content: "website" }],
    ["meta", { property: "og:title", content: title }],
    ["meta", { property: "og:description", content: description }],
    ["meta", { name: "twitter:card", content: "summary" }],
  ],
  markdown: {
    // Headings have the names under which a host of repositories knows them, so that links work in both places.
    anchor: {
      slugify: (text) =>
        text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\- _]/gu, "")
          .replaceAll(" ", "-"),
    },
    attrs: { disable: true },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(markdown) {
      // Its types are those of another version of markdown-it.
      markdown.use(katex as never, { output: "htmlAndMathml" } as never);
      markdown.use(resultsPlugin);
      markdown.use(linksPlugin, fromRoot, base);
      markdown.use(liveCodePlugin);
      markdown.use(scrollingPlugin);
    },
  },
  themeConfig: {
    nav: [
      { text: "Guide", link: "/guide/solving", activeMatch: "^/(guide|start|recipes|migration)/" },
      { text: "Method", link: "/method/solving", activeMatch: "^/(method|decisions)/" },
      { text: "API", link: "/api/" },
      { text: "Playground", link: "/playground" },
      { text: version, link: "/changelog" },
    ],
    sidebar: {
      ...(apiGroups() as Record<string, never>),
      "/": docsGroups(),
    },
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        // Rows of numbers are no text to search.
        _render(text, env, markdown) {
          if (/(^|\/)results\//.test(env.relativePath)) return "";
          const rendered = markdown.render(text, env);
          return env.frontmatter?.search === false ? "" : rendered;
        },
      },
    },
    notFound: {
      quote: "Nothing is at this address. The search above finds pages, and names of the API.",
      linkText: "To the start page",
      linkLabel: "To the start page",
    },
    docFooter: { prev: "Before", next: "Next" },
    footer: {
      message: "Apache-2.0. Everything here is computed in your browser; no page asks another host.",
    },
  },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => /^(optnet|demo)-/.test(tag) } } },
  vite: {
    publicDir: join(ROOT, "site/public"),
    resolve: {
      alias: [...entryPoints()].map(([find, replacement]) => ({
        find: new RegExp(`^${find}$`),
        replacement,
      })),
    },
    plugins: [
      {
        name: "vue-beside-pages-elsewhere",
        // Pages lie outside of this folder, which has what they need: Vue is found when they are rendered, not before.
        config: (_config, { isSsrBuild }) =>
          isSsrBuild ? { build: { rollupOptions: { external: ["vue", "vue/server-renderer"] } } } : {},
      },
    ],
    build: { target: "es2022", chunkSizeWarningLimit: 1500 },
    esbuild: { target: "es2022" },
    worker: { format: "es" },
  },
});
