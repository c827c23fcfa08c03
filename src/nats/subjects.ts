/** Where clients and workers meet. */
export function subjectsOf(prefix: string) {
  return {
    /** Requests; one worker of the group gets each. */
    solve: `${prefix}.solve`,
    /** Every worker answers. */
    health: `${prefix}.health`,
    metrics: `${prefix}.metrics`,
    /** Work that survives: in a stream until it is done. */
    jobs: `${prefix}.jobs`,
    results: `${prefix}.results`,
    /** Who does a job listens here, and who begins with it once more leaves a mark. */
    holds: `${prefix}.holds`,
    starts: `${prefix}.starts`,
    /** What could not be done, with the reason. */
    dead: `${prefix}.dead`,
    /** Training. */
    training: `${prefix}.training`,
  } as const;
}

export const QUEUE_GROUP = "workers";
