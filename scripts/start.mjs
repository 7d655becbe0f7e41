/** `npm start`: does what is missing, then serves the built lab and opens it in the browser. */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './lib/errors.mjs';
import { freePort } from './lib/free-port.mjs';
import { openBrowser } from './lib/open-browser.mjs';
import { flag, readOptions, whole } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';
import { ensureBuilt, ensureData, ensureInstalled } from './lib/setup.mjs';

const { values } = readOptions({
  name: 'npm start --',
  about: 'Does what is missing, then serves the lab and opens it in the browser.',
  options: {
    port: {
      ...whole({ min: 1, max: 65_535 }),
      default: '4173',
      help: 'where it is served, or the next free one',
    },
    'no-open': { ...flag(), help: 'opens no browser' },
  },
});
try {
  await ensureInstalled();
  ensureData();
  await ensureBuilt();
  await serve();
} catch (error) {
  console.error(`BatchNorm Lab did not start: ${messageOf(error)}`);
  process.exit(1);
}

async function serve() {
  const port = await freePort(values.port);
  if (port !== values.port) console.log(`Port ${values.port} is in use; taking ${port}.`);
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
  if (!values['no-open']) openBrowser(url);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, async () => {
      // A browser may hold its connection open: do not wait long for it.
      await Promise.race([server.close(), sleep(500)]);
      process.exit(0);
    });
}
