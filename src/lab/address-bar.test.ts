import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { withShared } from '../domain/comparison.ts';
import { presetComparison } from '../domain/presets.ts';
import { keepAddress } from './address-bar.ts';
import type { LabState } from './comparison/state.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(search = '', hash = '#compare') {
  const comparison = presetComparison('article');
  const store = createStore(() => ({ comparison, engineChoice: 'auto' }) as LabState);
  const location = { pathname: '/lab/', search, hash };
  const replaceState = vi.fn((_data: unknown, _title: string, url?: string | URL | null) => {
    const { search, hash } = new URL(String(url), 'http://localhost');
    Object.assign(location, { search, hash });
  });
  const listeners: Record<string, () => void> = {};
  keepAddress(store, {
    location,
    history: { replaceState },
    addEventListener: (type, listener) => {
      listeners[type] = listener;
    },
  });
  const setRate = (learningRate: number) =>
    store.setState(({ comparison }) => ({ comparison: withShared(comparison, { learningRate }) }));
  return { store, location, replaceState, listeners, setRate };
}

test('two hundred stops of a slider in ten seconds are twenty changes of the address, the last one among them', () => {
  const { location, replaceState, setRate } = open();
  for (let i = 1; i <= 200; i++) {
    setRate(i / 10_000);
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(1000);
  expect(replaceState.mock.calls.length).toBeLessThan(30);
  expect(location.search).toBe('?lr=0.02');
});

test('the language of the address and the page behind the “#” stay', () => {
  const { location, setRate } = open('?lang=ja', '#sweep');
  setRate(1e-4);
  vi.advanceTimersByTime(1000);
  expect(location).toMatchObject({ search: '?lr=0.0001&lang=ja', hash: '#sweep' });
});

test('back in the history the address gets the settings that are in force', () => {
  const { location, listeners, setRate } = open();
  setRate(1e-4);
  vi.advanceTimersByTime(1000);
  Object.assign(location, { search: '', hash: '#reproduce' });
  listeners.popstate!();
  vi.advanceTimersByTime(1000);
  expect(location).toMatchObject({ search: '?lr=0.0001', hash: '#reproduce' });
});

test('what was not written yet is written when the page is left', () => {
  const { location, listeners, setRate } = open();
  setRate(1e-2);
  setRate(1e-4);
  listeners.pagehide!();
  expect(location.search).toBe('?lr=0.0001');
});
