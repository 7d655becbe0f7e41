/** What can go wrong, in Japanese. */
import type { ProblemWords } from './problem-types.ts';

const PREPARE = '自分で配信している場合は、npm start をもう一度実行するとデータが用意されます。';
const VERSIONS = `ページとデータのバージョンが食い違っているかもしれません。ページを再読み込みしてください。${PREPARE}`;
const NO_CACHE = '次に開くときも MNIST をダウンロードします。';
const RESET = '「リセット」を押すと、もう一度学習できます。';

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

  'cache-missing': { what: () => 'このページではブラウザーのキャッシュを使えません。', hint: NO_CACHE },
  'cache-full': { what: () => 'ブラウザーのキャッシュに空きがありません。', hint: NO_CACHE },
  'cache-silent': { what: () => 'ブラウザーのキャッシュが応答しません。', hint: NO_CACHE },
  'cache-broken': {
    what: ({ reason }) => `ブラウザーのキャッシュを使えません(${reason})。`,
    hint: NO_CACHE,
  },

  'context-lost': {
    what: () => 'グラフィックスドライバーが WebGL コンテキストを破棄し、学習中のネットワークも失われました。',
    hint: RESET,
  },
  'worker-stopped': {
    what: ({ reason }) => `学習プログラムが停止しました(${reason})。`,
    hint: RESET,
  },
  'worker-not-loaded': {
    what: () => '学習プログラムを読み込めませんでした。',
    hint: 'ネットワークを確認して、「リセット」を押してください。',
  },
  'worker-unreadable-message': {
    what: () => '学習プログラムからのメッセージを解釈できませんでした。',
    hint: RESET,
  },
  'worker-silent': {
    what: ({ seconds }) => `学習プログラムが ${seconds} 秒間応答していません。`,
    hint: RESET,
  },
  'checkpoint-missing': {
    what: () => 'この学習の続きに必要なデータが、ブラウザーの保存領域から失われています。',
    hint: RESET,
  },
  'engine-failed': {
    what: ({ reason }) => `エンジンでエラーが起きました(${reason})。`,
    hint: '「リセット」を押してもう一度学習するか、別のエンジンを選んでください。',
  },
};
