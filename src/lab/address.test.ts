import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Arm,
  addArm,
  armLimits,
  armSchema,
  type Comparison,
  comparisonOfRuns,
  comparisonRuns,
  comparisonSchema,
  withShared,
} from '../domain/comparison.ts';
import {
  dataOrders,
  evaluationStatistics,
  kernelInits,
  limits,
  losses,
  runConfigSchema,
  runningVariances,
  scaleInits,
} from '../domain/config.ts';
import { type DataSet, dataLimits, MNIST } from '../domain/data-set.ts';
import { scalingLimits } from '../domain/kernel-scaling.ts';
import { type LearningRate, withRateFrom } from '../domain/learning-rate.ts';
import { batchNormalization, NO_NORMALIZATION, normalizationChoices } from '../domain/normalization.ts';
import { presetComparison } from '../domain/presets.ts';
import { readAddress, writeAddress } from './address.ts';

describe('reading an address', () => {
  test('gives the article at 1E-3, without BN against with, when there is nothing to read', () => {
    expect(readAddress('')).toEqual({
      comparison: presetComparison('article'),
      engine: 'auto',
      problems: [],
    });
  });

  test('takes a preset and what differs from it', () => {
    const { comparison, engine } = readAddress('?preset=modern&lr=1e-4&arms=batch,batch&seed=7&engine=wasm');
    const expected = withShared(presetComparison('modern'), { learningRate: 1e-4, seed: 7 });
    expect(comparison).toEqual({ ...expected, arms: [{}, {}] });
    expect(engine).toBe('wasm');
  });

  test('takes two to four arms, each with settings of its own', () => {
    const { comparison, problems } = readAddress(
      '?arms=none,batch,per-feature-map,batch:per-activation&a.lr=1e-4&c.loss=softmax-cross-entropy&b.normalization=none',
    );
    expect(problems).toEqual([]);
    expect(comparison.arms).toEqual([
      { normalization: NO_NORMALIZATION, learningRate: 1e-4 },
      { normalization: NO_NORMALIZATION },
      { normalization: batchNormalization('per-feature-map'), loss: 'softmax-cross-entropy' },
      { normalization: batchNormalization('per-activation') },
    ]);
  });

  test('takes a schedule of learning rates', () => {
    const { comparison } = readAddress('?lr=1e-3,1e-4@300,1e-5@500');
    expect(comparison.shared.learningRate).toEqual({
      first: 1e-3,
      changes: [
        { fromStep: 300, value: 1e-4 },
        { fromStep: 500, value: 1e-5 },
      ],
    });
  });

  test.each([
    ['off,on', [{ normalization: NO_NORMALIZATION }, {}]],
    ['on,off', [{}, { normalization: NO_NORMALIZATION }]],
    ['on,on', [{}, {}]],
  ])('understands bn=%s of older addresses', (bn, arms) => {
    const { comparison } = readAddress(`?bn=${bn}&statistics=per-feature-map`);
    expect(comparison.arms).toEqual(arms);
    expect(comparison.shared.normalization).toEqual(batchNormalization('per-feature-map'));
  });

  test.each([
    ['lr', 'fast'],
    ['lr', ''],
    ['lr', '7'],
    ['lr', '1e-3,1e-4@1'],
    ['lr', '1e-3,1e-4@9,1e-5@5'],
    ['lr', '1e-3,1e-4'],
    ['bn', 'on'],
    ['bn', 'on,maybe'],
    ['bn', 'none,batch'],
    ['arms', 'none'],
    ['arms', 'none,batch,none,batch,none'],
    ['arms', 'none,group'],
    ['arms', 'none,,batch'],
    ['a.lr', 'slow'],
    ['a.seed', '1'],
    ['c.lr', '1e-3'],
    ['b.normalization', 'on'],
    ['seed', '1.5'],
    ['preset', 'mine'],
    ['engine', 'steam'],
  ])('names %s=%s as a problem and keeps the rest', (name, value) => {
    const address = readAddress(`?${name}=${value}&steps=77`);
    expect(address).toEqual({
      comparison: withShared(presetComparison('article'), { steps: 77 }),
      engine: 'auto',
      problems: [{ name, value }],
    });
  });
});

const rate = fc.double({ ...limits.learningRate, noNaN: true });
const schedule: fc.Arbitrary<LearningRate> = fc
  .tuple(rate, fc.array(fc.tuple(fc.integer({ min: 2, max: 900 }), rate), { maxLength: 4 }))
  .map(([first, changes]) =>
    changes
      .sort(([a], [b]) => a - b)
      .reduce<LearningRate>((whole, [step, value]) => withRateFrom(whole, step, value) ?? whole, first),
  );
const own = {
  normalization: fc.constantFrom(...normalizationChoices),
  loss: fc.constantFrom(...losses),
  learningRate: schedule,
  keepProbability: fc.double({ ...limits.keepProbability, noNaN: true }),
  kernelInit: fc.constantFrom(...kernelInits),
  scaleInit: fc.constantFrom(...scaleInits),
  evaluationStatistics: fc.constantFrom(...evaluationStatistics),
  epsilon: fc.double({ ...limits.epsilon, noNaN: true }),
  momentum: fc.double({ ...limits.momentum, noNaN: true }),
  runningVariance: fc.constantFrom(...runningVariances),
};
const name = fc.constantFrom('Shapes', '文字 & 数字', 'a,b:c@d%+=#?', '0');
const dataSet: fc.Arbitrary<DataSet> = fc.oneof(
  fc.constant(MNIST),
  fc.record({
    kind: fc.constant('own' as const),
    name,
    hash: fc.constant('0f'.repeat(32)),
    train: fc.integer(dataLimits.images),
    test: fc.integer(dataLimits.images),
    classes: fc.array(name, { minLength: 2, maxLength: 10 }),
  }),
);
const comparison: fc.Arbitrary<Comparison> = fc.record({
  shared: fc.record({
    ...own,
    data: dataSet,
    batchSize: fc.integer(limits.batchSize),
    dataOrder: fc.constantFrom(...dataOrders),
    seed: fc.integer(limits.seed),
    steps: fc.integer(limits.steps),
    evaluationInterval: fc.integer(limits.evaluationInterval),
    kernelScalings: fc
      .uniqueArray(
        fc.record({ afterStep: fc.nat(900), factor: fc.double({ ...scalingLimits.factor, noNaN: true }) }),
        {
          selector: ({ afterStep }) => afterStep,
          maxLength: 3,
        },
      )
      .map((scalings) => scalings.sort((a, b) => a.afterStep - b.afterStep)),
  }),
  arms: fc.array(fc.record(own, { requiredKeys: [] }) as fc.Arbitrary<Arm>, {
    minLength: armLimits.min,
    maxLength: armLimits.max,
  }),
});

test('writing and reading any address gives the same comparison back', () => {
  fc.assert(
    fc.property(comparison, fc.constantFrom('auto' as const, 'wasm' as const), (wanted, engine) => {
      for (const arm of wanted.arms) expect(armSchema.safeParse(arm).success).toBe(true);
      const query = writeAddress(wanted, engine);
      expect(readAddress(query)).toEqual({ comparison: wanted, engine, problems: [] });
    }),
  );
});

test('no address, however mangled, does more than name its problems', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('lr', 'arms', 'a.lr', 'bn', 'steps'), fc.string())),
      (parts) => {
        const { problems, comparison } = readAddress(`?${new URLSearchParams(parts)}`);
        expect(problems.length).toBeLessThanOrEqual(5);
        expect(comparison.arms.length).toBeGreaterThanOrEqual(2);
      },
    ),
  );
});

test('the default needs no query at all, and a language that was asked for stays', () => {
  expect(writeAddress(presetComparison('article'), 'auto')).toBe('');
  expect(writeAddress(presetComparison('article'), 'auto', 'ja')).toBe('?lang=ja');
});

test('an address is short and can be read', () => {
  const wanted = addArm(withShared(presetComparison('modern'), { learningRate: 1e-4 }), {
    learningRate: 1e-2,
  });
  expect(writeAddress(wanted, 'wasm')).toBe(
    '?preset=modern&lr=0.0001&arms=none,batch,batch&c.lr=0.01&engine=wasm',
  );
});

test('complete configurations give the comparison that trains them', () => {
  const wanted = addArm(presetComparison('paper'), { learningRate: 1e-2 });
  const configs = comparisonRuns(wanted);
  expect(comparisonRuns(comparisonOfRuns(configs)!)).toEqual(configs);
  expect(comparisonOfRuns(configs.slice(0, 1))).toBeUndefined();
  expect(comparisonOfRuns([configs[0]!, { ...configs[1]!, seed: 2 }])).toBeUndefined();
});

test('of 10,000 mutated addresses none throws, each gives a comparison that can be trained, and what was wrong is named', () => {
  const names = [
    'preset',
    'lr',
    'arms',
    'a.lr',
    'b.normalization',
    'seed',
    'steps',
    'batch',
    'weights',
    'epsilon',
    'z.q',
  ];
  const sound = [
    'modern',
    '1e-3,1e-4@300',
    'none,batch,batch:per-activation',
    '7',
    '10@200',
    'wasm',
    '50',
    '0.5',
  ];
  const part = fc.tuple(
    fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 6, unit: 'binary' })),
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...sound) },
      fc.string({ maxLength: 12, unit: 'binary' }),
      fc.constantFrom(
        '1e999',
        '-1',
        'NaN',
        '0x10',
        '١',
        '1e-3@',
        ',,,',
        'none,'.repeat(50),
        '%',
        '__proto__',
      ),
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.boolean(), (parts, isRaw) => {
      const query = isRaw
        ? `?${parts.map(([name, value]) => `${name}=${value}`).join('&')}`
        : `?${new URLSearchParams(parts.map(([name, value]) => [name, value]))}`;
      const { comparison, problems } = readAddress(query);
      expect(comparisonSchema.safeParse(comparison).success).toBe(true);
      for (const config of comparisonRuns(comparison))
        expect(runConfigSchema.safeParse(config).success).toBe(true);
      for (const { name, value } of problems)
        expect([typeof name, typeof value]).toEqual(['string', 'string']);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);
