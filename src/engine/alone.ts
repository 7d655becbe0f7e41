/** Keeps measurements apart: two at the same time would disturb each other. */

/** Does work while nobody else of the lab measures here, in whatever worker or tab. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  // Browsers have no locks on pages that came without encryption, and refuse them where nothing may be stored.
  const { locks } = navigator as Partial<Navigator>;
  let hasBegun = false;
  try {
    if (locks)
      return await locks.request('batchnorm-lab-measures', () => {
        hasBegun = true;
        return work();
      });
  } catch (error) {
    if (hasBegun) throw error;
  }
  return work();
}
