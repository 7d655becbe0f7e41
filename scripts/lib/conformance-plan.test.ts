import { describe, expect, test } from 'vitest';
import { engineNames } from '../../src/engine/catalogue.ts';
import { command, planOf as planOfOptions, REFERENCE } from './conformance-plan.mjs';
import { parseOptions } from './options.mjs';
import { ENGINES } from './words.mjs';

function planOf(args: string[]) {
  const read = parseOptions(command, args);
  if (!('values' in read)) throw new Error(JSON.stringify(read));
  return planOfOptions(read);
}

test('the command line knows all engines', () => {
  expect([...ENGINES].sort()).toEqual([...engineNames].sort());
  expect(ENGINES).toContain(REFERENCE);
});

describe('a request', () => {
  test('without a choice is for everything', () => {
    expect(planOf([])).toMatchObject({
      files: undefined,
      crossChecks: [{ engine: 'simd' }, { engine: 'webgl', shortIfSlow: true }],
    });
    expect(planOf([])).toHaveProperty('contestants.length', 6);
  });

  test('for one engine replays the traces on it, and no more', () => {
    expect(planOf(['--engine', 'wasm'])).toEqual({
      contestants: [{ engine: 'wasm' }],
      files: undefined,
      crossChecks: [],
      mesa: false,
    });
  });

  test('for Mesa alone is for the draws, with all checks', () => {
    expect(planOf(['--mesa'])).toEqual({
      contestants: [{ engine: 'webgl' }],
      files: undefined,
      crossChecks: [{ engine: 'webgl' }],
      mesa: true,
    });
  });

  test('for a cross-check makes all checks, on any driver', () => {
    expect(planOf(['--cross-check']).crossChecks).toEqual([{ engine: 'simd' }, { engine: 'webgl' }]);
    expect(planOf(['--mesa', '--cross-check'])).toMatchObject({
      contestants: [],
      crossChecks: [{ engine: 'webgl' }],
    });
  });

  test.each([...engineNames])('for a cross-check of one engine checks that engine: %s', (engine) => {
    expect(planOf(['--cross-check', '--engine', engine])).toEqual({
      contestants: [],
      files: undefined,
      crossChecks: [{ engine }],
      mesa: false,
    });
  });

  test('for a cross-check on a poor context limits that context', () => {
    expect(planOf(['--cross-check', '--engine', 'webgl', '--draw-buffers', '4'])).toHaveProperty(
      'crossChecks',
      [{ engine: 'webgl', limits: { drawBuffers: 4 } }],
    );
  });

  test.each([
    [['--engine', 'gpu'], '--engine must be one of webgl, webgl-ops, simd, wasm, cpu, all'],
    [['--texture-size', '2048'], 'name one with --engine'],
    [['--engine', 'wasm', '--mesa'], 'Only webgl and webgl-ops draw'],
    [['--engine', 'webgl', '--texture-size', 'big'], 'must be a whole number'],
    [['--cross-check', 'trace.json'], 'leave the files out'],
  ])('that makes no sense says why: %j', (args, message) => {
    expect(() => planOf(args)).toThrow(message);
  });

  test('always has something to do', () => {
    const engines = [[], ...[...engineNames, 'all'].map((name) => ['--engine', name])];
    for (const engine of engines)
      for (const more of [[], ['--cross-check'], ['trace.json']]) {
        let plan: ReturnType<typeof planOf>;
        try {
          plan = planOf([...engine, ...more]);
        } catch {
          continue;
        }
        expect(plan.contestants.length + plan.crossChecks.length > 0).toBe(true);
      }
  });
});
