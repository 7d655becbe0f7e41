/**
 * The worker that holds the data: it downloads MNIST's rows once, the first ones at once and the others when they are
 * wanted, holds a visitor's own data, and hands rows to any number of run workers.
 *
 * This file only connects the parts to the browser; what they do is in the files that it imports.
 */

import { dataKey, MNIST } from '../domain/data-set.ts';
import { DownloadCache } from './download-cache.ts';
import { pageMessageSchema } from './messages.ts';
import { MnistStore } from './mnist-store.ts';
import { OwnDesk } from './own/desk.ts';
import { serveRows } from './row-server.ts';
import { ShardLoader } from './shard-loader.ts';

const store = new MnistStore(() => loader?.rowsAreMissing());
const own = new OwnDesk();
let loader: ShardLoader | undefined;

self.onmessage = (event: MessageEvent<unknown>) => {
  const message = pageMessageSchema.parse(event.data);
  switch (message.type) {
    case 'load':
      loader = createLoader(message.baseUrl);
      void loader.load();
      break;
    case 'retry':
      void loader?.load();
      break;
    case 'stop':
      loader?.stop();
      break;
    case 'load-all':
      loader?.loadAll();
      break;
    case 'connect':
      serveRows(message.port, (data, split, rows) =>
        data === dataKey(MNIST) ? store.rows(split, rows) : own.rows(data, split, rows),
      );
      break;
    case 'connect-own':
      own.serve(message.port);
      break;
  }
};

function createLoader(baseUrl: string): ShardLoader {
  const cache = new DownloadCache(
    () => globalThis.caches,
    (warning) => created.warn(warning),
  );
  const created = new ShardLoader({
    baseUrl,
    store,
    cache,
    fetch: (...request) => fetch(...request),
    onState: (state) => self.postMessage(state),
  });
  return created;
}
