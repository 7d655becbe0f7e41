/** The words of a visitor's own data, in both languages; loaded with the sheet that reads them. */
import { bilingual } from './bilingual.ts';
import { withAllTexts } from './text.ts';

export const ownDataWords = bilingual({
  en: {
    ownData: {
      how: 'Drop four files here: images and labels to train on, images and labels to test with, in the format of MNIST (IDX, also as .gz). Images of 28 × 28, two to ten classes. They stay in this browser: nothing is sent anywhere.',
      choose: 'Choose four files',
      reading: 'Reading the files…',
      found: (train: string, test: string, classes: number) =>
        `${train} images to train on, ${test} to test with, ${classes} classes.`,
      allTrained: 'All of the first are trained on: none are left out for validation, as are 5,000 of MNIST.',
      hash: (hash: string) => `Known by what they hold: SHA-256 ${hash}…`,
      name: 'Name of the data',
      nameHint: (most: number) => `A name of 1 to ${most} characters, without “~”.`,
      unnamed: 'My images',
      className: (label: number) => `Name of class ${label}`,
      classes: 'Names of the classes',
      noImage: 'no image of it',
      use: 'Train on these',
      notKept: 'The browser keeps nothing here: these data are gone when the page is.',
      keptTitle: 'Kept in this browser',
      kept: (train: string, test: string, classes: number) => `${train} + ${test} images, ${classes} classes`,
      takeKept: (name: string) => `Use ${name}`,
      remove: 'Delete',
      delete: (name: string) => `Delete ${name}`,
      inUse: 'in use',
    },
  },
  ja: {
    ownData: {
      how: '4 つのファイルをここにドロップしてください。学習用とテスト用の画像とラベルで、MNIST と同じ形式(IDX、.gz も可)です。画像は 28 × 28、クラスは 2 から 10 までです。データはこのブラウザから外に出ません。',
      choose: '4 つのファイルを選ぶ',
      reading: 'ファイルを読み込み中…',
      found: (train, test, classes) => `学習用 ${train} 枚、テスト用 ${test} 枚、${classes} クラスです。`,
      allTrained: '学習用の画像はすべて学習に使います。MNIST のように 5,000 枚を検証用に残すことはしません。',
      hash: (hash) => `中身で見分けます: SHA-256 ${hash}…`,
      name: 'データの名前',
      nameHint: (most) => `1 から ${most} 文字で、「~」は使えません。`,
      unnamed: '自分の画像',
      className: (label) => `クラス ${label} の名前`,
      classes: 'クラスの名前',
      noImage: '画像なし',
      use: 'この画像で学習',
      notKept: 'このブラウザには保存できません。ページを閉じるとデータは失われます。',
      keptTitle: 'このブラウザにあるデータ',
      kept: (train, test, classes) => `画像 ${train} + ${test} 枚、${classes} クラス`,
      takeKept: (name) => `${name} を使う`,
      remove: '削除',
      delete: (name) => `${name} を削除`,
      inUse: '使用中',
    },
  },
});

export const ownDataTexts = withAllTexts(ownDataWords);
export type OwnDataText = typeof ownDataTexts.en;
