import { expect, test, vi } from 'vitest';
import { ownData } from '../domain/data-set.testing.ts';
import { MNIST } from '../domain/data-set.ts';
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

test('of other data other images are shown, and late ones of those before are not', async () => {
  const answers: ((rows: typeof digits) => void)[] = [];
  const rows = vi.fn(
    (..._asked: [string, readonly number[], string]) =>
      new Promise<typeof digits>((resolve) => {
        answers.push(resolve);
      }),
  );
  const loader = new DigitLoader(() => ({ rows, close: vi.fn() }));
  loader.load(MNIST);
  const few = ownData({ test: 5 });
  loader.load(few);
  expect(rows.mock.calls[1]).toEqual(['test', [0, 1, 2, 3, 4], few.hash]);
  const others = { images: new Uint8Array(5 * 784), labels: new Uint8Array(5) };
  answers[1]!(others);
  await vi.waitFor(() => expect(loader.store.getState()).toEqual({ digits: others, of: few.hash }));
  answers[0]!(digits);
  await new Promise((resolve) => setTimeout(resolve));
  expect(loader.store.getState().digits).toBe(others);
});
