/** The words of the pages that look at many runs, in Japanese. */
import type { enMany } from './en-many.ts';

export const jaMany: typeof enMany = {
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
    holds: (left) => `この学習が終わるか一時停止するまで、キューの ${left} 件は待っています。`,
    queueTrains: (done, total) =>
      `キューが学習しています(${done} / ${total} 件)。ここで学習を始めると、その間は待ちます。`,
    failed: (what, message) => `${what} は止まりました: ${message}`,
    underWay: (what, step, steps) => `${what}: ステップ ${step} / ${steps}`,
    evaluating: (what) => `${what}: 評価中`,
  },
  many: {
    rate: (rate) => `学習率 ${rate}`,
    seed: (seed) => `シード ${seed}`,
    run: (rate, batchNorm, seed) => `${rate}、${batchNorm}、シード ${seed}`,
    article: '2016 年の記事',
    recorded: '記録',
    here: 'このブラウザー',
    notRecorded: '記録なし',
    notTrained: '未学習',
    loading: '読み込み中…',
    range: (low, high, seeds) => (seeds === 1 ? '1 シード' : `${low}〜${high}、${seeds} シード`),
    stuck: (count, total) => `${total} 件中 ${count} 件は一つのクラスから抜け出せず`,
    nan: (count, total) => `${total} 件中 ${count} 件は NaN`,
    plateau: (count, total) => `${total} 件中 ${count} 件は停滞`,
    curves: (cell) => `曲線: ${cell}`,
    close: '閉じる',
    compare: '「比較」で開く',
    seedsOf: (cell) => `シードごとの結果: ${cell}`,
    median: '中央値',
    source: { recorded: '記録', here: 'ここで測定' },
    problem: (files) => `記録の一部(${files})を読み込めませんでした。残りを表示しています。`,
    saturation: '飽和度',
    saturationLong: 'softmax の最大確率(バッチの平均)',
    short: { off: 'なし', on: 'あり' },
    legend: '線は中央値、帯は範囲、細線は各シード。',
    noRuns: '記録がありません。「このブラウザーで試す」で学習できます。',
    accuracyAxis: 'テスト正解率',
  },
  reproduce: {
    title: '記事の結果を、もう一度測る',
    intro:
      '2016 年の記事は、TensorFlow の「Deep MNIST for Experts」に Batch Normalization を加え、なし・ありの両方を 1,000 ステップ学習させました。その表と、このプログラムが複数のシードで測った値を並べます。',
    loss: '損失関数',
    variants: { article: '記事: 二重 softmax', 'sum-log': '2015 年: log の和', stable: '安定な損失' },
    variantNotes: {
      article:
        '記事のコードでは softmax が二重です。ネットワークが返す確率に、損失関数がもう一度 softmax をかけます。',
      'sum-log':
        '2015 年のチュートリアルの損失、−Σ y·log p のバッチ合計。確率が 0 に潰れると NaN になります。',
      stable: 'ロジットから直接計算する softmax 交差エントロピー。現在の標準です。',
    },
    table: '1,000 ステップ後のテスト正解率',
    doesNotConverge: '収束せず',
    figures: '二つの図',
    figure: (rate) => `学習率 ${rate}`,
    below: '下段',
  },
  why: {
    title: 'なぜこうなるのか',
    article: {
      saturation: {
        title: '一つ目の softmax が、最初から飽和している',
        claim:
          '標準偏差 0.1 のカーネルで始めると、ロジットの差が大きくなります。BN なしでは、何も学ぶ前から最大の確率がほぼ 1 です。二つ目の softmax の勾配は一つ目を通って戻り、各ロジットには自分の確率を掛けた分しか届きません。つまり、一つを除くほとんどのクラスには届かないのです。安定な損失にこの関門はなく、自信を持って間違えた画像ほど勾配は大きくなります。',
      },
      gamma: {
        title: '0.1 程度の γ が飽和を消す',
        claim:
          '記事は γ と β を 1 と 0 ではなく、重みと同じ 0.1 程度の乱数で始めます。正規化された各層の出力はおよそ十分の一になり、最初のロジットは互いに近く、softmax は 10 クラス均等の 0.1 付近から始まります。そこではどの画像にも勾配があり、曲線はすぐに立ち上がります。',
      },
      seeds: {
        title: '回復するシードと、しないシード',
        claim:
          '曲線はそれぞれ、BN なし・1E-3 の一つのシードです。ある画像でそのクラスの確率が 0 でなければ勾配が少し戻り、やがてクラスは見つかります。途中の階段の一段は、画像のおよそ一割です。1 に丸められる確率ですべてに同じクラスを答えるネットワークには、32 ビットで表せる勾配が残っておらず、二度と動きません。どちらになるかは最初の数ステップ、つまりシードで決まります。',
      },
    },
    direct: {
      saturation: {
        title: 'ここでも softmax は飽和しているが、害はない',
        claim:
          'ネットワークもカーネルも記事と同じなので、BN なしでは最初の答えは同じように自信に満ち、同じように間違っています。しかしこの損失が見る softmax は一つだけで、各ロジットの勾配は「確率 − 正解」です。自信を持って間違えた画像ほど強く引き戻すので、間違った自信は真っ先に消えます。',
      },
      gamma: {
        title: '0.1 程度の γ は、ここでも穏やかな出発になる',
        claim:
          'BN ありでは最初のロジットが互いに近く、softmax は 10 クラス均等の 0.1 付近から始まります。記事の損失では、これが学習できるかどうかを決めました。ここでは決めません。どちらのネットワークも最初の数ステップで立ち上がり、この学習率での BN の差はシードの幅に収まります。',
      },
      seeds: {
        title: '停滞は一つも残らない',
        claim:
          '曲線はそれぞれ、BN なし・1E-3 の一つのシードです。変えたのは損失だけで、くじ引きは消えました。記録したどのシードも一つのクラスに留まらず、停滞もしません。記事がこの学習率で見たものは二つ目の softmax であり、BN はたまたまそれを無力にしたのです。',
      },
    },
    zoom: (steps) => `最初の ${steps} ステップ`,
    missing: '学習済みの損失と学習率について表示します。',
  },
  sweep: {
    title: '学習率と正解率',
    intro:
      '同じネットワークを、多くの学習率で、BN なしとありで学習させます。失敗は平均に隠さず、判定つきの印で示します。',
    preset: 'プリセット',
    rates: '学習率',
    ratesHint: (most) => `1E-5 から 1E-1 までの数を、コンマ区切りで 1〜${most} 個入力してください。`,
    chart: '学習率ごとの最終テスト正解率',
    axis: '学習率(対数)',
    usable: (percent) => `使える範囲: 中央値 ≥ ${percent}`,
    threshold: '使える基準',
    usableRange: (from, to) => (from === to ? `${from} のみ` : `${from}〜${to}`),
    unusable: 'なし',
    table: 'すべての点',
    columns: { rate: '学習率', off: 'BN なし', on: 'BN あり' },
    hint: '点を選ぶと曲線を表示します。',
    point: (cell, median, range) => `${cell}: ${median}(${range})`,
    mark: { collapsed: (digit) => `「${digit}」としか答えない`, nan: 'NaN', plateau: '停滞' },
    afterSteps: (steps) => `${steps} ステップ後`,
    recorded: (origin, steps) => `${origin}${steps} ステップ後、全テスト画像での正解率。`,
  },
  fewSeeds: {
    both: (low, high) => `${low} と ${high}`,
    count: (seeds) => `${seeds} シード`,
    notJudged: (seeds, needed) => `${seeds} シードでは判定しません(${needed} シード必要)`,
    noneSoFar: (judged, rates) => `判定した学習率(${rates} 個中 ${judged} 個)の中にはなし`,
    notMeasured: '未測定',
  },
};
