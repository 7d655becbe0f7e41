/** What the page may not do: everything that it has is used, under its own policy and the headers of `npm start`. */
import type { BrowserContext, Page } from '@playwright/test';
import { preview } from 'vite';
import { PAGE_POLICY, SECURITY_HEADERS } from '../scripts/lib/policy.mjs';
import { expect, test, waitForSteps } from './lab.ts';
import { serveDist } from './server.ts';

/** Few and small: an engine has to start, not to learn. */
const QUICK = 'preset=modern&batch=4&steps=3&every=1000';

declare global {
  interface Window {
    /** What the page's policy has refused so far. */
    refused: string[];
  }
}

/** Refusals of the page; those of workers are errors of the console, which every test forbids. */
async function watchRefusals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      window.refused.push(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  });
}

/** Addresses of other servers that anything in the browser asks for. */
function watchStrangers(context: BrowserContext, own: string): string[] {
  const strangers: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(own).origin) strangers.push(request.url());
  });
  return strangers;
}

const refused = (page: Page) => page.evaluate(() => window.refused);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('every page and engine does its work, nothing of it is refused, and no other server is asked', async ({
  page,
  server,
}) => {
  const strangers = watchStrangers(page.context(), server.url);
  await watchRefusals(page);
  // Those of WebGL and of the plain processor train in the tests of engines, under the same policy.
  for (const [engine, name] of [
    ['wasm', 'compare'],
    ['simd', 'inside'],
  ]) {
    await page.goto(`${server.url}?${QUICK}&engine=${engine}#${name}`);
    await press(page, 'Run');
    await waitForSteps(page, 2);
    expect(await refused(page), engine).toEqual([]);
  }
  await expect(page.getByRole('region', { name: 'What is computed?' })).toBeVisible({ timeout: 30_000 });
  // A select is a list with a style of its own, where it is let.
  await page.getByRole('combobox', { name: 'Look inside' }).click();
  await page.getByRole('option', { name: 'not at all' }).click();
  await page.getByRole('link', { name: 'Reproduce' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await page.getByRole('link', { name: 'Sweep' }).click();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  for (const name of ['All settings', 'Glossary', 'Keys']) {
    await press(page, name);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.locator('.term').first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('slider').first().press('ArrowRight');
  expect(await refused(page)).toEqual([]);
  expect(strangers).toEqual([]);
});

test('what would run text as a program is refused, in the page and in its workers', async ({
  page,
  server,
  problems,
}) => {
  await page.goto(server.url);
  const outcomes = await page.evaluate(tryAll);
  expect(outcomes).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    timer: 'TypeError',
    markup: 'TypeError',
    worker: 'TypeError',
    policy: 'TypeError',
    script: 'refused',
    style: 'refused',
  });
  // A worker has the policy that its own program was sent with.
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  expect(await page.workers()[0]!.evaluate(tryFunction)).toBe('EvalError');
  expect(problems).not.toEqual([]);
  problems.length = 0;
});

test('an inline script of the page itself is refused, and by the page alone where no header says so', async ({
  page,
  problems,
}) => {
  const server = await serveDist({
    isBare: true,
    changed: (file, text) =>
      file === 'index.html'
        ? text.replace('<title>', (title) => `<script>ranInline = true</script>${title}`)
        : text,
  });
  try {
    await page.goto(server.url);
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    expect(await page.evaluate(() => 'ranInline' in window)).toBe(false);
    expect(problems).toEqual([expect.stringContaining('Executing inline script violates')]);
    problems.length = 0;
  } finally {
    await server.close();
  }
});

test('the policy stands in every page, and the server of npm start sends its headers with every file', async ({
  request,
}) => {
  // With the project's own settings, as scripts/start.mjs starts it.
  const server = await preview({ preview: { host: '127.0.0.1', port: 0, open: false }, logLevel: 'error' });
  const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => [name.toLowerCase(), value]);
  try {
    const address = server.httpServer.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    for (const path of ['', 'conformance/', 'bench/', 'robots.txt', 'sw.js']) {
      const response = await request.get(`http://127.0.0.1:${port}/${path}`);
      expect(response.headers(), path).toMatchObject(Object.fromEntries(headers));
      if (response.headers()['content-type']?.startsWith('text/html'))
        expect((await response.text()).replaceAll('&#39;', "'"), path).toContain(`content="${PAGE_POLICY}"`);
    }
  } finally {
    await server.close();
  }
});

/** Tries, as any program of the page could, what the policy refuses; gives what came of it. */
function tryAll(): Promise<Record<string, string>> {
  const attempts: Record<string, () => unknown> = {
    // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested.
    eval: () => globalThis.eval('1'),
    function: () => new Function('return 1')(),
    timer: () => setTimeout('1'),
    markup: () => document.createElement('div').insertAdjacentHTML('beforeend', '<b>1</b>'),
    worker: () => new Worker('./assets/none.js'),
    policy: () =>
      (
        window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      ).trustedTypes.createPolicy('another', {}),
  };
  const outcomeOf = (attempt: () => unknown) => {
    try {
      attempt();
      return 'done';
    } catch (error) {
      return (error as Error).name;
    }
  };
  // What a test evaluates may do more than the page's own programs; what a timer calls may not.
  return new Promise((resolve) =>
    setTimeout(() => {
      const script = document.createElement('script');
      script.append('window.ranInline = true');
      const style = document.createElement('style');
      style.append('body { outline: 1px solid }');
      document.head.append(script, style);
      resolve({
        ...Object.fromEntries(Object.entries(attempts).map(([name, attempt]) => [name, outcomeOf(attempt)])),
        script: 'ranInline' in window ? 'done' : 'refused',
        style: style.sheet?.cssRules.length ? 'done' : 'refused',
      });
    }),
  );
}

function tryFunction(): Promise<string> {
  return new Promise((resolve) =>
    setTimeout(() => {
      try {
        resolve(String(new Function('return 1')()));
      } catch (error) {
        resolve((error as Error).name);
      }
    }),
  );
}
