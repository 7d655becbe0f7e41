/**
 * Which tab has what in hand, by the browser's own locks: they go with the tab, however it ends. Where a browser has none, as
 * on pages that are not secure, every tab believes to be alone.
 */

/** Names of the locks that any tab of the lab holds. */
export async function heldLocks(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks()?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => name ?? []));
}

/** Holds a lock until what is given back is called. Resolves when it is held, or is another tab's: then to undefined. */
export function holdLock(name: string): Promise<(() => void) | undefined> {
  const manager = locks();
  if (!manager) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    manager
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}

function locks(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.locks;
}
