/** What presets and settings are, in a sentence each, in both languages; loaded with the sheet that has them. */
import { bilingual } from './bilingual.ts';
import { withAllTexts } from './text.ts';

export const settingsWords = bilingual({
  en: {
    presetNotes: {
      article: 'As in the article of 2016: softmax twice, statistics per activation.',
      paper: 'As in the paper of 2015: correct loss, statistics per feature map.',
      modern: 'He initialization, correct loss, moving averages: usual today, though no library’s defaults.',
      custom: 'Your own mixture of settings.',
    },
    /** One sentence for each setting: what it decides. */
    explanations: {
      data: 'The images that all runs are trained on and tested with.',
      loss: 'What training makes small. The article takes softmax twice, the tutorial before it a sum of logs; softmax cross-entropy is correct.',
      batchSize: 'Images that one step looks at together.',
      keepProbability: 'Share of the hidden units that dropout keeps at each step.',
      steps: 'After so many the runs end, with a look at all test images, of MNIST 10,000.',
      evaluationInterval: 'Steps between two looks at test images, 1,000 where there are so many.',
      evaluationStatistics:
        'Which means and variances normalize test images: their own batch’s, remembered ones, or those of training images.',
      normalization:
        'Over what means are taken. BN: over the batch, for a whole feature map or each of its places alone, as in the article. GroupNorm and LayerNorm: within one image.',
      scaleInit: 'How γ and β begin: at 1 and 0, or at random, as in the article.',
      kernelInit:
        'How large the first random weights, the kernels, are. “He” fits them to the number of inputs.',
      dataOrder: 'The first pass over the images: in the order of the file, or shuffled.',
      epsilon: 'Added to each variance before its root is taken. PyTorch 1e-5, Keras 1e-3.',
      momentum:
        'Share of the past in moving averages, as in Keras (0.99). PyTorch counts what is new: its 0.1 is 0.9 here.',
      runningVariance:
        'Which variance of a batch the moving averages take in; in small batches they differ most.',
    },
  },
  ja: {
    presetNotes: {
      article: '2016 年の記事のとおり。softmax が二重、統計量は活性ごと。',
      paper: '2015 年の論文のとおり。正しい損失、統計量は特徴マップごと。',
      modern:
        'He 初期化、正しい損失、移動平均。現在よく使われる組み合わせで、特定のライブラリの既定値ではありません。',
      custom: '設定を個別に組み合わせています。',
    },
    explanations: {
      data: 'すべての実験が学習とテストに使う画像です。',
      loss: '学習で小さくする量です。記事では softmax を 2 回、その前のチュートリアルでは log の和を使います。正しいのは softmax 交差エントロピーです。',
      batchSize: '1 ステップでまとめて扱う画像の枚数です。',
      keepProbability: '学習の各ステップで、dropout が残す隠れユニットの割合です。',
      steps: 'このステップ数で終わり、最後にすべてのテスト画像(MNIST では 10,000 枚)で評価します。',
      evaluationInterval: 'テスト画像(最大 1,000 枚)で評価するステップの間隔です。',
      evaluationStatistics:
        'テスト画像をどの平均と分散で正規化するかです。バッチ自身、移動平均、学習画像の統計量から選べます。',
      normalization:
        '平均をとる範囲です。BN ではバッチ全体で、特徴マップごとか、記事のように場所ごとにとります。GroupNorm と LayerNorm では画像 1 枚の中でとります。',
      scaleInit: 'γ と β の初期値です。1 と 0 にするか、記事のように乱数にするかを選べます。',
      kernelInit: '最初の重み(カーネル)の乱数の大きさです。He の方法では入力の数に合わせます。',
      dataOrder: '1 周目の画像の順序です。ファイルの順か、シャッフルかを選べます。',
      epsilon: '平方根をとる前に分散へ足す数です。PyTorch では 1e-5、Keras では 1e-3 です。',
      momentum:
        '移動平均で過去の値を残す割合で、Keras の数え方です(既定値は 0.99)。PyTorch では新しい値の割合なので、PyTorch の 0.1 はここでは 0.9 です。',
      runningVariance: '移動平均に入れる、バッチの分散の種類です。バッチが小さいほど差が出ます。',
    },
  },
});

export const settingsTexts = withAllTexts(settingsWords);
export type SettingsText = typeof settingsTexts.en;
