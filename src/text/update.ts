/** The words for a newer version of the lab. */
import { bilingual } from './bilingual.ts';

export const updateWords = bilingual({
  en: {
    waits: 'There is a new version of the lab. Loading it ends what trains here; the settings stay.',
    load: 'Load new version',
  },
  ja: {
    waits: '新しいバージョンがあります。読み込むと、このページの学習は終了します(設定は残ります)。',
    load: '新しいバージョンを読み込む',
  },
});
