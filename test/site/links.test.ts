/** What the pages of the built site point to is there, and nothing of it is on another host. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { describeWith } from "../support/needs.js";
import { basePath, DIST, docsAddresses, fileOf, servedAt, SITE } from "./site.js";

interface BuiltPage {
  readonly address: string;
  readonly text: string;
}

function addressOf(file: string): string {
  return `/${relative(DIST, file).replaceAll("\\", "/")}`.replace(/\.html$/, "").replace(/\/index$/, "/");
}

function builtPages(): BuiltPage[] {
  return readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html") && name !== "404.html")
    .map((name) => {
      const file = join(DIST, name);
      return { address: addressOf(file), text: readFileSync(file, "utf8") };
    });
}

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&"); // prettier-ignore

/** The addresses in attributes, of links and of what the page loads. */
function addressesIn(text: string): { links: string[]; loaded: string[] } {
  const markup = text.replace(/<script\b[^>]*>[^]*?<\/script>/g, (script) =>
    script.slice(0, script.indexOf(">") + 1),
  );
  const tags = [...markup.matchAll(/<(\w+)\b[^>]*?\s(?:href|src)="([^"]*)"/g)];
  const links = tags.filter(([, tag]) => tag === "a").map(([, , address]) => unescaped(address));
  const loaded = tags.filter(([, tag]) => tag !== "a").map(([, , address]) => unescaped(address));
  return { links, loaded };
}

function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => unescaped(id)));
}

describeWith(SITE, "the built site", () => {
  const pages = builtPages();
  const names = new Map(pages.map(({ address, text }) => [address, namesIn(text)]));

  function faultOf(link: string, from: string): string[] {
    if (/^(https?:|mailto:)/.test(link)) return [];
    const { pathname, hash } = new URL(link, `http://site${basePath().slice(0, -1)}${from}`);
    const file = servedAt(pathname);
    if (file === undefined) return [`${from}: ${link} is not there`];
    const ids = names.get(addressOf(file));
    const name = decodeURIComponent(hash.slice(1));
    return name === "" || ids === undefined || ids.has(name)
      ? []
      : [`${from}: ${link} has no place of that name`];
  }

  test("has a page for every page of docs", () => {
    const wanted = docsAddresses();
    expect(wanted.length).toBeGreaterThan(30);
    expect(wanted.filter((address) => fileOf(address) === undefined)).toEqual([]);
  });

  test("links to what is there", () => {
    const faults = pages.flatMap(({ address, text }) =>
      addressesIn(text).links.flatMap((link) => faultOf(link, address)),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  test("has the package and the core to take along", () => {
    const start = pages.find(({ address }) => address === "/")!.text;
    for (const name of ["optnet.tgz", "optnet.min.js"]) {
      expect(start).toContain(`href="${basePath()}download/${name}" download`);
      expect(statSync(fileOf(`/download/${name}`)!).size).toBeGreaterThan(50_000);
    }
  });

  test("loads nothing from another host", () => {
    const foreign = pages.flatMap(({ address, text }) =>
      addressesIn(text).loaded.flatMap((link) =>
        /^(https?:)?\/\//.test(link) ? [`${address}: ${link}`] : faultOf(link, address),
      ),
    );
    expect([...new Set(foreign)]).toEqual([]);
  });

  test("sets formulas, and leaves none as they are written", () => {
    const derivation = pages.find(({ address }) => address === "/method/derivation")!.text;
    expect(derivation).toContain('class="katex-display"');
    expect(derivation).not.toContain("katex-error");
    expect(derivation.replace(/<annotation[^]*?<\/annotation>/g, "")).not.toContain("\\lambda");
  });

  test("has a title and a description of its own on every page of docs, for searches and previews of links", () => {
    const wanted = new Set(["/", ...docsAddresses()]);
    const heads = pages
      .filter(({ address }) => wanted.has(address))
      .map(({ address, text }) => {
        const meta = (name: string): string => unescaped(new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(text)?.[1] ?? ""); // prettier-ignore
        const [title, description] = [unescaped(/<title>([^<]*)</.exec(text)![1]), meta("description")];
        expect([meta("og:title"), meta("og:description")], address).toEqual([title, description]);
        expect(description.length, address).toBeGreaterThan(15);
        expect(description.length, address).toBeLessThan(260);
        return { title, description };
      });
    expect(heads).toHaveLength(wanted.size);
    expect(new Set(heads.map(({ title }) => title)).size).toBe(heads.length);
    expect(new Set(heads.map(({ description }) => description)).size).toBe(heads.length);
  });

  test("says of every name in the API what it is", () => {
    const lists = pages.filter(({ address }) => /^\/api\/([^/]+\/)?$/.test(address));
    expect(lists.length).toBeGreaterThan(12);
    const bare = lists.flatMap(({ address, text }) =>
      [...text.matchAll(/<tr[^>]*><td[^>]*>(.*?)<\/td>\s*<td[^>]*>\s*[-‐]?\s*<\/td>/g)].map(
        ([, name]) => `${address}: ${name}`,
      ),
    );
    expect(bare).toEqual([]);
  });

  test("documents every name that an entry point exports", () => {
    const names = ["solve", "explain"].map((name) => `/api/optnet/functions/${name}`);
    const classes = ["QpSolver", "Solution", "OptNetError"].map((name) => `/api/optnet/classes/${name}`);
    const hosts = ["/api/optnet-nats", "/api/optnet-nats-in-browsers", "/api/optnet-threads-in-browsers"];
    const others = [
      ...["/api/optnet-tfjs/functions/qp", "/api/optnet-threads/classes/SolverWorker"],
      ...["connect", "serve", "trainingCrew"].flatMap((name) =>
        hosts.slice(0, 2).map((host) => `${host}/functions/${name}`),
      ),
      `${hosts[2]}/classes/SolverWorker`,
    ];
    const wanted = [...names, ...classes, ...others];
    expect(wanted.filter((address) => fileOf(address) === undefined)).toEqual([]);
    const connect = pages.find(({ address }) => address === "/api/optnet-nats/functions/connect")!.text;
    expect(connect).toContain("transport-node");
  });
});
