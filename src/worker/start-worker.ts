/** Starts the page's workers that compute. */

/** What a worker does. */
export type Role = 'run' | 'inspector' | 'trial';

/** A new worker for a role; `detail` tells it from others in the browser's tools. */
export function startWorker(role: Role, detail: string): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: `${role}-${detail}` });
}
