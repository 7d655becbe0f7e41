import { describe, expect, test } from 'vitest';
import { ContextLost } from '../webgl-context.ts';
import type { Gpu } from './gpu.ts';
import { Pipeline } from './pipeline.ts';

const ROWS = 8;
const WIDTH = 2;

/** A card that does what it is given when it is told to; a row of the outcomes holds the row's number. */
class FakeCard {
  isFast = true;
  isLost = false;
  reads = 0;
  #read = { y: 0, height: 0 };

  readonly gpu = {
    gl: {
      TIMEOUT_EXPIRED: 1,
      CONDITION_SATISFIED: 2,
      WAIT_FAILED: 3,
      fenceSync: () => ({}),
      flush: () => {},
      deleteSync: () => {},
      isContextLost: () => this.isLost,
      clientWaitSync: () => (this.isFast ? 2 : 1),
      createBuffer: () => ({ ...this.#read }),
      deleteBuffer: () => {},
      bindBuffer: (_: number, buffer: { y: number; height: number } | null) => {
        if (buffer) this.#read = buffer;
      },
      bufferData: () => {},
      bindFramebuffer: () => {},
      readBuffer: () => {},
      readPixels: (_x: number, y: number, _width: number, height: number) => {
        this.reads++;
        Object.assign(this.#read, { y, height });
      },
      getBufferSubData: (_: number, __: number, values: Float32Array) => {
        for (let i = 0; i < values.length; i++)
          values[i] = this.#read.y + Math.floor(i / (values.length / this.#read.height));
      },
    },
  } as unknown as Gpu;
}

function open(step = 0) {
  const card = new FakeCard();
  const outcomes = { framebuffer: {}, x: 0, y: 0, width: WIDTH, height: ROWS };
  return { card, pipeline: new Pipeline(card.gpu, outcomes, 3, step) };
}

describe('steps under way', () => {
  test('come back in order, each with the row that was its own', async () => {
    const { pipeline } = open(5);
    const known = [];
    for (let step = 6; step <= 30; step++) {
      pipeline.give(step);
      known.push(...(await pipeline.next()));
    }
    known.push(...(await pipeline.settle()));
    expect(known.map(({ step }) => step)).toEqual(Array.from({ length: 25 }, (_, i) => i + 6));
    for (const { step, values } of known) expect([...values]).toEqual(Array(WIDTH * 4).fill(step % ROWS));
  });

  test('are read together, before their rows are needed again', async () => {
    const { card, pipeline } = open();
    // Within one moment, so that time asks for no read.
    for (let step = 1; step <= 40; step++) pipeline.give(step, 1000);
    expect((await pipeline.settle()).map(({ step }) => step)).toHaveLength(40);
    expect(card.reads).toBeLessThan(20);
  });

  test('hold the next one back while the card is behind', async () => {
    const { card, pipeline } = open();
    card.isFast = false;
    pipeline.give(1);
    let came = false;
    const next = pipeline.next().then((outcomes) => {
      came = true;
      return outcomes;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(came).toBe(false);
    card.isFast = true;
    expect((await next).map(({ step }) => step)).toEqual([1]);
  });

  test('end with an error when the context is lost', async () => {
    const { card, pipeline } = open();
    pipeline.give(1);
    card.isLost = true;
    await expect(pipeline.next()).rejects.toThrow(ContextLost);
  });
});
