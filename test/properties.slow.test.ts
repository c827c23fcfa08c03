import { describeProperties } from "./properties.js";

describeProperties("reference, form auto", { backend: "reference", form: "auto" });
describeProperties("reference, form primal", { backend: "reference", form: "primal" }, 0.5);
describeProperties("reference, form nullSpace", { backend: "reference", form: "nullSpace" }, 0.5);
describeProperties("wasm, form auto", { backend: "wasm" });
describeProperties("wasm, form dual", { backend: "wasm", form: "dual" }, 0.5);
