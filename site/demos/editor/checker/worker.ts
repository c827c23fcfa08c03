/** Types of the program in the editor, off the page's thread. Bundled by site/build/generate.ts. */
import { expose } from "comlink";
import { Checker, complaintsOf, explanationAt, proposalsAt, type Declarations } from "./host.js";
import { withoutTypes } from "./without-types.js";

const loaded = fetch(new URL("types.json", import.meta.url))
  .then((response) => response.json() as Promise<Declarations>)
  .then((declarations) => new Checker(declarations));

async function checkerOf(text: string): Promise<Checker> {
  const checker = await loaded;
  checker.text = text;
  return checker;
}

const service = {
  complaints: async (text: string) => complaintsOf(await checkerOf(text)),
  explain: async (text: string, position: number) => explanationAt(await checkerOf(text), position),
  propose: async (text: string, position: number) => proposalsAt(await checkerOf(text), position),
  withoutTypes,
};
export type CheckerService = typeof service;

expose(service);
