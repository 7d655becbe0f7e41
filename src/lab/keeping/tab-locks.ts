/**
 * Which tab has what in hand, by the browser's own locks: they go with the tab, however it ends. Where a browser has none, as
 * on pages that are not secure, every tab believes to be alone.
 */

export interface TabLocks {
  /** Names of the locks that any tab of the lab holds. */
  held(): Promise<ReadonlySet<string>>;
  /** Holds a lock until what is given back is called. Resolves when it is held, or is another tab's: then to undefined. */
  hold(name: string): Promise<(() => void) | undefined>;
}

export const tabLocks: TabLocks = { held, hold };

async function held(): Promise<ReadonlySet<string>> {
  const { held: all = [] } = (await locks()?.query()) ?? {};
  return new Set(all.flatMap(({ name }) => name ?? []));
}

function hold(name: string): Promise<(() => void) | undefined> {
  const manager = locks();
  if (!manager) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    manager
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      // A browser that refuses locks has none.
      .catch(() => resolve(() => {}));
  });
}

function locks(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.locks;
}
