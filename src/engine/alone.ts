/** Keeps measurements apart: two at the same time would disturb each other. */

/** Does work while nobody else of the lab does his own of this name here, in whatever worker or tab. */
export function alone<T>(work: () => Promise<T>, name = 'measures'): Promise<T> {
  // Browsers have no locks on pages that came without encryption.
  const { locks } = navigator as Partial<Navigator>;
  return locks ? locks.request(`batchnorm-lab-${name}`, work) : work();
}
