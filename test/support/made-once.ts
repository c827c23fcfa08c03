/** What takes long to make and several test files use is made once in a run, by the first that asks. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

/**
 * The folder that `make` has filled. Test files run in processes of their own: the others wait for the one that makes.
 *
 * @param name the same for all that share the folder.
 */
export function madeOnce(name: string, make: (folder: string) => void): string {
  const folder = join(inject("commonFolder"), name);
  const [owner, outcome] = [`${folder}.owner`, `${folder}.outcome`];
  if (claim(owner)) {
    const report = (error: string): void => {
      // Whoever waits finds the whole text or no file.
      writeFileSync(`${outcome}.part`, error);
      renameSync(`${outcome}.part`, outcome);
    };
    mkdirSync(folder);
    try {
      make(folder);
      report("");
    } catch (error) {
      report(String(error));
      throw error;
    }
    return folder;
  }
  while (!existsSync(outcome)) {
    const alive = isAlive(owner);
    if (!alive && !existsSync(outcome)) throw new Error(`The process that was making ${name} has ended`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  const error = readFileSync(outcome, "utf8");
  if (error !== "") throw new Error(`${name} could not be made: ${error}`);
  return folder;
}

/** Whether this process is the first to name itself in the file. */
function claim(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(owner: string): boolean {
  const id = Number(readFileSync(owner, "utf8"));
  if (id === 0) return true; // It has not written its number yet.
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
