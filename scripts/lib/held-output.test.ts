import { afterEach, expect, test, vi } from 'vitest';
import { withHeldOutput } from './held-output.mjs';
import { run } from './run.mjs';

afterEach(() => {
  vi.restoreAllMocks();
});

test('what two programs print side by side comes one after the other, also their errors', async () => {
  const shown: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    shown.push(String(text));
    return true;
  });
  const twice = (name: string, pause: number) =>
    withHeldOutput(() =>
      run(process.execPath, [
        '-e',
        `console.log('${name}1'); setTimeout(() => console.error('${name}2'), ${pause})`,
      ]),
    );
  const [slow] = await Promise.all([twice('a', 600), twice('b', 0)]);
  expect(slow.code).toBe(0);
  expect(shown.join('')).toBe('b1\nb2\na1\na2\n');
});
