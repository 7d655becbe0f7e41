/** The words of what the pages of many runs share: the queue and the cells, in both languages. */
import { bilingual } from './bilingual.ts';
import { withAllTexts } from './text.ts';

export const many = bilingual({
  en: {
    queue: {
      title: 'Run it here',
      seeds: 'Seeds',
      steps: 'Steps',
      start: (runs: number) => (runs === 1 ? 'Train 1 run' : `Train ${runs} runs`),
      nothingLeft: 'All of these were trained here.',
      estimate: (time: string, workers: number) =>
        `About ${time} on this machine, ${workers === 1 ? 'one run' : `${workers} runs`} at a time.`,
      measuring: 'Measuring how fast this machine is…',
      unknown: 'The time it takes will be known after the first steps.',
      progress: 'Progress of the queue',
      done: (done: number, total: number) => `${done} of ${total} runs`,
      pause: 'Pause',
      resume: 'Resume',
      cancel: 'Cancel',
      paused: 'Paused',
      starting: 'Starting…',
      waiting: 'Waits: the Compare page is training.',
      interrupted: (done: number, total: number) =>
        `The queue was interrupted: ${done} of ${total} runs are done. Go on?`,
      goOn: 'Go on',
      no: 'No',
      failed: (what: string) => `${what} stopped:`,
      stuck: 'Two runs in a row could not begin, so the others wait. “Resume” tries the next ones.',
      underWay: (what: string, step: string, steps: string) => `${what}: step ${step} of ${steps}`,
      evaluating: (what: string) => `${what}: evaluating`,
    },
    many: {
      seed: (seed: string) => `Seed ${seed}`,
      run: (rate: string, arm: string, seed: string) => `${rate}, ${arm}, seed ${seed}`,
      article: 'The article, 2016',
      recorded: 'Recorded',
      here: 'In this browser',
      notRecorded: 'not recorded',
      recordedOfMnist: 'recorded for MNIST alone',
      notTrained: 'not trained yet',
      loading: 'loading…',
      range: (low: string, high: string, seeds: number) =>
        seeds === 1 ? '1 seed' : `${low} to ${high}, ${seeds} seeds`,
      stuck: (count: number, total: number) =>
        `${count} of ${total} never ${count === 1 ? 'leaves' : 'leave'} one class`,
      nan: (count: number, total: number) => `${count} of ${total} NaN`,
      plateau: (count: number, total: number) => `${count} of ${total} on a plateau`,
      fallen: (count: number, total: number) => `${count} of ${total} fallen back`,
      curves: (cell: string) => `Curves: ${cell}`,
      close: 'Close',
      compare: 'Open in Compare',
      seedsOf: (cell: string) => `Every seed: ${cell}`,
      median: 'median',
      source: { recorded: 'recorded', here: 'measured here' },
      problem: (files: string) => `Not all recorded runs could be loaded (${files}); the rest is shown.`,
      legend: 'Line: median. Band: range. Thin: single seeds.',
      legendFew: 'Two seeds have no median: each is a curve of its own.',
      noRuns: 'Nothing was recorded here. “Run it here” trains it.',
    },
    fewSeeds: {
      both: (low: string, high: string) => `${low} and ${high}`,
      count: (seeds: number) => (seeds === 1 ? '1 seed' : `${seeds} seeds`),
      notJudged: (seeds: number, needed: number) =>
        `not judged with ${seeds === 1 ? '1 seed' : `${seeds} seeds`} (needs ${needed})`,
      noneSoFar: (judged: number, rates: number) => `none of the rates judged (${judged} of ${rates})`,
      notMeasured: 'not measured',
    },
  },
  ja: {
    queue: {
      title: 'このブラウザーで試す',
      seeds: 'シードの数',
      steps: 'ステップ数',
      start: (runs) => `${runs} 件を学習する`,
      nothingLeft: 'すべてこのブラウザーで学習済みです。',
      estimate: (time, workers) => `この環境では約 ${time}(同時に ${workers} 件)かかります。`,
      measuring: 'この環境の速さを測っています…',
      unknown: '所要時間は、最初の数ステップのあとに分かります。',
      progress: 'キューの進み具合',
      done: (done, total) => `${done} / ${total} 件`,
      pause: '一時停止',
      resume: '再開',
      cancel: '中止',
      paused: '一時停止中',
      starting: '準備中…',
      waiting: '「比較」ページの学習が終わるのを待っています。',
      interrupted: (done, total) =>
        `キューが途中で終わっています(${total} 件中 ${done} 件が完了)。続けますか?`,
      goOn: '続ける',
      no: '続けない',
      failed: (what) => `${what} は止まりました:`,
      stuck: '2 件続けて学習を始められなかったため、残りは待っています。「再開」で次の学習を試せます。',
      underWay: (what, step, steps) => `${what}: ステップ ${step} / ${steps}`,
      evaluating: (what) => `${what}: 評価中`,
    },
    many: {
      seed: (seed) => `シード ${seed}`,
      run: (rate, arm, seed) => `${rate}、${arm}、シード ${seed}`,
      article: '2016 年の記事',
      recorded: '記録',
      here: 'このブラウザー',
      notRecorded: '記録なし',
      recordedOfMnist: '記録は MNIST のみ',
      notTrained: '未学習',
      loading: '読み込み中…',
      range: (low, high, seeds) => (seeds === 1 ? '1 シード' : `${low}〜${high}、${seeds} シード`),
      stuck: (count, total) => `${total} 件中 ${count} 件は一つのクラスから抜け出せず`,
      nan: (count, total) => `${total} 件中 ${count} 件は NaN`,
      plateau: (count, total) => `${total} 件中 ${count} 件は停滞`,
      fallen: (count, total) => `${total} 件中 ${count} 件は低下`,
      curves: (cell) => `曲線: ${cell}`,
      close: '閉じる',
      compare: '「比較」で開く',
      seedsOf: (cell) => `シードごとの結果: ${cell}`,
      median: '中央値',
      source: { recorded: '記録', here: 'ここで測定' },
      problem: (files) => `記録の一部(${files})を読み込めませんでした。残りを表示しています。`,
      legend: '線は中央値、帯は範囲、細線は各シード。',
      legendFew: 'シードが二つのときは中央値がないため、それぞれを曲線で示します。',
      noRuns: '記録がありません。「このブラウザーで試す」で学習できます。',
    },
    fewSeeds: {
      both: (low, high) => `${low} と ${high}`,
      count: (seeds) => `${seeds} シード`,
      notJudged: (seeds, needed) => `${seeds} シードでは判定しません(${needed} シード必要)`,
      noneSoFar: (judged, rates) => `判定した学習率(${rates} 個中 ${judged} 個)の中にはなし`,
      notMeasured: '未測定',
    },
  },
});

export const manyTexts = withAllTexts(many);
export type ManyText = typeof manyTexts.en;

/** The words of a page of many runs. */
export function withManyTexts<Own extends object>(own: {
  en: Own;
  ja: Own;
}): { en: ManyText & Own; ja: ManyText & Own } {
  return { en: { ...manyTexts.en, ...own.en }, ja: { ...manyTexts.ja, ...own.ja } };
}
