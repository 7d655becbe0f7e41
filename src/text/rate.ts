/** The words of the learning rate and of what is known of each rate, in both languages. */
import { bilingual } from './bilingual.ts';

/** Seeds that never learned, and all that were recorded. */
interface Failed {
  failed: number;
  seeds: number;
}

type CellKind = 'open' | 'failed' | 'usable' | 'below';

export const rate = bilingual({
  en: {
    rateStrip: {
      article: 'The article’s:',
      row: (run: string) => `Run ${run}, recorded at each learning rate`,
      cell: (rate: string, accuracy: string, kind: CellKind, { failed, seeds }: Failed): string =>
        ({
          open: `${rate}: not recorded`,
          failed: `${rate}: one answer to everything`,
          usable: `${rate}: ${accuracy}, usable`,
          below: `${rate}: ${accuracy}${failed > 0 ? `; ${failed} of ${seeds} seeds give one answer to everything` : ''}`,
        })[kind],
      none: 'not recorded at other rates',
      /** `seeds`: 0 before they are there. */
      note: (steps: string, usable: string, seeds: number) =>
        `Recorded: % right after ${steps} steps${seeds > 1 ? `, median of ${seeds} seeds` : ''}. Filled: ${usable} or more. ×: one answer to all; beside a number, in some seeds.`,
      unknown: 'What other rates come to was not recorded with these settings.',
    },
  },
  ja: {
    rateStrip: {
      article: '記事の値:',
      row: (run) => `実験 ${run} の、学習率ごとの記録`,
      cell: (rate, accuracy, kind, { failed, seeds }) =>
        ({
          open: `${rate}: 記録なし`,
          failed: `${rate}: どの画像にも同じ答え`,
          usable: `${rate}: ${accuracy}、使える`,
          below: `${rate}: ${accuracy}${failed > 0 ? `。${seeds} シード中 ${failed} 件は、どの画像にも同じ答え` : ''}`,
        })[kind],
      none: 'ほかの学習率の記録はありません',
      note: (steps, usable, seeds) =>
        `記録: ${steps} ステップ後の正解率(%)${seeds > 1 ? `、${seeds} シードの中央値` : ''}。塗りつぶし: 使える(${usable} 以上)。×: どの画像にも同じ答え(数字の横では、一部のシードだけ)。`,
      unknown: 'この設定では、ほかの学習率の結果を記録していません。',
    },
  },
});
