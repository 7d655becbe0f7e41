/** What the Compare page says of itself: what BN computes, what is compared, and the three experiments. */
import { bilingual } from './bilingual.ts';

export const story = bilingual({
  en: {
    story: {
      label: 'What this is about',
      /** Around the term that it explains. */
      before: 'Two copies of one network learn to read digits. One has',
      term: 'Batch Normalization',
      /** Stays with the term. */
      colon: ':',
      after: ' each feature gets mean 0 and deviation 1 over a batch.',
      picture:
        'Ten values of one feature over a batch. Before: far from 0 and wide apart. Minus their mean, divided by their deviation: around 0, one apart.',
      question: 'Does it always help? No.',
      /** Before the outcomes of the experiments. */
      outcomes: 'Recorded, without BN → with BN:',
      names: {
        article: 'Article of 2016',
        'correct-loss': 'Its loss corrected',
        'low-rate': 'A lower rate',
        'best-rates': 'Each at its best',
      },
      /** What an experiment is. */
      notes: {
        article: 'The article of 2016, at its higher rate. Its loss takes softmax twice.',
        'correct-loss': 'The same network at the same rate, with softmax taken once, as is correct.',
        'low-rate': 'The loss is correct, the rate a tenth: slow and safe.',
        'best-rates': 'Today’s usual setting, at the best of nine recorded rates for both networks.',
      },
      /** What it says once it is over. */
      lessons: {
        article: 'BN rescues this network. From what? Its loss takes softmax twice: try it corrected.',
        'correct-loss':
          'Only the loss is another, and both learn. What failed was softmax taken twice, which BN happens to disarm.',
        'low-rate': (without: string, withBatchNorm: string, seeds: number) =>
          `Here BN costs accuracy: ${withBatchNorm} with it, ${without} without, medians of ${seeds} recorded seeds.`,
        'best-rates': (without: number, withBatchNorm: number, rates: number) =>
          `Hardly better at the best rate, but at more rates: ${withBatchNorm} of ${rates} reach 95% with BN, ${without} without.`,
      },
      why: 'Why?',
      allRates: 'All rates',
    },
  },
  ja: {
    story: {
      label: 'このページについて',
      before:
        '同じネットワーク 2 つが数字の読み方を学びます。片方にだけ、特徴をバッチ内で平均 0、標準偏差 1 にそろえる',
      term: 'Batch Normalization',
      colon: '',
      after: 'が入っています。',
      picture:
        'バッチ内の、ある特徴の 10 個の値。正規化の前は 0 から離れ、ばらついています。平均を引いて標準偏差で割ると、0 のまわりにそろいます。',
      question: 'いつでも役に立つ? いいえ。',
      outcomes: '記録: BN なし → あり',
      names: {
        article: '2016 年の記事',
        'correct-loss': '損失を直すと',
        'low-rate': '学習率を下げると',
        'best-rates': '最適な学習率で',
      },
      notes: {
        article: '2016 年の記事の、大きいほうの学習率です。損失の中で softmax を 2 回かけています。',
        'correct-loss': 'ネットワークも学習率も同じで、softmax を正しく 1 回だけにしたものです。',
        'low-rate': '損失は正しく、学習率は 10 分の 1 です。ゆっくりですが確実に進みます。',
        'best-rates': '現在よく使われる設定で、記録した 9 つのうち、どちらにも最良の学習率です。',
      },
      lessons: {
        article:
          'BN がこのネットワークを救いました。何からでしょうか。2 回かけた softmax を直して試してみましょう。',
        'correct-loss':
          '変えたのは損失だけで、どちらも学習できました。失敗の原因は 2 回かけた softmax で、BN はたまたまそれを防いでいました。',
        'low-rate': (without, withBatchNorm, seeds) =>
          `ここでは BN で正解率が下がります。記録したシード ${seeds} 個の中央値は、BN ありで ${withBatchNorm}、なしで ${without} です。`,
        'best-rates': (without, withBatchNorm, rates) =>
          `最良の学習率ではほぼ同じですが、使える学習率の数が違います。${rates} 個のうち 95% に達するのは、BN ありで ${withBatchNorm} 個、なしで ${without} 個です。`,
      },
      why: 'その理由',
      allRates: 'すべての学習率',
    },
  },
});
