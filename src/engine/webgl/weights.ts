/**
 * All trained tensors with Adam's moving averages, on the graphics card: fc1's kernel in textures of its own, all others
 * in an atlas. An update reads one set of textures and writes the other.
 */
import { type ParameterName, type Parameters, parameterNames, parameterSize } from '../../domain/network.ts';
import type { Normalization } from '../../domain/normalization.ts';
import type { Blocking } from './blocking.ts';
import type { Gpu, Program, Target, Texture } from './gpu.ts';
import { adam } from './kernels/adam.ts';
import { ATLAS_HEIGHT, ATLAS_WIDTH, copyAtlas, FC1_SIZE } from './layout.ts';

/** What is kept of each trained tensor. */
export type Kept = 'weights' | 'firstMoments' | 'secondMoments';
const keptNames = ['weights', 'firstMoments', 'secondMoments'] as const satisfies Kept[];

/** Textures of weights and moments, and the target that writes all three. */
type Group = Record<Kept, Texture> & { target: Target };

export class Weights {
  readonly #gpu: Gpu;
  readonly #names: readonly ParameterName[];
  readonly #fc1: [Group, Group];
  readonly #atlas: [Group, Group];
  readonly #programs: { fc1: Program; atlas: Program };
  #current: 0 | 1 = 0;

  constructor(gpu: Gpu, normalization: Normalization, initial: Parameters, { rows }: Blocking) {
    this.#gpu = gpu;
    this.#names = parameterNames(normalization);
    const pair = (width: number, height: number): [Group, Group] => [
      newGroup(gpu, width, height),
      newGroup(gpu, width, height),
    ];
    this.#fc1 = pair(...FC1_SIZE);
    this.#atlas = pair(ATLAS_WIDTH, ATLAS_HEIGHT);
    this.#programs = { fc1: gpu.program(adam(rows)), atlas: gpu.program(adam('atlas')) };
    this.write('weights', initial);
  }

  /** The kernel of fc1 as it is now. */
  get fc1(): Texture {
    return this.#fc1[this.#current].weights;
  }

  /** All other trained tensors as they are now. */
  get atlas(): Texture {
    return this.#atlas[this.#current].weights;
  }

  /** One step of Adam at a corrected learning rate. */
  update(rate: number, fc1Gradient: Texture, atlasGradient: Texture): void {
    const next = this.#current === 0 ? 1 : 0;
    for (const [groups, program, gradient] of [
      [this.#fc1, this.#programs.fc1, fc1Gradient],
      [this.#atlas, this.#programs.atlas, atlasGradient],
    ] as const) {
      const { weights, firstMoments, secondMoments } = groups[this.#current];
      const inputs = [weights, firstMoments, secondMoments, gradient];
      this.#gpu.draw(program, groups[next].target, inputs, { rate });
    }
    this.#current = next;
  }

  /** Reads all tensors of one kind; waits for the graphics card. */
  read(kind: Kept): Parameters {
    const layer = keptNames.indexOf(kind);
    const atlas = this.#gpu.read(this.#atlas[this.#current].target, layer);
    const fc1 = this.#gpu.read(this.#fc1[this.#current].target, layer);
    return parametersOf(this.#names, atlas, fc1);
  }

  /** @throws {Error} when a tensor of the network is missing. */
  write(kind: Kept, values: Parameters): void {
    const atlas = new Float32Array(ATLAS_WIDTH * ATLAS_HEIGHT * 4);
    for (const name of this.#names) {
      const tensor = values[name];
      if (!tensor) throw new Error(`The network needs ${name}, which is missing.`);
      if (name === 'fc1.kernel') this.#gpu.write(this.#fc1[this.#current][kind], tensor);
      else copyAtlas(name, tensor, atlas, 'in');
    }
    this.#gpu.write(this.#atlas[this.#current][kind], atlas);
  }
}

/** Tensors from the values of an atlas and of fc1's kernel. */
export function parametersOf(
  names: readonly ParameterName[],
  atlas: Float32Array,
  fc1: Float32Array,
): Parameters {
  const parameters: Parameters = {};
  for (const name of names)
    if (name === 'fc1.kernel') parameters[name] = fc1;
    else {
      const values = new Float32Array(parameterSize(name));
      copyAtlas(name, values, atlas, 'out');
      parameters[name] = values;
    }
  return parameters;
}

function newGroup(gpu: Gpu, width: number, height: number): Group {
  const [weights, firstMoments, secondMoments] = keptNames.map(() => gpu.texture(width, height));
  return {
    weights: weights!,
    firstMoments: firstMoments!,
    secondMoments: secondMoments!,
    target: gpu.target(weights!, firstMoments!, secondMoments!),
  };
}
