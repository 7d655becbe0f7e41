/** Images of one's own for the command line: four files of a folder, handed to the page as a visitor hands them over. */
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { messageOf } from './errors.mjs';

/** @import { OwnData } from '../../src/domain/data-set.ts' */
/** @import { LabHandle, Page } from './scripting.mjs' */

/** What IDX files are called, compressed or not; all else in the folder may be there for other reasons. */
const IDX = /(idx[13]|ubyte)[^/]*$/i;
/** Characters that a name can have. */
const LONGEST_NAME = 40;

/** A folder that holds four IDX files, as an option: gives their paths. */
export function dataFolder() {
  return {
    shown: 'FOLDER',
    read: (/** @type {string} */ text) => {
      const folder = resolve(text);
      let names;
      try {
        names = readdirSync(folder).filter((name) => IDX.test(name));
      } catch (error) {
        throw new Error(`cannot be read: ${messageOf(error)}.`);
      }
      if (names.length !== 4)
        throw new Error(
          `must be a folder with four IDX files (images and labels to train on and to test with); "${text}" has ${names.length}.`,
        );
      return { name: nameOf(folder), paths: names.map((name) => join(folder, name)) };
    },
  };
}

/** @param {string} folder */
function nameOf(folder) {
  const name = basename(folder).replaceAll('~', '-').slice(0, LONGEST_NAME).trim();
  return name === '' ? 'Own data' : name;
}

/**
 * Has the lab train on the files.
 *
 * @param {Page} page
 * @param {LabHandle} lab
 * @param {{ name: string, paths: string[] }} folder
 * @returns {Promise<OwnData>}
 * @throws {Error} with what is wrong with them.
 */
export async function trainOnFolder(page, lab, { name, paths }) {
  const input = await page.evaluateHandle(() => {
    const field = document.createElement('input');
    field.type = 'file';
    field.multiple = true;
    return field;
  });
  await input.asElement()?.setInputFiles(paths);
  const used = await lab.evaluate((lab, { input, name }) => lab.trainOn([...(input.files ?? [])], name), {
    input,
    name,
  });
  if ('problem' in used) throw new Error(used.problem);
  return used.data;
}
