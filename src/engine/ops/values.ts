/** Numbers as tensors, and back. */
import { type Tensor, type Tensor2D, type Tensor4D, tensor, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { LabelledBytes } from '../../data/types.ts';
import {
  CLASSES,
  IMAGE_SIDE,
  type ParameterName,
  type Parameters,
  parameterShapes,
} from '../../domain/network.ts';

export async function floats(values: Tensor): Promise<Float32Array> {
  return (await values.data<'float32'>()).slice();
}

/** The values of blocks of rows, one after the other. */
export async function joined(blocks: readonly Tensor[]): Promise<Float32Array> {
  if (blocks.length === 1) return floats(blocks[0]!);
  const parts = await Promise.all(blocks.map(floats));
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

/** [image][unit] as [unit][image]. */
export function turned(values: Float32Array, images: number): Float32Array {
  const units = values.length / images;
  const result = new Float32Array(values.length);
  for (let image = 0; image < images; image++)
    for (let unit = 0; unit < units; unit++) result[unit * images + image] = values[image * units + unit]!;
  return result;
}

/** fc1's sums are made in as many blocks; see `multiplyBlocks`. They are separate tensors, as slices are copies. */
const FC1_BLOCKS = 4;

/** A trained tensor in its blocks of rows. */
export function blocksOf(parameters: Parameters, name: ParameterName): Tensor[] {
  const values = parameters[name];
  if (!values) throw new Error(`The network needs ${name}, which is missing.`);
  const count = name === 'fc1.kernel' ? FC1_BLOCKS : 1;
  const [rows, ...rest] = parameterShapes[name] as readonly number[];
  const length = values.length / count;
  return Array.from({ length: count }, (_, i) =>
    tensor(values.slice(i * length, (i + 1) * length), [rows! / count, ...rest]),
  );
}

/** Bytes to pixels in [0, 1], [N, 28, 28, 1]. */
export function imagesOf({ images, labels }: LabelledBytes): Tensor4D {
  return tensor4d(
    Float32Array.from(images, (byte: number) => byte / 255),
    [labels.length, IMAGE_SIDE, IMAGE_SIDE, 1],
  );
}

export function oneHotOf(labels: Uint8Array): Tensor2D {
  const values = new Float32Array(labels.length * CLASSES);
  labels.forEach((label, i) => {
    values[i * CLASSES + label] = 1;
  });
  return tensor2d(values, [labels.length, CLASSES]);
}
