/** Everything on the pages that runs. */
import "./live.css";
import { CodeElement } from "./code-element.js";

if (customElements.get("optnet-code") === undefined) customElements.define("optnet-code", CodeElement);

export { watchDemos } from "../play/demos.js";
