/** The words of the Inside page, in both languages. In sentences, {names} stand for measured values. */
import type { ClaimName, Doubt, Standing } from '../domain/claims/claims.ts';
import { bilingual } from './bilingual.ts';
import { withAllTexts } from './text.ts';

interface ClaimWords {
  claim: string;
  source: string;
}

/** Names of the two networks, and how many seeds agree, disagree and were compared. */
type DoubtText = (first: string, second: string, agree: number, disagree: number, seeds: number) => string;

export const inside = bilingual({
  en: {
    inside: {
      title: 'What happens inside',
      intro:
        'The networks, layer by layer, at the step you choose. Each row is a question. Panels of one quantity share their axes: what looks larger is larger.',
      standings: {
        agrees: 'Agrees',
        disagrees: 'Disagrees',
        'cannot-tell': 'Cannot tell',
      } satisfies Record<Standing, string>,
      tally: (standing: string, count: number) => `${count} × ${standing.toLowerCase()}`,
      tallyLabel: 'What is said of BN, held against these runs',
      byRun: (seed: number) => `by this run, seed ${seed}`,
      bySeeds: (seeds: number) => `by ${seeds} recorded seeds`,
      shownSeed: 'Seed shown',
      nothing:
        'Nobody has looked into these networks yet. Press Run: the panels fill while they train. Or open networks that were looked into:',
      open: { article: 'Article, four networks', modern: 'Modern, four networks' },
      openLabel: 'Looked into already',
      toolbar: 'Steps',
      /** Between the values of networks. */
      between: '; ',
      step: 'Step',
      live: 'newest',
      toNewest: 'To the newest',
      looking: 'Look inside',
      off: 'not at all',
      every: (steps: number) => `every ${steps} steps`,
      cost: (percent: string) => `Looking has taken ${percent} of the training time.`,
      costUnknown: 'A look costs as much as a few steps of training.',
      failed: (reason: string) => `Looking inside has stopped: ${reason} The runs go on.`,
      timesTen: 'Weights × 10',
      timesTenHint:
        'Multiplies the kernels of conv 1, conv 2 and fc 1 in all networks, before the next step.',
      axis: 'Steps',
      axes: { log: 'Log', linear: 'Linear' },
      recorded: (origin: string) => `${origin} Looked at one training batch of 50 images, without dropout.`,
      measured: 'Measured on the next training batch with its own statistics, without dropout and noise.',
      layers: { conv1: 'conv 1', conv2: 'conv 2', fc1: 'fc 1', fc2: 'logits' },
      questions: {
        computed: 'What is computed?',
        drift: 'Do the inputs of a layer drift?',
        steps: 'How far can a step go?',
        predictive: 'Does the gradient still point the right way after the step?',
        flow: 'Is there a gradient at all?',
        scale: 'Does the scale of the weights matter?',
        disturbance: 'Does one layer disturb the next?',
      },
      computed: {
        answer:
          'In {layer}, channel 0: {values}. Cells of one colour in the cube share one mean and one variance.',
        layer: 'Layer',
        source: 'Ioffe & Szegedy 2015, algorithm 1; Wu & He 2018, figure 2',
        sharing: (letter: string) => `What shares a mean in ${letter}`,
        none: 'nothing is shared',
        axes: { images: 'images', channels: 'channels', locations: 'locations' },
        count: (count: string) => `of ${count} values`,
        noise: 'In training, noise then scales and shifts y.',
      },
      drift: {
        answers: {
          after:
            'At step {step} the middle 70 % of what the relus of {layer} receive lies within {values}; at step {first} within {before}.',
          before:
            'At step {step} the middle 70 % of what goes into the normalization of {layer} lies within {values}; at step {first} within {before}.',
        },
        sides: { after: 'after normalization', before: 'before it' },
        side: 'Values',
        range: '{low} to {high}',
        note: '15, 50, 85 %',
        histogram: 'spread',
      },
      steps: {
        answer:
          'At step {step}, the coming step takes the loss {values}. Four times as long, it takes it to {far}.',
        none: 'No look ahead yet: one is taken now and then, as it costs a dozen gradients.',
        change: '{from} → {to}',
        flat: 'nowhere: no gradient comes back',
        along: 'Along',
        ways: { update: 'the coming step', gradient: 'the gradient' },
        note: 'Line: loss here. Band: from ½ to 4 steps ahead.',
        gradientNote: 'Line: loss here. Band: 1 and 4 times the rate along the gradient.',
        profile: 'ahead, along the coming step',
        here: 'here',
      },
      predictive: {
        answer:
          'At step {step} the coming step changes the gradient by {values} of its own length. Over all looks the networks without and with BN differ by a factor of {factor}{hardly}.',
        hardly: ', which is little',
        short: 'At step {step} the coming step changes the gradient by {values} of its own length.',
        change: 'change of the gradient by the coming step',
        changeNote: 'in lengths of the gradient',
        smoothness: 'effective smoothness β',
        smoothnessNote: 'largest up to 4 steps ahead',
        profile: 'its change ahead',
      },
      flow: {
        answer:
          'At step {step} the length of the gradient is {values}. The largest softmax probability is {saturation} on average, and of fc 1’s units {dead} are silent for the whole batch.',
        zero: 'exactly 0',
        gradient: 'gradient length',
        dead: 'silent units',
        saturation: 'largest softmax probability',
      },
      scale: {
        answer:
          'The kernel of fc 1 is {values} as long as at step {first}, and the coming step turns it by {turns}.',
        effect:
          'At step {step} the kernels were multiplied by {factor}: of {images} test images, answered as before: {same}. Their loss: {losses}.',
        shown: 'Shown',
        choices: {
          norm: 'length, × the start',
          rate: 'effective rate',
          turn: 'turn by one step',
          cosine: 'cosine with the gradient',
        },
        notes: {
          norm: '‖w‖, × the start',
          rate: 'learning rate / ‖w‖, as for Adam',
          turn: 'degrees',
          cosine: '|⟨w, g⟩| / ‖w‖‖g‖',
        },
        tryIt:
          'Multiply the weights in the middle of a run: with BN the answers stay and learning slows, without it the answers change.',
      },
      disturbance: {
        answer:
          'At step {step}, when only the layers before fc 1 make their step, fc 1’s gradient changes by {values} of its length.',
        shown: 'Shown',
        choices: { change: 'change', cosine: 'cosine' },
        notes: { change: 'in lengths of the gradient', cosine: 'of the gradient before and after' },
      },
      claims: {
        drift: {
          claim: 'BN keeps what a layer receives in place while the layers below it change.',
          source: 'Ioffe & Szegedy 2015, §1 and figure 1',
        },
        noise: {
          claim:
            'With noise behind BN the inputs drift by construction, and it learns as well: its late losses are no higher.',
          source: 'Santurkar et al. 2018, §2.1',
        },
        steps: {
          claim: 'With BN the loss rises less ahead, so a step may be larger. Here along Adam’s step.',
          source: 'Santurkar et al. 2018, §3.2 and figure 4, along the gradient',
        },
        predictive: {
          claim: 'BN makes gradients more predictive, and the loss smoother.',
          source:
            'Santurkar et al. 2018, §3.2 and figure 4; PyHessian (Yao et al. 2020) doubts it for shallow networks',
        },
        stuck: {
          claim: 'BN keeps a network from getting stuck where no gradient comes back.',
          source: 'Ioffe & Szegedy 2015, §3.3',
        },
        alive: { claim: 'BN keeps units alive.', source: 'often taught; not in the paper of 2015' },
        scale: {
          claim:
            'Before BN only the direction of the weights counts: their gradient is at right angles to them.',
          source: 'Ioffe & Szegedy 2015, §3.3; van Laarhoven 2017',
        },
        disturbance: {
          claim: 'Measured as change of a layer’s gradient, BN does not reduce the shift by earlier layers.',
          source: 'Santurkar et al. 2018, §2.2, definition 2.1',
        },
      } satisfies Record<ClaimName, ClaimWords>,
      found: 'Measured: {first} {without}, {second} {with}; {seeds}.',
      seeds: (seeds: number) => (seeds === 1 ? 'one seed' : `median of ${seeds} seeds`),
      doubts: {
        'no-network': (first, second) => `It takes a network ${first} and one ${second}.`,
        'no-looks': () => 'There are not enough looks yet.',
        'no-gradient': () => 'There is no look ahead yet where both networks have a gradient.',
        'other-settings': (first, second) =>
          `The networks ${first} and ${second} differ in other settings as well.`,
        close: () => 'The networks hardly differ.',
        mixed: () => 'Seeds contradict each other.',
        'some-agree': (_first, _second, agree, _disagree, seeds) =>
          `Only ${agree} of ${seeds} seeds show it.`,
        'some-disagree': (_first, _second, _agree, disagree, seeds) =>
          `${disagree} of ${seeds} seeds show the contrary, the others nothing.`,
      } satisfies Record<Doubt, DoubtText>,
    },
  },
  ja: {
    inside: {
      title: '内部で起きていること',
      intro:
        '選んだステップでのネットワークの中を、層ごとに並べます。1 行が 1 つの問いです。同じ量の図は軸が共通なので、大きく見えるものは実際に大きい値です。',
      standings: { agrees: '一致', disagrees: '不一致', 'cannot-tell': '判定できない' },
      tally: (standing, count) => `${standing} ${count} 件`,
      tallyLabel: 'BN について言われていることと、この学習の照合',
      byRun: (seed) => `この学習(シード ${seed})による`,
      bySeeds: (seeds) => `記録した ${seeds} シードによる`,
      shownSeed: '表示するシード',
      nothing:
        'このネットワークの内部はまだ観察されていません。「開始」を押すと、学習しながら図が埋まっていきます。観察済みのネットワークを開くこともできます。',
      open: { article: '記事の設定、4 つのネットワーク', modern: '現代的な設定、4 つのネットワーク' },
      openLabel: '観察済み',
      toolbar: 'ステップ',
      between: '、',
      step: 'ステップ',
      live: '最新',
      toNewest: '最新へ',
      looking: '内部の観察',
      off: 'しない',
      every: (steps) => `${steps} ステップごと`,
      cost: (percent) => `観察にかかった時間は学習時間の ${percent} です。`,
      costUnknown: '1 回の観察には、学習数ステップ分の時間がかかります。',
      failed: (reason) => `内部の観察が止まりました: ${reason} 学習は続いています。`,
      timesTen: '重み × 10',
      timesTenHint: '次のステップの前に、全ネットワークの conv 1・conv 2・fc 1 のカーネルを 10 倍にします。',
      axis: 'ステップ軸',
      axes: { log: '対数', linear: '線形' },
      recorded: (origin) => `${origin}学習バッチ 1 つ(50 枚)、ドロップアウトなしで観察しました。`,
      measured: '次の学習バッチをその統計量で、ドロップアウトとノイズなしで計算した値です。',
      layers: { conv1: 'conv 1', conv2: 'conv 2', fc1: 'fc 1', fc2: 'ロジット' },
      questions: {
        computed: '何を計算しているのか',
        drift: '層の入力はずれていくか',
        steps: '一歩はどこまで大きくできるか',
        predictive: '一歩進んだ後も、勾配は正しい向きか',
        flow: 'そもそも勾配はあるか',
        scale: '重みの大きさは効くか',
        disturbance: '前の層は次の層を乱すか',
      },
      computed: {
        answer:
          '{layer} のチャネル 0 では {values} です。立方体で同じ色のマスは、1 組の平均と分散を共有します。',
        layer: '層',
        source: 'Ioffe & Szegedy 2015, アルゴリズム 1; Wu & He 2018, 図 2',
        sharing: (letter) => `${letter} で平均を共有する範囲`,
        none: '共有しない',
        axes: { images: '画像', channels: 'チャネル', locations: '位置' },
        count: (count) => `${count} 個の値から`,
        noise: '学習中は、さらにノイズが y を拡大・移動します。',
      },
      drift: {
        answers: {
          after:
            'ステップ {step} で {layer} の relu が受け取る値の中央 70 % は、{values} です。ステップ {first} では {before} でした。',
          before:
            'ステップ {step} で {layer} の正規化に入る値の中央 70 % は、{values} です。ステップ {first} では {before} でした。',
        },
        sides: { after: '正規化の後', before: '正規化の前' },
        side: '値',
        range: '{low}〜{high}',
        note: '15・50・85 %',
        histogram: '分布',
      },
      steps: {
        answer:
          'ステップ {step} で次の一歩を進むと、損失は {values} と変わります。4 倍進むと {far} になります。',
        none: '先読みはまだありません。勾配十数回分の計算がかかるので、ときどき行います。',
        change: '{from} → {to}',
        flat: '変化なし(勾配が戻らない)',
        along: '方向',
        ways: { update: '次の一歩', gradient: '勾配' },
        note: '線: 現在の損失。帯: ½〜4 歩先の範囲。',
        gradientNote: '線: 現在の損失。帯: 勾配の方向に学習率の 1 倍と 4 倍進んだ範囲。',
        profile: '次の一歩に沿った先',
        here: '現在',
      },
      predictive: {
        answer:
          'ステップ {step} で次の一歩を進むと、勾配は自身の長さに対して {values} 変わります。全体では BN なしとありの違いは {factor} 倍{hardly}です。',
        hardly: 'で、わずか',
        short: 'ステップ {step} で次の一歩を進むと、勾配は自身の長さに対して {values} 変わります。',
        change: '次の一歩による勾配の変化',
        changeNote: '勾配の長さを 1 とする',
        smoothness: '実効的な滑らかさ β',
        smoothnessNote: '4 歩先までの最大',
        profile: '先での変化',
      },
      flow: {
        answer:
          'ステップ {step} の勾配の長さは {values} です。softmax の最大確率は平均 {saturation}、fc 1 でバッチ全体に無反応のユニットは {dead} です。',
        zero: 'ちょうど 0',
        gradient: '勾配の長さ',
        dead: '無反応のユニット',
        saturation: 'softmax の最大確率',
      },
      scale: {
        answer:
          'fc 1 のカーネルの長さは、ステップ {first} の {values} です。次の一歩で向きが {turns} 変わります。',
        effect:
          'ステップ {step} でカーネルを {factor} 倍にしました。テスト画像 {images} 枚のうち答えが変わらなかったのは {same}、損失は {losses} です。',
        shown: '表示',
        choices: {
          norm: '長さ(最初を 1 とする)',
          rate: '実効学習率',
          turn: '一歩の回転角',
          cosine: '勾配との余弦',
        },
        notes: {
          norm: '‖w‖(最初 = 1)',
          rate: '学習率 / ‖w‖(Adam の場合)',
          turn: '度',
          cosine: '|⟨w, g⟩| / ‖w‖‖g‖',
        },
        tryIt:
          '学習の途中で重みを拡大してみましょう。BN があれば答えは変わらず学習が遅くなり、なければ答えが変わります。',
      },
      disturbance: {
        answer:
          'ステップ {step} で fc 1 より前の層だけが一歩進むと、fc 1 の勾配は自身の長さに対して {values} 変わります。',
        shown: '表示',
        choices: { change: '変化', cosine: '余弦' },
        notes: { change: '勾配の長さを 1 とする', cosine: '前後の勾配の余弦' },
      },
      claims: {
        drift: {
          claim: '下の層が変わっても、BN は層が受け取る値の分布を保つ。',
          source: 'Ioffe & Szegedy 2015, §1・図 1',
        },
        noise: {
          claim:
            'BN の後にノイズを加えると入力は必ずずれるが、学習は同じように進む(終盤の損失が高くならない)。',
          source: 'Santurkar et al. 2018, §2.1',
        },
        steps: {
          claim:
            'BN があると先での損失の上昇が小さく、大きな一歩が可能になる(ここでは Adam の一歩に沿って)。',
          source: 'Santurkar et al. 2018, §3.2・図 4(論文は勾配方向)',
        },
        predictive: {
          claim: 'BN は勾配を予測しやすく、損失を滑らかにする。',
          source:
            'Santurkar et al. 2018, §3.2・図 4。浅いネットワークでは PyHessian (Yao et al. 2020) に異論あり',
        },
        stuck: {
          claim: 'BN は、勾配が戻らない状態にネットワークが陥るのを防ぐ。',
          source: 'Ioffe & Szegedy 2015, §3.3',
        },
        alive: { claim: 'BN はユニットの死を防ぐ。', source: 'よく教えられるが、2015 年の論文にはない' },
        scale: {
          claim: 'BN の前の重みは向きだけが意味を持ち、勾配は重みと直交する。',
          source: 'Ioffe & Szegedy 2015, §3.3; van Laarhoven 2017',
        },
        disturbance: {
          claim: '層の勾配の変化として測ると、BN は前の層による変動を減らさない。',
          source: 'Santurkar et al. 2018, §2.2・定義 2.1',
        },
      },
      found: '測定値: {first} {without}、{second} {with}({seeds})。',
      seeds: (seeds) => (seeds === 1 ? '1 シード' : `${seeds} シードの中央値`),
      doubts: {
        'no-network': (first, second) => `「${first}」と「${second}」のネットワークが必要です。`,
        'no-looks': () => 'まだ観察が足りません。',
        'no-gradient': () => '両方に勾配がある時点での先読みがまだありません。',
        'other-settings': (first, second) => `「${first}」と「${second}」は、ほかの設定も異なります。`,
        close: () => 'ほとんど違いがありません。',
        mixed: () => 'シードによって結果が食い違います。',
        'some-agree': (_first, _second, agree, _disagree, seeds) =>
          `そうなるのは ${seeds} シード中 ${agree} シードだけです。`,
        'some-disagree': (_first, _second, _agree, disagree, seeds) =>
          `${seeds} シード中 ${disagree} シードは逆の結果で、残りはどちらでもありません。`,
      },
    },
  },
});

export const insideTexts = withAllTexts(inside);
export type InsideText = typeof insideTexts.en;
