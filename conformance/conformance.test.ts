import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { passes, tolerances } from './replay.ts';
import { goldenParameters, parseTrace } from './trace.ts';

const file = 'gentle-off-sum-log.json';
const text = readFileSync(new URL(`./golden/${file}`, import.meta.url), 'utf8');

/** The trace with another name of its normalization. */
function named(batchNorm: string): string {
  const trace = JSON.parse(text);
  return JSON.stringify({ ...trace, config: { ...trace.config, batchNorm } });
}

describe('a golden trace', () => {
  test('is read, and names what is wrong with it when it is not one', () => {
    expect(parseTrace(text, file).steps).toBe(4);
    expect(() => parseTrace('{', 'a.json')).toThrow(/^a\.json is not JSON/);
    const broken = { ...JSON.parse(text), batch: { firstRow: -1, size: 10 } };
    expect(() => parseTrace(JSON.stringify(broken), 'b.json')).toThrow(
      /^b\.json is not a golden trace: batch\.firstRow/,
    );
  });

  test.each([
    ['off', { kind: 'none' }],
    ['per-feature-map', { kind: 'batch', axes: 'per-feature-map' }],
    ['per-activation', { kind: 'batch', axes: 'per-activation' }],
    ['group-8', { kind: 'group', groups: 8 }],
    ['ghost-10', { kind: 'ghost', images: 10 }],
  ])('names its normalization: %s', (name, normalization) => {
    expect(parseTrace(named(name), file).config.normalization).toEqual(normalization);
  });

  test('of a normalization that nothing here trains says which', () => {
    expect(() => parseTrace(named('nobody-8'), 'c.json')).toThrow(
      'c.json is not a golden trace: config.batchNorm: the lab has no normalization that is called "nobody-8".',
    );
  });

  test('starts from the numbers of its formula', () => {
    const trace = parseTrace(text, file);
    const { 'conv1.kernel': kernel, 'fc2.bias': bias } = goldenParameters(trace);
    expect(kernel).toHaveLength(800);
    expect(Math.max(...kernel!.map(Math.abs))).toBeLessThanOrEqual(trace.init.halfWidth.kernel);
    expect(bias!.every((value) => value === Math.fround(0.1))).toBe(true);
  });
});

test('an engine fails on a single figure out of tolerance, on a different hit, and on NaN', () => {
  const exact = { loss: 0, gradient: 0, logit: 0, parameter: 0, correct: 0 };
  expect(passes(exact)).toBe(true);
  expect(passes(tolerances)).toBe(true);
  expect(passes({ ...exact, gradient: 2e-3 })).toBe(false);
  expect(passes({ ...exact, correct: 1 })).toBe(false);
  expect(passes({ ...exact, logit: Number.NaN })).toBe(false);
});
