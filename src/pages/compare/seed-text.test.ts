import { expect, test } from 'vitest';
import { presetRun } from '../../domain/presets.ts';
import type { SeedRun } from '../../domain/seeds.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { texts } from '../../text/text.ts';
import { type RecordedSetting, seedText } from './seed-text.ts';

const collapsed: Verdict = { kind: 'collapsed', step: 50, class: 3 };
const plateau: Verdict = { kind: 'plateau', step: 350 };
const learning: Verdict = { kind: 'learning', step: 1000 };

const runs = (...outcomes: (readonly [Verdict, number])[]) =>
  outcomes.map(
    ([verdict, testAccuracy], i): SeedRun => ({
      config: { ...presetRun('article'), seed: i + 1 },
      verdict,
      testAccuracy,
    }),
  );
const without: RecordedSetting = {
  name: 'without BN',
  bare: true,
  runs: runs([collapsed, 0.098], [plateau, 0.87], [collapsed, 0.0982]),
};
const with_: RecordedSetting = {
  name: 'with BN',
  bare: false,
  runs: runs([learning, 0.9802], [learning, 0.982], [learning, 0.981]),
};

test('the median is called so, with how many seeds do as it does', () => {
  expect(seedText(3, [without, with_], texts.en)).toBe(
    'Seed 3 is the median of 3 recorded seeds without BN: 2 of 3 never leave one class; with BN, all 3 reach 98%.',
  );
  expect(
    seedText(
      3,
      [
        { ...without, name: 'BN なし' },
        { ...with_, name: 'BN あり' },
      ],
      texts.ja,
    ),
  ).toBe(
    'シード 3 は、BN なしの記録 3 件の中央値です。3 件中 2 件が一つのクラスから抜け出せません。BN ありでは、3 件すべてが 98% に達します。',
  );
});

test('the network without BN comes first, whatever its letter', () => {
  expect(seedText(3, [with_, without], texts.en)).toBe(seedText(3, [without, with_], texts.en));
});

test('of another recorded seed it is said how many do as that one does', () => {
  expect(seedText(2, [without, with_], texts.en)).toBe(
    'Seed 2 is one of 3 recorded seeds: without BN, 1 of 3 stays on a plateau; with BN, all 3 reach 98%.',
  );
});

test('of a seed that was not recorded it is said what the median does', () => {
  expect(seedText(77, [without], texts.en)).toBe(
    'Seed 77 is not among the 3 recorded seeds: without BN, 2 of 3 never leave one class.',
  );
});

test('arms of one setting are told of once', () => {
  expect(seedText(1, [with_, with_], texts.en)).toBe(
    'Seed 1 is one of 3 recorded seeds: with BN, all 3 reach 98%.',
  );
});

test('a percentage is rounded down, and never below what it is', () => {
  const of = (...accuracies: number[]) =>
    seedText(
      1,
      [{ ...with_, runs: runs(...accuracies.map((value) => [learning, value] as const)) }],
      texts.en,
    );
  expect(of(0.9899, 0.995, 0.999)).toContain('all 3 reach 98%');
  expect(of(0.29, 0.5, 0.5)).toContain('all 3 reach 29%');
});

test('where too little was recorded, nothing is counted', () => {
  const alone = 'Seed 1 decides the first weights, and all else that is left to chance.';
  expect(seedText(1, [{ ...without, runs: [] }], texts.en)).toBe(alone);
  expect(seedText(1, [{ ...without, runs: runs([collapsed, 0.1]) }], texts.en)).toBe(alone);
  expect(seedText(77, [{ ...without, runs: runs([collapsed, 0.1], [plateau, 0.8]) }], texts.en)).toContain(
    'Seed 77 decides',
  );
});
