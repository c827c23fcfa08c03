/** Random cases are the same in every run, so that a change is judged by what it changed; OPTNET_SEED draws others. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.OPTNET_SEED ?? 1) });
