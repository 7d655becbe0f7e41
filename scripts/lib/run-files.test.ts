import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runResultSchema } from '../../src/domain/run-result.ts';
import { parseRuns } from './run-files.mjs';

const folder = new URL('../../public/recorded/', import.meta.url);
const recorded = readdirSync(folder).find((name) => name.endsWith('-batch.json'))!;
const recordedText = readFileSync(new URL(recorded, folder), 'utf8');

test('reads runs as they are written today', () => {
  const { runs } = JSON.parse(recordedText);
  expect(parseRuns(recordedText)).toEqual(runs);
});

test.each([
  ['off', { kind: 'none' }],
  ['per-activation', { kind: 'batch', axes: 'per-activation' }],
  ['per-feature-map', { kind: 'batch', axes: 'per-feature-map' }],
])('reads a run of an older version, with batchNorm "%s"', (batchNorm, normalization) => {
  const [run] = JSON.parse(recordedText).runs;
  const { normalization: _, ...rest } = run.config;
  const old = { format: 1, runs: [{ ...run, config: { batchNorm, ...rest } }] };
  const [read] = parseRuns(JSON.stringify(old));
  expect(read?.config).toEqual({ ...rest, normalization });
  expect(runResultSchema.safeParse(read).success).toBe(true);
});

describe('says why a file is none', () => {
  test.each([
    ['<!doctype html>', /^it is not JSON: /],
    ['[]', /^it has no list of runs$/],
    ['null', /^it has no list of runs$/],
    ['{"runs":{}}', /^it has no list of runs$/],
    ['{"runs":[{"config":{}}]}', /^run 1 has no configuration or no result$/],
  ])('%s', (text, reason) => {
    expect(() => parseRuns(text)).toThrow(reason);
  });
});
