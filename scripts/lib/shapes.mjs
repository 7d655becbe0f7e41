/** A small data set of somebody's own, for checks: drawn squares, rings and crosses, as four IDX files. */
import { gzipSync } from 'node:zlib';

/** @import { LabHandle } from './scripting.mjs' */

const SIDE = 28;
const PIXELS = SIDE * SIDE;

/** What is drawn in the middle of an image, by its class. @type {((x: number, y: number) => boolean)[]} */
const shapes = [
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 6,
  (x, y) => Math.abs(Math.hypot(x, y) - 7) < 1.6,
  (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) < 1.6 && Math.abs(x) < 8,
];

/** @typedef {{ name: string, buffer: Buffer }} ShapesFile */

/**
 * The four files; two of them compressed.
 *
 * @param {{ train?: number, test?: number }} [images] How many there are.
 * @returns {ShapesFile[]}
 */
export function shapesFiles({ train = 300, test = 60 } = {}) {
  const trained = labels(train, 1);
  const tested = labels(test, 5);
  return [
    { name: 'shapes-train-images-idx3-ubyte.gz', buffer: gzipSync(imagesFile(trained, 2)) },
    { name: 'shapes-train-labels-idx1-ubyte', buffer: labelsFile(trained) },
    { name: 'shapes-test-images-idx3-ubyte', buffer: imagesFile(tested, 6) },
    { name: 'shapes-test-labels-idx1-ubyte.gz', buffer: gzipSync(labelsFile(tested)) },
  ];
}

/**
 * Has a lab train on them. They are few, so that looks at all test images take no time.
 *
 * @param {LabHandle} lab
 * @param {{ train?: number, test?: number }} [images]
 */
export async function trainOnShapes(lab, images) {
  const files = shapesFiles(images).map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
  const used = await lab.evaluate(
    (lab, files) =>
      lab.trainOn(
        files.map(({ name, bytes }) => new File([Uint8Array.from(bytes)], name)),
        'Shapes',
      ),
    files,
  );
  if ('problem' in used) throw new Error(used.problem);
}

/**
 * Some number that hangs on two others, in [0, 1).
 *
 * @param {number} a
 * @param {number} b
 */
function chance(a, b) {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return x - Math.floor(x);
}

/**
 * @param {number} count
 * @param {number} seed
 */
function labels(count, seed) {
  return Array.from({ length: count }, (_, i) => Math.floor(chance(i, seed) * shapes.length));
}

/**
 * @param {number[]} labels
 * @param {number} seed Decides where in its image each shape is.
 */
function imagesFile(labels, seed) {
  const file = Buffer.alloc(16 + labels.length * PIXELS);
  [0x803, labels.length, SIDE, SIDE].forEach((value, i) => {
    file.writeUInt32BE(value, 4 * i);
  });
  labels.forEach((label, image) => {
    const [x0, y0] = [10 + 8 * chance(image, seed), 10 + 8 * chance(image, seed + 1)];
    for (let i = 0; i < PIXELS; i++)
      if (shapes[label]?.((i % SIDE) - x0, Math.floor(i / SIDE) - y0)) file[16 + image * PIXELS + i] = 255;
  });
  return file;
}

/** @param {number[]} labels */
function labelsFile(labels) {
  const file = Buffer.alloc(8 + labels.length);
  file.writeUInt32BE(0x801, 0);
  file.writeUInt32BE(labels.length, 4);
  file.set(labels, 8);
  return file;
}
