/** Python with packages that read the same files as we do. */
import { execFileSync, spawnSync } from "node:child_process";
import type { Need } from "./needs.js";

/** A Python that has all these packages. */
export class PythonWith implements Need {
  readonly name = "Python";
  readonly remedy =
    "python3 -m venv FOLDER && FOLDER/bin/pip install numpy pyarrow safetensors, and set OPTNET_PYTHON to FOLDER/bin/python";
  readonly #packages: readonly string[];
  #path: string | undefined;

  constructor(...packages: readonly string[]) {
    this.#packages = packages;
  }

  get path(): string | undefined {
    const candidates = [...(process.env.OPTNET_PYTHON ? [process.env.OPTNET_PYTHON] : []), "python3"];
    const script = `import ${this.#packages.join(", ")}`;
    return (this.#path ??= candidates.find(
      (python) => spawnSync(python, ["-c", script], { stdio: "ignore" }).status === 0,
    ));
  }

  missing(): string | undefined {
    return this.path === undefined ? `no Python here has ${this.#packages.join(", ")}` : undefined;
  }
}

/** Runs a program and returns what it printed. */
export function runPython(python: PythonWith, program: string, args: readonly string[] = []): string {
  return execFileSync(python.path!, ["-c", program, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
