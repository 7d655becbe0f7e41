import { expect, test, vi } from 'vitest';
import { DigitLoader } from './digit-images.ts';

const digits = { images: new Uint8Array(16 * 784), labels: new Uint8Array(16) };

test('the images are asked for once, and the line is closed', async () => {
  const close = vi.fn();
  const rows = vi.fn(async () => digits);
  const loader = new DigitLoader(() => ({ rows, close }));
  loader.load();
  loader.load();
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  expect(rows).toHaveBeenCalledTimes(1);
  expect(loader.store.getState().digits).toBe(digits);
});

test('after a failure they can be asked for again', async () => {
  const rows = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(digits);
  const close = vi.fn();
  const loader = new DigitLoader(() => ({ rows, close }));
  loader.load();
  await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1));
  expect(loader.store.getState().digits).toBeUndefined();
  loader.load();
  await vi.waitFor(() => expect(loader.store.getState().digits).toBe(digits));
});

test('on a line that is dead nothing is waited for', async () => {
  const dead = { rows: () => new Promise<never>(() => {}), close: vi.fn() };
  const alive = { rows: vi.fn(async () => digits), close: vi.fn() };
  const connect = vi.fn().mockReturnValueOnce(dead).mockReturnValue(alive);
  const loader = new DigitLoader(connect);
  loader.load();
  loader.reconnect();
  expect(dead.close).toHaveBeenCalledOnce();
  loader.load();
  await vi.waitFor(() => expect(loader.store.getState().digits).toBe(digits));
  loader.load();
  expect(connect).toHaveBeenCalledTimes(2);
});
