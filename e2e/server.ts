/**
 * A small static server for the built page, which can do what servers in the world do: serve under a
 * sub-path, send no headers of their own, decompress on the way, and fail.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SECURITY_HEADERS } from '../scripts/lib/policy.mjs';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const isText = /\.(html|js)$/;

export interface ServerOptions {
  /** Where the page stands, with slashes at both ends. */
  base?: string;
  /** Says of the data's gzip files that they are a compressed transfer, so that the browser unpacks them. */
  contentEncoding?: boolean;
  /** Sends no headers about what the page may do, as hosts of static files do. */
  isBare?: boolean;
  /** The port; any free one without. */
  port?: number;
  /** Another text in place of a page's or a program's. */
  changed?: (file: string, text: string) => string;
}

export interface TestServer {
  url: string;
  /** Paths asked for so far. */
  requests: string[];
  /** Bytes in a second of MNIST's files; undefined: as quick as may be. Holds for requests to come. */
  dataSpeed: number | undefined;
  /** Files of MNIST that are under way, and the ranges that were asked for. */
  data: { underWay: number; ranges: string[] };
  close(): Promise<void>;
}

/** Sizes of files of the built page, added up; by their paths on a server without a sub-path. */
export function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(join(DIST, path)).size, 0);
}

export async function serveDist({
  base = '/',
  contentEncoding = false,
  isBare = false,
  port = 0,
  changed = (_, text) => text,
}: ServerOptions = {}): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    const inside = pathname.startsWith(base) ? normalize(pathname.slice(base.length)) : '..';
    let path = join(DIST, inside);
    if (!inside.startsWith('..') && existsSync(path) && statSync(path).isDirectory())
      path = join(path, 'index.html');
    if (inside.startsWith('..') || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const isShard = inside.startsWith('mnist/') && !inside.endsWith('.json');
    const range = isShard ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null;
    const start = range ? Number(range[1]) : 0;
    if (range) served.data.ranges.push(range[0]);
    response.writeHead(range ? 206 : 200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': 'no-store',
      ...(!isBare && SECURITY_HEADERS),
      ...(isShard && contentEncoding && { 'Content-Encoding': 'gzip' }),
    });
    if (isShard && served.dataSpeed !== undefined) void trickle(path, start, response, served);
    else if (isText.test(path)) response.end(changed(relative(DIST, path), readFileSync(path, 'utf8')));
    else createReadStream(path, { start }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The test server has no port.');
  const served: TestServer = {
    url: `http://localhost:${address.port}${base}`,
    requests,
    dataSpeed: undefined,
    data: { underWay: 0, ranges: [] },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return served;
}

/** Parts in a second of a file that comes slowly. */
const PARTS = 4;

async function trickle(path: string, start: number, response: ServerResponse, served: TestServer) {
  const bytes = readFileSync(path).subarray(start);
  served.data.underWay++;
  for (let at = 0; at < bytes.length && !response.destroyed; ) {
    const size = Math.ceil((served.dataSpeed ?? bytes.length) / PARTS);
    response.write(bytes.subarray(at, at + size));
    at += size;
    await sleep(1000 / PARTS);
  }
  served.data.underWay--;
  response.end();
}
