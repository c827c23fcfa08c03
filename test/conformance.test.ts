import { describeConformance } from "./conformance.js";

for (const form of ["auto", "primal", "nullSpace"] as const) {
  describeConformance(`reference, form ${form}`, { backend: "reference", form });
}
describeConformance("wasm, form auto", { backend: "wasm" });
