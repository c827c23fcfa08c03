/** A layer as named arrays, which `optnet/io` writes to a file and reads again. */
import * as tf from "@tensorflow/tfjs";
import { OptNetError } from "../../index.js";
import { metadataOf, requireContent } from "../../io/metadata.js";
import { LAYER_FIELDS, type LayerFieldName, type OptNetLayerConfig } from "./config.js";
import { OptNetLayer } from "./layer.js";

/** What a file of `optnet/io` holds: arrays by name, and text beside them. */
export interface LayerArrays {
  /** One array per weight, by its name: L, p, A, b, G, h, z0, s0. */
  readonly arrays: Readonly<
    Record<string, { readonly data: Float64Array | Float32Array; readonly shape: readonly number[] }>
  >;
  /** The configuration, and the version of the format. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The weights of a layer, one array each, with its configuration in the metadata.
 *
 * @throws OptNetError for a layer that has no weights yet.
 * @example
 * ```ts
 * const bytes = await writeArrays(await layerArrays(layer), { format: "safetensors" });
 * ```
 */
export async function layerArrays(layer: OptNetLayer): Promise<LayerArrays> {
  if (!layer.built) {
    throw new OptNetError({
      field: "layer",
      expected: "a layer that is built",
      got: "one without weights",
      hint: "Call layer.apply once, or make a model with it.",
    });
  }
  const arrays: [string, { data: Float32Array; shape: number[] }][] = [];
  for (const weight of layer.weights) {
    const tensor = weight.read();
    arrays.push([nameOf(weight), { data: (await tensor.data()) as Float32Array, shape: tensor.shape }]);
  }
  const config = JSON.stringify(layer.getConfig());
  return {
    arrays: Object.fromEntries(arrays),
    metadata: Object.fromEntries(metadataOf("layer", { config })),
  };
}

/**
 * The layer that {@link layerArrays} has written, built and with its weights.
 *
 * @throws OptNetError for arrays that are no layer, or not of the version that is known here.
 * @example
 * ```ts
 * const layer = layerFromArrays(await readArrays(bytes));
 * ```
 */
export function layerFromArrays({ arrays, metadata }: LayerArrays): OptNetLayer {
  const words = new Map(Object.entries(metadata));
  requireContent("layer", words, "layer");
  const config = parsed(words.get("config"));
  const layer = OptNetLayer.fromConfig(
    OptNetLayer as unknown as tf.serialization.SerializableConstructor<OptNetLayer>,
    config,
  );
  const shapes = inputShapes(config as unknown as OptNetLayerConfig);
  layer.build(shapes.length === 1 ? shapes[0] : shapes);
  const names = layer.weights.map(nameOf);
  const odd = [...Object.keys(arrays), ...names].find((name) => !(name in arrays) || !names.includes(name));
  if (odd !== undefined)
    throw broken(`the weights ${names.join(", ")}`, `"${odd}" ${odd in arrays ? "too" : "missing"}`);
  tf.tidy(() => {
    const tensors = layer.weights.map((weight) => {
      const { data, shape } = arrays[nameOf(weight)];
      if (shape.join() === weight.shape.join()) return tf.tensor(Float32Array.from(data), [...shape]);
      throw broken(`${nameOf(weight)} of shape [${weight.shape.join(", ")}]`, `[${shape.join(", ")}]`);
    });
    layer.setWeights(tensors);
  });
  return layer;
}

/** Without the name of the layer, which stands in front once the layer is called. */
function nameOf({ originalName }: tf.LayerVariable): string {
  return originalName.slice(originalName.lastIndexOf("/") + 1);
}

function parsed(text: string | undefined): tf.serialization.ConfigDict {
  try {
    const config: unknown = JSON.parse(text ?? "");
    if (typeof config === "object" && config !== null) return config as tf.serialization.ConfigDict;
  } catch {
    // Told below.
  }
  throw broken("a configuration", text === undefined ? "none" : "other text");
}

function broken(expected: string, got: string): OptNetError {
  return new OptNetError({ field: "layer", expected, got, hint: "Pass what layerArrays has made." });
}

/** Of the fed inputs; the batch is open. */
function inputShapes(config: OptNetLayerConfig): tf.Shape[] {
  const { variables: n, equalities: e = 0, inequalities: m = 0 } = config;
  const shapes: Readonly<Record<LayerFieldName, readonly number[]>> = {
    ...{ Q: [n, n], p: [n], A: [e, n], b: [e], G: [m, n], h: [m] },
  };
  return LAYER_FIELDS.filter((field) => config[field] === "fed").map((field) => [null, ...shapes[field]]);
}
