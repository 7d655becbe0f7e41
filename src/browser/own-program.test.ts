import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** The module as a page loads it, in a browser with Trusted Types or without. */
async function load(trustedTypes?: object) {
  vi.stubGlobal('trustedTypes', trustedTypes);
  return (await import('./own-program.ts')).ownProgram;
}

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('location', new URL('https://lab.example/some/page/?seed=7'));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('ownProgram', () => {
  it.each([['./worker.js'], ['/some/sw.js'], ['https://lab.example/worker.js']])(
    'gives %s as it is without Trusted Types',
    async (address) => {
      expect((await load())(address)).toBe(address);
    },
  );

  it.each([
    ['https://other.example/worker.js'],
    ['//other.example/worker.js'],
    ['http://lab.example/worker.js'],
    ['data:text/javascript,1'],
  ])('refuses %s', async (address) => {
    const ownProgram = await load();
    expect(() => ownProgram(address)).toThrow(TypeError);
  });

  it('makes one policy, which checks by itself', async () => {
    const createPolicy = vi.fn((_name: string, rules: { createScriptURL(address: string): string }) => ({
      createScriptURL: (address: string) => ({ trusted: rules.createScriptURL(address) }),
    }));
    const ownProgram = await load({ createPolicy });
    expect(ownProgram('./worker.js')).toEqual({ trusted: './worker.js' });
    expect(() => ownProgram('https://other.example/worker.js')).toThrow(TypeError);
    expect(createPolicy).toHaveBeenCalledOnce();
    expect(createPolicy.mock.calls[0]![0]).toBe('batchnorm-lab');
  });
});
