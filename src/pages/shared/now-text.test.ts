import { describe, expect, test } from 'vitest';
import type { Result } from '../../domain/now/result.ts';
import type { Statement } from '../../domain/now/statement.ts';
import type { TryNext } from '../../domain/now/try-next.ts';
import { nowTexts as texts } from '../../text/now.ts';
import { nowText, tryText } from './now-text.ts';

const names = {
  en: ['without BN', 'with BN', 'with BN, 1E-4'],
  ja: ['BN なし', 'BN あり', 'BN あり、1E-4'],
};
const said = (statement: Statement) => [
  nowText(statement, names.en, texts.en),
  nowText(statement, names.ja, texts.ja),
];
const ended = (result: Result) => said({ kind: 'ended', result });

const raised = { step: 1001, value: 1e-2 };

describe('the line "Now"', () => {
  test.each<[Statement, string, string]>([
    [
      { kind: 'untrained' },
      'Nothing is trained yet. Press Run: the curves grow here.',
      'まだ学習していません。「開始」を押すと、曲線が描かれていきます。',
    ],
    [
      { kind: 'early', why: 'no-look', look: 50 },
      'Too early to tell: the next look at test images comes at step 50.',
      'まだ何も言えません。次にテスト画像で評価するのは、ステップ 50 です。',
    ],
    [
      { kind: 'early', why: 'chance' },
      'Too early to tell: no run is better than chance yet.',
      'まだ何も言えません。どの実験も、当てずっぽうと変わりません。',
    ],
    [
      { kind: 'early', why: 'incomparable' },
      'There are no two measurements to compare yet.',
      '比べられる評価が、まだそろっていません。',
    ],
    [
      { kind: 'nan', arm: 0, also: [], step: 57, sumLog: true },
      'A (without BN) became NaN at step 57: in the sum of logs, one probability rounded to 0 is enough.',
      'A(BN なし)はステップ 57 で NaN になりました。log の和では、確率が一つ 0 に丸められるだけで、こうなります。',
    ],
    [
      { kind: 'nan', arm: 0, also: [2], step: 1010, sumLog: false, raised },
      'A (without BN) became NaN at step 1,010: the learning rate was raised to 1E-2 at step 1,001. So did C.',
      'A(BN なし)はステップ 1,010 で NaN になりました。学習率は、ステップ 1,001 で 1E-2 に上がっています。C も NaN になりました。',
    ],
    [
      { kind: 'collapsed', arm: 0, also: [], step: 104, class: 1, saturation: 0.9998 },
      'A (without BN) answers 1 to everything since step 104: the first of its two softmaxes is saturated at 1.00, so hardly any gradient comes back.',
      'A(BN なし)はステップ 104 から「1」としか答えません。2 段ある softmax の 1 段目が 1.00 に飽和し、勾配がほとんど戻りません。',
    ],
    [
      { kind: 'collapsed', arm: 0, also: [1, 2], step: 104, class: 1 },
      'A (without BN) answers 1 to everything since step 104. B and C answer one class too.',
      'A(BN なし)はステップ 104 から「1」としか答えません。B、C も一つの数字しか答えません。',
    ],
    [
      { kind: 'plateau', arm: 0, also: [], step: 350, accuracy: 0.863, missing: [5] },
      'A (without BN) has been on a plateau since step 350, now at 86.3%: it hardly ever answers 5.',
      'A(BN なし)はステップ 350 から停滞し、今は 86.3% です。「5」とはほとんど答えません。',
    ],
    [
      { kind: 'plateau', arm: 0, also: [1], step: 350, accuracy: 0.4, missing: [] },
      'A (without BN) has been on a plateau since step 350, now at 40.0%. So is B.',
      'A(BN なし)はステップ 350 から停滞し、今は 40.0% です。B も停滞しています。',
    ],
    [
      { kind: 'fallen', arm: 1, also: [0], step: 1050, from: 0.95, accuracy: 0.6, raised },
      'B (with BN) has fallen back since step 1,050, from 95.0% to 60.0%: the learning rate was raised to 1E-2 at step 1,001. So has A.',
      'B(BN あり)の正解率は、ステップ 1,050 以降 95.0% から 60.0% に下がりました。学習率は、ステップ 1,001 で 1E-2 に上がっています。A も下がりました。',
    ],
    [
      { kind: 'overtaken', arm: 1, overtaken: 0, step: 200, by: 0.123 },
      'B (with BN) overtook A at step 200 and is 12.3 points ahead.',
      'B(BN あり)がステップ 200 で A を追い越し、12.3 ポイント上回っています。',
    ],
    [
      { kind: 'ahead', leaders: [1], behind: [0], step: 250, by: 0.01 },
      'B (with BN) is 1 point ahead of A at step 250.',
      'ステップ 250 では、B(BN あり)が A を 1.0 ポイント上回っています。',
    ],
    [
      { kind: 'ahead', leaders: [1, 2], behind: [0], step: 250, by: 0.2 },
      'B and C are 20.0 points ahead of A at step 250.',
      'ステップ 250 では、B、C が A を 20.0 ポイント上回っています。',
    ],
    [
      { kind: 'alike', count: 2, step: 300, lowest: 0.963, highest: 0.966 },
      'Both learn alike: 96.3% to 96.6% at step 300.',
      'どちらも同じように学習しています。ステップ 300 で 96.3%〜96.6% です。',
    ],
    [
      { kind: 'alike', count: 3, step: 300, lowest: 0.963, highest: 0.963 },
      'All 3 learn alike: 96.3% at step 300.',
      '3 つとも同じように学習しています。ステップ 300 で 96.3% です。',
    ],
  ])('has a sentence for %o', (statement, en, ja) => {
    expect(said(statement)).toEqual([en, ja]);
  });
});

describe('the sentence at the end', () => {
  const stuck = { arm: 0, verdict: { kind: 'collapsed', step: 104, class: 1 } } as const;
  const alike = { kind: 'alike', count: 2, accuracy: 0.9899, batchNorm: true } as const;
  const ahead = { kind: 'ahead', leaders: [0], behind: [1], accuracy: 0.96 } as const;
  test.each<[Result, string, string]>([
    [
      { kind: 'untold' },
      'The runs have ended before anything can be told.',
      '何かを言えるようになる前に終わりました。',
    ],
    [
      { kind: 'all-failed', failures: [{ arm: 1, verdict: { kind: 'nan', step: 7 } }, stuck] },
      'No run has learned: B (with BN) became NaN at step 7; A (without BN) answers 1 to everything since step 104.',
      '学習できた実験はありません。B(BN あり)はステップ 7 で NaN になりました。A(BN なし)はステップ 104 から「1」としか答えません。',
    ],
    [
      { kind: 'some-failed', failures: [stuck], best: { arm: 1, accuracy: 0.951 } },
      'A (without BN) answers 1 to everything since step 104; B (with BN) ends at 95.1%.',
      'A(BN なし)はステップ 104 から「1」としか答えません。B(BN あり)は 95.1% で終わりました。',
    ],
    [
      { kind: 'reached', milestone: 0.95, reached: [{ arm: 1, step: 200 }], never: [0] },
      'B (with BN) reached 95% at step 200; A (without BN) never did.',
      'B(BN あり)はステップ 200 で 95% に達しました。A(BN なし)は一度も達していません。',
    ],
    [
      {
        kind: 'reached',
        milestone: 0.95,
        reached: [
          { arm: 2, step: 200 },
          { arm: 1, step: 250 },
        ],
        never: [0],
        saturation: 1,
      },
      'C and B reached 95% at steps 200 and 250; A (without BN) never did: the first of its two softmaxes is saturated at 1.00.',
      'C、B はステップ 200、250 で 95% に達しました。A(BN なし)は一度も達していません。2 段ある softmax の 1 段目が 1.00 に飽和しています。',
    ],
    [
      alike,
      'Both reach 98%: BN makes no difference here.',
      'どちらも 98% に達しました。ここでは BN による差はありません。',
    ],
    [
      { ...alike, count: 3, accuracy: 0.29, batchNorm: false },
      'All 3 reach 29%.',
      '3 つとも 29% に達しました。',
    ],
    [
      {
        ...alike,
        sooner: { milestone: 0.9, first: { arm: 1, step: 100 }, last: { arm: 0, step: 1000 } },
      },
      'Both reach 98%; B was at 90% by step 100, A by step 1,000.',
      'どちらも 98% に達しました。90% に達したのは、B がステップ 100、A がステップ 1,000 です。',
    ],
    [
      { ...ahead, by: 0.01, batchNorm: 'costs' },
      'A (without BN) ends 1 point ahead of B: BN costs a little here.',
      'A(BN なし)が B を 1.0 ポイント上回って終わりました。ここでは BN で正解率が少し下がります。',
    ],
    [
      { ...ahead, leaders: [1, 2], behind: [0], by: 0.3 },
      'B and C end 30.0 points ahead of A.',
      'B、C が A を 30.0 ポイント上回って終わりました。',
    ],
    [
      { ...ahead, leaders: [1], behind: [0], by: 0.3, batchNorm: 'helps' },
      'B (with BN) ends 30.0 points ahead of A: BN helps here.',
      'B(BN あり)が A を 30.0 ポイント上回って終わりました。ここでは BN で正解率が上がります。',
    ],
  ])('is one for %o', (result, en, ja) => {
    expect(ended(result)).toEqual([en, ja]);
  });

  test('says how large what Batch Normalization does is', () => {
    const effect = (by: number, batchNorm: 'helps' | 'costs') =>
      ended({ kind: 'ahead', leaders: [0], behind: [1], by, accuracy: 0.96, batchNorm }).map(
        (sentence) => /BN [^なあ].*$/.exec(sentence)?.[0],
      );
    expect(effect(0.019, 'helps')[0]).toContain('BN helps a little here.');
    expect(effect(0.021, 'costs')[0]).toContain('BN costs accuracy here.');
    expect(effect(0.019, 'helps')[1]).toContain('少し上がります');
    expect(effect(0.021, 'costs')[1]).toContain('BN で正解率が下がります');
  });
});

describe('what to try next', () => {
  test.each<[TryNext, string, string]>([
    [{ kind: 'rate', value: 1e-4 }, 'Try the same at 1E-4', '同じ設定を学習率 1E-4 で試す'],
    [
      { kind: 'loss', value: 'softmax-cross-entropy' },
      'Try the same with softmax cross-entropy, the correct loss',
      '同じ設定を正しい損失(softmax 交差エントロピー)で試す',
    ],
    [
      { kind: 'best-rates', value: 1e-3 },
      'Try each network at its best recorded rate: 1E-3, preset Modern',
      'それぞれ記録で最良の学習率 1E-3 で試す(プリセット「現在」)',
    ],
    [
      { kind: 'seed', value: 9 },
      'One seed proves nothing: try seed 9',
      'シード 1 つでは何も言えません。シード 9 でも試す',
    ],
    [{ kind: 'steps', value: 1000 }, 'Try 1,000 steps', '1,000 ステップで試す'],
  ])('is said for %o', (next, en, ja) => {
    expect([tryText(next, texts.en), tryText(next, texts.ja)]).toEqual([en, ja]);
  });
});
