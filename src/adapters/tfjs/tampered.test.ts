/** Saved models come from anywhere: whatever is in them, the answer is the layer or an error that names the option. */
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import { complaint } from "../../../test/complaint.js";
import { OptNetLayer } from "./index.js";

type Config = tf.serialization.ConfigDict;

const saved = (): Config =>
  JSON.parse(
    JSON.stringify(
      new OptNetLayer({ variables: 2, equalities: 1, LRegularizer: "l2", name: "saved" }).getConfig(),
    ),
  ) as Config;

const load = (change: object) => OptNetLayer.fromConfig(OptNetLayer, { ...saved(), ...change });

class Halves extends tf.serialization.Serializable {
  static readonly className = "Halves";
  getConfig(): Config {
    return {};
  }
  apply(shape: tf.Shape): tf.Tensor {
    return tf.fill(shape as number[], 0.5);
  }
}
tf.serialization.registerClass(Halves);

describe("a saved layer", () => {
  const names: unknown[] = [
    ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "nonsense", "", "\u001b[31m"],
    ...[null, 7, true, [], ["Zeros"], {}, { toString: "Zeros" }],
    ...["OptNetLayer", "Dense", "Sequential", "x".repeat(1e6)],
  ];

  it("keeps initialisers and regularisers apart", () => {
    const given = { config: {} };
    expect(complaint(() => load({ LInitializer: { ...given, className: "L1L2" } })).field).toBe(
      "LInitializer",
    );
    expect(complaint(() => load({ LRegularizer: { ...given, className: "Zeros" } })).field).toBe(
      "LRegularizer",
    );
  });

  it.each(names.map((name, i) => [i, name]))(
    "is refused for initialiser and regulariser %#",
    (_i, className) => {
      for (const option of ["LInitializer", "z0Initializer", "LRegularizer"]) {
        for (const given of [{ className, config: {} }, { className }]) {
          const error = complaint(() => load({ [option]: given }));
          expect(error.field).toBe(option);
          expect(error.message).not.toMatch(/[\p{Cc}]/u);
          expect(error.message.length).toBeLessThan(1000);
        }
      }
    },
  );

  it.each([
    ["a configuration that it cannot have", { className: "Orthogonal", config: { gain: {}, seed: "x" } }],
    [
      "bounds that cross",
      { className: "VarianceScaling", config: { scale: -1, mode: "x", distribution: "y" } },
    ],
    ["no configuration where one is needed", { className: "VarianceScaling", config: { scale: null } }],
  ])("of an initialiser with %s is made or refused", (_what, given) => {
    try {
      expect(load({ LInitializer: given })).toBeInstanceOf(OptNetLayer);
    } catch (error) {
      expect(error).toMatchObject({ name: "OptNetError", field: "LInitializer" });
    }
  });

  it("may have options that no object has of itself", () => {
    const tampered = JSON.parse(`{ "__proto__": { "variables": 5 }, "variables": 2 }`) as Config;
    expect(complaint(() => OptNetLayer.fromConfig(OptNetLayer, tampered)).field).toBe("__proto__");
    expect(complaint(() => load({ toString: 1 })).field).toBe("toString");
    expect(complaint(() => load({ settings: JSON.parse(`{ "__proto__": 1 }`) as Config })).field).toBe(
      "settings.__proto__",
    );
    expect(complaint(() => load({ [`x${"y".repeat(1e6)}`]: 1 })).message.length).toBeLessThan(1000);
  });

  it("loads with an initialiser of one's own", () => {
    expect(load({ LInitializer: { className: "Halves", config: {} } })).toBeInstanceOf(OptNetLayer);
    expect(load({})).toBeInstanceOf(OptNetLayer);
  });

  it("is refused as a part of a model too", async () => {
    const layer = new OptNetLayer({ variables: 2, inputShape: [2] });
    const model = tf.sequential({ layers: [layer] });
    let artifacts: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (given) => {
        artifacts = given;
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
      }),
    );
    const text = JSON.stringify(artifacts!.modelTopology);
    expect(text).toContain(`"class_name":"Identity"`);
    const modelTopology = JSON.parse(
      text.replace(`"class_name":"Identity"`, `"class_name":"__proto__"`),
    ) as object;
    const tampered = tf.loadLayersModel(tf.io.fromMemory({ ...artifacts!, modelTopology }));
    await expect(tampered).rejects.toMatchObject({ name: "OptNetError", field: "LInitializer" });
  });
});
