import type { Settings } from "../problem/settings.js";
import type { Backend } from "./backend.js";
import { referenceBackend } from "./reference/index.js";

/** The backend that settings ask for; `auto` is the fastest that works everywhere. */
export function selectBackend(settings: Settings): Backend {
  switch (settings.backend) {
    case "auto":
    case "reference":
      return referenceBackend;
  }
}
