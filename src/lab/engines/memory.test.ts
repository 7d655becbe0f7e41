import { expect, test } from 'vitest';
import type { Remembered } from './core.ts';
import { EngineMemory, type Place } from './memory.ts';

const place: Place = { version: '/assets/index-1.js', agent: 'Chrome 156', cores: 8 };
const found: Remembered = {
  renderer: 'Apple GPU',
  findings: { webgl: { outcome: 'right', milliseconds: 6 }, wasm: { outcome: 'wrong' } },
};

function storage(text: string | null = null) {
  const held = { text };
  return {
    held,
    open: () => ({
      getItem: () => held.text,
      setItem: (_key: string, value: string) => {
        held.text = value;
      },
    }),
  };
}

test('what was kept is there at the next visit', () => {
  const { open } = storage();
  expect(new EngineMemory(open, place).recall()).toBeUndefined();
  new EngineMemory(open, place).keep(found);
  expect(new EngineMemory(open, place).recall()).toEqual(found);
});

test.each<Partial<Place>>([{ version: '/assets/index-2.js' }, { agent: 'Chrome 157' }, { cores: 4 }])(
  'is nothing to another program, browser or machine: %o',
  (change) => {
    const { open } = storage();
    new EngineMemory(open, place).keep(found);
    expect(new EngineMemory(open, { ...place, ...change }).recall()).toBeUndefined();
  },
);

test('that there is no graphics card is remembered as well', () => {
  const { open } = storage();
  const none: Remembered = {
    renderer: null,
    findings: { webgl: { outcome: 'refused', why: 'no-webgl' } },
  };
  new EngineMemory(open, place).keep(none);
  expect(new EngineMemory(open, place).recall()).toEqual(none);
});

test.each([
  '{',
  '[]',
  '{"version":1}',
  JSON.stringify({ ...place, ...found, findings: { webgl: { outcome: 'right', milliseconds: 'fast' } } }),
  JSON.stringify({ ...place, ...found, findings: { unknown: { outcome: 'wrong' } } }),
])('damaged, it is as if nothing had been kept: %s', (text) => {
  expect(new EngineMemory(storage(text).open, place).recall()).toBeUndefined();
});

test('a storage that is forbidden, or full, harms nobody', () => {
  const forbidden = new EngineMemory(() => {
    throw new Error('Access is denied.');
  }, place);
  const full = new EngineMemory(
    () => ({
      getItem: () => null,
      setItem: () => {
        throw new Error('The quota has been exceeded.');
      },
    }),
    place,
  );
  for (const memory of [forbidden, full]) {
    memory.keep(found);
    expect(memory.recall()).toBeUndefined();
  }
});
