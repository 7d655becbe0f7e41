/** The scripting interfaces that the lab's pages offer to programs, as handles with their types. */
import { openPage } from './lab.mjs';

/** @typedef {NonNullable<Window['batchNormLab']>} Lab */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').JSHandle<Lab>} LabHandle */

/**
 * Does what is missing and opens the lab.
 *
 * @param {string} query Its settings, such as "?lr=1e-3".
 */
export async function openLab(query) {
  const opened = await openPage(query);
  try {
    return { ...opened, lab: await labOf(opened.page) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/**
 * The lab of a page, with its engines measured: what is asked of it then gets the fastest.
 *
 * @param {Page} page
 */
export async function labOf(page) {
  const lab = await scriptingOf(page, 'batchNormLab');
  await lab.evaluate((lab) => lab.measured());
  return lab;
}

/**
 * What a page offers under a name.
 *
 * @template {'batchNormLab' | 'bench' | 'conformance'} N
 * @param {Page} page
 * @param {N} name
 * @returns {Promise<import('@playwright/test').JSHandle<NonNullable<Window[N]>>>}
 */
export async function scriptingOf(page, name) {
  const isThere = await page.evaluate((/** @type {string} */ name) => name in window, name);
  if (!isThere) throw new Error(`The page has no "${name}": it did not start.`);
  return page.evaluateHandle((name) => /** @type {NonNullable<Window[N]>} */ (window[name]), name);
}
