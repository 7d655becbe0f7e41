/** What the Compare page says of itself: what BN computes, what is compared, and the three experiments. */
import { bilingual } from './bilingual.ts';

export const story = bilingual({
  en: {
    story: {
      label: 'What this is about',
      /** Around the term that it explains. */
      before: 'Two copies of one network learn to read digits. One has',
      term: 'Batch Normalization',
      after: ': every feature gets mean 0 and deviation 1 over each batch.',
      picture:
        'Ten values of one feature over a batch. Before: far from 0 and wide apart. Minus their mean, divided by their deviation: around 0, one apart.',
      question: 'Does it always help? No. Try it:',
      names: {
        article: 'The article of 2016',
        'correct-loss': 'A correct loss',
        'best-rates': 'Each at its best',
      },
      notes: {
        article:
          'The article of 2016 takes softmax twice in its loss. At 1E-3 the network without BN then often stops learning.',
        'correct-loss': 'The same with softmax taken once: at 1E-3 both networks learn.',
        'best-rates': 'Today’s usual setting at 1E-3, the best of nine recorded rates for both networks.',
      },
    },
  },
  ja: {
    story: {
      label: 'このページについて',
      before:
        '同じネットワーク 2 つが数字の読み方を学びます。片方にだけ、特徴ごとの値をバッチ内で平均 0、標準偏差 1 にそろえる',
      term: 'Batch Normalization',
      after: 'が入っています。',
      picture:
        'バッチ内の、ある特徴の 10 個の値。正規化の前は 0 から離れ、ばらついています。平均を引いて標準偏差で割ると、0 のまわりにそろいます。',
      question: 'いつでも役に立つ? いいえ。試してみましょう。',
      names: {
        article: '2016 年の記事',
        'correct-loss': '正しい損失',
        'best-rates': '最良の学習率どうし',
      },
      notes: {
        article:
          '2016 年の記事では、損失の中で softmax を 2 回かけています。そのため 1E-3 では、BN なしの学習がよく止まります。',
        'correct-loss': 'softmax を 1 回だけにしたものです。1E-3 でどちらも学習できます。',
        'best-rates':
          '現在よく使われる設定です。1E-3 は、記録した 9 つの学習率のうち、どちらにも最良のものです。',
      },
    },
  },
});
