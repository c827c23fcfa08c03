/** Typed arrays are objects to `JSON.stringify`, with a key for every number; results say themselves how to be written. */

/** Not a class: whoever prints a result sees a plain object. */
const WRITTEN = {
  toJSON(this: object): Record<string, unknown> {
    return withPlainArrays(this);
  },
};

/** The object, of which `JSON.stringify` writes typed arrays as arrays; NaN and ±Infinity become null there. */
export function written<Values extends object>(values: Values): Values {
  return Object.assign(Object.create(WRITTEN) as object, values) as Values;
}

/** Its entries, with plain arrays in place of typed ones. */
export function withPlainArrays(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    ]),
  );
}
