/** Python with packages that read the same files as we do. */
import { execFileSync } from "node:child_process";

const candidates = [process.env.OPTNET_PYTHON, "python3"].filter(
  (path): path is string => path !== undefined,
);

/** A Python that has all these packages; undefined where there is none, which is then said. */
export function pythonWith(...packages: readonly string[]): string | undefined {
  for (const python of candidates) {
    try {
      execFileSync(python, ["-c", `import ${packages.join(", ")}`], { stdio: "ignore" });
      return python;
    } catch {
      // The next one may have them.
    }
  }
  console.warn(`Skipped: no Python here has ${packages.join(", ")}; OPTNET_PYTHON may name one.`);
  return undefined;
}

/** Runs a program and returns what it printed. */
export function runPython(python: string, program: string, args: readonly string[] = []): string {
  return execFileSync(python, ["-c", program, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
