/** The words of the line "Now": what is happening in a comparison and why, what came out, what to try next. */
import { bilingual } from './bilingual.ts';
import { withAllTexts } from './text.ts';

/** A space after what ends in a Latin letter, as between all Latin and Japanese here. */
const spaced = (words: string) => (/[A-Za-z0-9]$/.test(words) ? `${words} ` : words);

export const now = bilingual({
  en: {
    now: {
      label: 'Now',
      /** A run by its letter and its name. */
      arm: (letter: string, name: string) => `${letter} (${name})`,
      points: (points: string) => (points === '1.0' ? '1 point' : `${points} points`),
      untrained: 'Nothing is trained yet. Press Run: the curves grow here.',
      untrainedRecorded: 'What you see was recorded. Press Run, and both curves grow here, step by step.',
      starting: 'Weights and first images are on their way.',
      noData: 'The images could not be loaded: training begins as soon as they are there.',
      early: {
        chance: 'Too early to tell: no run is better than chance yet.',
        incomparable: 'There are no two measurements to compare yet.',
      },
      earlyUntil: (step: string) => `Too early to tell: the next look at test images comes at step ${step}.`,
      nan: (arm: string, step: string) => `${arm} became NaN at step ${step}`,
      /** How 2015's sum of logs comes to NaN. */
      sumLog: 'in the sum of logs, one probability rounded to 0 is enough',
      collapsed: (arm: string, digit: number, step: string) =>
        `${arm} answers ${digit} to everything since step ${step}`,
      saturated: (saturation: string) =>
        `the first of its two softmaxes is saturated at ${saturation}, so hardly any gradient comes back`,
      plateau: (arm: string, step: string, accuracy: string) =>
        `${arm} has been on a plateau since step ${step}, now at ${accuracy}`,
      missing: (classes: string) => `it hardly ever answers ${classes}`,
      fallen: (arm: string, from: string, accuracy: string, step: string) =>
        `${arm} has fallen back since step ${step}, from ${from} to ${accuracy}`,
      /** The learning rate was raised shortly before; that it is why, is not known. */
      raised: (rate: string, step: string) => `the learning rate was raised to ${rate} at step ${step}`,
      /** A fact, and its cause. */
      because: (fact: string, cause: string) => `${fact}: ${cause}`,
      /** Others that the same has become of. */
      alsoOne: (arms: string, count: number) => `${arms} ${count === 1 ? 'answers' : 'answer'} one class too`,
      alsoNan: (arms: string) => `So did ${arms}`,
      alsoIs: (arms: string, count: number) => `So ${count === 1 ? 'is' : 'are'} ${arms}`,
      alsoHas: (arms: string, count: number) => `So ${count === 1 ? 'has' : 'have'} ${arms}`,
      overtaken: (arm: string, overtaken: string, step: string, points: string) =>
        `${arm} overtook ${overtaken} at step ${step} and is ${points} ahead`,
      ahead: (leaders: string, count: number, behind: string, points: string, step: string) =>
        `${leaders} ${count === 1 ? 'is' : 'are'} ${points} ahead of ${behind} at step ${step}`,
      alike: (count: number, lowest: string, highest: string, step: string) =>
        `${count === 2 ? 'Both' : `All ${count}`} learn alike: ${
          lowest === highest ? lowest : `${lowest} to ${highest}`
        } at step ${step}`,
      sentence: (words: string) => `${words}.`,
    },
    result: {
      untold: 'The runs have ended before anything can be told',
      nobody: 'No run has learned',
      best: (arm: string, accuracy: string) => `${arm} ends at ${accuracy}`,
      /** Runs that reached an accuracy, with the steps at which they did. */
      reached: (arms: string, count: number, percent: string, steps: string) =>
        `${arms} reached ${percent} at ${count === 1 ? 'step' : 'steps'} ${steps}`,
      never: (arms: string) => `${arms} never did`,
      neverSaturated: (arms: string, count: number, saturation: string) =>
        `${arms} never did: the first of ${count === 1 ? 'its' : 'their'} two softmaxes is saturated at ${saturation}`,
      parts: (parts: readonly string[]) => parts.join('; '),
      alike: (count: number, percent: string) => `${count === 2 ? 'Both' : `All ${count}`} reach ${percent}`,
      noDifference: 'BN makes no difference here',
      sooner: (percent: string, first: string, firstStep: string, last: string, lastStep: string) =>
        `${first} was at ${percent} by step ${firstStep}, ${last} by step ${lastStep}`,
      ahead: (leaders: string, count: number, behind: string, points: string) =>
        `${leaders} ${count === 1 ? 'ends' : 'end'} ${points} ahead of ${behind}`,
      batchNorm: { helps: 'BN helps here', costs: 'BN costs accuracy here' },
      batchNormLittle: { helps: 'BN helps a little here', costs: 'BN costs a little here' },
    },
    tryNext: {
      rate: (rate: string) => `Try the same at ${rate}`,
      loss: 'Try the same with softmax cross-entropy, the correct loss',
      'best-rates': (rate: string) => `Try each network at its best recorded rate: ${rate}, preset Modern`,
      seed: (seed: string) => `One seed proves nothing: try seed ${seed}`,
      steps: (steps: string) => `Try ${steps} steps`,
    },
  },
  ja: {
    now: {
      label: '現在',
      arm: (letter, name) => `${letter}(${name})`,
      points: (points) => `${points} ポイント`,
      untrained: 'まだ学習していません。「開始」を押すと、曲線が描かれていきます。',
      untrainedRecorded: '今見えているのは記録です。「開始」を押すと、ここで学習した曲線が描かれていきます。',
      starting: '重みと最初の画像を準備しています。',
      noData: '画像を読み込めませんでした。読み込めしだい学習を始めます。',
      early: {
        chance: 'まだ何も言えません。どの実験も、当てずっぽうと変わりません。',
        incomparable: '比べられる評価が、まだそろっていません。',
      },
      earlyUntil: (step) => `まだ何も言えません。次にテスト画像で評価するのは、ステップ ${step} です。`,
      nan: (arm, step) => `${spaced(arm)}はステップ ${step} で NaN になりました`,
      sumLog: 'log の和では、確率が一つ 0 に丸められるだけで、こうなります',
      collapsed: (arm, digit, step) => `${spaced(arm)}はステップ ${step} から「${digit}」としか答えません`,
      saturated: (saturation) =>
        `2 段ある softmax の 1 段目が ${saturation} に飽和し、勾配がほとんど戻りません`,
      plateau: (arm, step, accuracy) => `${spaced(arm)}はステップ ${step} から停滞し、今は ${accuracy} です`,
      missing: (classes) => `「${classes}」とはほとんど答えません`,
      fallen: (arm, from, accuracy, step) =>
        `${spaced(arm)}の正解率は、ステップ ${step} 以降 ${from} から ${accuracy} に下がりました`,
      raised: (rate, step) => `学習率は、ステップ ${step} で ${rate} に上がっています`,
      because: (fact, cause) => `${fact}。${cause}`,
      alsoOne: (arms) => `${spaced(arms)}も一つの数字しか答えません`,
      alsoNan: (arms) => `${spaced(arms)}も NaN になりました`,
      alsoIs: (arms) => `${spaced(arms)}も停滞しています`,
      alsoHas: (arms) => `${spaced(arms)}も下がりました`,
      overtaken: (arm, overtaken, step, points) =>
        `${spaced(arm)}がステップ ${step} で ${spaced(overtaken)}を追い越し、${points}上回っています`,
      ahead: (leaders, _, behind, points, step) =>
        `ステップ ${step} では、${spaced(leaders)}が ${spaced(behind)}を ${points}上回っています`,
      alike: (count, lowest, highest, step) =>
        `${count === 2 ? 'どちらも' : `${count} つとも`}同じように学習しています。ステップ ${step} で ${
          lowest === highest ? lowest : `${lowest}〜${highest}`
        } です`,
      sentence: (words) => `${words}。`,
    },
    result: {
      untold: '何かを言えるようになる前に終わりました',
      nobody: '学習できた実験はありません',
      best: (arm, accuracy) => `${spaced(arm)}は ${accuracy} で終わりました`,
      reached: (arms, _, percent, steps) => `${spaced(arms)}はステップ ${steps} で ${percent} に達しました`,
      never: (arms) => `${spaced(arms)}は一度も達していません`,
      neverSaturated: (arms, _, saturation) =>
        `${spaced(arms)}は一度も達していません。2 段ある softmax の 1 段目が ${saturation} に飽和しています`,
      parts: (parts) => parts.join('。'),
      alike: (count, percent) => `${count === 2 ? 'どちらも' : `${count} つとも`} ${percent} に達しました`,
      noDifference: 'ここでは BN による差はありません',
      sooner: (percent, first, firstStep, last, lastStep) =>
        `${percent} に達したのは、${spaced(first)}がステップ ${firstStep}、${spaced(last)}がステップ ${lastStep} です`,
      ahead: (leaders, _, behind, points) =>
        `${spaced(leaders)}が ${spaced(behind)}を ${points}上回って終わりました`,
      batchNorm: { helps: 'ここでは BN で正解率が上がります', costs: 'ここでは BN で正解率が下がります' },
      batchNormLittle: {
        helps: 'ここでは BN で正解率が少し上がります',
        costs: 'ここでは BN で正解率が少し下がります',
      },
    },
    tryNext: {
      rate: (rate) => `同じ設定を学習率 ${rate} で試す`,
      loss: '同じ設定を正しい損失(softmax 交差エントロピー)で試す',
      'best-rates': (rate) => `それぞれ記録で最良の学習率 ${rate} で試す(プリセット「現在」)`,
      seed: (seed) => `シード 1 つでは何も言えません。シード ${seed} でも試す`,
      steps: (steps) => `${steps} ステップで試す`,
    },
  },
});

export const nowTexts = withAllTexts(now);
export type NowText = typeof nowTexts.en;
