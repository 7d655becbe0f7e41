/** The words of the frame around all pages: title, navigation, engine, data, times, in both languages. */
import { bilingual } from './bilingual.ts';

export const frame = bilingual({
  en: {
    /** Between the parts of an enumeration. */
    comma: ', ',
    list: (parts: readonly string[]) => new Intl.ListFormat('en').format(parts),
    /** Between two sentences. */
    gap: ' ',
    title: 'BatchNorm Lab',
    close: 'Close',
    theme: {
      label: (theme: string) => `Colours: ${theme}`,
      names: { system: 'as the system', light: 'light', dark: 'dark' },
    },
    present: 'Present',
    glossary: 'Glossary',
    /** How many processor cores there are. */
    cores: (count: number) => (count === 1 ? '1 core' : `${count} cores`),
    shortcuts: {
      title: 'Keys',
      keys: {
        space: 'run or pause',
        step: 'one step',
        reset: 'reset',
        present: 'present: large, without controls; Escape leaves',
        help: 'these keys',
      },
      space: 'Space',
    },
    pages: { label: 'Pages', compare: 'Compare', inside: 'Inside', reproduce: 'Reproduce', sweep: 'Sweep', runs: 'Runs' },
    engine: {
      label: 'Engine',
      auto: 'Automatic',
      names: {
        webgl: 'WebGL',
        'webgl-ops': 'WebGL, plain tfjs',
        simd: 'WebAssembly',
        wasm: 'WebAssembly (TensorFlow.js)',
        cpu: 'Plain JavaScript',
      },
      starting: 'Starting…',
      warmUp: (duration: string) => `Ready after ${duration}.`,
      /** What stands beside WebGL in figures. */
      processor: 'processor',
      time: (name: string, duration: string) => `${name} ${duration}`,
      timeAtLeast: (name: string, duration: string) => `${name} over ${duration}`,
      perStep: (times: string) => `${times} a step.`,
      measuring: (name: string) => `Measuring ${name}…`,
      measuredLater: (name: string) => `${name} is measured when nothing trains.`,
      again: 'Measure again',
      next: (name: string) => `${name} trains from the next run on.`,
      instead: (name: string) => `${name} trains instead.`,
      isWrong: (name: string) => `${name} computes wrongly on this device.`,
      chosen: 'Chosen by you.',
      resumed: 'These runs began on it.',
      chosenWrong: 'Chosen by you, though it computes wrongly on this device.',
      refusals: {
        'no-webgl': 'This browser offers no WebGL for training.',
        'no-float32': 'This graphics card cannot store 32-bit results.',
        'webgl-failed': 'WebGL did not start.',
        'kernels-failed': 'This graphics card refused the fast kernels.',
        late: 'WebGL was not ready within a minute.',
        'not-started': 'The wanted engine does not start here.',
        'context-lost': 'The graphics driver took the WebGL context away twice within a minute.',
        normalization: 'The fastest engine does not know this normalization.',
      },
    },
    /** The networks without and with BN, in short. */
    shortNames: { none: 'no BN', batch: 'BN' },
    queueNews: {
      holds: (left: number) =>
        `${left === 1 ? 'One run' : `${left} runs`} of the queue ${left === 1 ? 'waits' : 'wait'} until this has finished or is paused.`,
      queueTrains: (done: number, total: number) =>
        `The queue is training (${done} of ${total} runs). It will wait while you train here.`,
    },
    data: {
      loading: 'Loading MNIST',
      progress: (loaded: string, total: string) => `${loaded} of ${total} MB`,
      failed: 'MNIST could not be loaded.',
    },
    addressProblem: (name: string, value: string) =>
      `“${value}” is not a valid value of “${name}” in the address; the default is used.`,
    restarted: (setting: string) => `${setting} changed: all runs start again.`,
    openedMany: (settings: number) => `Another experiment: ${settings} settings are new.`,
    opened: (settings: string) =>
      settings ? `Another experiment. New: ${settings}.` : 'Another experiment.',
    seconds: (n: number) => `${n} s`,
    minutes: (n: number) => `${n} min`,
    hours: (n: string) => `${n} h`,
    footer:
      'MNIST: Yann LeCun and Corinna Cortes, CC BY-SA 3.0. All training happens in this browser; nothing is sent anywhere.',
  },
  ja: {
    comma: '、',
    list: (parts) => new Intl.ListFormat('ja').format(parts),
    gap: '',
    title: 'BatchNorm Lab',
    close: '閉じる',
    theme: {
      label: (theme) => `配色: ${theme}`,
      names: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
    },
    glossary: '用語集',
    present: '発表',
    cores: (count) => `${count} コア`,
    shortcuts: {
      title: 'キー操作',
      keys: {
        space: '開始・一時停止',
        step: '1 ステップ',
        reset: 'リセット',
        present: '発表モード(大きく表示し、操作部を隠す)。Esc で戻る',
        help: 'このキー一覧',
      },
      space: 'スペース',
    },
    pages: { label: 'ページ', compare: '比較', inside: '内部', reproduce: '再現', sweep: '学習率', runs: '保存' },
    engine: {
      label: 'エンジン',
      auto: '自動',
      names: {
        webgl: 'WebGL',
        'webgl-ops': 'WebGL(tfjs の標準演算)',
        simd: 'WebAssembly',
        wasm: 'WebAssembly(TensorFlow.js)',
        cpu: 'JavaScript のみ',
      },
      starting: '準備中…',
      warmUp: (duration) => `準備 ${duration}。`,
      processor: 'CPU',
      time: (name, duration) => `${name} ${duration}`,
      timeAtLeast: (name, duration) => `${name} ${duration} 以上`,
      perStep: (times) => `1 ステップあたり ${times}。`,
      measuring: (name) => `${name} の速度を計測中…`,
      measuredLater: (name) => `${name} の速度は、学習していないときに計測します。`,
      again: '再計測',
      next: (name) => `次の学習からは ${name} を使います。`,
      instead: (name) => `代わりに ${name} で学習します。`,
      isWrong: (name) => `この環境では ${name} の計算結果が正しくありません。`,
      chosen: '手動で選択されています。',
      resumed: 'この学習が始まったときのエンジンです。',
      chosenWrong: '手動で選択されていますが、この環境では計算結果が正しくありません。',
      refusals: {
        'no-webgl': 'このブラウザーでは学習用の WebGL が使えません。',
        'no-float32': 'この GPU は 32 ビット浮動小数点に書き込めません。',
        'webgl-failed': 'WebGL を開始できませんでした。',
        'kernels-failed': 'この GPU では高速なカーネルが動きません。',
        late: 'WebGL の準備が 1 分以内に終わりませんでした。',
        'not-started': '指定のエンジンはこの環境では起動しません。',
        'context-lost': 'WebGL コンテキストが 1 分以内に 2 回失われました。',
        normalization: '最速のエンジンはこの正規化に対応していません。',
      },
    },
    shortNames: { none: 'なし', batch: 'BN' },
    queueNews: {
      holds: (left) => `この学習が終わるか一時停止するまで、キューの ${left} 件は待っています。`,
      queueTrains: (done, total) =>
        `キューが学習しています(${done} / ${total} 件)。ここで学習を始めると、その間は待ちます。`,
    },
    data: {
      loading: 'MNIST を読み込み中',
      progress: (loaded, total) => `${loaded} / ${total} MB`,
      failed: 'MNIST を読み込めませんでした。',
    },
    addressProblem: (name, value) => `アドレスの「${name}」に「${value}」は使えません。既定値を使います。`,
    restarted: (setting) => `「${setting}」が変わったため、新しい重みですべての学習をやり直します。`,
    openedMany: (settings) => `別の実験です。${settings} 個の設定が変わりました。`,
    opened: (settings) => (settings ? `別の実験です。変わったもの: ${settings}。` : '別の実験です。'),
    seconds: (n) => `${n} 秒`,
    minutes: (n) => `${n} 分`,
    hours: (n) => `${n} 時間`,
    footer:
      'MNIST: Yann LeCun, Corinna Cortes, CC BY-SA 3.0。学習はすべてこのブラウザーの中で行われ、データは送信されません。',
  },
});
