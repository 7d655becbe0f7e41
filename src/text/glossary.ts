/** The terms of the field, each explained in two or three sentences, in both languages. Loaded when one is asked for. */
import { bilingual } from './bilingual.ts';

interface Explained {
  term: string;
  explanation: string;
}

export type TermName =
  | 'batchNormalization'
  | 'batch'
  | 'step'
  | 'learningRate'
  | 'loss'
  | 'testAccuracy'
  | 'softmax'
  | 'logits'
  | 'doubleSoftmax'
  | 'saturation'
  | 'gradient'
  | 'gammaBeta'
  | 'perActivation'
  | 'perFeatureMap'
  | 'seed'
  | 'median'
  | 'plateau'
  | 'collapsed'
  | 'dropout'
  | 'adam'
  | 'movingAverage'
  | 'initialization'
  | 'preset'
  | 'article'
  | 'stepsTo'
  | 'nan'
  | 'fallen'
  | 'smoothing'
  | 'stepTime'
  | 'groupNorm'
  | 'ghostBatch'
  | 'noise'
  | 'percentiles'
  | 'silentUnit'
  | 'lookAhead'
  | 'smoothness'
  | 'rightAngle'
  | 'effectiveRate'
  | 'covariateShift'
  | 'relu'
  | 'channel'
  | 'layer'
  | 'kernel'
  | 'look'
  | 'standing';

export const glossary = bilingual<Record<TermName, Explained>>({
  en: {
    batchNormalization: {
      term: 'Batch Normalization',
      explanation:
        'For each feature of a layer: subtract the mean over the batch, divide by the deviation over the batch, then scale by γ and shift by β, which are learned.',
    },
    batch: {
      term: 'batch',
      explanation:
        'The images that one step looks at together, here 50. Their mean gradient moves the weights once.',
    },
    step: {
      term: 'step',
      explanation: 'One batch forward, its gradient backward, and one small move of all weights.',
    },
    learningRate: {
      term: 'learning rate',
      explanation:
        'How far a step moves the weights. Too low, and nothing happens for long; too high, and a step leaps over what it was looking for.',
    },
    loss: {
      term: 'loss',
      explanation:
        'The number that training makes small: how surprised the network is by the right answers of a batch.',
    },
    testAccuracy: {
      term: 'test accuracy',
      explanation: 'The share of images answered rightly that were never trained on.',
    },
    softmax: {
      term: 'softmax',
      explanation:
        'Turns ten scores into ten probabilities: each becomes a power of e, and all are divided by their sum.',
    },
    logits: {
      term: 'logits',
      explanation:
        'The ten scores that the last layer gives an image, before softmax makes probabilities of them.',
    },
    doubleSoftmax: {
      term: 'double softmax',
      explanation:
        'The article’s code applies softmax twice: to the scores, and again inside the loss. The second can never be sure, so the loss stays above 1.46, and what saturates the first stops all learning.',
    },
    saturation: {
      term: 'saturation',
      explanation:
        'The mean of the largest of the ten probabilities: at 1.00 the network is certain of every answer. A certain softmax passes hardly any gradient back; that only matters where the answers are wrong and the loss takes softmax once more.',
    },
    gradient: {
      term: 'gradient',
      explanation: 'For each weight, how fast the loss would grow with it. A step goes the other way.',
    },
    gammaBeta: {
      term: 'γ and β',
      explanation:
        'Scale and shift that follow the normalization, one pair for each feature. They are learned, so the network may undo what was normalized.',
    },
    perActivation: {
      term: 'per activation',
      explanation:
        'The mean is taken for each place of a map alone, over the images only, as in the article. Usual for convolutions is one mean for a whole map.',
    },
    perFeatureMap: {
      term: 'per feature map',
      explanation:
        'A convolution slides one small filter over the image; what it finds is a map. One mean and one deviation over all places of the map and all images of the batch, as is usual today.',
    },
    seed: {
      term: 'seed',
      explanation:
        'The number from which all chance is drawn: first weights, order of images, dropout. The same seed gives the same run.',
    },
    median: {
      term: 'median',
      explanation: 'The one in the middle when all are sorted: half are better, half are worse.',
    },
    plateau: {
      term: 'plateau',
      explanation: 'The accuracy rests well below what this network can do, often with one class missing.',
    },
    collapsed: {
      term: 'collapsed',
      explanation: 'The network gives one and the same answer to every image.',
    },
    dropout: {
      term: 'dropout',
      explanation:
        'At each training step half of the hidden units are left out at random, so that none relies on another.',
    },
    adam: {
      term: 'Adam',
      explanation:
        'The rule by which a step moves the weights: each by its own mean gradient, divided by how large its gradients usually are.',
    },
    movingAverage: {
      term: 'moving averages',
      explanation:
        'Means and variances remembered from training, a tenth of them new at each step. With them one image can be answered without a batch.',
    },
    initialization: {
      term: 'initialization',
      explanation:
        'How large the first random weights are. “He” fits them to the number of inputs, so that signals keep their size.',
    },
    article: {
      term: 'the article of 2016',
      explanation:
        'A Japanese blog article that added BN to TensorFlow’s tutorial “Deep MNIST for Experts” and compared how both learn. What it saw is what this page opens with.',
    },
    stepsTo: {
      term: 'to 90%, 95%, 98%',
      explanation: 'The step at which the test accuracy first reached so much; a dash where it never did.',
    },
    nan: {
      term: 'NaN',
      explanation:
        '“Not a number”: a sum overflowed or a logarithm of 0 was taken. From there on nothing is learned.',
    },
    fallen: {
      term: 'fallen back',
      explanation: 'The network had learned, and then lost ten points or more of its accuracy.',
    },
    preset: {
      term: 'preset',
      explanation:
        'All settings at once: as in the article of 2016, as in the paper that introduced BN (2015), or as is usual today.',
    },
    smoothing: {
      term: 'smoothing',
      explanation:
        'Each batch is harder or easier than the last, so the loss jitters. The thick line is a mean in which older steps count less and less; the pale one is what was measured.',
    },
    stepTime: {
      term: 'ms/step',
      explanation:
        'Milliseconds that a training step takes on this device: the median of the last 41 steps. A normalization costs a little of it.',
    },
    groupNorm: {
      term: 'GroupNorm, LayerNorm',
      explanation:
        'Mean and deviation are taken within one image, over neighbouring features: so many groups of them, or all at once (LayerNorm). No other image has a part in it.',
    },
    ghostBatch: {
      term: 'BN in parts',
      explanation:
        'The batch is cut into parts, each with its own mean and deviation, as where many devices share a batch. Small parts make noisy means.',
    },
    noise: {
      term: 'BN + noise',
      explanation:
        'While it trains, what BN has normalized is scaled and shifted at random, anew at each step: the next layer’s inputs drift again. A test of whether it is their drift that hurts (Santurkar et al. 2018).',
    },
    percentiles: {
      term: 'percentiles',
      explanation:
        'Of all values in order of size, the 15th percentile has 15 % below it and the 85th has 85 %: between them lies the middle 70 %. Here of all values of a layer for one batch.',
    },
    silentUnit: {
      term: 'silent unit',
      explanation:
        'Its relu gives 0 for every image of the batch, so no gradient comes back through it. Of this batch: another one may wake it.',
    },
    lookAhead: {
      term: 'the coming step',
      explanation:
        'What Adam would do next, tried on a copy of the network: half of it, all of it, twice and four times as far. It shows how the loss lies ahead.',
    },
    smoothness: {
      term: 'roughness, predictive gradients',
      explanation:
        'How much the gradient changes along a step, for each unit of its length: what Santurkar et al. 2018 call effective β-smoothness, which is not the β that BN adds. Where it hardly changes, the gradient still points the right way after the step.',
    },
    rightAngle: {
      term: 'right angles, cosine',
      explanation:
        'The cosine of the angle between weights and their gradient is 0 at a right angle. A step at a right angle turns the weights, and can only make them longer.',
    },
    effectiveRate: {
      term: 'effective rate',
      explanation:
        'Where only the direction of the weights counts, longer weights turn less by the same step: what matters is the learning rate divided by their length (by its square for plain gradient descent).',
    },
    covariateShift: {
      term: 'shift by earlier layers',
      explanation:
        'What one layer learns changes what the next receives (internal covariate shift). Measured here as the change of a layer’s gradient when only the layers before it make their step.',
    },
    relu: {
      term: 'relu',
      explanation: 'What a layer’s values go through: negative ones become 0, the others stay as they are.',
    },
    channel: {
      term: 'channel',
      explanation:
        'One of the maps that a convolution gives, each found by a kernel of its own. A value is known by its image, its channel, and its location in the map.',
    },
    layer: {
      term: 'conv 1, conv 2, fc 1, logits',
      explanation:
        'The layers of this network, from the image on: two convolutions, which slide small kernels over a map; one fully connected layer of 1,024 units, which see everything; and the ten scores.',
    },
    kernel: {
      term: 'kernel',
      explanation:
        'The weights of a layer, without what is added: those of a convolution are small patterns that slide over the image.',
    },
    look: {
      term: 'look',
      explanation:
        'All that is seen inside a network after one step: it is computed on a copy, at the next training batch, without dropout and noise. The run goes on as if nobody had looked.',
    },
    standing: {
      term: 'agrees, disagrees, cannot tell',
      explanation:
        'What is said, held against what was measured here, seed by seed, with and without BN. Agrees: every seed shows it, as a rule by a factor of 1.2. Disagrees: every seed shows the contrary. Cannot tell: they hardly differ, contradict each other, or something is missing. It speaks of this small network, and proves nothing of others.',
    },
  },
  ja: {
    batchNormalization: {
      term: 'Batch Normalization',
      explanation:
        '層の特徴ごとに、バッチ内の平均を引き、標準偏差で割ります。そのあと、学習で決まる γ を掛けて β を足します。',
    },
    batch: {
      term: 'バッチ',
      explanation:
        '1 ステップでまとめて扱う画像です。ここでは 50 枚で、その勾配の平均で重みを 1 回更新します。',
    },
    step: {
      term: 'ステップ',
      explanation: 'バッチを 1 つ入力して勾配を求め、すべての重みを少しだけ動かすまでの 1 回分です。',
    },
    learningRate: {
      term: '学習率',
      explanation:
        '1 ステップで重みをどれだけ動かすかです。小さいとなかなか進まず、大きいと目標を飛び越えてしまいます。',
    },
    loss: {
      term: '損失',
      explanation:
        '学習で小さくしていく数です。バッチの正解に対して、ネットワークの予想がどれだけ外れているかを表します。',
    },
    testAccuracy: {
      term: 'テスト正解率',
      explanation: '学習に使っていない画像のうち、正しく答えられたものの割合です。',
    },
    softmax: {
      term: 'softmax',
      explanation: '10 個のスコアを 10 個の確率に変えます。それぞれを e の累乗にして、合計で割ります。',
    },
    logits: {
      term: 'ロジット',
      explanation: '最後の層が画像ごとに出す 10 個のスコアです。softmax で確率に変える前の値です。',
    },
    doubleSoftmax: {
      term: '二重 softmax',
      explanation:
        '記事のコードでは、スコアに softmax をかけたうえに、損失の中でもう一度かけています。2 段目は確信を持てないため損失は 1.46 より下がらず、1 段目が飽和すると学習が止まります。',
    },
    saturation: {
      term: '飽和度',
      explanation:
        '10 個の確率のうち最大のものを平均した値で、1.00 ならすべての答えに確信があります。そのとき softmax は勾配をほとんど通しません。困るのは、答えが間違っていて、損失の中でもう一度 softmax をかける場合だけです。',
    },
    gradient: {
      term: '勾配',
      explanation:
        '重みを少し増やすと損失がどれだけ増えるかを、重みごとに表したものです。ステップでは逆向きに動かします。',
    },
    gammaBeta: {
      term: 'γ と β',
      explanation:
        '正規化のあとに掛ける数と足す数で、特徴ごとに 1 組あります。学習で決まるので、正規化を打ち消すこともできます。',
    },
    perActivation: {
      term: '活性ごと',
      explanation:
        '記事のように、マップの場所ごとに画像だけで平均します。畳み込みでは、マップ全体で 1 つの平均を使うのが普通です。',
    },
    perFeatureMap: {
      term: '特徴マップごと',
      explanation:
        '畳み込みでは小さなフィルターを画像の上で動かし、その結果が 1 枚のマップになります。マップのすべての場所とバッチのすべての画像で平均と標準偏差を 1 つずつ求める、現在の普通の方法です。',
    },
    seed: {
      term: '乱数シード',
      explanation:
        '最初の重み、画像の順序、dropout など、偶然で決まるもののもとになる数です。同じシードなら同じ結果になります。',
    },
    median: {
      term: '中央値',
      explanation: '順に並べたときの真ん中の値です。半分はこれより良く、半分はこれより悪い結果です。',
    },
    plateau: {
      term: '停滞',
      explanation:
        '正解率が、本来の力よりかなり低いところで止まった状態です。クラスが 1 つ抜けていることがよくあります。',
    },
    collapsed: {
      term: '1 クラスに固定',
      explanation: 'どの画像にも同じ答えを返す状態です。',
    },
    dropout: {
      term: 'dropout',
      explanation: '学習のたびに隠れユニットの半分を無作為に休ませて、互いに頼りすぎないようにします。',
    },
    adam: {
      term: 'Adam',
      explanation:
        '重みの動かし方の規則です。重みごとに勾配の平均を求め、ふだんの勾配の大きさで割って動かします。',
    },
    movingAverage: {
      term: '移動平均',
      explanation:
        '学習中の平均と分散を、毎ステップ 1 割ずつ入れ替えながら覚えたものです。これがあれば、画像 1 枚だけでも答えられます。',
    },
    initialization: {
      term: '初期化',
      explanation:
        '最初の重みをどのくらいの大きさの乱数にするかです。He の方法では入力の数に合わせ、信号の大きさを保ちます。',
    },
    article: {
      term: '2016 年の記事',
      explanation:
        'TensorFlow のチュートリアル「Deep MNIST for Experts」に BN を加えて、学習の進み方を比べた日本語のブログ記事です。このページは、その実験から始まります。',
    },
    stepsTo: {
      term: '90%、95%、98% まで',
      explanation: 'テスト正解率が初めてその値に達したステップです。一度も達していなければ「–」です。',
    },
    nan: {
      term: 'NaN',
      explanation:
        '「数ではない」という値です。桁があふれたり 0 の log をとったりすると現れ、その先は何も学習できません。',
    },
    fallen: {
      term: '低下',
      explanation: 'いったん学習できたあとで、正解率が 10 ポイント以上下がった状態です。',
    },
    preset: {
      term: 'プリセット',
      explanation:
        'すべての設定をまとめて選びます。2016 年の記事、BN を提案した 2015 年の論文、現在よく使われる設定の 3 つがあります。',
    },
    smoothing: {
      term: '平滑化',
      explanation:
        'バッチごとに難しさが違うので、損失は細かく揺れます。太い線は、古いステップほど軽くした平均です。細い線が実際に測った値です。',
    },
    stepTime: {
      term: 'ms/ステップ',
      explanation:
        'この端末で学習 1 ステップにかかる時間(ミリ秒)です。直近 41 ステップの中央値で、正規化があると少し長くなります。',
    },
    groupNorm: {
      term: 'GroupNorm、LayerNorm',
      explanation:
        '平均と標準偏差を、画像 1 枚の中で、隣り合う特徴のグループごとに求めます。すべての特徴を 1 グループにしたものが LayerNorm です。ほかの画像は関わりません。',
    },
    ghostBatch: {
      term: '枚数を区切った BN',
      explanation:
        'バッチをいくつかに分け、それぞれで平均と標準偏差を求めます。バッチを多くの装置で分担するときと同じです。1 まとまりが小さいほど、平均は不安定になります。',
    },
    noise: {
      term: 'BN + ノイズ',
      explanation:
        '学習中、BN で正規化した値を、ステップごとに違う乱数で拡大・移動します。次の層の入力は再び変動します。入力の変動が学習を妨げるのかを確かめる実験です(Santurkar ら、2018 年)。',
    },
    percentiles: {
      term: 'パーセンタイル',
      explanation:
        '値を小さい順に並べたとき、15 パーセンタイルより下に 15 %、85 パーセンタイルより下に 85 % があります。その間が中央の 70 % です。ここでは 1 バッチに対する層の全部の値を使います。',
    },
    silentUnit: {
      term: '無反応のユニット',
      explanation:
        'バッチのどの画像でも relu の出力が 0 で、勾配が戻らないユニットです。別のバッチでは反応することもあります。',
    },
    lookAhead: {
      term: '次の一歩',
      explanation:
        'Adam が次に行う更新を、ネットワークの写しで試したものです。半分、1 倍、2 倍、4 倍進んで、その先の損失を調べます。',
    },
    smoothness: {
      term: '粗さ、勾配の予測しやすさ',
      explanation:
        '一歩進む間に勾配がどれだけ変わるかを、進んだ長さ 1 あたりで表します。Santurkar ら(2018 年)が「実効的な β 平滑性」と呼ぶ量で、BN で足す β とは別のものです。ほとんど変わらなければ、進んだ後も勾配は正しい向きのままです。',
    },
    rightAngle: {
      term: '直交、余弦',
      explanation:
        '重みと勾配が直交していると、その角の余弦は 0 です。直交する一歩は重みの向きを変え、長さは伸びるだけです。',
    },
    effectiveRate: {
      term: '実効学習率',
      explanation:
        '重みの向きだけが意味を持つとき、長い重みほど同じ一歩で回る角度が小さくなります。効くのは学習率を長さで割った値です(単純な勾配降下法では長さの 2 乗)。',
    },
    covariateShift: {
      term: '前の層による変動',
      explanation:
        'ある層が学習すると、次の層が受け取る値も変わります(内部共変量シフト)。ここでは、前の層だけが一歩進んだときの、その層の勾配の変化として測ります。',
    },
    relu: {
      term: 'relu',
      explanation: '層の値を通す関数です。負の値は 0 になり、それ以外はそのまま通ります。',
    },
    channel: {
      term: 'チャネル',
      explanation:
        '畳み込みの結果のマップ 1 枚のことで、それぞれに専用のカーネルがあります。1 つの値は、画像とチャネルとマップ上の位置で決まります。',
    },
    layer: {
      term: 'conv 1、conv 2、fc 1、ロジット',
      explanation:
        'このネットワークの層を、画像の側から並べたものです。小さなカーネルをマップの上で動かす畳み込みが 2 つ、すべてを見る 1,024 ユニットの全結合層が 1 つ、最後が 10 個のスコアです。',
    },
    kernel: {
      term: 'カーネル',
      explanation:
        '層の重みです(足すだけの値は含みません)。畳み込みでは、画像の上を動く小さな模様にあたります。',
    },
    look: {
      term: '観察',
      explanation:
        'あるステップの後に、ネットワークの内部をまとめて調べることです。写しを使い、次の学習バッチで、ドロップアウトとノイズなしで計算します。学習そのものには影響しません。',
    },
    standing: {
      term: '一致、不一致、判定できない',
      explanation:
        '言われていることを、ここでの測定と照らし合わせた結果です。BN なしとありをシードごとに比べ、全シードがそのとおり(目安は 1.2 倍以上の差)なら一致、全シードが逆なら不一致です。差がわずか、シードによって食い違う、または測定が足りないときは判定できません。この小さなネットワークについての結果で、ほかでも成り立つ証拠ではありません。',
    },
  },
});
