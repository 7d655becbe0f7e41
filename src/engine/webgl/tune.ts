/**
 * Chooses how much one fragment computes, by measuring both choices on the device at hand: more textures at once save
 * reads, but take registers, and which of the two matters more differs from card to card.
 */
import { alone } from '../alone.ts';
import { type Blocking, EIGHT_TARGETS, FOUR_TARGETS } from './blocking.ts';
import type { Gpu, Program, Shader, Target, Texture } from './gpu.ts';
import { conv2KernelGradient, conv2PartsSize } from './kernels/conv2-kernel-gradient.ts';
import { conv2Forward } from './kernels/convolution.ts';
import { FC1_PARTS, fc1Forward, imageBlocks } from './kernels/fc1-products.ts';
import {
  ATLAS_HEIGHT,
  ATLAS_WIDTH,
  FC1_SIZE,
  gradientMaps,
  HIDDEN_TEXELS,
  mapSize,
  maps,
  windows,
  writtenWindows,
} from './layout.ts';

/** Milliseconds that a measurement must take to be one: draws are repeated until then. */
const LONG_ENOUGH = 8;
const MOST_DRAWS = 64;
/** Turns of both choices, of which the best counts: on a device that does other things too, the best of two is chance. */
const TURNS = 5;
/** Milliseconds after which slow devices have two turns only: what takes so long is disturbed less. */
const PATIENCE = 300;
/** Four textures at once must be so much faster: they read a third more, so where both are close, it was chance. */
const CLEARLY = 1.1;

/** A device's choice holds for all engines on its context. */
const choices = new WeakMap<WebGL2RenderingContext, Blocking>();

/** The fastest blocking for batches of a size: some dozen draws of the heavy kernels, on a fast card a thousand. */
export async function chooseBlocking(gpu: Gpu, batchSize: number): Promise<Blocking> {
  const { gl } = gpu;
  const known = choices.get(gl);
  if (known) return known;
  const targets = Math.min(
    Number(gl.getParameter(gl.MAX_DRAW_BUFFERS)),
    Number(gl.getParameter(gl.MAX_COLOR_ATTACHMENTS)),
  );
  const choice = targets < 8 ? FOUR_TARGETS : await alone(() => measured(gpu, batchSize));
  choices.set(gl, choice);
  return choice;
}

async function measured(gpu: Gpu, batchSize: number): Promise<Blocking> {
  const shaders = (blocking: Blocking): Record<keyof Blocking, Shader> => ({
    windows: conv2Forward(blocking.windows, batchSize),
    channels: conv2KernelGradient(blocking.channels, batchSize),
    rows: fc1Forward(blocking.rows, batchSize),
  });
  const both = [FOUR_TARGETS, EIGHT_TARGETS].map(shaders);
  for (const shader of both.flatMap((family) => Object.values(family))) gpu.program(shader);
  try {
    await gpu.link();
  } catch {
    // A driver that cannot have the large shaders may have the small ones; if not, whoever needs them says so.
    gpu.forget(both.flatMap((family) => Object.values(family)));
    return FOUR_TARGETS;
  }
  return gpu.temporarily(() => {
    const map = gpu.texture(...mapSize(maps.conv1, batchSize));
    const pooled = gpu.texture(...mapSize(maps.conv2, batchSize));
    const gradient = gpu.texture(...mapSize(gradientMaps.conv2, batchSize));
    const atlas = gpu.texture(ATLAS_WIDTH, ATLAS_HEIGHT);
    const kernel = gpu.texture(...FC1_SIZE);
    const inputs = { windows: [map, atlas], channels: [map, gradient], rows: [pooled, kernel] };
    const output = (kind: keyof Blocking, { windows: wide, channels, rows }: Blocking): Texture => {
      if (kind === 'windows')
        return gpu.texture(...mapSize(writtenWindows(windows.conv2, wide), batchSize), 4 * wide);
      if (kind === 'channels') return gpu.texture(...conv2PartsSize(channels, batchSize), channels);
      return gpu.texture(HIDDEN_TEXELS, imageBlocks(rows, batchSize) * FC1_PARTS, rows);
    };
    const isEightFaster = (kind: keyof Blocking): boolean => {
      const timerOf = (index: 0 | 1) =>
        timer(
          gpu,
          gpu.program(both[index]![kind]),
          gpu.target(output(kind, index === 0 ? FOUR_TARGETS : EIGHT_TARGETS)),
          inputs[kind],
        );
      const four = timerOf(0);
      let eight: () => number;
      try {
        eight = timerOf(1);
      } catch {
        // Some cards count eight targets, but not eight of 128 bits: their tiles are too small.
        return false;
      }
      // In turns, so that a clock that goes up or down meanwhile favours neither.
      const best = { four: Number.POSITIVE_INFINITY, eight: Number.POSITIVE_INFINITY };
      const start = performance.now();
      for (let turn = 1; turn <= TURNS && (turn <= 2 || performance.now() - start < PATIENCE); turn++) {
        best.four = Math.min(best.four, four());
        best.eight = Math.min(best.eight, eight());
      }
      return best.eight < CLEARLY * best.four;
    };
    return {
      windows: isEightFaster('windows') ? EIGHT_TARGETS.windows : FOUR_TARGETS.windows,
      channels: isEightFaster('channels') ? EIGHT_TARGETS.channels : FOUR_TARGETS.channels,
      rows: isEightFaster('rows') ? EIGHT_TARGETS.rows : FOUR_TARGETS.rows,
    };
  });
}

/** Measures milliseconds a draw. */
function timer(gpu: Gpu, program: Program, target: Target, inputs: readonly Texture[]): () => number {
  const once = (count: number) => {
    const start = performance.now();
    for (let i = 0; i < count; i++) gpu.draw(program, target, inputs);
    // Reading waits for the card.
    gpu.read({ ...target, width: 1, height: 1 });
    return (performance.now() - start) / count;
  };
  gpu.rehearse(() => once(1));
  return () => {
    for (let count = 1; ; count *= 4) {
      const milliseconds = once(count);
      if (milliseconds * count >= LONG_ENOUGH || count >= MOST_DRAWS) return milliseconds;
    }
  };
}
