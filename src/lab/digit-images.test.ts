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
