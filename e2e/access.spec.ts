/** The lab for everybody: every page in every theme and language, large, by keys alone, without motion. */
import { accessibilityFaults } from './accessibility.ts';
import { expect, test, waitForStatus, waitForSteps } from './lab.ts';

// In English, `page.spec.ts` and `many.spec.ts` look at every page in both themes.
test('every page is accessible in Japanese, in the dark', async ({ page, server }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const name of ['compare', 'reproduce', 'sweep']) {
    await page.goto(`${server.url}?lang=ja#${name}`);
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    expect([name, await accessibilityFaults(page)]).toEqual([name, []]);
  }
});

const sheets = [
  ['All settings', 'Settings'],
  ['Glossary', 'Glossary'],
  ['Keys', 'Keys'],
] as const;

// In light `page.spec.ts` looks at one; contrasts in both themes are the tokens' test.
test('every sheet is accessible', async ({ page, server }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(server.url);
  for (const [button, title] of sheets) {
    await page.getByRole('button', { name: button, exact: true }).click();
    const sheet = page.getByRole('dialog', { name: title });
    await expect(sheet).toBeVisible();
    // What is in it comes a moment later, and its fields get their names another one later.
    if (title === 'Settings')
      await expect(sheet.getByRole('combobox', { name: 'Data', exact: true })).toBeVisible();
    expect([button, await accessibilityFaults(page)]).toEqual([button, []]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('button', { name: /^B · with BN/ }).click();
  await expect(page.getByRole('dialog').getByRole('combobox', { name: /./ }).first()).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

// 1280 pixels enlarged fourfold are 320 wide and, of a window of 1024, 256 high.
for (const name of ['compare', 'inside', 'reproduce', 'sweep', 'runs'])
  test(`at 400% all of ${name} is there, and nothing scrolls sideways`, async ({ page, server }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await page.goto(`${server.url}#${name}`);
    const shown = { inside: '.multiple-curve', runs: '.storage-line' }[name] ?? '.recharts-surface';
    await expect(page.locator(shown).first()).toBeVisible();
    const [content, window] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect(content).toBeLessThanOrEqual(window!);
    if (name !== 'compare') return;
    // What stays in sight leaves room for what it is about.
    const transport = (await page.getByRole('region', { name: 'Training progress' }).boundingBox())!;
    expect(transport.height).toBeLessThan(256 / 2);
    await page.getByRole('button', { name: 'Glossary' }).click();
    await expect(page.getByRole('dialog').getByText('learning rate', { exact: true })).toBeVisible();
  });

test('keys alone lead from the open page to a result', async ({ page, server }) => {
  await page.goto(`${server.url}?steps=900&every=2`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  const focus = () => page.locator(':focus');
  const tabTo = async (name: string | RegExp, role: 'button' | 'slider' = 'button') => {
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press('Tab');
      const wanted = page.getByRole(role, { name, exact: typeof name === 'string' });
      if (await wanted.evaluateAll((all) => all.includes(document.activeElement as HTMLElement))) return;
    }
    throw new Error(`${name} is not reached by Tab.`);
  };
  await tabTo(/^A lower rate/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/lr=0\.0001/);
  await page.goBack();
  await page.goto(`${server.url}?steps=900&every=2`);
  await tabTo('Learning rate', 'slider');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('output.rate-hero')).toHaveText('0.0011');
  await page.keyboard.press('Shift+Tab');
  await expect(focus()).toBeVisible();
  // Space is the page's wherever nothing takes it.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Space');
  await waitForSteps(page, 2);
  await page.keyboard.press('Space');
  await waitForStatus(page, 'paused');
  await expect(page.getByRole('region', { name: 'Now' })).toContainText(/\./);
  await tabTo(/^Digit \d: all probabilities$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
});

test('a select of the settings is used by keys alone, and its letters are not those of the page', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'All settings' }).click();
  const loss = page.getByRole('combobox', { name: 'Loss', exact: true });
  const before = await loss.textContent();
  await loss.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toBeFocused();
  // What a combobox opens belongs to it, wherever it stands in the document: it needs no landmark.
  expect(await accessibilityFaults(page, { ignored: ['region'] })).toEqual([]);
  await page.keyboard.press('p');
  await expect(page.locator('html[data-present]')).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(loss).toBeFocused();
  await expect(loss).not.toHaveText(before!);
  await expect(page).toHaveURL(/loss=/);
  // Escape closes what is open, one after the other.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('on a phone the charts are tabs', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.url);
  const tabs = page.getByRole('tablist', { name: 'Chart' }).getByRole('tab');
  await expect(tabs).toHaveText(['Accuracy', 'Loss', 'Saturation']);
  await expect(page.getByRole('tabpanel').getByRole('figure', { name: /^Test accuracy/ })).toBeVisible();
  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Loss', selected: true })).toBeFocused();
  await expect(page.getByRole('tabpanel').getByRole('figure', { name: /^Training loss/ })).toBeVisible();
  await expect(page.getByRole('figure')).toHaveCount(1);
  expect(await accessibilityFaults(page)).toEqual([]);
});

for (const [name, hash] of [
  ['Compare', ''],
  ['Inside', '#inside'],
] as const)
  test(`on a phone nothing lies over what the keys reach on ${name}, there and back`, async ({
    page,
    server,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}${hash}`);
    await expect(page.locator('.plot-ground, .multiple-plot').first()).toBeVisible();
    const covered: string[] = [];
    for (const key of ['Tab', 'Shift+Tab']) {
      let reached = 0;
      for (;;) {
        await page.keyboard.press(key);
        const focused = await page.evaluate(coveredFocus, key);
        if (!focused) break;
        reached++;
        if (focused.isCovered) covered.push(`${key}: ${focused.name}`);
      }
      expect(reached).toBeGreaterThan(40);
    }
    expect(covered).toEqual([]);
  });

/** What has the focus, and whether something lies over its middle; undefined where all have had it. */
function coveredFocus(key: string): { name: string; isCovered: boolean } | undefined {
  const element = document.activeElement as HTMLElement | SVGElement | null;
  if (!element || element === document.body || element.dataset.reached === key) return undefined;
  element.dataset.reached = key;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  // Of what is larger than the window, where it is in sight.
  const middle = (from: number, to: number, most: number) => (Math.max(0, from) + Math.min(most, to)) / 2;
  const there = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return {
    name: name.slice(0, 60),
    isCovered: !there || !(element.contains(there) || there.contains(element)),
  };
}

test('with forced colours the runs are still told apart, and the chosen from the others', async ({
  page,
  server,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(server.url);
  await expect(page.locator('.curve').first()).toBeVisible();
  const dashes = await page
    .locator('.curves g[stroke-dasharray]')
    .evaluateAll((all) => all.map((curve) => curve.getAttribute('stroke-dasharray')));
  expect(new Set(dashes).size).toBeGreaterThan(0);
  // Backgrounds are the system's then: what is chosen has an edge of its own.
  const edge = (name: string) =>
    page.getByRole('radio', { name }).evaluate((radio) => getComputedStyle(radio).outlineStyle);
  expect(await edge('Article')).toBe('solid');
  expect(await edge('Modern')).toBe('none');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('with reduced motion nothing moves by itself', async ({ page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(server.url);
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
});

test('an icon says its name to the pointer and to keys, and goes on Escape', async ({ page, server }) => {
  await page.goto(server.url);
  const colours = page.getByRole('button', { name: /^Colours: / });
  const tip = page.getByText(/^Colours: /);
  await colours.hover();
  await expect(tip).toHaveText(/^Colours: /);
  await page.mouse.move(10, 10);
  await expect(tip).toHaveCount(0);
  await page.getByRole('button', { name: '日本語' }).focus();
  await page.keyboard.press('Tab');
  await expect(colours).toBeFocused();
  await expect(tip).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(colours).toHaveAccessibleName('Colours: light');
  await expect(tip).toHaveCount(0);
});

test('the axis is chosen from a menu by keys alone', async ({ page, server }) => {
  await page.goto(server.url);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  await accuracy.getByRole('button', { name: 'Horizontal axis: Steps' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Steps', exact: true })).toBeFocused();
  // As what a combobox opens.
  expect(await accessibilityFaults(page, { ignored: ['region'] })).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(accuracy.getByRole('button', { name: 'Horizontal axis: Log steps' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(accuracy.getByRole('button', { name: 'Horizontal axis: Log steps' })).toBeFocused();
});
