/** The words of the frame around all pages: title, navigation, engine, data, times, in both languages. */
import { bilingual } from './bilingual.ts';

export const frame = bilingual({
  en: {
    /** Between the parts of an enumeration. */
    comma: ', ',
    list: (parts: readonly string[]) => new Intl.ListFormat('en').format(parts),
    title: 'BatchNorm Lab',
    pages: { label: 'Pages', compare: 'Compare', reproduce: 'Reproduce', sweep: 'Sweep' },
    engine: {
      label: 'Engine',
      auto: 'Automatic',
      names: {
        webgl: 'WebGL',
        'webgl-ops': 'WebGL, plain tfjs',
        simd: 'Processor (own kernels)',
        wasm: 'Processor (TensorFlow.js)',
        cpu: 'Plain JavaScript',
      },
      starting: 'Starting…',
      warmUp: (duration: string) => `Ready after ${duration}.`,
      reasons: {
        'hardware-webgl': 'Trains on your graphics card.',
        chosen: 'Chosen by you.',
        'software-webgl':
          'This browser draws WebGL with the processor; WebAssembly is several times as fast there, so it trains.',
        'no-webgl': 'This browser offers no WebGL for training, so WebAssembly trains on the processor.',
        'no-float32':
          'This graphics card cannot store 32-bit results, so WebAssembly trains on the processor.',
        'webgl-failed': 'WebGL did not start, so WebAssembly trains on the processor.',
        'kernels-failed':
          'This graphics card refused the fast kernels, so plain TensorFlow.js operations train on it.',
        normalization:
          'The fast kernels do not know this normalization, so plain TensorFlow.js operations train.',
      },
    },
    data: {
      loading: 'Loading MNIST',
      progress: (loaded: string, total: string) => `${loaded} of ${total} MB`,
      failed: 'MNIST could not be loaded.',
    },
    addressProblem: (name: string, value: string) =>
      `“${value}” is not a valid value of “${name}” in the address; the default is used.`,
    restarted: (setting: string) => `${setting} changed: all runs start again with new weights.`,
    opened: 'Another comparison was opened.',
    seconds: (n: number) => `${n} s`,
    minutes: (n: number) => `${n} min`,
    hours: (n: string) => `${n} h`,
    footer:
      'MNIST: Yann LeCun and Corinna Cortes, CC BY-SA 3.0. All training happens in this browser; nothing is sent anywhere.',
  },
  ja: {
    comma: '、',
    list: (parts) => new Intl.ListFormat('ja').format(parts),
    title: 'BatchNorm Lab',
    pages: { label: 'ページ', compare: '比較', reproduce: '再現', sweep: '学習率' },
    engine: {
      label: 'エンジン',
      auto: '自動',
      names: {
        webgl: 'WebGL',
        'webgl-ops': 'WebGL(tfjs の標準演算)',
        simd: 'プロセッサ(専用カーネル)',
        wasm: 'プロセッサ(TensorFlow.js)',
        cpu: 'JavaScript のみ',
      },
      starting: '準備中…',
      warmUp: (duration) => `準備 ${duration}。`,
      reasons: {
        'hardware-webgl': 'GPU で学習します。',
        chosen: '手動で選択されています。',
        'software-webgl':
          'このブラウザーの WebGL は CPU で描画されるため、数倍速い WebAssembly で学習します。',
        'no-webgl': 'このブラウザーでは学習用の WebGL が使えないため、CPU 上の WebAssembly で学習します。',
        'no-float32':
          'この GPU は 32 ビット浮動小数点に書き込めないため、CPU 上の WebAssembly で学習します。',
        'webgl-failed': 'WebGL を開始できなかったため、CPU 上の WebAssembly で学習します。',
        'kernels-failed': 'この GPU では高速なカーネルが動かないため、TensorFlow.js の標準演算で学習します。',
        normalization:
          '高速なカーネルはこの正規化に対応していないため、TensorFlow.js の標準演算で学習します。',
      },
    },
    data: {
      loading: 'MNIST を読み込み中',
      progress: (loaded, total) => `${loaded} / ${total} MB`,
      failed: 'MNIST を読み込めませんでした。',
    },
    addressProblem: (name, value) => `アドレスの「${name}」に「${value}」は使えません。既定値を使います。`,
    restarted: (setting) => `「${setting}」が変わったため、新しい重みですべての学習をやり直します。`,
    opened: '別の比較を開きました。',
    seconds: (n) => `${n} 秒`,
    minutes: (n) => `${n} 分`,
    hours: (n) => `${n} 時間`,
    footer:
      'MNIST: Yann LeCun, Corinna Cortes, CC BY-SA 3.0。学習はすべてこのブラウザーの中で行われ、データは送信されません。',
  },
});
