/**
 * The program of every worker that computes for the page. A worker's name says which role it has: "run-A" trains a run.
 *
 * tfjs is loaded in workers and nowhere else, so the page's own thread stays free; and one program for all
 * roles keeps it from being bundled once for each.
 */

import type { Role } from './role.ts';
import { ROLE_NOT_LOADED } from './role-not-loaded.ts';

const roles: Record<Role, () => Promise<{ serve(event: MessageEvent<unknown>): void }>> = {
  run: () => import('./run-worker.ts'),
  inspector: () => import('./inspector-worker.ts'),
  trial: () => import('./trial-worker.ts'),
};

// What is said before the role is loaded would be lost.
const early: MessageEvent<unknown>[] = [];
self.onmessage = (event: MessageEvent<unknown>) => early.push(event);

roles[self.name.split('-')[0] as Role]()
  .then(
    ({ serve }) => {
      self.onmessage = serve;
      early.forEach(serve);
    },
    (cause: unknown) => {
      throw new Error(ROLE_NOT_LOADED, { cause });
    },
  )
  .catch((error: unknown) => {
    // A rejected promise stays in the worker; what a timer throws reaches the page as the worker's `error` event.
    setTimeout(() => {
      throw error;
    });
  });
