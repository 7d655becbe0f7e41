import { describe, expect, test } from 'vitest';
import { ContextLost } from '../webgl-context.ts';
import type { Gpu } from './gpu.ts';
import { Pipeline, type RawOutcome } from './pipeline.ts';

const ROWS = 8;
const WIDTH = 2;

/** A card that does what it is given when it is told to; a row of the outcomes holds the step that wrote it last. */
class FakeCard {
  isFast = true;
  isLost = false;
  reads = 0;
  readonly rows = new Float32Array(ROWS);
  #buffer: { rows: Float32Array } = { rows: new Float32Array() };

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
      createBuffer: () => ({ rows: new Float32Array() }),
      deleteBuffer: () => {},
      bindBuffer: (_: number, buffer: { rows: Float32Array } | null) => {
        if (buffer) this.#buffer = buffer;
      },
      bufferData: () => {},
      bindFramebuffer: () => {},
      readBuffer: () => {},
      readPixels: (_x: number, y: number, _width: number, height: number) => {
        this.reads++;
        this.#buffer.rows = this.rows.slice(y, y + height);
      },
      getBufferSubData: (_: number, __: number, values: Float32Array) => {
        const length = values.length / this.#buffer.rows.length;
        for (let i = 0; i < values.length; i++) values[i] = this.#buffer.rows[Math.floor(i / length)]!;
      },
    },
  } as unknown as Gpu;
}

function open(step = 0) {
  const card = new FakeCard();
  const outcomes = { framebuffer: {}, x: 0, y: 0, width: WIDTH, height: ROWS };
  const pipeline = new Pipeline(card.gpu, outcomes, 3, step);
  const give = (step: number, now?: number) => {
    card.rows[pipeline.row(step)] = step;
    pipeline.give(step, now);
  };
  return { card, pipeline, give };
}

function expectOwnRows(known: readonly RawOutcome[], first: number, last: number): void {
  expect(known.map(({ step }) => step)).toEqual(
    Array.from({ length: last - first + 1 }, (_, i) => i + first),
  );
  for (const { step, values } of known) expect([...values]).toEqual(Array(WIDTH * 4).fill(step));
}

describe('steps under way', () => {
  test('come back in order, each with the row that was its own', async () => {
    const { pipeline, give } = open(5);
    const known: RawOutcome[] = [];
    for (let step = 6; step <= 30; step++) {
      give(step);
      known.push(...(await pipeline.next()));
    }
    known.push(...(await pipeline.settle()));
    expectOwnRows(known, 6, 30);
  });

  test('are read together, before their rows are needed again', async () => {
    const { card, pipeline, give } = open();
    // Within one moment, so that time asks for no read.
    for (let step = 1; step <= 40; step++) give(step, 1000);
    expectOwnRows(await pipeline.settle(), 1, 40);
    expect(card.reads).toBeLessThan(20);
  });

  test('do not hold the next one back while the card is one behind', async () => {
    const { card, pipeline, give } = open();
    give(1);
    expectOwnRows(await pipeline.next(), 1, 1);
    card.isFast = false;
    give(2);
    // It resolves though the card is still busy, so without the outcome of step 2.
    expect(await pipeline.next()).toEqual([]);
    card.isFast = true;
    expectOwnRows(await pipeline.settle(), 2, 2);
  });

  test('hold the next one back while the card is behind', async () => {
    const { card, pipeline, give } = open();
    card.isFast = false;
    give(1);
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
    const { card, pipeline, give } = open();
    give(1);
    card.isLost = true;
    await expect(pipeline.next()).rejects.toThrow(ContextLost);
  });
});
