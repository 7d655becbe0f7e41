/** The words about what is kept of runs, in both languages. Loaded when the page has shown. */
import { bilingual } from './bilingual.ts';

export const kept = bilingual({
  en: {
    kept: {
      interrupted: (step: string, steps: string) => `Interrupted: go on from step ${step} of ${steps}?`,
      goOn: 'Go on',
      no: 'No',
      otherTabs:
        'The lab is open in another tab as well. Each trains runs of its own, all are kept, and they share this machine.',
      outcomes: {
        declined: 'The runs stay as they are, under “Runs”.',
        answered: 'Another tab has answered this. The runs are under “Runs”.',
        unreadable:
          'These runs are damaged: there is nothing to go on from. What can be read of them is under “Runs”.',
      },
      notKept: {
        refused:
          'This browser lets the page keep nothing, as in some private windows: runs are gone with the page.',
        full: 'The browser’s storage is full: this run is gone with the page. Delete runs you no longer need, or free some space.',
        newer:
          'A newer version of the lab has kept runs in this browser. Reload the page to get it; until then nothing is kept.',
        gone: 'What was kept has been deleted while it was in use. Training goes on; what comes is kept anew.',
        failed: 'The browser could not store this run: it is gone with the page.',
      },
    },
  },
  ja: {
    kept: {
      interrupted: (step, steps) => `中断した学習をステップ ${step} / ${steps} から続けますか?`,
      goOn: '続ける',
      no: '続けない',
      otherTabs:
        'ラボは別のタブでも開いています。学習はタブごとに行われ、どれも保存されますが、計算は遅くなります。',
      outcomes: {
        declined: '学習はそのまま「保存」に残っています。',
        answered: '別のタブで回答済みです。学習は「保存」にあります。',
        unreadable:
          'この学習のデータは壊れているため、続きから再開できません。読み取れるものは「保存」にあります。',
      },
      notKept: {
        refused:
          'このブラウザーでは、プライベートウィンドウなどのためデータを保存できません。ページを閉じると学習結果は失われます。',
        full: 'ブラウザーの保存領域がいっぱいです。この学習はページを閉じると失われます。不要な学習を削除するか、空き容量を増やしてください。',
        newer:
          'このブラウザーには、より新しいバージョンのデータが保存されています。ページを再読み込みしてください。それまでは何も保存されません。',
        gone: '保存したデータが使用中に削除されました。学習は続き、以降の結果は新たに保存されます。',
        failed: 'この学習をブラウザーに保存できませんでした。ページを閉じると失われます。',
      },
    },
  },
});

export type KeptText = typeof kept.en;
