/**
 * `npm start`: does what is missing, then serves the built lab and opens it in the browser.
 *
 *     npm start -- [--port N] [--no-open]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort } from './lib/free-port.mjs';
import { openBrowser } from './lib/open-browser.mjs';
import { ROOT } from './lib/root.mjs';
import { ensureBuilt, ensureData, ensureInstalled, requireNodeVersion } from './lib/setup.mjs';

const USAGE = 'Usage: npm start -- [--port N] [--no-open]';
const DEFAULT_PORT = 4173;

requireNodeVersion();
const options = readOptions();
try {
  await ensureInstalled();
  ensureData();
  await ensureBuilt();
  await serve(options);
} catch (error) {
  console.error(`BatchNorm Lab did not start: ${error.message}`);
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const port = Number(values.port ?? DEFAULT_PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`--port must be a whole number from 1 to 65535, not "${values.port}".`);
    return { port, open: !values['no-open'] };
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

async function serve({ port: wanted, open }) {
  const port = await freePort(wanted);
  if (port !== wanted) console.log(`Port ${wanted} is in use; taking ${port}.`);
  // Only now: before `ensureInstalled` there may be no Vite.
  const { preview } = await import('vite');
  // This address answers to "localhost" as well as to its number, and to this computer only.
  const server = await preview({
    root: ROOT,
    preview: { host: '127.0.0.1', port, strictPort: true, open: false },
  });
  const url = `http://localhost:${port}/`;
  console.log(`BatchNorm Lab: ${url}`);
  console.log('Press Ctrl-C to stop.');
  if (open) openBrowser(url);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, async () => {
      // A browser may hold its connection open: do not wait long for it.
      await Promise.race([server.close(), sleep(500)]);
      process.exit(0);
    });
}
