import { describe, expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

const abc = new TextEncoder().encode('abc');
// The example of FIPS 180-2.
const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('sha256', () => {
  it('uses the browser where it can', async () => {
    expect(await sha256(abc)).toBe(digest);
  });

  it('computes the same in JavaScript on insecure pages', async () => {
    expect(await sha256(abc, null)).toBe(digest);
  });
});
