/** A part of the cases; properties.slow.test.ts draws all. */
import { describeProperties } from "./properties.js";

describeProperties("reference, form auto", { backend: "reference", form: "auto" }, 0.1);
describeProperties("reference, form primal", { backend: "reference", form: "primal" }, 0.05);
describeProperties("reference, form nullSpace", { backend: "reference", form: "nullSpace" }, 0.05);
describeProperties("wasm, form auto", { backend: "wasm" }, 0.1);
describeProperties("wasm, form dual", { backend: "wasm", form: "dual" }, 0.05);
