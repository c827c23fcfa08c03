/**
 * The pages of examples/model: each is run as a reader would run it; its answer is compared with CVXPY's
 * (bench/peers/models), and its gradients with central differences.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { DenseArray, NestedNumbers } from "optnet";
import type { Constraint, ModelSolution, Parameter, ParameterGradients, Problem } from "optnet/model";
import { drawVector } from "../examples/model/draw.js";
import { flat, shapeOf, type Nested } from "../tools/nested.js";

const ROOT = join(import.meta.dirname, "..");

interface Page {
  readonly problem: Problem;
  readonly values: { readonly [parameter: string]: Nested };
  /** Constraints whose multipliers are unique, by the names that they have in the stored answers. */
  readonly duals?: { readonly [name: string]: Constraint };
}

type Answer = { readonly objective: number; readonly solvers: readonly string[] } & {
  readonly [part: string]: Nested;
};

const { answers } = JSON.parse(readFileSync(join(ROOT, "bench/peers/models/values.json"), "utf8")) as {
  answers: { readonly [page: string]: Answer };
};

/** Others are of test/ported.test.ts. */
const PAGES = Object.keys(answers)
  .filter((name) => !name.startsWith("ported-"))
  .sort();

/** Answers with a derivative that multipliers do not tell, because there are many: the objective has one that they do. */
const DEGENERATE: { readonly [page: string]: string } = {
  sudoku: "rules that say the same, and more of them than there are variables at each corner",
};

/** Of central differences: small enough that no constraint comes or goes. */
const STEP = 1e-5;

/** Helpers of the pages, which are none themselves. */
const HELPERS = ["cart", "data", "draw", "market", "points", "show"];

/** Runs the page; what it prints is its second part. */
async function open(name: string): Promise<{ page: Page; printed: string[] }> {
  const printed: string[] = [];
  const spy = vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    printed.push(words.join(" "));
  });
  try {
    return { page: (await import(join(ROOT, `examples/model/${name}.ts`))) as Page, printed };
  } finally {
    spy.mockRestore();
  }
}

/** What has a unique value, by name: variables as CVXPY has them, multipliers, the objective. */
function partsOf(
  name: string,
  { problem, duals = {} }: Page,
): [string, (solution: ModelSolution) => number[]][] {
  const parts = Object.keys(answers[name]).filter((part) => part !== "solvers");
  return parts.map((part) => {
    const dual = part.startsWith("dual ") ? duals[part.slice("dual ".length)] : undefined;
    if (part === "objective") return [part, ({ objective }) => [...objective]];
    if (dual !== undefined) return [part, (solution) => [...solution.dual(dual)]];
    const variable = problem.variables.find((one) => one.name === part)!;
    return [part, (solution) => [...solution.value(variable)]];
  });
}

test("every page has a stored answer, and every stored answer a page", () => {
  const files = readdirSync(join(ROOT, "examples/model")).filter((file) => file.endsWith(".ts"));
  const pages = files.map((file) => file.slice(0, -".ts".length)).filter((name) => !HELPERS.includes(name));
  expect(pages.sort()).toEqual(PAGES);
  const list = readFileSync(join(ROOT, "examples/model/README.md"), "utf8");
  for (const page of pages) expect(list).toContain(`(${page}.ts)`);
});

describe.each(PAGES)("%s", (name) => {
  test("prints its result, which is CVXPY's", async () => {
    const { page, printed } = await open(name);
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.join("\n")).not.toMatch(/undefined|NaN|\[object/);
    const solution = page.problem.solve(page.values);
    expect(solution.status).toEqual(["solved"]);
    for (const [part, read] of partsOf(name, page)) {
      const [found, wanted] = [read(solution), flat(answers[name][part])];
      expect(found, part).toHaveLength(wanted.length);
      const scale = Math.max(1, ...wanted.map(Math.abs));
      found.forEach((value, i) => expect(Math.abs(value - wanted[i]), part).toBeLessThan(2e-8 * scale));
    }
  });

  test("has the gradients of differences", async () => {
    const { page } = await open(name);
    page.problem.settings({ tolerance: 1e-11 });
    const parts = partsOf(name, page).filter(([part]) => part === "objective" || !(name in DEGENERATE));
    const solution = page.problem.solve(page.values);
    // One loss for each part, with weights that single nothing out.
    for (const [part, read] of parts) {
      const weights = drawVector(part.length, read(solution).length);
      const loss = (values: Page["values"]): number =>
        read(page.problem.solve(values)).reduce((sum, value, i) => sum + weights[i] * value, 0);
      const shape = part === "objective" ? [] : shapeOf(answers[name][part]);
      const cotangent = { data: Float64Array.from(weights), shape };
      const dual = part.startsWith("dual ") ? page.duals![part.slice("dual ".length)] : undefined;
      const byObject = dual && solution.vjp([[dual, cotangent]]);
      const gradients = byObject ? byName(byObject) : solution.vjp({ [part]: cotangent });
      for (const parameter of Object.keys(page.values)) {
        const { data } = gradients[parameter];
        const scale = Math.max(1, ...data.map(Math.abs));
        for (const [direction, slope] of directions(page.values[parameter], data)) {
          const at = (t: number): number =>
            loss({ ...page.values, [parameter]: moved(page.values[parameter], direction, t) });
          const difference = (at(STEP) - at(-STEP)) / (2 * STEP);
          expect(Math.abs(difference - slope), `∂${part}/∂${parameter}`).toBeLessThan(1e-6 * scale);
        }
      }
    }
  });
});

function byName(gradients: ReadonlyMap<Parameter, DenseArray<Float64Array>>): ParameterGradients {
  return Object.fromEntries([...gradients].map(([{ name }, gradient]) => [name!, gradient]));
}

/** Along each entry of a small value; of a large one along some of them. What is symmetric moves symmetrically. */
function* directions(value: Nested, gradient: Float64Array): Generator<[Float64Array, number]> {
  const numbers = flat(value);
  const shape = shapeOf(value);
  const symmetric =
    shape.length === 2 &&
    shape[0] === shape[1] &&
    numbers.every((x, i) => x === numbers[(i % shape[0]) * shape[0] + Math.floor(i / shape[0])]);
  const stride = Math.ceil(numbers.length / 12);
  for (let i = 0; i < numbers.length; i += stride) {
    const direction = new Float64Array(numbers.length);
    direction[i] = 1;
    if (symmetric) direction[(i % shape[0]) * shape[0] + Math.floor(i / shape[0])] = 1;
    yield [direction, direction.reduce((sum, one, k) => sum + one * gradient[k], 0)];
  }
}

function moved(value: Nested, direction: Float64Array, t: number): Nested {
  const along = [...direction];
  const move = (one: Nested): Nested =>
    typeof one === "number"
      ? one + t * along.shift()!
      : (one.map((inner) => move(inner as Nested)) as NestedNumbers);
  return move(value);
}
