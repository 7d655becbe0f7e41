/** What programs print that run side by side: held back until each has ended, so that nobody's lines get between another's. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** @type {AsyncLocalStorage<string[]>} */
const storage = new AsyncLocalStorage();

/** Where output goes that is held back; undefined where it is shown as it comes. */
export function heldOutput() {
  return storage.getStore();
}

/**
 * Shows a text, or holds it back where that is done.
 *
 * @param {string} text
 */
export function print(text) {
  const held = heldOutput();
  if (held) held.push(text);
  else process.stdout.write(text);
}

/**
 * Does something whose output, and that of the programs that it runs, is shown when it has ended.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withHeldOutput(work) {
  /** @type {string[]} */
  const held = [];
  try {
    return await storage.run(held, work);
  } finally {
    process.stdout.write(held.join(''));
  }
}
