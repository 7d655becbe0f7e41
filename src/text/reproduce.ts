/** The words of the Reproduce page, in both languages. */
import { bilingual } from './bilingual.ts';
import { withManyTexts } from './many.ts';

export const reproduce = bilingual({
  en: {
    reproduce: {
      afterSteps: (steps: string) => `after ${steps} steps`,
      title: 'The article’s result, measured again',
      intro:
        'In 2016 an article put Batch Normalization into TensorFlow’s “Deep MNIST for Experts” and trained both networks for 1,000 steps. This is its table, and what this program measures, over several seeds and not one lucky run.',
      loss: 'Loss',
      variants: {
        article: 'Article: double softmax',
        'sum-log': '2015: sum of logs',
        stable: 'Correct loss',
      },
      variantNotes: {
        article:
          'The article’s code applies softmax twice: the network returns probabilities, and the loss takes softmax of them again.',
        'sum-log':
          'The tutorial of 2015: −Σ y·log p, summed over the batch. NaN as soon as a probability underflows to 0.',
        stable: 'Softmax cross-entropy computed from the logits, as everybody does today.',
      },
      table: 'Test accuracy after 1,000 steps',
      doesNotConverge: 'does not converge',
      figures: 'Both figures',
      figure: (rate: string) => `Learning rate ${rate}`,
      below: 'Below',
    },
    why: {
      title: 'Why',
      /** The claims for the article's loss, and for the two that see the logits. */
      article: {
        saturation: {
          title: 'The first softmax is saturated from the start',
          claim:
            'Kernels drawn with a deviation of 0.1 give this network logits that lie far apart, so without BN the largest probability is near 1 before anything was learned. The second softmax sends its gradient back through the first, where each logit gets it times its own probability: next to nothing for all classes but one. A correct loss has no such bottleneck: there a wrong answer given with certainty gets the largest gradient of all.',
        },
        gamma: {
          title: 'A gamma near 0.1 takes the saturation away',
          claim:
            'The article starts gamma and beta as it starts weights, near 0.1 and not at 1 and 0. Each normalised layer then passes on a tenth of a unit, so the first logits lie close together and softmax begins near the even 0.1 for each of ten classes. There the gradient is alive for every image, and the curve leaves the floor at once.',
        },
        seeds: {
          title: 'Some seeds recover, others never do',
          claim:
            'Every curve here is one seed without BN at 1E-3. Where a class has a probability above 0 for some images, some gradient comes back, and in time the class is found: the stairs on the way up are worth about a tenth of the images each. A network that answers one class to everything, with a probability that rounds to 1, has no gradient left in 32 bits, and stays for good. Which of the two happens is decided in the first steps, so by the seed.',
        },
      },
      direct: {
        saturation: {
          title: 'Softmax is saturated here as well, and it does no harm',
          claim:
            'The network and its kernels are those of the article, so without BN the first answers are just as certain and just as wrong. But this loss looks at the one softmax there is: the gradient of each logit is its probability less the right answer. An image that is answered wrong with certainty pulls with all its weight, and the certainty of wrong answers is the first thing to go.',
        },
        gamma: {
          title: 'A gamma near 0.1 still makes a gentle start',
          claim:
            'With BN the first logits lie close together, and softmax begins near the even 0.1 for each of ten classes. With the article’s loss that decided whether anything was learned at all. Here it does not: both networks leave the floor in the first steps, and what BN buys at this rate is within the range of the seeds.',
        },
        seeds: {
          title: 'No plateau is left',
          claim:
            'Every curve here is one seed without BN at 1E-3. Nothing but the loss was changed, and the lottery is gone: none of the recorded seeds stays on one class, and none waits on a plateau. What the article saw at this rate was its second softmax, which BN happened to disarm.',
        },
      },
      zoom: (steps: string) => `first ${steps} steps`,
    },
  },
  ja: {
    reproduce: {
      afterSteps: (steps) => `${steps} ステップ後`,
      title: '記事の結果を、もう一度測る',
      intro:
        '2016 年の記事は、TensorFlow の「Deep MNIST for Experts」に Batch Normalization を加え、なし・ありの両方を 1,000 ステップ学習させました。その表と、このプログラムが複数のシードで測った値を並べます。',
      loss: '損失関数',
      variants: { article: '記事: 二重 softmax', 'sum-log': '2015 年: log の和', stable: '正しい損失' },
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
            '標準偏差 0.1 のカーネルで始めると、ロジットの差が大きくなります。BN なしでは、何も学ぶ前から最大の確率がほぼ 1 です。二つ目の softmax の勾配は一つ目を通って戻り、各ロジットには自分の確率を掛けた分しか届きません。つまり、一つを除くほとんどのクラスには届かないのです。正しい損失にこの関門はなく、自信を持って間違えた画像ほど勾配は大きくなります。',
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
    },
  },
});

export const reproduceTexts = withManyTexts(reproduce);
export type ReproduceText = typeof reproduceTexts.en;
