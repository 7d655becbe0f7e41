/** The words of charts and what they show: series and verdicts, in both languages. */
import type { SeriesName } from '../domain/series-catalogue.ts';
import { bilingual } from './bilingual.ts';

export const charts = bilingual({
  en: {
    /** For each series of a run its name, a short one for choices, and what it is where the name does not say it. */
    series: {
      loss: { name: 'Training loss', short: 'Loss', explanation: '' },
      testAccuracy: { name: 'Test accuracy', short: 'Accuracy', explanation: '' },
      saturation: {
        name: 'Saturation',
        short: 'Saturation',
        explanation: 'Largest softmax probability, mean of the batch',
      },
    } satisfies Record<SeriesName, object>,
    charts: {
      words: { step: 'Step', missing: 'no value yet', notANumber: 'NaN' },
      lower: 'Lower chart',
      scale: 'Scale of the loss',
      linear: 'Linear',
      log: 'Log',
      range: 'Range of the accuracy',
      whole: '0–100%',
      top: '90–100%',
      smoothing: 'Smoothing',
      empty: 'Press Run: the curves grow here, step by step.',
      origin: (engine: string, browser: string, cores: string, date: string) =>
        `Recorded on ${date} with ${engine} in ${browser} on ${cores} processor cores.`,
      /** `seed`: of the curves, where it is another than that of the runs. */
      recorded: (origin: string, seed?: number) =>
        `${seed === undefined ? '' : `Seed ${seed}. `}${origin} Press Run to train it here.`,
      recordedShort: 'Recorded',
      loading: 'Loading the charts…',
      description: (title: string, runs: readonly string[]) =>
        `${title} against training steps. ${runs.map((run) => `${run}.`).join(' ')}`,
      finishedBefore: (name: string) => `${name}, finished before`,
      ghosts: 'Pale: the finished runs before these.',
    },
    verdicts: {
      waiting: 'waiting for its first evaluation',
      untrained: 'not trained yet',
      beginning: 'in its first steps',
      learning: 'learning',
      learned: 'has learned',
      ended: (accuracy: string) => `ended at ${accuracy}`,
      plateau: (step: string) => `plateau since step ${step}`,
      fallen: (from: string, step: string) => `fallen from ${from} since step ${step}`,
      collapsed: (digit: number, step: string) => `collapsed to class ${digit} since step ${step}`,
      nan: (step: string) => `NaN at step ${step}`,
    },
  },
  ja: {
    series: {
      loss: { name: '学習時の損失', short: '損失', explanation: '' },
      testAccuracy: { name: 'テスト正解率', short: '正解率', explanation: '' },
      saturation: { name: '飽和度', short: '飽和度', explanation: 'softmax の最大確率(バッチの平均)' },
    },
    charts: {
      words: { step: 'ステップ', missing: '値はまだありません', notANumber: 'NaN' },
      lower: '下のグラフ',
      scale: '損失の目盛り',
      linear: '線形',
      log: '対数',
      range: '正解率の範囲',
      whole: '0–100%',
      top: '90–100%',
      smoothing: '平滑化',
      empty: '「開始」を押すと、曲線がここに描かれていきます。',
      origin: (engine, browser, cores, date) => `${date} の記録(${engine}、${browser}、CPU ${cores} コア)。`,
      recorded: (origin, seed) =>
        `${seed === undefined ? '' : `シード ${seed}。`}${origin}「開始」を押すと、ここで学習します。`,
      recordedShort: '記録',
      loading: 'グラフを読み込み中…',
      description: (title, runs) => `${title}(横軸は学習ステップ)。${runs.map((run) => `${run}。`).join('')}`,
      finishedBefore: (name) => `${name}(前回)`,
      ghosts: '薄い線は、前回の学習結果です。',
    },
    verdicts: {
      waiting: '最初の評価を待っています',
      untrained: 'まだ学習していません',
      beginning: '学習を始めたところです',
      learning: '学習が進んでいます',
      learned: '学習できました',
      ended: (accuracy) => `${accuracy} で終了`,
      plateau: (step) => `ステップ ${step} から停滞`,
      fallen: (from, step) => `ステップ ${step} 以降、${from} から低下`,
      collapsed: (digit, step) => `ステップ ${step} から「${digit}」としか答えません`,
      nan: (step) => `ステップ ${step} で NaN`,
    },
  },
});
