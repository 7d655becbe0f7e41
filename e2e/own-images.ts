/** Images of a visitor's own, handed to the page as visitors do, or at once where a test is about something else. */
import { expect, type Page } from '@playwright/test';
import { scriptingOf } from '../scripts/lib/scripting.mjs';
import { shapesFiles, trainOnShapes as trainOn } from '../scripts/lib/shapes.mjs';

/** A file as Playwright hands it to a page. */
export interface OwnFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** 300 squares, rings and crosses to train on, 60 to test with. */
export function ownFiles(): OwnFile[] {
  return shapesFiles().map((file) => ({ ...file, mimeType: 'application/octet-stream' }));
}

/** Has the lab of a page train on them, so that what a test is about takes little time: few images are tested with. */
export async function trainOnShapes(page: Page): Promise<void> {
  await trainOn(await scriptingOf(page, 'batchNormLab'));
}

/** Drops files on a page, as from a folder beside the browser. */
export async function dropFiles(page: Page, files: readonly OwnFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of files) transfer.items.add(new File([Uint8Array.from(bytes)], name));
      return transfer;
    },
    files.map(({ name, buffer }) => ({ name, bytes: [...buffer] })),
  );
  const sheet = page.getByRole('dialog', { name: 'Your own images' });
  // What takes them comes a moment after the page.
  await expect(async () => {
    for (const type of ['dragenter', 'dragover', 'drop'])
      await page.dispatchEvent('main', type, { dataTransfer: transfer });
    await expect(sheet).toBeVisible({ timeout: 1_000 });
  }).toPass();
}
