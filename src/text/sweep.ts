/** The words of the Sweep page, in both languages. */
import { bilingual } from './bilingual.ts';
import { withManyTexts } from './many.ts';

export const sweep = bilingual({
  en: {
    sweep: {
      title: 'Accuracy against learning rate',
      intro:
        'The same network at many learning rates, without and with Batch Normalization. A point is the median of its seeds; a seed that fails has a mark of its own.',
      preset: 'Preset',
      rates: 'Learning rates',
      ratesHint: (most: number) => `Enter 1 to ${most} numbers from 1E-5 to 1E-1, separated by commas.`,
      chart: 'Final test accuracy against learning rate',
      usable: (percent: string) => `Usable: median ≥ ${percent}`,
      threshold: 'Usable from',
      usableRange: (from: string, to: string) => (from === to ? `only ${from}` : `${from} to ${to}`),
      unusable: 'at no rate',
      table: 'All points',
      columns: { rate: 'Learning rate' },
      hint: 'Choose a point to see its curves.',
      point: (cell: string, median: string, range: string) => `${cell}: ${median} (${range})`,
      mark: {
        collapsed: (digit: number) => `collapsed to class ${digit}`,
        nan: 'NaN',
        plateau: 'plateau',
        fallen: 'fallen back',
      },
      recorded: (origin: string, steps: string) =>
        `${origin} Accuracy on all test images after ${steps} steps.`,
    },
  },
  ja: {
    sweep: {
      title: '学習率と正解率',
      intro:
        '同じネットワークを、多くの学習率で、BN なしとありで学習させます。点はシードの中央値で、失敗したシードには別に印がつきます。',
      preset: 'プリセット',
      rates: '学習率',
      ratesHint: (most) => `1E-5 から 1E-1 までの数を、コンマ区切りで 1〜${most} 個入力してください。`,
      chart: '学習率ごとの最終テスト正解率',
      usable: (percent) => `使える範囲: 中央値 ≥ ${percent}`,
      threshold: '使える基準',
      usableRange: (from, to) => (from === to ? `${from} のみ` : `${from}〜${to}`),
      unusable: 'なし',
      table: 'すべての点',
      columns: { rate: '学習率' },
      hint: '点を選ぶと曲線を表示します。',
      point: (cell, median, range) => `${cell}: ${median}(${range})`,
      mark: {
        collapsed: (digit) => `「${digit}」としか答えない`,
        nan: 'NaN',
        plateau: '停滞',
        fallen: '低下',
      },
      recorded: (origin, steps) => `${origin}${steps} ステップ後、全テスト画像での正解率。`,
    },
  },
});

export const sweepTexts = withManyTexts(sweep);
export type SweepText = typeof sweepTexts.en;
