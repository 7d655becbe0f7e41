import { describe, expect, test } from 'vitest';
import { afterKey } from './plot-keys.ts';

const chart = {
  id: 'here',
  curves: [{ steps: Array.from({ length: 21 }, (_, i) => 50 * i), values: new Array<number>(21).fill(0) }],
  steps: 1000,
  stepScale: 'linear' as const,
};
const none = { reading: undefined, span: undefined, selection: undefined };
const press = (key: string, state: object = {}, modifiers: object = {}) =>
  afterKey(
    { ...none, ...state },
    { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...modifiers },
    chart,
  );
const at = (step: number) => ({ reading: { step } });
const said = (step: number) => ({ reading: { step, by: 'here' } });

describe('keys in a chart', () => {
  test('read the newest point first, then go from point to point', () => {
    expect(press('ArrowLeft')).toEqual(said(1000));
    expect(press('ArrowLeft', at(500))).toEqual(said(450));
    expect(press('ArrowRight', at(500))).toEqual(said(550));
  });

  test('go ten points with Shift, and no further than the ends', () => {
    expect(press('ArrowLeft', at(600), { shiftKey: true })).toEqual(said(100));
    expect(press('ArrowRight', at(600), { shiftKey: true })).toEqual(said(1000));
    expect(press('Home', at(600))).toEqual(said(0));
    expect(press('End', at(600))).toEqual(said(1000));
  });

  test('move the steps shown along with what is read', () => {
    expect(press('ArrowRight', { ...at(500), span: [300, 500] })).toEqual({ ...said(550), span: [350, 550] });
  });

  test('zoom around what is read, and back to the whole run', () => {
    expect(press('+', at(500))).toEqual({ span: [250, 750] });
    expect(press('=', at(1000))).toEqual({ span: [500, 1000] });
    expect(press('-', { span: [250, 750] })).toEqual({ span: undefined });
    expect(press('0', { span: [250, 500] })).toEqual({ span: undefined });
  });

  test('hide the line by Escape, which is left to others where there is none', () => {
    expect(press('Escape', at(500))).toEqual({ reading: undefined, selection: undefined });
    expect(press('Escape')).toBeUndefined();
  });

  test('leave all others alone, also those with a modifier', () => {
    expect(press(' ')).toBeUndefined();
    expect(press('0', {}, { ctrlKey: true })).toBeUndefined();
  });
});
