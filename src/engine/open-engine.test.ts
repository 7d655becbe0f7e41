import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { presetRun } from '../domain/presets.ts';
import type { Device } from './device.ts';
import type { EngineName } from './engine.ts';
import { EngineRefused, makeNetwork, startEngine } from './open-engine.ts';

const config = presetRun('article');
const fail = async () => {
  throw new Error('No memory.');
};

/** A device on which something goes wrong. */
function deviceOf({
  hasWebGL = true,
  float32Targets = true,
  isLost = false,
  start = async () => {},
  make = fail,
} = {}) {
  const webgl = { float32Targets, gl: { isContextLost: () => isLost } };
  return { openWebGL: () => (hasWebGL ? webgl : undefined), webgl, start, make } as unknown as Device;
}

/** Why an engine is refused; other errors are passed on. */
async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof EngineRefused) return error.why;
    throw error;
  }
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('an engine is refused', () => {
  test.each([
    [{ hasWebGL: false }, 'no-webgl'],
    [{ float32Targets: false }, 'no-float32'],
    [{ start: fail }, 'webgl-failed'],
    [{}, undefined],
  ])('on WebGL where the context is not what it needs: %o', async (lack, why) => {
    for (const name of ['webgl', 'webgl-ops'] as const)
      expect(await refusalOf(startEngine(deviceOf(lack), name))).toBe(why);
    expect(
      await refusalOf(startEngine(deviceOf({ ...lack, start: async () => {} }), 'wasm')),
    ).toBeUndefined();
  });

  test('where the card cannot have its network', async () => {
    expect(await refusalOf(makeNetwork(deviceOf(), 'webgl', config, {}))).toBe('kernels-failed');
  });

  test('not for a context that was taken away, which says nothing of the next', async () => {
    const making = refusalOf(makeNetwork(deviceOf({ isLost: true }), 'webgl', config, {}));
    await expect(making).rejects.toMatchObject({ code: 'context-lost' });
  });

  test.each<EngineName>(['wasm', 'cpu'])('not where nothing could take over: %s', async (name) => {
    await expect(refusalOf(startEngine(deviceOf({ start: fail }), name))).rejects.toThrow('No memory.');
    await expect(refusalOf(makeNetwork(deviceOf(), name, config, {}))).rejects.toThrow('No memory.');
  });
});
