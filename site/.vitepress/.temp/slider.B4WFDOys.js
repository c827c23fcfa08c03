import { A, T } from "./demo.BwLq3-7d.js";
function slider(text, [min, max, step], value, set, name) {
  return T`<label>
    ${text}
    <input
      class=${name ?? A}
      type="range"
      min=${min}
      max=${max}
      step=${step}
      .value=${String(value)}
      @input=${(event) => set(Number(event.target.value))}
    />
  </label>`;
}
export {
  slider as s
};
