/** How long a server may take to hear that somebody ends, in milliseconds: it may be away. */
const FAREWELL = 2000;

/** Waits for something that needs a server, but not for ever: where there is none, nobody sends and nobody reads. */
export function briefly(work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FAREWELL);
    work
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer);
        resolve();
      });
  });
}
