/** Runs in a worker of a page. */
import type { Message } from "./protocol.js";
import { serve } from "./serve.js";

const answer = serve();
addEventListener("message", ({ data }) => answer(data as Message));
