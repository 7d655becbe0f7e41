/** The words of the sixteen digits and of how answers spread, in both languages. */
import { bilingual } from './bilingual.ts';

export const digits = bilingual({
  en: {
    digits: {
      title: (count: string) => `First ${count} test digits`,
      ownTitle: (count: string) => `First ${count} test images`,
      legend: 'wrong',
      answers: (run: string) => `${run} answers`,
      right: (right: string, total: string) => `${right} of ${total} right`,
      notYet: 'not looked at yet',
      noNumbers: 'NaN: its outputs are no longer numbers',
      look: (label: number) => `Digit ${label}: all probabilities`,
      ownLook: (name: string) => `${name}: all probabilities`,
      sheet: (name: string) => `What each network answers: this is a ${name}`,
      spread: 'its answers',
      spreadText: (shares: readonly string[]) => `Answers by class: ${shares.join(', ')}`,
      share: (name: string, share: string) => `${name} ${share}`,
      confusionOf: (run: string) => `Confusion matrix of run ${run}`,
      confusionHow: 'Rows: what is in the image. Columns: the answer. On the diagonal it is right.',
      confusionNaN: 'Some outputs are NaN; where nothing can be compared, the answer counts as 0.',
      digit: 'in the image',
    },
  },
  ja: {
    digits: {
      title: (count) => `最初の ${count} 枚の数字`,
      ownTitle: (count) => `最初の ${count} 枚のテスト画像`,
      legend: '誤答',
      answers: (run) => `${run} の答え`,
      right: (right, total) => `${total} 枚中 ${right} 枚正解`,
      notYet: 'まだ評価していません',
      noNumbers: 'NaN: 出力が数値ではなくなりました',
      look: (label) => `数字 ${label}: すべての確率を見る`,
      ownLook: (name) => `${name}: すべての確率を見る`,
      sheet: (name) => `「${name}」の画像に対する、それぞれの答え`,
      spread: '答えの内訳',
      spreadText: (shares) => `クラスごとの答えの割合: ${shares.join('、')}`,
      share: (name, share) => `${name} が ${share}`,
      confusionOf: (run) => `実験 ${run} の混同行列`,
      confusionHow: '行は画像、列は答えです。対角線上が正解です。',
      confusionNaN: '出力に NaN があります。比べられない画像の答えは 0 として数えています。',
      digit: '画像',
    },
  },
});
