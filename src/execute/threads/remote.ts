/** What a page and the worker that solves for it say to each other. */
import type {
  Certificate,
  OutputName,
  OutputVectors,
  Shift,
  SolutionData,
  SolvedBy,
} from "../../problem/fields.js";
import type { ErrorDetails } from "../../problem/errors.js";
import { OptNetError } from "../../problem/errors.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import type { IterationReport } from "../../problem/settings.js";
import type { SentSettings } from "./protocol.js";

/** Solutions are known by the number of the request that made them. */
export type RemoteRequest =
  | {
      readonly kind: "solve";
      /** Its shapes are checked, its numbers are not. */
      readonly problem: Problem;
      readonly settings: SentSettings;
      /** One word: whether to stop. Undefined where threads share no memory. */
      readonly stop: Int32Array | undefined;
      /** Whether to report iterations. */
      readonly observed: boolean;
    }
  | {
      readonly kind: "vjp";
      readonly solution: number;
      readonly cotangents: Partial<OutputVectors>;
      readonly wrt: readonly FieldName[];
    }
  | {
      readonly kind: "jvp";
      readonly solution: number;
      readonly tangents: { readonly [Name in FieldName]?: Float64Array };
    }
  | {
      readonly kind: "jacobian";
      readonly solution: number;
      readonly output: OutputName;
      readonly input: FieldName;
    }
  | { readonly kind: "atRounding"; readonly solution: number; readonly element: number }
  | { readonly kind: "dispose"; readonly solution: number };

export interface RemoteMessage {
  readonly kind: "remote";
  readonly id: number;
  readonly request: RemoteRequest;
}

export type RemoteReply =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number; readonly error: SentError }
  | { readonly kind: "iteration"; readonly id: number; readonly report: IterationReport };

/** A solution, with all that is known of it beside its derivatives. */
export interface SolvedRemotely extends Shift {
  readonly data: SolutionData;
  readonly weaklyActive: Int32Array;
  readonly certificates: ReadonlyMap<number, Certificate>;
  readonly solvedBy: readonly SolvedBy[];
}

/** Classes do not travel. */
type SentError = ErrorDetails | { readonly message: string };

export function sentError(error: unknown): SentError {
  if (error instanceof OptNetError) {
    const { field, expected, got, hint } = error;
    return { field, expected, got, hint };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

export function receivedError(error: SentError): Error {
  return "message" in error ? new Error(error.message) : new OptNetError(error);
}
