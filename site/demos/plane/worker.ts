/** Solves scenes off the page's thread. */
import { expose } from "comlink";
import { arithmetic } from "../../play/arithmetic.js";
import { answerTo, pathOf } from "./answer.js";

const service = { answerTo, pathOf, arithmetic };
export type PlaneService = typeof service;

expose(service);
