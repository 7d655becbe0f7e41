/** The words about a download that takes long, in both languages. Loaded with the first one. */
import { bilingual } from './bilingual.ts';

export const downloadWords = bilingual({
  en: {
    slow: 'MNIST comes slowly.',
    progress: (loaded: string, total: string) => `${loaded} of ${total} MB are there`,
    left: (time: string) => `, about ${time} left`,
    stop: 'Stop loading',
    stopped: (loaded: string, total: string) =>
      `Loading MNIST was stopped at ${loaded} of ${total} MB. What has arrived stays.`,
    goOn: 'Go on',
  },
  ja: {
    slow: 'MNIST の読み込みに時間がかかっています。',
    progress: (loaded, total) => `${loaded} / ${total} MB`,
    left: (time) => `、残り約 ${time}`,
    stop: '読み込みを中止',
    stopped: (loaded, total) =>
      `MNIST の読み込みを ${loaded} / ${total} MB で中止しました。読み込んだ分は残っています。`,
    goOn: '続ける',
  },
});
