/** Starts the page's workers that compute. */
import { ownProgram } from '../browser/own-program.ts';
import type { Role } from './role.ts';
import program from './worker.ts?worker&url';

/** A new worker for a role; `detail` tells it from others in the browser's tools. */
export function startWorker(role: Role, detail: string): Worker {
  return new Worker(ownProgram(program), { type: 'module', name: `${role}-${detail}` });
}
