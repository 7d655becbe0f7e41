/** Serves the built pages on a free port, to browsers that this program drives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { SECURITY_HEADERS } from './policy.mjs';
import { ROOT } from './root.mjs';

const FIRST_PORT = 4273;

/**
 * Serves dist/; needs the packages and a build.
 *
 * @param {{ headScript?: string }} [options] `headScript`: JavaScript that the lab's page runs before its own.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} The address ends with a slash.
 */
export async function serveBuilt({ headScript } = {}) {
  // Only now: before the packages are installed there is no Vite.
  const { preview } = await import('vite');
  const port = await freePort(FIRST_PORT);
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
    plugins: headScript === undefined ? [] : [withHeadScript(headScript)],
    preview: { host: '127.0.0.1', port, strictPort: true, open: false },
  });
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

/** Where the head script is served. As a file of its own: the page's policy lets no script stand in the page. */
const HEAD_SCRIPT = '/head-script.js';

/**
 * @param {string} script
 * @returns {import('vite').Plugin}
 */
function withHeadScript(script) {
  return {
    name: 'head-script',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0];
        if (path === HEAD_SCRIPT) {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(script);
          return;
        }
        if (path !== '/') return next();
        const page = readFileSync(join(ROOT, 'dist', 'index.html'), 'utf8');
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(page.replace('<head>', `<head><script src="${HEAD_SCRIPT}"></script>`));
      });
    },
  };
}
