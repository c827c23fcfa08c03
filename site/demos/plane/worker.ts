/** Solves scenes off the page's thread. */
import { expose } from "comlink";
import { answerTo, pathOf } from "./answer.js";

const service = { answerTo, pathOf };
export type PlaneService = typeof service;

expose(service);
