import { createElement, Suspense } from 'react';
import { prerenderToNodeStream } from 'react-dom/static';
import { beforeEach, expect, test } from 'vitest';
import { Boundary } from './boundary.tsx';
import { askAgain, later } from './later.tsx';

let asked = 0;
let isThere = false;

beforeEach(() => {
  asked = 0;
  isThere = false;
});

async function load() {
  asked += 1;
  if (!isThere) throw new Error('The program did not come.');
  return { default: ({ name }: { name: string }) => `here is ${name}` };
}

/** What a page has that shows a component: what it says, or that it is still waited for. */
async function shown(Component: ReturnType<typeof later<{ name: string }>>): Promise<string> {
  const element = createElement(Suspense, { fallback: 'not yet' }, createElement(Component, { name: 'x' }));
  const { prelude } = await prerenderToNodeStream(element, { onError: () => {} });
  let page = '';
  for await (const piece of prelude) page += String(piece);
  return /here is x|not yet/.exec(page)?.[0] ?? page;
}

test('a program is asked for when it is first shown, and once', async () => {
  isThere = true;
  const Later = later(load);
  expect(asked).toBe(0);
  expect(await shown(Later)).toBe('here is x');
  expect(await shown(Later)).toBe('here is x');
  expect(asked).toBe(1);
});

test('one that is needed in any case is asked for at once, and not again when it is shown', async () => {
  isThere = true;
  const Later = later(load, 'begun');
  expect(asked).toBe(1);
  expect(await shown(Later)).toBe('here is x');
  expect(asked).toBe(1);
});

test.each([undefined, 'begun'] as const)(
  'one that did not come is not asked for by itself, but once its failure was caught (%s)',
  async (begun) => {
    const Later = later(load, begun);
    expect(await shown(Later)).toBe('not yet');
    expect(await shown(Later)).toBe('not yet');
    expect(asked).toBe(1);
    askAgain();
    expect(await shown(Later)).toBe('not yet');
    expect(asked).toBe(2);
    isThere = true;
    new Boundary({ children: null }).componentDidCatch();
    expect(await shown(Later)).toBe('here is x');
    expect(asked).toBe(3);
  },
);

test('what failed is replaced by what says so, and comes back when it is tried again', () => {
  const boundary = new Boundary({
    children: 'the part',
    instead: (retry, isAgain) =>
      createElement('button', { type: 'button', onClick: retry }, isAgain ? 'again' : 'failed'),
  });
  boundary.setState = (next) => Object.assign(boundary.state, next);
  const fail = () => Object.assign(boundary.state, Boundary.getDerivedStateFromError());
  const retry = () => {
    const { onClick } = (boundary.render() as React.ReactElement<{ onClick: () => void }>).props;
    onClick();
  };
  expect(boundary.render()).toBe('the part');
  fail();
  expect(boundary.render()).toMatchObject({ props: { children: 'failed' } });
  retry();
  expect(boundary.render()).toBe('the part');
  fail();
  expect(boundary.render()).toMatchObject({ props: { children: 'again' } });
});
