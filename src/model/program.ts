/** A compiled problem with a solver that is kept: values of parameters go in, inputs of the quadratic program come out. */
import type { SettingsInput, SolverValues, SparseMatrix } from "../index.js";
import { QpSolver } from "../index.js";
import type { ArrayInput, DiagonalInput, FieldName } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import { sparseMatrix } from "../problem/sparse-matrix.js";
import type { Compiled } from "./compile.js";
import type { FieldMap } from "./field-map.js";
import { Theta } from "./theta.js";

/** An input that depends on parameters. */
interface Moving {
  readonly name: FieldName;
  readonly map: FieldMap;
  /** Positions of the parameters that it depends on. */
  readonly parameters: readonly number[];
}

export class Program {
  readonly compiled: Compiled;
  readonly settings: SettingsInput;
  readonly moving: readonly Moving[];
  /** Positions of parameters that have names. */
  readonly positions: ReadonlyMap<string, number>;
  /** Inputs of the last call in which nothing had a batch axis. */
  #single: SolverValues | undefined;
  /** Arrays of the last call, by input: the solver copies what it is given. */
  readonly #arrays = new Map<FieldName, Float64Array>();
  #solver: QpSolver | undefined;

  constructor(compiled: Compiled, settings: SettingsInput) {
    this.compiled = compiled;
    const movesQ = compiled.fields.Q !== undefined && !compiled.fields.Q.constant;
    // Numbers are checked as parameters; what is left is a Q that is not semidefinite, for some elements.
    this.settings = movesQ ? { invalid: "status", ...settings } : settings;
    this.positions = new Map(
      compiled.parameters.flatMap(({ leaf }, i) =>
        leaf.name === undefined ? [] : [[leaf.name, i] as const],
      ),
    );
    this.moving = FIELD_NAMES.flatMap((name) => {
      const map = compiled.fields[name];
      return map === undefined || map.constant
        ? []
        : [{ name, map, parameters: parametersOf(compiled, map) }];
    });
  }

  get solver(): QpSolver {
    return (this.#solver ??= this.#makeSolver());
  }

  #makeSolver(): QpSolver {
    const { n, equalities, inequalities } = this.compiled;
    return new QpSolver({ variables: n, equalities, inequalities, ...this.constants() }, this.settings);
  }

  /** Inputs that are the same for all values of parameters. */
  constants(): SolverValues {
    const constants: { -readonly [Name in FieldName]?: ArrayInput | SparseMatrix } = {};
    for (const name of FIELD_NAMES) {
      const map = this.compiled.fields[name];
      if (map?.constant) constants[name] = whole(map, map.array());
    }
    return constants;
  }

  /** All parameters 0. */
  zero(): Theta {
    const { parameters, thetaSize } = this.compiled;
    return new Theta(parameters, new Float64Array(thetaSize), thetaSize);
  }

  /** Inputs that depend on the values. Their arrays are used again by the next call. */
  inputs(theta: Theta): SolverValues {
    if (!theta.batched && this.#single) {
      for (const { name, map } of this.moving) map.write(theta.row(0), this.#arrays.get(name)!, 0);
      return this.#single;
    }
    const inputs: Partial<Record<FieldName, ArrayInput | DiagonalInput | SparseMatrix>> = {};
    for (const one of this.moving) {
      const { name, map, parameters } = one;
      const shared = theta.sharesAll(parameters);
      const batch = shared ? 1 : theta.batch;
      let data = this.#arrays.get(name);
      if (data?.length !== batch * map.width) this.#arrays.set(name, (data = map.array(batch)));
      for (let i = 0; i < batch; i++) map.write(theta.row(i), data, i);
      inputs[name] = this.#shaped(one, data, theta, shared);
    }
    if (this.#repeatsCost(theta)) {
      const p = this.compiled.fields.p!;
      inputs.p = { data: repeated(p, theta), shape: [theta.batch, p.size] };
    }
    // Sparse matrices are made of copies.
    const kept = !theta.batched && this.moving.every(({ map }) => !map.sparse);
    this.#single = kept ? (inputs as SolverValues) : undefined;
    return inputs as SolverValues;
  }

  /** An input's numbers with their shape, which is that of the input itself. */
  shaped(one: Moving, data: Float64Array, theta: Theta): ArrayInput | DiagonalInput | SparseMatrix {
    return this.#shaped(one, data, theta, this.isShared(one, theta));
  }

  #shaped(
    { name, map }: Moving,
    data: Float64Array,
    theta: Theta,
    shared: boolean,
  ): ArrayInput | DiagonalInput | SparseMatrix {
    if (shared) return whole(map, data);
    if (map.sparse) return sparseMatrix(map.pattern, { data: data.slice(), batch: theta.batch });
    const batched = { data, shape: [theta.batch, ...map.shape] };
    return name === "Q" && this.compiled.diagonal ? { diagonal: batched } : batched;
  }

  /** Whether an input is one array for all elements. */
  isShared({ name, parameters }: Moving, theta: Theta): boolean {
    return theta.sharesAll(parameters) && !(name === "p" && this.#repeatsCost(theta));
  }

  /**
   * Whether the parameters with a batch axis only add to the objective: the elements differ in nothing that is solved, and p is
   * repeated so that there are as many.
   */
  #repeatsCost(theta: Theta): boolean {
    return theta.batched && this.moving.every(({ parameters }) => theta.sharesAll(parameters));
  }

  dispose(): void {
    this.#solver?.dispose();
    this.#solver = undefined;
    this.#single = undefined;
    this.#arrays.clear();
  }
}

/** A plain array, of a vector, is what solvers look into with the fewest steps. */
function whole(map: FieldMap, data: Float64Array): ArrayInput | SparseMatrix {
  if (map.sparse) return sparseMatrix(map.pattern, { data: data.slice(), batch: undefined });
  return map.shape.length === 1 ? data : { data, shape: map.shape };
}

function repeated(map: FieldMap, theta: Theta): Float64Array {
  const data = map.array(theta.batch);
  for (let i = 0; i < theta.batch; i++) map.write(theta.row(i), data, i);
  return data;
}

function parametersOf({ parameters }: Compiled, map: FieldMap): number[] {
  const found = new Set<number>();
  let [first, end] = [0, 0];
  for (const index of map.parameter) {
    if (index >= first && index < end) continue;
    const position = parameters.findIndex(({ leaf, start }) => index >= start && index < start + leaf.size);
    first = parameters[position].start;
    end = first + parameters[position].leaf.size;
    found.add(position);
  }
  return [...found];
}
