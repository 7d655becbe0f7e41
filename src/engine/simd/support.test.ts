import { expect, test, vi } from 'vitest';
import { hasVectors } from './support.ts';

test('vectors are there where the browser can compile them, and nowhere else', () => {
  expect(hasVectors()).toBe(true);
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(hasVectors()).toBe(false);
  // It was asked about something that only vectors make invalid.
  const [program] = validate.mock.calls[0]! as [Uint8Array<ArrayBuffer>];
  validate.mockRestore();
  expect(WebAssembly.validate(program)).toBe(true);
});
