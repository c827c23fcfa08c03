/** A worker of a page, from a file: where the page may not start one from a text. */
import { serveBrowser } from "./worker.js";

serveBrowser();
