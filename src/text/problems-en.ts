/** What can go wrong, in English. */
import type { ProblemWords } from './problem-types.ts';

const PREPARE = 'If you serve the lab yourself, run “npm start” again: it prepares the data.';
const VERSIONS = `The page and the data may be of different versions: reload the page. ${PREPARE}`;
const FOUR_FILES =
  'Four files are needed: images and labels to train on, images and labels to test with, as MNIST is published.';
const NO_CACHE = 'The next visit will download MNIST again.';
const AGAIN = {
  hint: 'Press Reset to train again.',
  queueHint: 'When the queue is done, it can be asked for again.',
};

/** A reason often brings a full stop along; the sentence has its own. */
const unended = (reason: string) => reason.replace(/\.$/, '');
const bytes = (count: number) => `${count.toLocaleString('en')} bytes`;

export const enProblems: ProblemWords = {
  offline: {
    what: ({ file }) => `${file} could not be requested: the server did not answer.`,
    hint: 'Check that the network and the server are up, then press Retry.',
  },
  'not-found': {
    what: ({ file, status }) => `${file} is not on the server (HTTP ${status}).`,
    hint: `The server does not have the data. ${PREPARE}`,
  },
  'page-instead': {
    what: ({ file }) => `${file} is not on the server: it sent an HTML page instead.`,
    hint: `The server does not have the data. ${PREPARE}`,
  },
  server: {
    what: ({ file, status }) => `The server answered the request for ${file} with HTTP ${status}.`,
    hint: 'The server has a problem of its own. Wait a little, then press Retry.',
  },
  truncated: {
    what: ({ file, received, expected }) =>
      expected === undefined
        ? `${file} was cut off: the connection broke after ${bytes(received)}.`
        : `${file} was cut off: ${received.toLocaleString('en')} of ${bytes(expected)} arrived.`,
    hint: 'Press Retry: what has arrived is kept.',
  },
  corrupt: {
    what: ({ file, check }) => {
      const faults = {
        gzip: 'it does not decompress',
        sha256: 'its SHA-256 is not the one that was listed',
        rows: 'it holds another number of rows than was listed',
      };
      return `${file} is damaged: ${faults[check]}.`;
    },
    hint: `Press Retry to download it again. ${PREPARE}`,
  },
  'not-gzip': {
    what: ({ file }) => `${file} is neither gzip nor rows of MNIST.`,
    hint: `Something between the server and the page replaced the file. Press Retry. ${PREPARE}`,
  },
  'manifest-not-json': {
    what: () => 'The list of data files, manifest.json, is not JSON.',
    hint: VERSIONS,
  },
  'manifest-shape': {
    what: ({ place, reason }) =>
      `manifest.json is not as expected: ${place || 'as a whole'}: ${unended(reason)}.`,
    hint: VERSIONS,
  },
  'manifest-rows': {
    what: ({ split, row }) =>
      `The files that manifest.json lists do not fit together at row ${row} of the ${split === 'train' ? 'training' : 'test'} set.`,
    hint: VERSIONS,
  },
  timeout: {
    what: ({ file, seconds }) => `The download of ${file} stalled: nothing for ${seconds} seconds.`,
    hint: 'The connection is very slow or stuck. Press Retry: what has arrived is kept.',
  },
  unsupported: {
    what: ({ file }) => `This browser cannot decompress ${file}: it has no DecompressionStream.`,
    hint: 'Open the lab in a current version of Chrome, Edge, Firefox or Safari.',
  },
  'data-unexpected': {
    what: ({ reason }) => `Loading MNIST failed unexpectedly: ${unended(reason)}.`,
    hint: 'Reload the page.',
  },
  'data-worker-not-loaded': {
    what: () => 'The program that loads the data could not be loaded itself.',
    hint: 'Check the network, then press Retry.',
  },
  'data-worker-stopped': {
    what: ({ reason }) => `The program that loads the data stopped: ${unended(reason)}.`,
    hint: 'Press Retry to start it again.',
  },
  'data-worker-unreadable-message': {
    what: () => 'A message of the program that loads the data could not be read.',
    hint: 'Press Retry to start it again.',
  },

  'own-missing': {
    what: ({ name }) => `The images of “${name}”, which these runs are about, are not in this browser.`,
    hint: 'Drop their four files here again, or choose MNIST in the settings.',
  },
  'own-empty': { what: ({ file }) => `${file} is empty.`, hint: FOUR_FILES },
  'own-unreadable': {
    what: ({ file }) => `${file} cannot be read: the browser has no access to it, or its gzip is damaged.`,
    hint: 'Get the file again, then drop all four once more.',
  },
  'own-magic': {
    what: ({ file, magic }) =>
      `${file} is no IDX file of images or labels: it begins with ${magic}, not with 00000803 or 00000801.`,
    hint: FOUR_FILES,
  },
  'own-shape': {
    what: ({ file, rows, columns }) => `The images in ${file} are ${rows} × ${columns} pixels.`,
    hint: 'The network takes images of 28 × 28. Scale them to that size and write the file anew.',
  },
  'own-none': { what: ({ file }) => `${file} says that it holds nothing: its count is 0.`, hint: FOUR_FILES },
  'own-too-large': {
    what: ({ file, count, most }) =>
      `${file} holds ${count.toLocaleString('en')} entries, and the lab takes at most ${most.toLocaleString('en')}.`,
    hint: 'Use a part of it.',
  },
  'own-truncated': {
    what: ({ file, received, expected }) =>
      `${file} is cut off: it has ${received.toLocaleString('en')} of the ${bytes(expected)} that its header tells of.`,
    hint: 'Get the file again, then drop all four once more.',
  },
  'own-too-long': {
    what: ({ file, count, expected }) =>
      `${file} is longer than its header says: ${count.toLocaleString('en')} entries are ${bytes(expected)}.`,
    hint: 'Its header or its contents are wrong. Get or write the file anew.',
  },
  'own-files': {
    what: ({ images, labels }) => `Among the files are ${images} of images and ${labels} of labels.`,
    hint: FOUR_FILES,
  },
  'own-untold': {
    what: ({ first, second }) => `Which of ${first} and ${second} is to train on cannot be told.`,
    hint: 'Put “train” into the name of one, and “test” into that of the other.',
  },
  'own-counts': {
    what: ({ file, images, other, labels }) =>
      `${file} holds ${images.toLocaleString('en')} images, and ${other} holds ${labels.toLocaleString('en')} labels.`,
    hint: 'Each image needs one label: these two do not belong together.',
  },
  'own-label': {
    what: ({ file, row, label }) => `Label ${row.toLocaleString('en')} in ${file} is ${label}.`,
    hint: 'Labels are 0 to 9: the network tells at most ten classes apart.',
  },
  'own-classes': {
    what: ({ file }) => `All labels in ${file} are the same.`,
    hint: 'There must be two classes at least to tell apart.',
  },
  'own-unexpected': {
    what: ({ reason }) => `Reading the files failed unexpectedly: ${unended(reason)}.`,
    hint: 'Try again.',
  },

  'cache-missing': { what: () => 'On this page the browser offers no cache.', hint: NO_CACHE },
  'cache-full': { what: () => 'The browser’s cache is full.', hint: NO_CACHE },
  'cache-silent': { what: () => 'The browser’s cache does not answer.', hint: NO_CACHE },
  'cache-broken': {
    what: ({ reason }) => `The browser’s cache cannot be used: ${unended(reason)}.`,
    hint: NO_CACHE,
  },

  'context-lost': {
    what: () => 'The graphics driver took its WebGL context away, and the network with it.',
    ...AGAIN,
  },
  'worker-stopped': {
    what: ({ reason }) => `The training program stopped: ${unended(reason)}.`,
    ...AGAIN,
  },
  'worker-not-loaded': {
    what: () => 'The training program could not be loaded.',
    hint: 'Check the network, then press Reset.',
    queueHint: 'Check the network. When the queue is done, it can be asked for again.',
  },
  'worker-unreadable-message': {
    what: () => 'A message of the training program could not be read.',
    ...AGAIN,
  },
  'worker-silent': {
    what: ({ seconds }) => `The training program has not answered for ${seconds} seconds.`,
    ...AGAIN,
  },
  'checkpoint-missing': {
    what: () => 'What this run should go on from is not in the browser’s storage any more.',
    ...AGAIN,
  },
  'engine-failed': {
    what: ({ reason }) => `The engine failed: ${unended(reason)}.`,
    hint: 'Press Reset to train again, or choose another engine.',
    queueHint: 'When the queue is done, it can be asked for again, or with another engine.',
  },
};
