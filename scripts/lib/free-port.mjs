/** Finds a port on which nobody listens. */
import { createServer } from 'node:net';

/** Ports to try before giving up. */
const ATTEMPTS = 50;

/**
 * The first free port from `first` on.
 *
 * @param {number} first
 * @throws {Error} when none of the next ports is free.
 */
export async function freePort(first) {
  const last = Math.min(first + ATTEMPTS - 1, 65_535);
  // "localhost" means either of the two addresses, depending on who asks.
  for (let port = first; port <= last; port++)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
  throw new Error(`The ports ${first} to ${last} are all in use. Choose another one with --port.`);
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      // A machine without this address has nobody on it either. EACCES: a port for administrators only.
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES');
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
