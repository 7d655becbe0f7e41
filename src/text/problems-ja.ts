/** What can go wrong, in Japanese. */
import type { ProblemWords } from './problem-types.ts';

const PREPARE = '自分で配信している場合は、npm start をもう一度実行するとデータが用意されます。';
const VERSIONS = `ページとデータのバージョンが食い違っているかもしれません。ページを再読み込みしてください。${PREPARE}`;
const FOUR_FILES = '必要なのは 4 つのファイルです。学習用とテスト用の画像とラベルで、MNIST と同じ形式です。';
const NO_CACHE = '次に開くときも MNIST をダウンロードします。';
const AGAIN = {
  hint: '「リセット」を押すと、もう一度学習できます。',
  queueHint: 'キューが終わると、もう一度学習できます。',
};

const bytes = (count: number) => `${count.toLocaleString('ja')} バイト`;

export const jaProblems: ProblemWords = {
  offline: {
    what: ({ file }) => `サーバーが応答せず、${file} を取得できませんでした。`,
    hint: 'ネットワークとサーバーの状態を確認して、「再試行」を押してください。',
  },
  'not-found': {
    what: ({ file, status }) => `${file} がサーバーにありません(HTTP ${status})。`,
    hint: `サーバーにデータが置かれていません。${PREPARE}`,
  },
  'page-instead': {
    what: ({ file }) => `${file} がサーバーになく、代わりに HTML ページが返ってきました。`,
    hint: `サーバーにデータが置かれていません。${PREPARE}`,
  },
  server: {
    what: ({ file, status }) => `${file} の取得に対して、サーバーが HTTP ${status} を返しました。`,
    hint: 'サーバー側の問題です。しばらく待ってから「再試行」を押してください。',
  },
  truncated: {
    what: ({ file, received, expected }) =>
      expected === undefined
        ? `${file} の受信が途中で切れました(${bytes(received)}まで受信)。`
        : `${file} の受信が途中で切れました(${bytes(expected)}のうち ${bytes(received)}を受信)。`,
    hint: '「再試行」を押してください。受信済みの分はそのまま使います。',
  },
  corrupt: {
    what: ({ file, check }) => {
      const faults = {
        gzip: '展開できません',
        sha256: 'SHA-256 が一致しません',
        rows: '行数が一致しません',
      };
      return `${file} が壊れています。${faults[check]}。`;
    },
    hint: `「再試行」を押すと、もう一度ダウンロードします。${PREPARE}`,
  },
  'not-gzip': {
    what: ({ file }) => `${file} が gzip でも MNIST のデータでもありません。`,
    hint: `通信の途中で別の内容に置き換えられています。「再試行」を押してください。${PREPARE}`,
  },
  'manifest-not-json': {
    what: () => 'データの一覧(manifest.json)が JSON ではありません。',
    hint: VERSIONS,
  },
  'manifest-shape': {
    what: ({ place, reason }) => `manifest.json の内容が不正です(${place || '全体'}: ${reason})。`,
    hint: VERSIONS,
  },
  'manifest-rows': {
    what: ({ split, row }) =>
      `manifest.json のファイルが、${split === 'train' ? '学習' : 'テスト'}データの ${row} 行目でつながっていません。`,
    hint: VERSIONS,
  },
  timeout: {
    what: ({ file, seconds }) => `${file} のダウンロードが ${seconds} 秒間進んでいません。`,
    hint: '回線が遅いか、止まっています。「再試行」を押してください。受信済みの分はそのまま使います。',
  },
  unsupported: {
    what: ({ file }) => `このブラウザーには DecompressionStream がなく、${file} を展開できません。`,
    hint: '最新の Chrome、Edge、Firefox、Safari のいずれかで開いてください。',
  },
  'data-unexpected': {
    what: ({ reason }) => `MNIST の読み込み中に予期しないエラーが起きました(${reason})。`,
    hint: 'ページを再読み込みしてください。',
  },
  'data-worker-not-loaded': {
    what: () => 'データを読み込むプログラムを取得できませんでした。',
    hint: 'ネットワークを確認して、「再試行」を押してください。',
  },
  'data-worker-stopped': {
    what: ({ reason }) => `データを読み込むプログラムが停止しました(${reason})。`,
    hint: '「再試行」を押すと、起動し直します。',
  },
  'data-worker-unreadable-message': {
    what: () => 'データを読み込むプログラムからのメッセージを解釈できませんでした。',
    hint: '「再試行」を押すと、起動し直します。',
  },

  'own-missing': {
    what: ({ name }) => `この実験の画像「${name}」は、このブラウザにありません。`,
    hint: '4 つのファイルをもう一度ここにドロップするか、設定で MNIST を選んでください。',
  },
  'own-empty': { what: ({ file }) => `${file} は空です。`, hint: FOUR_FILES },
  'own-unreadable': {
    what: ({ file }) => `${file} を読めません。ブラウザが開けないか、gzip が壊れています。`,
    hint: 'ファイルを入手し直して、4 つともドロップしてください。',
  },
  'own-magic': {
    what: ({ file, magic }) =>
      `${file} は画像やラベルの IDX ファイルではありません。先頭は 00000803 か 00000801 のはずですが、${magic} です。`,
    hint: FOUR_FILES,
  },
  'own-shape': {
    what: ({ file, rows, columns }) => `${file} の画像は ${rows} × ${columns} 画素です。`,
    hint: 'ネットワークの入力は 28 × 28 です。その大きさに変えて、書き出し直してください。',
  },
  'own-none': { what: ({ file }) => `${file} の件数は 0 になっています。`, hint: FOUR_FILES },
  'own-too-large': {
    what: ({ file, count, most }) =>
      `${file} は ${count.toLocaleString('ja')} 件です。使えるのは ${most.toLocaleString('ja')} 件までです。`,
    hint: '一部だけを使ってください。',
  },
  'own-truncated': {
    what: ({ file, received, expected }) =>
      `${file} は途中で切れています。ヘッダーでは ${expected.toLocaleString('ja')} バイトですが、${received.toLocaleString('ja')} バイトしかありません。`,
    hint: 'ファイルを入手し直して、4 つともドロップしてください。',
  },
  'own-too-long': {
    what: ({ file, count, expected }) =>
      `${file} はヘッダーより長くなっています。${count.toLocaleString('ja')} 件なら ${expected.toLocaleString('ja')} バイトのはずです。`,
    hint: 'ヘッダーか中身が誤っています。ファイルを作り直してください。',
  },
  'own-files': {
    what: ({ images, labels }) => `画像のファイルが ${images} 個、ラベルのファイルが ${labels} 個です。`,
    hint: FOUR_FILES,
  },
  'own-untold': {
    what: ({ first, second }) => `${first} と ${second} のどちらが学習用か、分かりません。`,
    hint: '片方の名前に train、もう片方に test を入れてください。',
  },
  'own-counts': {
    what: ({ file, images, other, labels }) =>
      `${file} の画像は ${images.toLocaleString('ja')} 枚、${other} のラベルは ${labels.toLocaleString('ja')} 個です。`,
    hint: '画像 1 枚にラベルが 1 つ必要です。この 2 つは組になっていません。',
  },
  'own-label': {
    what: ({ file, row, label }) => `${file} の ${row.toLocaleString('ja')} 番のラベルが ${label} です。`,
    hint: 'ラベルは 0 から 9 までです。見分けられるのは 10 クラスまでです。',
  },
  'own-classes': {
    what: ({ file }) => `${file} のラベルはすべて同じです。`,
    hint: '見分けるには、クラスが 2 つ以上必要です。',
  },
  'own-unexpected': {
    what: ({ reason }) => `ファイルの読み込みに失敗しました: ${reason}。`,
    hint: 'もう一度お試しください。',
  },

  'cache-missing': { what: () => 'このページではブラウザーのキャッシュを使えません。', hint: NO_CACHE },
  'cache-full': { what: () => 'ブラウザーのキャッシュに空きがありません。', hint: NO_CACHE },
  'cache-silent': { what: () => 'ブラウザーのキャッシュが応答しません。', hint: NO_CACHE },
  'cache-broken': {
    what: ({ reason }) => `ブラウザーのキャッシュを使えません(${reason})。`,
    hint: NO_CACHE,
  },

  'context-lost': {
    what: () => 'グラフィックスドライバーが WebGL コンテキストを破棄し、学習中のネットワークも失われました。',
    ...AGAIN,
  },
  'worker-stopped': {
    what: ({ reason }) => `学習プログラムが停止しました(${reason})。`,
    ...AGAIN,
  },
  'worker-not-loaded': {
    what: () => '学習プログラムを読み込めませんでした。',
    hint: 'ネットワークを確認して、「リセット」を押してください。',
    queueHint: 'ネットワークを確認してください。キューが終わると、もう一度学習できます。',
  },
  'worker-unreadable-message': {
    what: () => '学習プログラムからのメッセージを解釈できませんでした。',
    ...AGAIN,
  },
  'worker-silent': {
    what: ({ seconds }) => `学習プログラムが ${seconds} 秒間応答していません。`,
    ...AGAIN,
  },
  'checkpoint-missing': {
    what: () => 'この学習の続きに必要なデータが、ブラウザーの保存領域から失われています。',
    ...AGAIN,
  },
  'engine-failed': {
    what: ({ reason }) => `エンジンでエラーが起きました(${reason})。`,
    hint: '「リセット」を押してもう一度学習するか、別のエンジンを選んでください。',
    queueHint: 'キューが終わると、もう一度、または別のエンジンで学習できます。',
  },
};
