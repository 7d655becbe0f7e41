import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OtherTabs } from './other-tabs.ts';

let held: Set<string>;
let listeners: { of: OtherTabs; listen: () => void }[];

/** A tab of one browser, and how it ends. */
async function openTab(id: string) {
  const channel = {
    postMessage: () => {
      for (const { of, listen } of listeners) if (of !== tab) listen();
    },
    addEventListener: (_: 'message', listen: () => void) => listeners.push({ of: tab, listen }),
  };
  const locks = {
    held: async () => held,
    hold: async (name: string) => {
      held.add(name);
      return () => held.delete(name);
    },
  };
  const tab: OtherTabs = new OtherTabs(locks, channel, id);
  await tab.open();
  return {
    tab,
    close: () => {
      tab.leave();
      held.delete(`batchnorm-lab.tab.${id}`);
      listeners = listeners.filter(({ of }) => of !== tab);
    },
  };
}

beforeEach(() => {
  held = new Set(['batchnorm-lab.comparison.x']);
  listeners = [];
});

afterEach(() => {
  vi.useRealTimers();
});

const stateOf = ({ tab }: Awaited<ReturnType<typeof openTab>>) => tab.store.getState();

test('each of two tabs is told of the other, until it goes', async () => {
  const first = await openTab('a');
  expect(stateOf(first)).toEqual({ others: 0, isRead: false });
  const second = await openTab('b');
  expect(stateOf(second).others).toBe(1);
  await vi.waitFor(() => expect(stateOf(first).others).toBe(1));
  second.close();
  await vi.waitFor(() => expect(stateOf(first).others).toBe(0));
});

test('what was read is news again when another tab comes after all had gone', async () => {
  const first = await openTab('a');
  const second = await openTab('b');
  await vi.waitFor(() => expect(stateOf(first).others).toBe(1));
  first.tab.read();
  const third = await openTab('c');
  await vi.waitFor(() => expect(stateOf(first).others).toBe(2));
  expect(stateOf(first).isRead).toBe(true);
  second.close();
  third.close();
  await vi.waitFor(() => expect(stateOf(first)).toEqual({ others: 0, isRead: false }));
});

test('without a way to talk, a tab counts those that were there before', async () => {
  await openTab('a');
  const locks = { held: async () => held, hold: async () => () => {} };
  const deaf = new OtherTabs(locks, undefined, 'b');
  await deaf.open();
  expect(deaf.store.getState().others).toBe(1);
  deaf.leave();
});

test('a tab that ends without a word, or whose lock is free only later, is noticed', async () => {
  vi.useFakeTimers();
  const first = await openTab('a');
  const second = await openTab('b');
  await vi.advanceTimersByTimeAsync(0);
  expect(stateOf(first).others).toBe(1);
  second.tab.leave();
  listeners = listeners.filter(({ of }) => of !== second.tab);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(stateOf(first).others).toBe(1);
  held.delete('batchnorm-lab.tab.b');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(stateOf(first).others).toBe(0);
  // A tab that is alone looks no more.
  await vi.advanceTimersByTimeAsync(5_000);
  expect(vi.getTimerCount()).toBe(0);
});
