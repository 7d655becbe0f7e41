/** The words of saving a chart, in both languages; loaded with the button that saves. */
import { bilingual } from './bilingual.ts';

export const saveTexts = bilingual({
  en: {
    save: 'Save',
    tip: 'Save this chart, or copy its link',
    png: 'Picture (PNG)',
    svg: 'Drawing (SVG)',
    csv: 'Data (CSV)',
    link: 'Copy link',
    saved: (file: string) => `Saved as ${file}.`,
    copied: 'Link copied.',
    refused: 'The browser did not let the link be copied. Here it is, to copy by hand:',
    address: 'Link',
    failed: {
      png: 'This browser could not make the picture. The drawing (SVG) shows the same.',
      svg: 'The drawing could not be made. Try again when less is under way.',
      csv: 'The data could not be saved.',
    },
    seeds: 'Seeds',
    trainedWith: (engine: string) => `Trained with ${engine}.`,
    savedOn: (date: string) => `Saved on ${date}`,
    /** Of values that a picture has in words. */
    atStep: (step: string) => `Read at step ${step}`,
  },
  ja: {
    save: '保存',
    tip: 'グラフを保存、またはリンクをコピー',
    png: '画像(PNG)',
    svg: '図(SVG)',
    csv: 'データ(CSV)',
    link: 'リンクをコピー',
    saved: (file) => `${file} として保存しました。`,
    copied: 'リンクをコピーしました。',
    refused: 'ブラウザーがコピーを許可しませんでした。次のリンクを手動でコピーしてください。',
    address: 'リンク',
    failed: {
      png: 'このブラウザーでは画像を作成できませんでした。図(SVG)なら同じ内容を保存できます。',
      svg: '図を作成できませんでした。ほかの処理が終わってから、もう一度お試しください。',
      csv: 'データを保存できませんでした。',
    },
    seeds: '乱数シード',
    trainedWith: (engine) => `${engine} で学習。`,
    savedOn: (date) => `保存日 ${date}`,
    atStep: (step) => `ステップ ${step} の値`,
  },
});
export type SaveText = typeof saveTexts.en;
