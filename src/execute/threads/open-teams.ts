/** Jobs whose factors threads keep for derivatives. */
import type { Team } from "./team.js";

/** More than this many jobs, or bytes of shared memory for them, are not kept: the oldest give way. */
const MOST_TEAMS = 256;
const MOST_BYTES = 2 ** 28;

/**
 * Who never disposes of a solution cannot be waited for: garbage is only told of when a program comes to rest, and one
 * that solves in a loop does not. So the oldest jobs are forgotten: if their solutions live, this thread makes the
 * factors again.
 */
export class OpenTeams {
  readonly #teams = new Map<Team, number>();
  readonly #forgotten = new FinalizationRegistry<Team>((team) => this.end(team));
  #bytes = 0;

  /** @param holder who, when it is garbage, needs the job no longer. */
  add(holder: object, team: Team): void {
    const { bytes } = team;
    this.#teams.set(team, bytes);
    this.#bytes += bytes;
    this.#forgotten.register(holder, team, team);
    for (const oldest of this.#teams.keys()) {
      if ((this.#teams.size <= MOST_TEAMS && this.#bytes <= MOST_BYTES) || oldest === team) return;
      this.#remove(oldest);
      oldest.forget();
    }
  }

  /** Nobody needs the job any more. */
  end(team: Team): void {
    this.#remove(team);
    team.end();
  }

  #remove(team: Team): void {
    this.#forgotten.unregister(team);
    const bytes = this.#teams.get(team);
    if (bytes === undefined) return;
    this.#teams.delete(team);
    this.#bytes -= bytes;
  }
}
