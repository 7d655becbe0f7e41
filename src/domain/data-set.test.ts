import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configKey, runConfigSchema } from './config.ts';
import { ownData } from './data-set.testing.ts';
import {
  classCount,
  className,
  dataSetSchema,
  dataSetText,
  MNIST,
  parseDataSet,
  rowsOf,
} from './data-set.ts';
import { presetRun } from './presets.ts';
import { chanceAccuracy } from './verdict.ts';

describe('a data set as a text', () => {
  it.each([MNIST, ownData(), ownData({ name: '文字: あ', classes: ['あ', 'い, う'] })])(
    '%o comes back',
    (data) => {
      expect(parseDataSet(dataSetText(data))).toEqual(data);
    },
  );

  it.each([
    '',
    'MNIST',
    'a~b',
    dataSetText(ownData()).replace('600', '0'),
    dataSetText(ownData()).replace('600', '1e2'),
  ])('is not read from "%s"', (text) => expect(parseDataSet(text)).toBeUndefined());

  it('is read from anything without an exception, and only where it fits the schema', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.oneof(fc.string(), fc.constant('ab'.repeat(32)), fc.nat().map(String)))
        .map((parts) => parts.join('~')),
    );
    fc.assert(
      fc.property(text, (wild) => {
        const read = parseDataSet(wild);
        if (read) expect(dataSetSchema.safeParse(read).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('own data in a configuration', () => {
  const config = presetRun('modern');

  it('are MNIST where an older file says nothing of them', () => {
    const { data: _, ...old } = config;
    expect(runConfigSchema.parse(old)).toEqual(config);
  });

  it('make it another one by what they hold, and not by what they are called', () => {
    const key = (change: Parameters<typeof ownData>[0]) => configKey({ ...config, data: ownData(change) });
    expect(key({})).not.toBe(configKey(config));
    expect(key({ hash: 'cd'.repeat(32) })).not.toBe(key({}));
    expect(key({ name: 'Forms', classes: ['a', 'b', 'c'] })).toBe(key({}));
  });

  it('refuse names that cannot be shown', () => {
    for (const name of ['', '   ', 'a~b', 'a\nb', 'x'.repeat(41)])
      expect(dataSetSchema.safeParse(ownData({ name })).success).toBe(false);
    expect(dataSetSchema.safeParse(ownData({ classes: ['one'] })).success).toBe(false);
  });
});

it('knows which rows are for what', () => {
  expect(rowsOf(MNIST)).toEqual({ firstTraining: 5_000, training: 55_000, test: 10_000, passing: 1_000 });
  expect(rowsOf(ownData())).toEqual({ firstTraining: 0, training: 600, test: 100, passing: 100 });
  expect(rowsOf(ownData({ test: 1_049 })).passing).toBe(1_049);
  expect(rowsOf(ownData({ test: 1_050 })).passing).toBe(1_000);
});

it('names classes, and knows what chance gives', () => {
  expect([0, 2, 7].map((label) => className(ownData(), label))).toEqual(['circle', 'star', '7']);
  expect(className(MNIST, 7)).toBe('7');
  expect(classCount(MNIST)).toBe(10);
  expect(chanceAccuracy(MNIST)).toBe(0.2);
  expect(chanceAccuracy(ownData({ classes: ['no', 'yes'] }))).toBe(0.6);
});
