/** Files that the page gives a visitor. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

export interface SavedFile {
  name: string;
  bytes: Buffer;
}

/** What the open menu gives. */
export async function chosen(page: Page, kind: string | RegExp): Promise<SavedFile> {
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: kind }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The rows of a file without line breaks in its cells. */
export function rowsOf(csv: Buffer): string[][] {
  const lines = csv.toString('utf8').split('\r\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => a ?? b!),
  );
}
