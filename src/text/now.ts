/** What happens in a comparison, and what to try next, in both languages. Runs are named by letter and kind. */
import { bilingual } from './bilingual.ts';

export const now = bilingual({
  en: {
    now: {
      label: 'Now',
      waiting: 'Press Run: both curves grow here, from the same weights and the same images.',
      beginning: 'The first steps: nothing can be said yet.',
      nan: (run: string, step: string) =>
        `${run} became NaN at step ${step}: its numbers have left what a computer can hold.`,
      nanOfLogs: (run: string, step: string) =>
        `${run} became NaN at step ${step}: a probability became 0, and its logarithm is infinite.`,
      collapsed: (run: string, digit: number, step: string) =>
        `${run} answers ${digit} to everything since step ${step}.`,
      saturated: (run: string, digit: number, step: string, saturation: string) =>
        `${run} answers ${digit} to everything since step ${step}: its first softmax is saturated at ${saturation}, so hardly any gradient comes back.`,
      plateau: (run: string, accuracy: string, step: string) =>
        `${run} rests at ${accuracy} since step ${step}.`,
      fallen: (run: string, from: string, step: string) =>
        `${run} had ${from} and has fallen back since step ${step}.`,
      ahead: (run: string, points: string, other: string, step: string) =>
        `${run} is ${points} points ahead of ${other} at step ${step}.`,
      alike: (accuracy: string, step: string) => `All learn alike: ${accuracy} at step ${step}.`,
      reached: (run: string, percent: string, step: string, other: string) =>
        `${run} reached ${percent} at step ${step}; ${other} never did.`,
      endedAhead: (run: string, points: string, other: string) =>
        `${run} ends ${points} points ahead of ${other}.`,
      endedAlike: (accuracy: string) => `All end alike, at ${accuracy}: here it makes no difference.`,
      next: {
        'correct-loss': 'Try the same with a correct loss',
        'other-rate': 'Try the article’s other rate',
        'best-rates': 'Try each at its best rate',
        'another-seed': 'One seed proves nothing: try another',
      },
    },
  },
  ja: {
    now: {
      label: '現在',
      waiting: '「開始」を押すと、同じ重みと同じ画像から出発した 2 本の曲線が描かれていきます。',
      beginning: '最初の数ステップです。まだ何とも言えません。',
      nan: (run, step) =>
        `${run} はステップ ${step} で NaN になりました。値がコンピューターで扱える範囲を超えました。`,
      nanOfLogs: (run, step) =>
        `${run} はステップ ${step} で NaN になりました。確率が 0 になり、その対数が無限大になったためです。`,
      collapsed: (run, digit, step) => `${run} は、ステップ ${step} から「${digit}」としか答えません。`,
      saturated: (run, digit, step, saturation) =>
        `${run} は、ステップ ${step} から「${digit}」としか答えません。1 段目の softmax が ${saturation} に飽和し、勾配がほとんど戻りません。`,
      plateau: (run, accuracy, step) => `${run} は、ステップ ${step} から ${accuracy} のまま動きません。`,
      fallen: (run, from, step) =>
        `${run} は ${from} に達していましたが、ステップ ${step} から下がりました。`,
      ahead: (run, points, other, step) =>
        `ステップ ${step} の時点で、${run} が ${other} を ${points} ポイント上回っています。`,
      alike: (accuracy, step) => `どれも同じように学習しています。ステップ ${step} で ${accuracy} です。`,
      reached: (run, percent, step, other) =>
        `${run} はステップ ${step} で ${percent} に達しました。${other} は達しませんでした。`,
      endedAhead: (run, points, other) => `最終的に、${run} が ${other} を ${points} ポイント上回りました。`,
      endedAlike: (accuracy) => `どれも同じ ${accuracy} で終わりました。この設定では差がありません。`,
      next: {
        'correct-loss': '正しい損失で試す',
        'other-rate': '記事のもう一つの学習率で試す',
        'best-rates': '最良の学習率どうしで試す',
        'another-seed': 'シード 1 つでは分からないので、別のシードで試す',
      },
    },
  },
});
