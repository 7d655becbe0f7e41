import { afterEach, describe, expect, it } from 'vitest';
import { DataClient } from './data-client.ts';
import { MnistStore } from './mnist-store.ts';
import { serveRows } from './row-server.ts';
import { PIXELS } from './types.ts';

const clients: DataClient[] = [];

function connect(store: MnistStore): DataClient {
  const { port1, port2 } = new MessageChannel();
  serveRows(port1, (data, split, rows) =>
    data === 'mnist' ? store.rows(split, rows) : Promise.reject(new RangeError(`no ${data} here`)),
  );
  const client = new DataClient(port2);
  clients.push(client);
  return client;
}

const threeRows = { labels: Uint8Array.of(3, 1, 4), images: new Uint8Array(3 * PIXELS).fill(9) };

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

describe('DataClient', () => {
  it('gets rows through a port, also ones that arrive later', async () => {
    const store = new MnistStore();
    const client = connect(store);
    const request = client.rows('train', [2, 0]);
    store.add({ split: 'train', firstRow: 0, count: 3 }, threeRows);
    const { labels, images } = await request;
    expect(labels).toEqual(Uint8Array.of(4, 3));
    expect(images).toEqual(new Uint8Array(2 * PIXELS).fill(9));
  });

  it('asks for the rows of the data set that is meant, and is told where it is not there', async () => {
    const client = connect(new MnistStore());
    await expect(client.rows('test', [0], 'abc')).rejects.toThrow('no abc here');
  });

  it('keeps the answers of several clients and requests apart', async () => {
    const store = new MnistStore();
    const [a, b] = [connect(store), connect(store)];
    store.add({ split: 'test', firstRow: 0, count: 3 }, threeRows);
    const answers = await Promise.all([a.rows('test', [0]), b.rows('test', [1]), a.rows('test', [2])]);
    expect(answers.map(({ labels }) => labels[0])).toEqual([3, 1, 4]);
  });

  it('rejects rows outside the split', async () => {
    await expect(connect(new MnistStore()).rows('test', [10_000])).rejects.toThrow('no test row 10000');
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 32])('rejects %d, which is not the number of a row', async (row) => {
    await expect(connect(new MnistStore()).rows('train', [0, row])).rejects.toThrow(`${row} is not`);
  });

  it('rejects what is pending when it is closed, and every request afterwards', async () => {
    const client = connect(new MnistStore());
    const pending = client.rows('train', [0]);
    client.close();
    await expect(pending).rejects.toThrow('closed');
    await expect(client.rows('train', [0])).rejects.toThrow('closed');
  });
});
