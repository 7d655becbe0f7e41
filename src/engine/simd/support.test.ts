import { setFlagsFromString } from 'node:v8';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fusesMultiplyAdd, hasVectors } from './support.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('vectors are there where the browser can compile them, and nowhere else', async () => {
  expect(hasVectors()).toBe(true);
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  // What was found once is known.
  expect(hasVectors()).toBe(true);
  vi.resetModules();
  const { hasVectors: hasVectorsElsewhere } = await import('./support.ts');
  expect(hasVectorsElsewhere()).toBe(false);
  // It was asked about something that only vectors make invalid.
  const [program] = validate.mock.calls[0]! as [Uint8Array<ArrayBuffer>];
  validate.mockRestore();
  expect(WebAssembly.validate(program)).toBe(true);
});

describe('a multiply-add of one rounding', () => {
  test('is there when what one rounding keeps and two lose is there', () => {
    // Node 20 has relaxed SIMD behind this flag, later ones without.
    setFlagsFromString('--experimental-wasm-relaxed-simd');
    const validate = vi.spyOn(WebAssembly, 'validate');
    const fuses = fusesMultiplyAdd();
    const [program] = validate.mock.calls[0]! as [Uint8Array<ArrayBuffer>];
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(program)).exports;
    const value = (f as () => number)();
    // The machine that tests may be of either kind.
    expect([0, 2 ** -24]).toContain(value);
    expect(fuses).toBe(value === 2 ** -24);
  });

  test('is not there where the browser cannot compile it', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(fusesMultiplyAdd()).toBe(false);
  });
});
