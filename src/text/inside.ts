/** The words of the Inside page, in both languages. In sentences, {names} stand for measured values. */
import {
  type ClaimName,
  type Doubt,
  JUDGED_AHEAD,
  JUDGED_FROM,
  type Standing,
} from '../domain/claims/claims.ts';
import type { InsidePreset } from '../domain/experiments.ts';
import { bilingual } from './bilingual.ts';
import { withAllTexts } from './text.ts';

export interface ClaimWords {
  claim: string;
  source: string;
  /** Whether it is taught rather than said by a paper. */
  isTaught?: true;
  /** Which quantity, and whether less of it is better. */
  measured: string;
}

/** Names of the two networks; how many seeds agree, disagree and were compared; and how long it takes until it is judged. */
type DoubtText = (found: {
  first: string;
  second: string;
  agree: number;
  disagree: number;
  seeds: number;
  wait: number;
}) => string;

/** A sentence with a list in it. */
interface ListWords {
  text: string;
  between: string;
  last: string;
}

/** Which values of a layer share one mean. */
export type SharedOver = 'none' | 'per-feature-map' | 'per-activation' | 'ghost' | 'group' | 'layer' | 'unit';

export const inside = bilingual({
  en: {
    inside: {
      title: 'What happens inside',
      intro:
        'Each row is a question, answered at the step you choose. Point at a panel to read it, click to choose its step. Panels of one quantity share their axes: what looks larger is larger.',
      summary: {
        title: 'Why does BN help?',
        groups: {
          both: {
            text: 'With BN, in both settings that were recorded, {list}.',
            between: ', ',
            last: ' and ',
          },
          onlyModern: { text: 'In the modern setting alone, {list}.', between: ', ', last: ' and ' },
          onlyArticle: { text: 'In the article’s alone, {list}.', between: ', ', last: ' and ' },
          neither: { text: 'In neither can it be told whether {list}.', between: ', ', last: ' and ' },
        } satisfies Record<'both' | 'onlyModern' | 'onlyArticle' | 'neither', ListWords>,
        reasons: {
          drift: 'what a layer receives stays in place',
          alive: 'fewer units fall silent',
          steps: 'a step may be longer before the loss rises',
          scale: 'the size of the weights stops counting',
          predictive: 'a step changes the gradient less',
          stuck: 'BN keeps a network from getting stuck',
        } satisfies Partial<Record<ClaimName, string>>,
        cause:
          'Whether staying in place is the cause, as Ioffe & Szegedy proposed in 2015, is disputed: Santurkar et al. 2018 shook what BN had normalized, and found that it learned as well. {list}.',
        noise: {
          agrees: (where: string) => `${where} it does so here, too`,
          disagrees: (where: string) => `${where} it learns worse here`,
          'cannot-tell': (where: string) => `${where} it cannot be told here`,
        } satisfies Record<Standing, (where: string) => string>,
        where: { modern: 'In the modern setting', article: 'in the article’s' } satisfies Record<
          InsidePreset,
          string
        >,
        between: '; ',
        /** Between sentences. */
        gap: ' ',
        settings:
          'The settings differ because the article takes softmax twice: once its first softmax is saturated, hardly any gradient comes back, and without BN a network may stand still. The modern loss always gives a gradient; there the first long steps decide.',
      },
      standings: {
        agrees: 'Agrees',
        disagrees: 'Disagrees',
        'cannot-tell': 'Cannot tell',
      } satisfies Record<Standing, string>,
      tally: {
        agrees: (count: number) => (count === 1 ? '1 agrees' : `${count} agree`),
        disagrees: (count: number) => (count === 1 ? '1 disagrees' : `${count} disagree`),
        'cannot-tell': (count: number) => `${count} cannot be told`,
      } satisfies Record<Standing, (count: number) => string>,
      tallyLabel: 'Eight things said of BN, held against these networks',
      byRun: (seed: number) => `this run, seed ${seed}`,
      bySeeds: (seeds: number) => `${seeds} recorded seeds`,
      said: { paper: 'The paper says', taught: 'It is often taught' },
      measuredHere: 'Measured here',
      /** Behind how it stands. */
      stop: '. ',
      shownSeed: 'Recorded seed shown',
      newRun: (seed: string) => `New run, seed ${seed}`,
      toRecording: 'Back to the recording',
      toRun: 'To the new run',
      nothing:
        'Nobody has looked into these networks yet. Press Run: the panels fill while they train. Or open networks that were looked into, above.',
      nothingYet:
        'These networks train, and the first look into them is to come: then the panels fill. Or open networks that were looked into, above.',
      open: { article: 'Article', modern: 'Modern' } satisfies Record<InsidePreset, string>,
      openLabel: 'Recorded networks',
      networks: { 2: '2 networks', 4: '4 networks' } satisfies Record<2 | 4, string>,
      networksLabel: 'Which of them',
      toolbar: 'Steps',
      legend: 'Networks',
      only: (name: string) => `Show ${name} alone`,
      /** Between the values of networks. */
      between: '; ',
      step: 'Step',
      stepAxis: 'steps',
      live: 'newest',
      toNewest: 'To the newest',
      when: {
        at: (step: string) => `At step ${step}`,
        nearest: (step: string) => `At step ${step} (nearest look ahead)`,
        newest: (step: string) => `At step ${step} (newest look ahead)`,
        next: (step: string, every: string) =>
          `Looked ahead from steps 0 and 25, then every ${every} steps. Next: step ${step}.`,
        last: (every: string) =>
          `Looked ahead from steps 0 and 25, then every ${every} steps: no more in this run.`,
      },
      noGradient: 'no gradient',
      nothingChanges: 'nothing (no gradient)',
      network: 'Network',
      looking: 'Look inside',
      off: 'not at all',
      every: (steps: number) => `every ${steps} steps`,
      cost: (percent: string) => `Looking has taken ${percent} of the training time.`,
      costUnknown: 'A look costs as much as a few steps of training.',
      failed: (reason: string) => `Looking inside has stopped: ${reason} The runs go on.`,
      timesTen: 'Weights × 10',
      timesTenHint:
        'Multiplies the kernels of conv 1, conv 2 and fc 1 in all networks, before the next step.',
      timesTenWhen: {
        before: 'Once the networks train: press Run first.',
        after: 'The runs are over: press Run again first.',
        now: 'Before the next step, in all networks.',
      },
      axis: 'Steps:',
      axes: { log: 'Log', linear: 'Linear' },
      recorded: (origin: string) =>
        `${origin} Looked at one training batch of 50 images, without dropout and noise.`,
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
          '{when}, in {place}: {values}. Left of the arrow what the layer gives, right of it what its relu takes.',
        caption: '{when}, in {place}',
        columns: { values: 'layer → relu' },
        places: {
          conv1: 'conv 1, channel 0, in the middle of a batch’s first image',
          conv2: 'conv 2, channel 0, in the middle of a batch’s first image',
          fc1: 'fc 1, unit 0, for a batch’s first image',
        },
        layer: 'Layer',
        legend: 'Cells of one colour share one mean and one variance.',
        source: 'Ioffe & Szegedy 2015, algorithm 1; Wu & He 2018, figure 2',
        sharing: (letter: string) => `What shares a mean in ${letter}`,
        shared: {
          none: 'Nothing is shared.',
          'per-feature-map': 'One mean for each channel: over all images and locations.',
          'per-activation':
            'One mean for each location of each channel: over images alone, as in the article.',
          ghost: 'One mean for each channel and part of the batch.',
          group: 'One mean for each image and group of channels: no other image counts.',
          layer: 'One mean for each image, over all that it has.',
          unit: 'One mean for each unit: over all images. There are no locations.',
        } satisfies Record<SharedOver, string>,
        axes: { images: 'images', channels: 'channels', locations: 'locations', units: 'units' },
        count: (count: string) => `of ${count} values`,
        noise: 'In training, noise then scales and shifts y.',
      },
      drift: {
        answers: {
          after:
            '{when} the middle 70 % of what the relus of {layer} receive lies within {values}; at step {first} within {before}.',
          before:
            '{when} the middle 70 % of what goes into the normalization of {layer} lies within {values}; at step {first} within {before}.',
        },
        captions: {
          after: '{when}, the middle 70 % of what the relus of fc 1 receive',
          before: '{when}, the middle 70 % of what goes into the normalization of fc 1',
        },
        columns: { now: 'now', first: 'at step {first}' },
        sides: { after: 'after normalization', before: 'before it' },
        side: 'Values',
        range: '{low} to {high}',
        note: 'values; band: 15 to 85 %',
        histogram: 'after normalization: share by value',
        boxes: 'before it; box: 15 to 85 %, line: 1 to 99 %',
        noise:
          'Looks are taken without noise, so C lies close to B here. While it trains its inputs are shaken at every step.',
      },
      steps: {
        answer: '{when}, the coming step takes the loss {values}. Four times as long, it takes it to {far}.',
        caption: '{when}, the loss along the coming step',
        columns: { values: 'by it', far: 'four times as far' },
        none: 'No look ahead yet: one is taken now and then, as it costs a dozen gradients.',
        change: '{from} → {to}',
        flat: 'nowhere: no gradient comes back',
        along: 'Along',
        ways: { update: 'the coming step', gradient: 'the gradient' },
        note: 'Line: loss here. Band: from ½ to 4 steps ahead.',
        gradientNote: 'Line: loss here. Band: 1 and 4 times the rate along the gradient.',
        loss: 'loss',
        profile: 'ahead',
        profileNote: 'loss, by coming steps',
        here: 'here',
      },
      predictive: {
        answer:
          '{when} the coming step changes the gradient by {values} of its own length. Over all looks the networks without and with BN differ by a factor of {factor}{hardly}.',
        hardly: ', which is too little to tell',
        short: '{when} the coming step changes the gradient by {values} of its own length.',
        caption: '{when}, change of the gradient by the coming step',
        columns: { values: 'of its length' },
        change: 'change by the coming step',
        changeNote: 'in lengths of the gradient',
        smoothness: 'roughness',
        smoothnessNote: 'most change per length of step',
        roughness:
          'Roughness is what the paper calls effective β-smoothness: less is smoother. It has nothing to do with the β that BN adds.',
        profile: 'ahead',
        profileNote: 'change, by coming steps',
      },
      flow: {
        answer:
          '{when} the length of the gradient is {values}. The largest softmax probability is {saturation} on average, and of fc 1’s units {dead} are silent for the whole batch.',
        caption: '{when}, over the batch',
        columns: {
          values: 'gradient length',
          saturation: 'largest softmax probability',
          dead: 'silent, fc 1',
        },
        zero: 'exactly 0',
        gradient: 'gradient length',
        dead: 'silent units',
        saturation: 'largest softmax probability',
      },
      scale: {
        answer:
          'The kernel of fc 1 is {values} as long as at step {first}, and the coming step turns it by {turns}.',
        caption: '{when}, the kernel of fc 1',
        columns: { values: 'length, × step {first}', turns: 'turn by the coming step' },
        effect:
          'At step {step} the kernels were multiplied by {factor}: of {images} test images, answered as before: {same}. Their loss: {losses}.',
        stuck:
          'This shows nothing of {arms}: it had been stuck and answers alike whatever its weights. The setting Modern does not get stuck.',
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
          'Try it in the middle of a run: with BN the answers stay and learning slows; without it they change, unless that network is stuck.',
      },
      disturbance: {
        answer:
          '{when}, when only the layers before fc 1 make their step, fc 1’s gradient changes by {values} of its length.',
        caption: '{when}, change of fc 1’s gradient when only the layers before it make their step',
        columns: { values: 'of its length' },
        shown: 'Shown',
        choices: { change: 'change', cosine: 'cosine' },
        notes: { change: 'in lengths of the gradient', cosine: 'of the gradient before and after' },
      },
      claims: {
        drift: {
          claim: 'BN keeps what a layer receives in place while the layers below it change.',
          source: 'Ioffe & Szegedy 2015, §1 and figure 1',
          measured: 'It moved by {first}, {second} of its first spread (less is steadier); {seeds}.',
        },
        noise: {
          claim:
            'With noise behind BN the inputs drift by construction, and it learns as well: its late losses are no higher.',
          source: 'Santurkar et al. 2018, §2.1',
          measured: 'Late loss above the least possible {first}, {second} (less is better); {seeds}.',
        },
        steps: {
          claim: 'With BN the loss rises less ahead, so a step may be larger. Here along Adam’s step.',
          source: 'Santurkar et al. 2018, §3.2 and figure 4, along the gradient',
          measured:
            'Up to four steps ahead the loss becomes at most {first}, {second} of what it is (above × 1 it rises); {seeds}.',
        },
        predictive: {
          claim: 'BN makes gradients more predictive, and the loss smoother.',
          source:
            'Santurkar et al. 2018, §3.2 and figure 4; PyHessian (Yao et al. 2020) doubts it for shallow networks',
          measured:
            'The coming step changes the gradient by {first}, {second} of its length (less is more predictive); {seeds}.',
        },
        stuck: {
          claim: 'BN keeps a network from getting stuck where no gradient comes back.',
          source: 'Ioffe & Szegedy 2015, §3.3',
          measured: 'Length of the last gradient {first}, {second} (0 is stuck); {seeds}.',
        },
        alive: {
          claim: 'BN keeps units alive.',
          source: 'not in the paper of 2015',
          isTaught: true,
          measured: 'Silent units {first}, {second} (fewer is better); {seeds}.',
        },
        scale: {
          claim:
            'Before BN only the direction of the weights counts: their gradient is at right angles to them.',
          source: 'Ioffe & Szegedy 2015, §3.3; van Laarhoven 2017',
          measured:
            'Largest cosine between weights and gradient {first}, {second} (0 is a right angle); {seeds}.',
        },
        disturbance: {
          claim:
            'A step of the layers before it changes a layer’s gradient as much with BN as without: BN does not reduce that shift by earlier layers.',
          source: 'Santurkar et al. 2018, §2.2, definition 2.1',
          measured:
            'The gradient changes by {first}, {second} of its length (as much, or more, agrees); {seeds}.',
        },
      } satisfies Record<ClaimName, ClaimWords>,
      seeds: (seeds: number) => (seeds === 1 ? 'one seed' : `median of ${seeds} seeds`),
      doubts: {
        'no-network': ({ first, second }) => `It takes a network ${first} and one ${second}.`,
        'no-looks': () => 'There are not enough looks yet.',
        early: ({ wait }) =>
          `Too early: judged from step ${JUDGED_FROM} on, in ${wait} ${wait === 1 ? 'step' : 'steps'}.`,
        'few-ahead': ({ wait }) =>
          `Too early: judged from ${JUDGED_AHEAD} looks ahead on, ${wait} more than there are.`,
        'no-gradient': () => 'There is no look ahead yet where both networks have a gradient.',
        'other-settings': ({ first, second }) =>
          `The networks ${first} and ${second} differ in other settings as well.`,
        close: () => 'The networks hardly differ.',
        mixed: () => 'Seeds contradict each other.',
        'some-agree': ({ agree, seeds }) => `Only ${agree} of ${seeds} seeds show it.`,
        'some-disagree': ({ disagree, seeds }) =>
          `${disagree} of ${seeds} seeds show the contrary, the others nothing.`,
      } satisfies Record<Doubt, DoubtText>,
    },
  },
  ja: {
    inside: {
      title: '内部で起きていること',
      intro:
        '1 行が 1 つの問いで、選んだステップでの答えを示します。図を指すと値が読め、クリックするとそのステップを選びます。同じ量の図は軸が共通なので、大きく見えるものは実際に大きい値です。',
      summary: {
        title: 'BN はなぜ効くのか',
        groups: {
          both: {
            text: '記録した両方の設定で見られたのは、BN があると{list}ことです。',
            between: 'こと、',
            last: 'こと、',
          },
          onlyModern: {
            text: '現代的な設定だけで見られたのは、{list}ことです。',
            between: 'こと、',
            last: 'こと、',
          },
          onlyArticle: {
            text: '記事の設定だけで見られたのは、{list}ことです。',
            between: 'こと、',
            last: 'こと、',
          },
          neither: {
            text: 'どちらでも判定できないのは、{list}かどうかです。',
            between: 'か、',
            last: 'か、',
          },
        },
        reasons: {
          drift: '層が受け取る値がずれない',
          alive: '無反応のユニットが減る',
          steps: '損失を増やさずに大きな一歩を踏み出せる',
          scale: '重みの大きさが効かなくなる',
          predictive: '一歩進んでも勾配が変わりにくい',
          stuck: '学習が止まった状態に陥らない',
        },
        cause:
          '「値がずれないこと」こそが理由だという Ioffe & Szegedy(2015 年)の説には異論があります。Santurkar ら(2018 年)は正規化した値をあえて揺さぶり、それでも同じように学習できると報告しました。ここでは、{list}。',
        noise: {
          agrees: (where) => `${where}そのとおりになりました`,
          disagrees: (where) => `${where}学習が悪くなりました`,
          'cannot-tell': (where) => `${where}判定できません`,
        },
        where: { modern: '現代的な設定では', article: '記事の設定では' },
        between: 'が、',
        gap: '',
        settings:
          '設定によって結果が違うのは、記事では softmax を 2 回かけているためです。1 段目が飽和すると勾配がほとんど戻らず、BN がないと学習が止まることがあります。現代的な損失なら勾配は必ず戻り、最初の大きな一歩が分かれ目になります。',
      },
      standings: { agrees: '一致', disagrees: '不一致', 'cannot-tell': '判定できない' },
      tally: {
        agrees: (count) => `一致 ${count} 件`,
        disagrees: (count) => `不一致 ${count} 件`,
        'cannot-tell': (count) => `判定できない ${count} 件`,
      },
      tallyLabel: 'BN について言われている 8 つのことと、このネットワークの照合',
      byRun: (seed) => `この学習、シード ${seed}`,
      bySeeds: (seeds) => `記録した ${seeds} シード`,
      said: { paper: '論文の主張', taught: 'よく言われること' },
      measuredHere: 'ここでの測定',
      stop: '。',
      shownSeed: '表示する記録のシード',
      newRun: (seed) => `新しい学習、シード ${seed}`,
      toRecording: '記録に戻る',
      toRun: '新しい学習へ',
      nothing:
        'このネットワークの内部はまだ観察されていません。「開始」を押すと、学習しながら図が埋まっていきます。上で、観察済みのネットワークを開くこともできます。',
      nothingYet:
        'このネットワークは学習中です。最初の観察が終わると図が表示されます。上で、観察済みのネットワークを開くこともできます。',
      open: { article: '記事', modern: '現代的' },
      openLabel: '記録したネットワーク',
      networks: { 2: '2 つ', 4: '4 つ' },
      networksLabel: '表示するもの',
      toolbar: 'ステップ',
      legend: 'ネットワーク',
      only: (name) => `${name} だけを表示`,
      between: '、',
      step: 'ステップ',
      stepAxis: 'ステップ',
      live: '最新',
      toNewest: '最新へ',
      when: {
        at: (step) => `ステップ ${step} で`,
        nearest: (step) => `ステップ ${step}(最も近い先読み)で`,
        newest: (step) => `ステップ ${step}(最新の先読み)で`,
        next: (step, every) =>
          `先読みはステップ 0 と 25、その後は ${every} ステップごとです。次はステップ ${step} です。`,
        last: (every) =>
          `先読みはステップ 0 と 25、その後は ${every} ステップごとです。この学習ではもうありません。`,
      },
      noGradient: '勾配なし',
      nothingChanges: '勾配なし',
      network: 'ネットワーク',
      looking: '内部の観察',
      off: 'しない',
      every: (steps) => `${steps} ステップごと`,
      cost: (percent) => `観察にかかった時間は学習時間の ${percent} です。`,
      costUnknown: '1 回の観察には、学習数ステップ分の時間がかかります。',
      failed: (reason) => `内部の観察が止まりました: ${reason} 学習は続いています。`,
      timesTen: '重み × 10',
      timesTenHint: '次のステップの前に、全ネットワークの conv 1・conv 2・fc 1 のカーネルを 10 倍にします。',
      timesTenWhen: {
        before: '学習中に使えます。先に「開始」を押してください。',
        after: '学習は終わりました。もう一度始めると使えます。',
        now: '次のステップの前に、全ネットワークで行います。',
      },
      axis: 'ステップ軸:',
      axes: { log: '対数', linear: '線形' },
      recorded: (origin) => `${origin}学習バッチ 1 つ(50 枚)、ドロップアウトとノイズなしで観察しました。`,
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
        answer: '{when}、{place}では {values} です。矢印の左が層の出す値、右が relu の受け取る値です。',
        caption: '{when}、{place}',
        columns: { values: '層 → relu' },
        places: {
          conv1: 'conv 1 のチャネル 0、最初の画像の中央',
          conv2: 'conv 2 のチャネル 0、最初の画像の中央',
          fc1: 'fc 1 のユニット 0、最初の画像',
        },
        layer: '層',
        legend: '同じ色のマスは、1 組の平均と分散を共有します。',
        source: 'Ioffe & Szegedy 2015, アルゴリズム 1; Wu & He 2018, 図 2',
        sharing: (letter) => `${letter} で平均を共有する範囲`,
        shared: {
          none: '共有しません。',
          'per-feature-map': 'チャネルごとに 1 つの平均。すべての画像と位置から求めます。',
          'per-activation': 'チャネルの位置ごとに 1 つの平均。記事のとおり、画像だけで平均します。',
          ghost: 'チャネルごと、バッチの一部ごとに 1 つの平均。',
          group: '画像ごと、チャネルのグループごとに 1 つの平均。ほかの画像は関わりません。',
          layer: '画像ごとに 1 つの平均。その画像のすべての値から求めます。',
          unit: 'ユニットごとに 1 つの平均。すべての画像から求めます。位置はありません。',
        },
        axes: { images: '画像', channels: 'チャネル', locations: '位置', units: 'ユニット' },
        count: (count) => `${count} 個の値から`,
        noise: '学習中は、さらにノイズが y を拡大・移動します。',
      },
      drift: {
        answers: {
          after:
            '{when} {layer} の relu が受け取る値の中央 70 % は、{values} です。ステップ {first} では {before} でした。',
          before:
            '{when} {layer} の正規化に入る値の中央 70 % は、{values} です。ステップ {first} では {before} でした。',
        },
        captions: {
          after: '{when} fc 1 の relu が受け取る値の中央 70 %',
          before: '{when} fc 1 の正規化に入る値の中央 70 %',
        },
        columns: { now: '現在', first: 'ステップ {first}' },
        sides: { after: '正規化の後', before: '正規化の前' },
        side: '値',
        range: '{low}〜{high}',
        note: '値。帯は 15〜85 %',
        histogram: '正規化の後: 値ごとの割合',
        boxes: '正規化の前。箱は 15〜85 %、線は 1〜99 %',
        noise:
          '観察はノイズなしで行うので、ここでは C は B とほぼ重なります。学習中は、入力がステップごとに揺さぶられています。',
      },
      steps: {
        answer: '{when}次の一歩を進むと、損失は {values} と変わります。4 倍進むと {far} になります。',
        caption: '{when}次の一歩に沿った損失',
        columns: { values: '一歩', far: '4 倍' },
        none: '先読みはまだありません。勾配十数回分の計算がかかるので、ときどき行います。',
        change: '{from} → {to}',
        flat: '変化なし(勾配が戻らない)',
        along: '方向',
        ways: { update: '次の一歩', gradient: '勾配' },
        note: '線: 現在の損失。帯: ½〜4 歩先の範囲。',
        gradientNote: '線: 現在の損失。帯: 勾配の方向に学習率の 1 倍と 4 倍進んだ範囲。',
        loss: '損失',
        profile: 'この先',
        profileNote: '損失(横軸は歩数)',
        here: '現在',
      },
      predictive: {
        answer:
          '{when}次の一歩を進むと、勾配は自身の長さに対して {values} 変わります。全体では BN なしとありの違いは {factor} 倍{hardly}です。',
        hardly: 'で、判定できないほどわずか',
        short: '{when}次の一歩を進むと、勾配は自身の長さに対して {values} 変わります。',
        caption: '{when}次の一歩を進んだときの勾配の変化',
        columns: { values: '長さに対する割合' },
        change: '次の一歩による変化',
        changeNote: '勾配の長さを 1 とする',
        smoothness: '粗さ',
        smoothnessNote: '進んだ長さあたりの最大の変化',
        roughness:
          '粗さは、論文で「実効的な β 平滑性」と呼ばれる量で、小さいほど滑らかです。BN で足す β とは関係ありません。',
        profile: 'この先',
        profileNote: '変化(横軸は歩数)',
      },
      flow: {
        answer:
          '{when}の勾配の長さは {values} です。softmax の最大確率は平均 {saturation}、fc 1 でバッチ全体に無反応のユニットは {dead} です。',
        caption: '{when}のバッチでの値',
        columns: { values: '勾配の長さ', saturation: 'softmax の最大確率', dead: '無反応(fc 1)' },
        zero: 'ちょうど 0',
        gradient: '勾配の長さ',
        dead: '無反応のユニット',
        saturation: 'softmax の最大確率',
      },
      scale: {
        answer:
          'fc 1 のカーネルの長さは、ステップ {first} の {values} です。次の一歩で向きが {turns} 変わります。',
        caption: '{when}の fc 1 のカーネル',
        columns: { values: '長さ(ステップ {first} = 1)', turns: '次の一歩の回転' },
        effect:
          'ステップ {step} でカーネルを {factor} 倍にしました。テスト画像 {images} 枚のうち答えが変わらなかったのは {same}、損失は {losses} です。',
        stuck:
          '{arms} については、何もわかりません。すでに学習が止まっていて、重みが何でも同じように答えるためです。現代的な設定なら止まりません。',
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
          '学習の途中で試してみましょう。BN があれば答えは変わらず、学習が遅くなります。なければ、学習が止まっていない限り答えが変わります。',
      },
      disturbance: {
        answer:
          '{when} fc 1 より前の層だけが一歩進むと、fc 1 の勾配は自身の長さに対して {values} 変わります。',
        caption: '{when}前の層だけが一歩進んだときの、fc 1 の勾配の変化',
        columns: { values: '長さに対する割合' },
        shown: '表示',
        choices: { change: '変化', cosine: '余弦' },
        notes: { change: '勾配の長さを 1 とする', cosine: '前後の勾配の余弦' },
      },
      claims: {
        drift: {
          claim: '下の層が変わっても、BN は層が受け取る値の分布を保つ。',
          source: 'Ioffe & Szegedy 2015, §1・図 1',
          measured: '最初の広がりを 1 としたずれは {first}、{second}(小さいほど安定)。{seeds}。',
        },
        noise: {
          claim:
            'BN の後にノイズを加えると入力は必ずずれるが、学習は同じように進む(終盤の損失が高くならない)。',
          source: 'Santurkar et al. 2018, §2.1',
          measured: '終盤の損失(下限との差)は {first}、{second}(小さいほど良い)。{seeds}。',
        },
        steps: {
          claim:
            'BN があると先での損失の上昇が小さく、大きな一歩が可能になる(ここでは Adam の一歩に沿って)。',
          source: 'Santurkar et al. 2018, §3.2・図 4(論文は勾配方向)',
          measured: '4 歩先までの損失は、最大で現在の {first}、{second}(1 を超えると上昇)。{seeds}。',
        },
        predictive: {
          claim: 'BN は勾配を予測しやすく、損失を滑らかにする。',
          source:
            'Santurkar et al. 2018, §3.2・図 4。浅いネットワークでは PyHessian (Yao et al. 2020) に異論あり',
          measured:
            '次の一歩による勾配の変化は、長さに対して {first}、{second}(小さいほど予測しやすい)。{seeds}。',
        },
        stuck: {
          claim: 'BN は、勾配が戻らない状態にネットワークが陥るのを防ぐ。',
          source: 'Ioffe & Szegedy 2015, §3.3',
          measured: '最後の勾配の長さは {first}、{second}(0 なら学習が止まった状態)。{seeds}。',
        },
        alive: {
          claim: 'BN はユニットの死を防ぐ。',
          source: '2015 年の論文にはない',
          isTaught: true,
          measured: '無反応のユニットは {first}、{second}(少ないほど良い)。{seeds}。',
        },
        scale: {
          claim: 'BN の前の重みは向きだけが意味を持ち、勾配は重みと直交する。',
          source: 'Ioffe & Szegedy 2015, §3.3; van Laarhoven 2017',
          measured: '重みと勾配の余弦の最大は {first}、{second}(0 なら直交)。{seeds}。',
        },
        disturbance: {
          claim:
            '前の層が一歩進んだときの層の勾配の変化は、BN があってもなくても同じくらいで、前の層による変動は BN では減らない。',
          source: 'Santurkar et al. 2018, §2.2・定義 2.1',
          measured: '勾配の変化は、長さに対して {first}、{second}(同じか大きければ一致)。{seeds}。',
        },
      },
      seeds: (seeds) => (seeds === 1 ? '1 シード' : `${seeds} シードの中央値`),
      doubts: {
        'no-network': ({ first, second }) => `「${first}」と「${second}」のネットワークが必要です。`,
        'no-looks': () => 'まだ観察が足りません。',
        early: ({ wait }) =>
          `まだ早すぎます。ステップ ${JUDGED_FROM} から判定します(あと ${wait} ステップ)。`,
        'few-ahead': ({ wait }) =>
          `まだ早すぎます。先読み ${JUDGED_AHEAD} 回から判定します(あと ${wait} 回)。`,
        'no-gradient': () => '両方に勾配がある時点での先読みがまだありません。',
        'other-settings': ({ first, second }) => `「${first}」と「${second}」は、ほかの設定も異なります。`,
        close: () => 'ほとんど違いがありません。',
        mixed: () => 'シードによって結果が食い違います。',
        'some-agree': ({ agree, seeds }) => `そうなるのは ${seeds} シード中 ${agree} シードだけです。`,
        'some-disagree': ({ disagree, seeds }) =>
          `${seeds} シード中 ${disagree} シードは逆の結果で、残りはどちらでもありません。`,
      },
    },
  },
});

export const insideTexts = withAllTexts(inside);
export type InsideText = typeof insideTexts.en;
